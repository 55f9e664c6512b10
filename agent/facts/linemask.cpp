// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/errorsign.h"

#include "agent/facts/characters.h"

#include <algorithm>

namespace assay {

namespace {

constexpr std::size_t longestText = 160;
constexpr std::size_t longestQuote = 300;

bool isPathCharacter(char c)
{
    return isWordCharacter(c) || c == '.' || c == '-' || c == '~' || c == '@' || c == '+' ||
           static_cast<unsigned char>(c) >= 0x80;
}

// A dot with letters behind it, as in "main.go"; not "e.g." or "1.2".
bool hasExtension(std::string_view name)
{
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || name.size() - dot < 2 || name.size() - dot > 6)
        return false;
    return std::ranges::all_of(name.substr(dot + 1), isWordCharacter) && isLetter(name[dot + 1]) &&
           isWordCharacter(name[dot - 1]);
}

bool isHexName(std::string_view word)
{
    if (word.starts_with("0x"))
        return word.size() > 2;
    return word.size() >= 7 && std::ranges::all_of(word, [](char c) { return isHexDigit(c) || c == '-'; }) &&
           std::ranges::any_of(word, isDigit) && isHexDigit(word.front());
}

class LineMask {
public:
    explicit LineMask(std::string_view line)
        : m_line(line.substr(0, 2000))
    {
    }

    std::string masked()
    {
        while (m_at < m_line.size() && m_masked.size() < longestText + 40)
            step();
        while (m_masked.ends_with(' '))
            m_masked.pop_back();
        if (m_masked.size() > longestText) {
            const std::size_t blank = m_masked.rfind(' ', longestText);
            m_masked.resize(blank == std::string::npos ? longestText : blank);
        }
        return std::move(m_masked);
    }

private:
    void put(std::string_view text)
    {
        // "<n>:<n>:" and the like say no more than one of them.
        if (text.starts_with('<') && m_masked.ends_with(text))
            return;
        m_masked += text;
    }

    void step()
    {
        const char c = m_line[m_at];
        if (c == '"' || c == '\'' || c == '`')
            quote(c);
        else if (isPathCharacter(c) || c == '/')
            word();
        else
            other(c);
    }

    void quote(char mark)
    {
        const bool opens = m_at == 0 || !isWordCharacter(m_line[m_at - 1]);
        const std::size_t close = opens ? m_line.find(mark, m_at + 1) : std::string_view::npos;
        if (close == std::string_view::npos || close - m_at > longestQuote) {
            // "can't": it belongs to the word.
            if (mark == '\'' && !opens && m_at + 1 < m_line.size() && isWordCharacter(m_line[m_at + 1]))
                m_masked += mark;
            ++m_at;
            return;
        }
        put("<str>");
        m_at = close + 1;
    }

    void word()
    {
        std::size_t end = m_at;
        while (end < m_line.size() && (isPathCharacter(m_line[end]) || m_line[end] == '/'))
            ++end;
        std::string_view text = m_line.substr(m_at, end - m_at);
        if (m_line.substr(end).starts_with("://")) {
            put("<url>");
            m_at = std::min(m_line.find_first_of(" \t\"'`<>)", end), m_line.size());
            return;
        }
        m_at = end;
        std::string_view tail = text;
        while (!text.empty() && text.back() == '.')
            text.remove_suffix(1);
        tail.remove_prefix(text.size());
        single(text);
        put(tail.empty() ? tail : tail.substr(0, 1));
    }

    void single(std::string_view text)
    {
        const std::size_t at = text.find('@');
        const bool slash = text.find('/') != std::string_view::npos && text != "/";
        if (slash || hasExtension(text) || text.starts_with('~'))
            put("<path>");
        else if (at != std::string_view::npos && at > 0 && text.find('.', at) != std::string_view::npos)
            put("<email>");
        else if (isHexName(text))
            put("<hex>");
        else if (!text.empty() && isDigit(text.front()))
            put("<n>");
        else if (text.size() > 40 && text.find('-') == std::string_view::npos &&
                 text.find('_') == std::string_view::npos)
            put("<token>");
        else
            plain(text);
    }

    // Letters of other scripts say the same in a message; they are dropped, for the text is shown as ours.
    void plain(std::string_view text)
    {
        for (const char c : text) {
            if (static_cast<unsigned char>(c) < 0x80)
                m_masked += c;
        }
    }

    void other(char c)
    {
        ++m_at;
        if (isBlankCharacter(c) || !isPrintable(c)) {
            if (!m_masked.empty() && !m_masked.ends_with(' '))
                m_masked += ' ';
        } else if (c == '<' || c == '>') {
            m_masked += c == '<' ? '(' : ')';
        } else if (!(m_masked.ends_with(c) && (c == '-' || c == '=' || c == '*' || c == '#'))) {
            m_masked += c;
        }
    }

    std::string_view m_line;
    std::size_t m_at = 0;
    std::string m_masked;
};

} // namespace

std::string maskedLine(std::string_view line)
{
    return LineMask(line).masked();
}

} // namespace assay
