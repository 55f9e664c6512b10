// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The tools of the MCP server, and where they read.

#include "agent/mcp/mcpserver.h"
#include "models/data/error.h"
#include "models/data/store/database.h"

#include <functional>

namespace assay {

struct McpPlaces {
    std::function<Result<Database>()> open; // a reader; asked anew for each call, so a store that comes later is found
    QString projectDir;                     // $CLAUDE_PROJECT_DIR
    QString claudeDir;
    bool everything = false; // all projects of the workspace
};

[[nodiscard]] McpTools mcpTools(McpPlaces places);

} // namespace assay
