// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agent/read/claudeline.h"

namespace assay {

// Decodes a line of type "system": compactions, API retries, local commands, notices. stop_hook_summary and
// turn_duration are known and give no event.
void decodeSystem(ClaudeLine &line);

} // namespace assay
