// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agent/read/domaccess.h"

#include <string>
#include <string_view>

namespace assay {

// The argument that tells most about a call, on one line of at most 300 bytes: the first line of a command, the path of
// a file, pattern and place of a search, the description of a sub-agent …; empty when there is none.
[[nodiscard]] std::string toolHead(std::string_view tool, const dom::object &input);

// Calls of Assay's own programs and MCP server: stored and shown, but left out of searches, so that Assay does not find
// itself.
[[nodiscard]] bool isSelfCall(std::string_view tool, const dom::object &input);

} // namespace assay
