// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What can be saved of lines that are not JSON as they stand.

#include <string>
#include <string_view>
#include <vector>

namespace assay {

struct MendedLine {
    std::string text;
    bool changed = false;
    bool replaced = false; // something became U+FFFD
};

// Replaces invalid UTF-8 and lone surrogate escapes by U+FFFD, escapes control characters within strings, drops NUL
// bytes between tokens (holes that a crash leaves) and writes integers beyond 64 bits as floating point.
[[nodiscard]] MendedLine mendLine(std::string_view line);

// Objects that follow each other on one line because a newline got lost, as views into `line`. Fewer than two: empty.
[[nodiscard]] std::vector<std::string_view> splitObjects(std::string_view line);

// Where, behind a torn line whose newline got lost, another line may begin; in order, at most 32.
[[nodiscard]] std::vector<std::size_t> possibleLineStarts(std::string_view line);

} // namespace assay
