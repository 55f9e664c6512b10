// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/redact/textview.h"

#include <algorithm>

namespace assay {

namespace {

constexpr char escape = '\x1b';

// Length of the escape sequence that starts at `at`, 0 if none does.
std::size_t colourLength(std::string_view text, std::size_t at)
{
    std::size_t i = at;
    if (text[i] == escape) {
        ++i;
    } else if (text[i] == '\\') {
        i = std::min(text.find_first_not_of('\\', i), text.size());
        if (text.substr(i, 5) != "u001b" && text.substr(i, 5) != "u001B")
            return 0;
        i += 5;
    } else {
        return 0;
    }
    if (i >= text.size() || text[i] != '[')
        return 0;
    ++i;
    while (i < text.size() && static_cast<unsigned char>(text[i]) >= 0x20 && static_cast<unsigned char>(text[i]) < 0x40)
        ++i;
    return i < text.size() ? i + 1 - at : i - at;
}

std::optional<char> meaning(char escaped)
{
    switch (escaped) {
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case '"':
    case '\'':
    case '\\':
    case '/':
    case '`':
        return escaped;
    default:
        return std::nullopt;
    }
}

} // namespace

void TextView::append(std::string_view run, std::size_t from)
{
    if (run.empty())
        return;
    m_pieces.push_back({m_text.size(), from, from + run.size()});
    m_text += run;
}

void TextView::append(char c, std::size_t from, std::size_t length)
{
    m_pieces.push_back({m_text.size(), from, from + length});
    m_text += c;
}

std::optional<TextView> TextView::withoutColours(std::string_view text)
{
    const bool spelt = text.find("u001b[") != text.npos || text.find("u001B[") != text.npos;
    if (!spelt && text.find(escape) == text.npos)
        return std::nullopt;
    TextView view;
    view.m_text.reserve(text.size());
    std::size_t from = 0;
    const std::string_view starts = spelt ? std::string_view("\x1b\\") : std::string_view("\x1b");
    for (std::size_t at = text.find_first_of(starts); at != text.npos;) {
        const std::size_t length = colourLength(text, at);
        if (length > 0) {
            view.append(text.substr(from, at - from), from);
            from = at + length;
            at = text.find_first_of(starts, from);
        } else {
            const std::size_t next = text[at] == '\\' ? text.find_first_not_of('\\', at) : at + 1;
            at = next == text.npos ? next : text.find_first_of(starts, next);
        }
    }
    view.append(text.substr(from), from);
    return view;
}

std::optional<TextView> TextView::unescaped(std::string_view text)
{
    TextView view;
    std::size_t from = 0;
    for (std::size_t at = text.find('\\'); at != text.npos && at + 1 < text.size();) {
        const std::optional<char> c = meaning(text[at + 1]);
        if (!c) {
            at = text.find('\\', at + 1);
            continue;
        }
        view.append(text.substr(from, at - from), from);
        view.append(*c, at, 2);
        from = at + 2;
        at = text.find('\\', from);
    }
    if (from == 0)
        return std::nullopt;
    view.append(text.substr(from), from);
    return view;
}

TextView::Range TextView::original(Range range) const
{
    const auto pieceOf = [this](std::size_t at) {
        return *(std::upper_bound(m_pieces.begin(), m_pieces.end(), at,
                                  [](std::size_t a, const Piece &p) { return a < p.at; }) -
                 1);
    };
    const Piece first = pieceOf(range.begin);
    const Piece last = pieceOf(range.end - 1);
    // Inside a run the characters correspond one to one; only its last one may be longer.
    const auto next = std::upper_bound(m_pieces.begin(), m_pieces.end(), range.end - 1,
                                       [](std::size_t a, const Piece &p) { return a < p.at; });
    const std::size_t lastEnd = next == m_pieces.end() ? m_text.size() : next->at;
    const std::size_t end = range.end == lastEnd ? last.originalEnd : last.originalAt + (range.end - last.at);
    return {first.originalAt + (range.begin - first.at), end};
}

} // namespace assay
