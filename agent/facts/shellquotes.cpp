// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/shellreader.h"

#include <algorithm>

namespace assay {

bool ShellReader::plainPart(ShellWord &word, int depth)
{
    const char c = peek();
    switch (c) {
    case '\'':
        return singleQuoted(word);
    case '"':
        return doubleQuoted(word, depth);
    case '$':
        return dollar(word, depth);
    case '`':
        return backticks(word);
    case '\\':
        if (peek(1) != '\n') {
            if (m_at + 1 < m_text.size())
                word.text += peek(1);
            word.quoted = true;
        }
        m_at = std::min(m_at + 2, m_text.size());
        return true;
    case '{':
        return braces(word);
    default:
        word.globs = word.globs || c == '*' || c == '?' || c == '[';
        word.text += c;
        ++m_at;
        return true;
    }
}

bool ShellReader::singleQuoted(ShellWord &word)
{
    const std::size_t close = m_text.find('\'', m_at + 1);
    if (close == std::string_view::npos)
        return false;
    word.text += m_text.substr(m_at + 1, close - m_at - 1);
    word.quoted = true;
    m_at = close + 1;
    return true;
}

bool ShellReader::doubleQuoted(ShellWord &word, int depth)
{
    word.quoted = true;
    for (++m_at; !atEnd() && peek() != '"';) {
        const char c = peek();
        if (c == '\\' && m_at + 1 < m_text.size()) {
            const char escaped = peek(1);
            if (escaped != '\n') {
                if (escaped != '"' && escaped != '\\' && escaped != '$' && escaped != '`')
                    word.text += c;
                word.text += escaped;
            }
            m_at += 2;
        } else if (c == '$') {
            if (!dollar(word, depth))
                return false;
        } else if (c == '`') {
            if (!backticks(word))
                return false;
        } else {
            word.text += c;
            ++m_at;
        }
    }
    if (atEnd())
        return false;
    ++m_at;
    return true;
}

bool ShellReader::dollar(ShellWord &word, int depth)
{
    const char next = peek(1);
    if (next == '(') {
        if (peek(2) == '(') {
            word.expands = true;
            word.text += "$(())";
            ++m_at;
            return arithmetic();
        }
        return substitution(word, depth, 2);
    }
    if (next == '{') {
        const std::size_t close = m_text.find('}', m_at);
        if (close == std::string_view::npos)
            return false;
        word.expands = true;
        word.text += m_text.substr(m_at, close + 1 - m_at);
        m_at = close + 1;
        return true;
    }
    if (next == '\'') { // $'…' with its own escapes
        ++m_at;
        for (++m_at; !atEnd() && peek() != '\''; ++m_at) {
            if (peek() == '\\' && m_at + 1 < m_text.size())
                ++m_at;
            word.text += peek();
        }
        word.quoted = true;
        m_at = std::min(m_at + 1, m_text.size());
        return true;
    }
    const bool name = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '_' ||
                      (next >= '0' && next <= '9') || next == '?' || next == '!' || next == '@' || next == '#' ||
                      next == '*' || next == '$';
    word.expands = word.expands || name;
    word.text += '$';
    ++m_at;
    if (name) {
        word.text += next;
        ++m_at;
    }
    return true;
}

// $( … ), <( … ): read as commands to find its end, then forgotten; the word keeps a mark.
bool ShellReader::substitution(ShellWord &word, int depth, std::size_t open)
{
    m_at += open;
    ShellReader inner(m_text);
    inner.m_at = m_at;
    if (!inner.list(depth + 1, ')'))
        return false;
    m_at = inner.m_at;
    word.expands = true;
    word.text += "$()";
    return true;
}

bool ShellReader::backticks(ShellWord &word)
{
    std::size_t close = m_at + 1;
    while (close < m_text.size() && m_text[close] != '`')
        close += m_text[close] == '\\' ? 2 : 1;
    if (close >= m_text.size())
        return false;
    m_at = close + 1;
    word.expands = true;
    word.text += "$()";
    return true;
}

// {a,b} belongs to a word; a brace alone groups.
bool ShellReader::braces(ShellWord &word)
{
    word.globs = word.globs || (peek(1) != '\0' && !isShellBlank(peek(1)) && peek(1) != '\n');
    word.text += '{';
    ++m_at;
    return true;
}

bool ShellReader::arithmetic()
{
    const std::size_t close = m_text.find("))", m_at);
    if (close == std::string_view::npos)
        return false;
    m_at = close + 2;
    return true;
}

} // namespace assay
