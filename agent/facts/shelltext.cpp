// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/shellreader.h"

#include <algorithm>
#include <array>

namespace assay {

namespace {

constexpr std::size_t mostBytes = 64U * 1024;
constexpr std::size_t mostCommands = 200;
constexpr int deepest = 24;

constexpr std::array<std::string_view, 9> Openers{"if", "then", "elif", "else", "while", "until", "do", "!", "{"};
constexpr std::array<std::string_view, 3> Closers{"fi", "done", "}"};

} // namespace

void ShellReader::skipBlanks()
{
    while (!atEnd()) {
        if (isShellBlank(peek()))
            ++m_at;
        else if (peek() == '\\' && peek(1) == '\n')
            m_at += 2;
        else if (peek() == '#')
            m_at = std::min(m_text.find('\n', m_at), m_text.size());
        else
            break;
    }
}

void ShellReader::end(bool background)
{
    const bool any = !m_current.words.empty() || !m_current.writesTo.empty() || m_current.hereText;
    if (any && !m_skipping) {
        m_current.join = m_next;
        m_current.background = background;
        m_commands.push_back(std::move(m_current));
        m_next = ShellJoin::Then;
    }
    m_skipping = false;
    m_current = {};
}

// Commands up to `until` (')' or the end of the text), which is consumed.
bool ShellReader::list(int depth, char until)
{
    if (depth > deepest)
        return false;
    while (true) {
        skipBlanks();
        if (m_commands.size() > mostCommands)
            return false;
        if (atEnd()) {
            end(false);
            return until == '\0' && m_waiting.empty();
        }
        bool closed = false;
        if (isShellOperator(peek()) && peek() != '(') {
            if (!joined(until, closed))
                return false;
            if (closed)
                return true;
        } else if (!piece(depth)) {
            return false;
        }
    }
}

// One operator. `closed`: it was `until`.
bool ShellReader::joined(char until, bool &closed)
{
    const char c = peek();
    const bool twice = peek(1) == c;
    if (c == ')') {
        end(false);
        closed = until == ')';
        ++m_at;
        return closed;
    }
    if (c == '&' && peek(1) == '>') { // &> and &>> write both streams
        m_at += peek(2) == '>' ? 3 : 2;
        skipBlanks();
        ShellWord target;
        return word(target, 1);
    }
    end(c == '&' && !twice);
    if (c == ';' && twice) // of a case
        return false;
    m_next = c == '&' && twice   ? ShellJoin::And
             : c == '|' && twice ? ShellJoin::Or
             : c == '|'          ? ShellJoin::Pipe
                                 : ShellJoin::Then;
    if (m_commands.empty())
        m_next = ShellJoin::None;
    m_at += (c != '\n' && twice && c != ';') || (c == '|' && peek(1) == '&') ? 2 : 1;
    return c != '\n' || hereDocuments();
}

bool ShellReader::piece(int depth)
{
    if (peek() == '(') {
        if (peek(1) == '(' && (m_current.words.empty() || m_skipping))
            return arithmetic();
        // A word before it makes a function.
        if (!m_current.words.empty())
            return false;
        ++m_at;
        return list(depth + 1, ')');
    }
    if (peek() == '<' || peek() == '>')
        return redirect(depth);
    const bool first = m_current.words.empty();
    if (first && starts("[[") && (isShellBlank(peek(2)) || peek(2) == '\n'))
        return test();
    ShellWord next;
    const std::size_t start = m_at;
    if (!word(next, depth))
        return false;
    const bool digits = !next.quoted && std::ranges::all_of(next.text, [](char c) { return c >= '0' && c <= '9'; });
    if (digits && m_at > start && (peek() == '>' || peek() == '<')) {
        const bool errors = next.text == "2";
        const std::size_t before = m_current.writesTo.size();
        if (!redirect(depth))
            return false;
        if (errors)
            m_current.writesTo.resize(before);
        return true;
    }
    if (first && !next.quoted && !next.expands) {
        if (std::ranges::find(Openers, next.text) != Openers.end() ||
            std::ranges::find(Closers, next.text) != Closers.end())
            return true;
        if (next.text == "case" || next.text == "function" || next.text == "select")
            return false;
        m_skipping = next.text == "for";
    }
    m_current.words.push_back(std::move(next));
    return true;
}

bool ShellReader::word(ShellWord &word, int depth)
{
    const std::size_t start = m_at;
    while (!atEnd() && !isShellBlank(peek()) && !isShellOperator(peek())) {
        const char c = peek();
        bool good = true;
        if ((c == '<' || c == '>') && peek(1) == '(' && m_at == start) {
            good = substitution(word, depth, 2);
        } else if (c == '<' || c == '>') {
            break;
        } else {
            good = plainPart(word, depth);
        }
        if (!good)
            return false;
    }
    return m_at > start;
}

bool ShellReader::test()
{
    const std::size_t close = m_text.find("]]", m_at);
    if (close == std::string_view::npos)
        return false;
    m_at = close + 2;
    m_current.words.push_back({"[[", false, false, false});
    return true;
}

bool ShellReader::redirect(int depth)
{
    if (starts("<<<")) {
        m_at += 3;
        m_current.hereText = true;
        skipBlanks();
        ShellWord text;
        return word(text, depth);
    }
    if (starts("<<"))
        return hereDocumentStart(depth);
    if (peek(1) == '(') {
        ShellWord process;
        if (!word(process, depth))
            return false;
        m_current.words.push_back(std::move(process));
        return true;
    }
    const bool writes = peek() == '>';
    while (peek() == '<' || peek() == '>' || peek() == '|')
        ++m_at;
    const bool duplicates = peek() == '&';
    if (duplicates)
        ++m_at;
    skipBlanks();
    ShellWord target;
    if (!word(target, depth))
        return false;
    if (writes && !duplicates)
        m_current.writesTo.push_back(std::move(target.text));
    return true;
}

bool ShellReader::hereDocumentStart(int depth)
{
    m_at += 2;
    HereDocument document;
    if (peek() == '-') {
        document.stripTabs = true;
        ++m_at;
    }
    skipBlanks();
    ShellWord end;
    if (!word(end, depth))
        return false;
    document.end = std::move(end.text);
    m_waiting.push_back(std::move(document));
    m_current.hereText = true;
    return true;
}

// The texts of the documents that the line just ended began.
bool ShellReader::hereDocuments()
{
    for (const HereDocument &document : m_waiting) {
        bool found = false;
        while (!found && !atEnd()) {
            const std::size_t newline = std::min(m_text.find('\n', m_at), m_text.size());
            std::string_view line = m_text.substr(m_at, newline - m_at);
            if (document.stripTabs)
                line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
            if (line.ends_with('\r'))
                line.remove_suffix(1);
            found = line == document.end;
            // "EOF)" closes document and substitution alike in what agents write.
            if (!found && line.starts_with(document.end) &&
                line.find_first_not_of(") \t", document.end.size()) == std::string_view::npos &&
                line.size() > document.end.size()) {
                m_at += static_cast<std::size_t>(line.data() - (m_text.data() + m_at)) + document.end.size();
                found = true;
                continue;
            }
            m_at = std::min(newline + 1, m_text.size());
        }
        if (!found)
            return false;
    }
    m_waiting.clear();
    return true;
}

std::optional<std::vector<ShellCommand>> shellCommands(std::string_view text)
{
    if (text.size() > mostBytes || text.find('\0') != std::string_view::npos)
        return std::nullopt;
    ShellReader reader(text);
    if (!reader.list(0, '\0'))
        return std::nullopt;
    return reader.takeCommands();
}

} // namespace assay
