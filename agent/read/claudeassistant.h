// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agent/read/claudeline.h"

namespace assay {

// Decodes a line of type "assistant": an event for each block, and the message's token use.
void decodeAssistant(ClaudeLine &line);

} // namespace assay
