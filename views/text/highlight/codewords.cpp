// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Lines of code: words, numbers and what begins with a sign.
#include "views/text/highlight/codelexer.h"

namespace assay {

// "[section]", "key = value", "- key: value".
void CodeLexer::readKey()
{
    qsizetype from = 0;
    while (from < m_line.size() && (m_line.at(from).isSpace() || (m_line.at(from) == u'-' && from + 1 < m_line.size() &&
                                                                  m_line.at(from + 1) == u' ')))
        ++from;
    m_steps += from;
    m_at = from;
    if (from >= m_line.size() || m_line.at(from) == u'#' || m_line.at(from) == u';')
        return;
    if (m_line.at(from) == u'[' && m_line.trimmed().endsWith(u']') && !m_line.contains(u',')) {
        m_at = m_line.size();
        add(from, CodeTone::Keyword);
        return;
    }
    qsizetype end = from;
    const QChar quote = m_line.at(from) == u'"' || m_line.at(from) == u'\'' ? m_line.at(from) : QChar();
    if (!quote.isNull())
        end = std::max(from, m_line.indexOf(quote, from + 1));
    while (end < m_line.size() && m_line.at(end) != u'=' && m_line.at(end) != u'#' &&
           !(m_line.at(end) == u':' && (end + 1 == m_line.size() || m_line.at(end + 1).isSpace())))
        ++end;
    m_steps += end - from;
    if (end >= m_line.size() || m_line.at(end) == u'#')
        return;
    m_at = end;
    add(from, CodeTone::Type);
}

// Words that begin with a sign: #include, @name, $name. And the start of a here document.
bool CodeLexer::readMark()
{
    const QChar c = peek(0);
    const qsizetype from = m_at;
    if (c == u'<' && peek(1) == u'<' && m_language.has(Trait::HereDocuments)) {
        readDocumentStart();
        return true;
    }
    const bool directive = c == u'#' && m_language.has(Trait::Preprocessor) && m_line.left(m_at).trimmed().isEmpty();
    const bool note = c == u'@' && m_language.has(Trait::Annotations) && isWordStart(peek(1));
    const bool variable = c == u'$' && m_language.has(Trait::Dollars);
    if (!directive && !note && !variable)
        return false;
    ++m_at;
    if (variable && (peek(0) == u'{' || (peek(0) == u'(' && !m_language.has(Trait::Commands)))) {
        const QChar close = peek(0) == u'{' ? u'}' : u')';
        while (m_at < m_line.size() && m_line.at(m_at) != close)
            ++m_at;
        m_at = std::min(m_at + 1, m_line.size());
    } else if (variable && !isWord(peek(0)) && peek(0) != u'(') {
        m_at = std::min(m_at + 1, m_line.size());
    } else {
        while (directive && peek(0) == u' ')
            ++m_at;
        while (m_at < m_line.size() && (isWord(m_line.at(m_at)) || (note && m_line.at(m_at) == u'.')))
            ++m_at;
    }
    m_steps += m_at - from;
    add(from, directive ? CodeTone::Keyword : note ? CodeTone::Function : CodeTone::Type);
    if (variable)
        m_command = false;
    if (directive && m_line.trimmed().endsWith(u'>') && m_line.mid(from).contains(QLatin1StringView("include"))) {
        const qsizetype open = m_line.indexOf(u'<', m_at);
        m_at = open < 0 ? m_at : m_line.size();
        if (open >= 0)
            add(open, CodeTone::String);
    }
    return true;
}

void CodeLexer::readDocumentStart()
{
    m_at += 2;
    if (peek(0) == u'<') { // a here string
        ++m_at;
        return;
    }
    if (peek(0) == u'-' || peek(0) == u'~')
        ++m_at;
    while (peek(0) == u' ')
        ++m_at;
    const QChar quote = peek(0) == u'"' || peek(0) == u'\'' ? peek(0) : QChar();
    const qsizetype from = m_at;
    if (!quote.isNull())
        ++m_at;
    const qsizetype word = m_at;
    while (m_at < m_line.size() && isWord(m_line.at(m_at)))
        ++m_at;
    m_steps += m_at - from;
    m_document = m_line.mid(word, m_at - word).toString();
    if (!quote.isNull() && peek(0) == quote)
        ++m_at;
    add(from, CodeTone::Keyword);
}

void CodeLexer::readNumber()
{
    const qsizetype from = m_at;
    while (m_at < m_line.size()) {
        const QChar c = m_line.at(m_at);
        const QChar before = m_at > from ? m_line.at(m_at - 1) : QChar();
        const bool power = (c == u'+' || c == u'-') && (before == u'e' || before == u'E') && peek(1).isDigit();
        const bool grouped = c == u'\'' && peek(1).isLetterOrNumber() && m_language.has(Trait::Preprocessor);
        if (!isWord(c) && !(c == u'.' && peek(1).isDigit()) && !power && !grouped)
            break;
        ++m_at;
    }
    m_steps += m_at - from;
    add(from, CodeTone::Number);
    m_first = false;
    m_command = false;
}

const CodeTone *CodeLexer::toneOf(qsizetype from) const
{
    if (m_language.has(Trait::FirstWords) && !m_first)
        return nullptr;
    // "object.type" and "--export" are no keywords.
    if (from > 0 && (m_line.at(from - 1) == u'.' || m_line.at(from - 1) == u'-'))
        return nullptr;
    return toneOfWord(m_language, m_line.mid(from, m_at - from));
}

bool CodeLexer::isType(qsizetype from) const
{
    if (!m_line.at(from).isUpper())
        return false;
    if (m_language.has(Trait::CapitalTypes)) {
        // SCREAMING words are constants and macros.
        for (qsizetype i = from + 1; i < m_at; ++i) {
            if (m_line.at(i).isLower())
                return true;
        }
        return m_at - from == 1;
    }
    if (!m_language.has(Trait::BraceTypes))
        return false;
    const QChar before = from > 0 ? m_line.at(from - 1) : QChar();
    const QChar after = peek(0) == u' ' ? peek(1) : peek(0);
    return peek(0) == u'{' || before == u'*' || before == u']' ||
           (before == u'.' && (after == u',' || after == u')') && m_line.contains(QLatin1StringView("func ")));
}

void CodeLexer::skipValue()
{
    const qsizetype from = m_at;
    while (m_at < m_line.size() && !m_line.at(m_at).isSpace() && m_line.at(m_at) != u'"' && m_line.at(m_at) != u'\'' &&
           m_line.at(m_at) != u'$' && m_line.at(m_at) != u';')
        ++m_at;
    m_steps += m_at - from;
}

void CodeLexer::readWord()
{
    const qsizetype from = m_at;
    const bool command = m_language.has(Trait::Commands);
    while (m_at < m_line.size()) {
        const QChar c = m_line.at(m_at);
        const bool inside = isWord(c) || (c == u'-' && m_language.has(Trait::Dashes) && isWord(peek(1))) ||
                            (command && (c == u'/' || c == u'.' || c == u'~' || c == u'+'));
        if (!inside)
            break;
        ++m_at;
    }
    m_steps += m_at - from;
    // f"…", rb'…': the letters belong to the string.
    if (m_language.has(Trait::Prefixes) && m_at - from <= 3 && (peek(0) == u'"' || peek(0) == u'\'') && readString()) {
        m_spans.last().length += m_spans.last().start - static_cast<int>(from);
        m_spans.last().start = static_cast<int>(from);
        return;
    }
    const CodeTone *known = toneOf(from);
    m_first = false;
    if (known != nullptr) {
        add(from, *known);
        return; // after "then", "do" and "!" a command may begin
    }
    if (command) {
        if (m_command)
            add(from, peek(0) == u'=' ? CodeTone::Type : CodeTone::Function);
        m_command = m_command && peek(0) == u'=';
        if (m_command) // the value; the command comes behind it
            skipValue();
        return;
    }
    if (m_language.has(Trait::Macros) && peek(0) == u'!' && peek(1) != u'=') {
        ++m_at;
        add(from, CodeTone::Function);
    } else if (m_language.has(Trait::Calls) && peek(0) == u'(') {
        add(from, CodeTone::Function);
    } else if (isType(from)) {
        add(from, CodeTone::Type);
    }
}

} // namespace assay
