// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Whether what a rule found can be a secret at all: placeholders, type names and expressions are not.

#include "agent/redact/rules.h"

#include <cstddef>
#include <string_view>

namespace assay {

// Bits per character.
[[nodiscard]] double entropy(std::string_view value);

// What is known of a candidate. `name` is what it stands under ("" = unknown); `after` is the character that follows
// it.
struct Candidate {
    std::string_view value;
    std::string_view name = {};
    char before = '\n'; // the character in front of the name
    char between = ' '; // the last character between the two, quotes aside
    char after = '\n';  // the character behind the value
};

[[nodiscard]] bool plausible(const Candidate &candidate, ValueCheck check);

} // namespace assay
