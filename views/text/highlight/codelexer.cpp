// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Lines of code: what is open, strings, comments.
#include "views/text/highlight/codelexer.h"

namespace assay {

namespace {

using Mode = CodeState::Mode;

} // namespace

void CodeLexer::add(qsizetype from, CodeTone tone)
{
    if (m_at > from)
        m_spans.append({static_cast<int>(from), static_cast<int>(m_at - from), tone});
}

// What the line above left open.
void CodeLexer::goOn()
{
    switch (m_state.mode) {
    case Mode::Comment:
        finishComment(0);
        break;
    case Mode::String: {
        const QString until = m_state.until;
        // Of an escape sign only the backslash exists.
        const bool escapes = m_state.depth != 0;
        m_state = {};
        (void)finishString(0, until, escapes ? '\\' : '\0', true);
        break;
    }
    case Mode::Document:
        m_steps += m_line.size();
        if (m_line.trimmed() == m_state.until)
            m_state = {};
        m_at = m_line.size();
        add(0, CodeTone::String);
        break;
    default:
        break;
    }
}

qint64 CodeLexer::run()
{
    const bool continued = m_state.mode == Mode::Plain && m_state.depth == 1 && m_language.has(Trait::Commands);
    if (m_state.mode == Mode::Plain) {
        m_state = {};
        m_command = !continued;
        if (m_language.grammar == Grammar::Keyed)
            readKey();
    } else {
        goOn();
    }
    while (m_at < m_line.size())
        step();
    if (m_state.mode != Mode::Plain)
        return m_steps;
    if (!m_document.isEmpty())
        m_state = {Mode::Document, 0, m_document};
    else if (m_language.has(Trait::Commands) && m_line.endsWith(u'\\'))
        m_state.depth = 1;
    return m_steps;
}

void CodeLexer::step()
{
    const QChar c = m_line.at(m_at);
    ++m_steps;
    if (c.isSpace()) {
        ++m_at;
        return;
    }
    if (readComment() || readRaw() || readString() || readCharacter() || readMark())
        return;
    if (c.isDigit() && (m_at == 0 || !isWord(m_line.at(m_at - 1)))) {
        readNumber();
        return;
    }
    if (isWordStart(c) || (m_language.has(Trait::Commands) && (c == u'.' || c == u'/' || c == u'~'))) {
        readWord();
        return;
    }
    if (m_language.has(Trait::Commands) && (c == u'|' || c == u';' || c == u'&' || c == u'(' || c == u'`'))
        m_command = true;
    else if (m_language.has(Trait::Commands) && c != u'!')
        m_command = false;
    ++m_at;
}

bool CodeLexer::readComment()
{
    // "--[[" must win over "--".
    if (at(m_language.commentOpen)) {
        const qsizetype from = m_at;
        m_at += m_language.commentOpen.size();
        m_state.mode = Mode::Comment;
        m_state.depth = 1;
        finishComment(from);
        return true;
    }
    for (const QLatin1StringView mark : m_language.lineComments) {
        if (!at(mark))
            continue;
        // "#" inside a word ("a#b", "$#") begins nothing.
        if (mark.size() == 1 && m_at > 0 && !m_line.at(m_at - 1).isSpace())
            continue;
        const qsizetype from = m_at;
        m_at = m_line.size();
        add(from, CodeTone::Comment);
        return true;
    }
    return false;
}

void CodeLexer::finishComment(qsizetype from)
{
    while (m_at < m_line.size()) {
        ++m_steps;
        if (m_language.has(Trait::NestedComments) && at(m_language.commentOpen)) {
            ++m_state.depth;
            m_at += m_language.commentOpen.size();
        } else if (at(m_language.commentClose)) {
            m_at += m_language.commentClose.size();
            if (--m_state.depth > 0)
                continue;
            m_state = {};
            break;
        } else {
            ++m_at;
        }
    }
    add(from, CodeTone::Comment);
}

// Reads on from m_at to the end of the string that began at `from`. False, and nothing read, when the line holds no end
// and the string may not go on.
bool CodeLexer::finishString(qsizetype from, QStringView close, char escape, bool lines)
{
    const qsizetype start = m_at;
    while (m_at < m_line.size()) {
        ++m_steps;
        if (escape != 0 && m_line.at(m_at) == QLatin1Char(escape)) {
            m_at = std::min(m_at + 2, m_line.size());
            continue;
        }
        if (m_line.at(m_at) == close.front() && m_line.mid(m_at, close.size()) == close) {
            m_at += close.size();
            add(from, CodeTone::String);
            return true;
        }
        ++m_at;
    }
    if (!lines) {
        m_at = start;
        return false;
    }
    m_state = {Mode::String, escape != 0 ? 1 : 0, close.toString()};
    add(from, CodeTone::String);
    return true;
}

bool CodeLexer::readString()
{
    for (std::size_t i = 0; i < m_language.strings.size(); ++i) {
        const StringRule &rule = m_language.strings[i];
        if (!at(rule.open) || (m_open >> i & 1U) != 0)
            continue;
        const qsizetype from = m_at;
        m_at += rule.open.size();
        if (!finishString(from, QString(rule.close), rule.escape, rule.lines)) {
            m_open |= 1U << i;
            m_at = from;
            continue;
        }
        m_first = false;
        m_command = false;
        qsizetype next = m_at;
        while (next < m_line.size() && m_line.at(next).isSpace())
            ++next;
        if (m_language.has(Trait::KeyStrings) && next < m_line.size() && m_line.at(next) == u':')
            m_spans.last().tone = CodeTone::Type;
        return true;
    }
    return false;
}

// R"x( … )x" of C++, r#" … "# of Rust.
bool CodeLexer::readRaw()
{
    if (!m_language.has(Trait::RawStrings) || (m_at > 0 && isWord(m_line.at(m_at - 1))))
        return false;
    const qsizetype from = m_at;
    if (peek(0) == u'R' && peek(1) == u'"') {
        const qsizetype paren = m_line.indexOf(u'(', m_at);
        if (paren < 0 || paren - m_at > 18)
            return false;
        const QString close = u')' + m_line.mid(m_at + 2, paren - m_at - 2).toString() + u'"';
        m_at = paren + 1;
        return finishString(from, close, 0, true);
    }
    if (peek(0) != u'r' || (peek(1) != u'#' && peek(1) != u'"'))
        return false;
    qsizetype hashes = 0;
    while (peek(1 + hashes) == u'#')
        ++hashes;
    m_steps += hashes;
    if (peek(1 + hashes) != u'"')
        return false;
    m_at += hashes + 2;
    return finishString(from, u'"' + QString(hashes, u'#'), 0, true);
}

// 'a' and '\n', but not the mark of a lifetime.
bool CodeLexer::readCharacter()
{
    if (!m_language.has(Trait::Characters) || peek(0) != u'\'')
        return false;
    qsizetype length = 1;
    if (peek(1) == u'\\') {
        const qsizetype end = m_line.mid(std::min(m_at + 3, m_line.size()), 8).indexOf(u'\'');
        length = end < 0 ? 1 : end + 4;
    } else if (peek(2) == u'\'') {
        length = 3;
    }
    const qsizetype from = m_at;
    m_at += length;
    if (length > 1)
        add(from, CodeTone::String);
    return true;
}

qint64 readCode(const Language &language, QStringView line, CodeState &state, QList<CodeSpan> &spans)
{
    return CodeLexer(language, line, state, spans).run();
}

} // namespace assay
