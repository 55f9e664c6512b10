// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Ctrl+C and SIGTERM of a verb that works for long. The second one ends the program as usual.

#include <atomic>

namespace assay {

// Becomes true on the first signal. Installs the handlers on its first call.
[[nodiscard]] const std::atomic<bool> &interrupted();

} // namespace assay
