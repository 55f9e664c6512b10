// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The user's own redaction rules, read from the JSON array described at Redactor::create().

#include "models/data/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace assay {

struct UserRule {
    std::string name;
    std::string pattern;
    int group = 0;
};

// Every rule returned compiles and matches no empty text. Empty input: no rules.
[[nodiscard]] Result<std::vector<UserRule>> parseUserRules(std::string_view json);

} // namespace assay
