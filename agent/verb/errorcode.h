// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Errors on their way through the socket.

#include "agent/ipc/message.h"
#include "models/data/error.h"

namespace assay {

[[nodiscard]] IpcError toIpcError(const Error &error);
[[nodiscard]] Error fromIpcError(const IpcError &error);

} // namespace assay
