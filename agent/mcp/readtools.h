// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The tools that read what was recorded. Each opens nothing and writes nothing; wrong arguments are noted in
// `arguments`, and then the result is not looked at.

#include "agent/mcp/projectscope.h"
#include "agent/mcp/toolanswer.h"

namespace assay {

using ToolData = Result<nlohmann::ordered_json>;

[[nodiscard]] ToolData searchTool(Database &db, const ProjectScope &scope, ToolArguments &arguments);
[[nodiscard]] ToolData summaryTool(Database &db, const ProjectScope &scope, ToolArguments &arguments);
[[nodiscard]] ToolData askTool(Database &db, const ProjectScope &scope, ToolArguments &arguments);
[[nodiscard]] ToolData readSessionTool(Database &db, const ProjectScope &scope, ToolArguments &arguments);
[[nodiscard]] ToolData readEventTool(Database &db, const ProjectScope &scope, ToolArguments &arguments);

} // namespace assay
