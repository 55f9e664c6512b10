// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reads the text of a shell call piece by piece. Part of shelltext.h. Pure.

#include "agent/facts/shelltext.h"

namespace assay {

struct HereDocument {
    std::string end;
    bool stripTabs = false;
};

class ShellReader {
public:
    explicit ShellReader(std::string_view text)
        : m_text(text)
    {
    }

    bool list(int depth, char until);
    std::vector<ShellCommand> takeCommands() { return std::move(m_commands); }

private:
    char peek(std::size_t ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0'; }
    bool atEnd() const { return m_at >= m_text.size(); }
    bool starts(std::string_view what) const { return m_text.substr(m_at).starts_with(what); }
    bool joined(char until, bool &closed);
    bool piece(int depth);
    bool word(ShellWord &word, int depth);
    bool plainPart(ShellWord &word, int depth);
    bool singleQuoted(ShellWord &word);
    bool doubleQuoted(ShellWord &word, int depth);
    bool dollar(ShellWord &word, int depth);
    bool substitution(ShellWord &word, int depth, std::size_t open);
    bool backticks(ShellWord &word);
    bool braces(ShellWord &word);
    bool arithmetic();
    bool redirect(int depth);
    bool hereDocumentStart(int depth);
    bool hereDocuments();
    void skipBlanks();
    bool test();
    void end(bool background);

    std::string_view m_text;
    std::size_t m_at = 0;
    ShellCommand m_current;
    ShellJoin m_next = ShellJoin::None;
    bool m_skipping = false; // the words of "for x in …"
    std::vector<ShellCommand> m_commands;
    std::vector<HereDocument> m_waiting;
};

[[nodiscard]] constexpr bool isShellOperator(char c)
{
    return c == ';' || c == '&' || c == '|' || c == '(' || c == ')' || c == '\n';
}

[[nodiscard]] constexpr bool isShellBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

} // namespace assay
