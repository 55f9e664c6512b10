// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A text as rules should see it – without colour codes, or with one level of backslashes taken away – that still knows
// where each of its characters stands in the original. Rules need not know how deep a piece of JSON was quoted.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

class TextView final {
public:
    // Without terminal escape sequences, be they real or spelt \u001b; nothing if there are none.
    [[nodiscard]] static std::optional<TextView> withoutColours(std::string_view text);
    // With \" \\ \n … replaced by what they mean; nothing if there is nothing to replace.
    [[nodiscard]] static std::optional<TextView> unescaped(std::string_view text);

    [[nodiscard]] const std::string &text() const { return m_text; }

    // Where the characters [begin, end) of text() stand in the original; begin < end.
    struct Range {
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    [[nodiscard]] Range original(Range range) const;

private:
    // Characters that follow each other in both texts, or one character that was longer in the original.
    struct Piece {
        std::size_t at;
        std::size_t originalAt;
        std::size_t originalEnd;
    };
    void append(std::string_view run, std::size_t from);
    void append(char c, std::size_t from, std::size_t length);

    std::string m_text;
    std::vector<Piece> m_pieces;
};

} // namespace assay
