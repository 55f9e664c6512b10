// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Secrets as their vendors document them and as people paste them. Made at run time from pieces, so that no scanner of
// a code host fires on this source; none of them opens anything.

#include "tests/support/seededrandom.h"

#include <string>
#include <vector>

namespace assay::test {

struct Secret {
    std::string shape;
    std::string text;                // what is pasted: the value alone, or a passage with its context
    std::string label;               // the name it must stand under to be recognisable; empty = recognisable alone
    std::vector<std::string> bodies; // the parts that must not survive
    bool passage = false;            // text has its own context and may have several lines
    bool awkward = false;            // holds quotes, backslashes or blanks: only for carriers that quote and escape
};

// Tokens that are known by their own look.
[[nodiscard]] std::size_t tokenShapeCount();
[[nodiscard]] Secret makeToken(std::size_t shape, SeededRandom &random);

// Values that only the name beside them gives away.
[[nodiscard]] std::size_t labelledShapeCount();
[[nodiscard]] Secret makeLabelled(std::size_t shape, SeededRandom &random);

// Passages: keys in PEM, connection strings, headers, credential files, commands.
[[nodiscard]] std::size_t passageShapeCount();
[[nodiscard]] Secret makePassage(std::size_t shape, SeededRandom &random);

} // namespace assay::test
