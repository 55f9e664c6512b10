// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The line of an output that tells most about a failure. Part of errorsign.h. Pure.

#include "agent/facts/facts.h"

#include <string_view>
#include <vector>

namespace assay {

struct ErrorLine {
    static constexpr int keyword = 20; // a word of failure; below: any line
    int weight = 0;
    ErrorClass kind = ErrorClass::Other;
    std::string code;
    std::string text; // masked
};

// Of several lines of the same weight the first; of a traceback its last.
[[nodiscard]] ErrorLine tellingLine(const std::vector<std::string_view> &lines);

} // namespace assay
