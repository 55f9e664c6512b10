// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the view indexed_text (resources/sql) makes of an input, for those who have the input at hand: SQLite's
// replace() takes longer than indexing or searching the text. The tests hold both to the same result.

#include <algorithm>
#include <initializer_list>

namespace assay {

// Blanks \\ \n \t \r and \" of a JSON text, each by two blanks. Text: std::string in UTF-8, or QString.
template<class Text>
void blankEscapes(Text &json)
{
    using Char = typename Text::value_type;
    const auto end = json.end();
    auto at = std::find(json.begin(), end, Char(u'\\'));
    while (at != end && at + 1 != end) {
        auto next = at + 1;
        const auto isNext = [next](char16_t c) { return *next == Char(c); };
        const std::initializer_list<char16_t> escaped = {u'\\', u'n', u't', u'r', u'"'};
        if (std::any_of(escaped.begin(), escaped.end(), isNext)) {
            *at = *next = Char(u' ');
            ++next;
        }
        at = std::find(next, end, Char(u'\\'));
    }
}

} // namespace assay
