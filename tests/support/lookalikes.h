// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Transcript lines that look as if they held a secret and do not: what a redactor must leave alone.

#include <cstdint>
#include <string>
#include <vector>

namespace assay::test {

struct LookAlike {
    std::string kind; // "git-sha"
    std::string text; // the harmless text
    std::string line; // one line of a transcript that says it
};

[[nodiscard]] std::vector<LookAlike> makeLookAlikes(std::uint64_t seed, std::size_t count);

} // namespace assay::test
