// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agent/read/transcript.h"

#include <string>
#include <string_view>

namespace assay {

// Reads agent-<id>.meta.json, which Claude Code (2.1.330) writes beside a sub-agent's transcript: agentType,
// description, toolUseId. What is missing or of another type stays empty, and so does everything in a file that is not
// JSON.
[[nodiscard]] DecodedRun readRunMeta(std::string_view json, std::string agentId);

} // namespace assay
