// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// CSS and its relatives. state.depth counts open braces.
#include "views/text/highlight/codelexer.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

using Mode = CodeState::Mode;

class StyleLexer {
public:
    StyleLexer(QStringView line, CodeState &state, QList<CodeSpan> &spans)
        : m_line(line)
        , m_state(state)
        , m_spans(spans)
        , m_selects(line.contains(u'{') || !line.contains(u':'))
    {
    }

    qint64 run()
    {
        while (m_at < m_line.size())
            step();
        return 3 * m_line.size();
    }

private:
    void add(qsizetype from, CodeTone tone)
    {
        m_spans.append({static_cast<int>(from), static_cast<int>(m_at - from), tone});
    }

    void readComment(qsizetype search)
    {
        const qsizetype from = m_at;
        const qsizetype close = m_line.indexOf("*/"_L1, search);
        m_state.mode = close < 0 ? Mode::Comment : Mode::Plain;
        m_at = close < 0 ? m_line.size() : close + 2;
        add(from, CodeTone::Comment);
    }

    void readWord()
    {
        const qsizetype from = m_at;
        do
            ++m_at;
        while (m_at < m_line.size() && (isWord(m_line.at(m_at)) || m_line.at(m_at) == u'-'));
        const QChar first = m_line.at(from);
        const QChar next = m_at < m_line.size() ? m_line.at(m_at) : QChar();
        if (first == u'@')
            add(from, CodeTone::Keyword);
        else if (first == u'$' || (first == u'-' && !m_value))
            add(from, CodeTone::Type);
        else if (first.isDigit() || (first == u'#' && m_value))
            add(from, CodeTone::Number);
        else if (next == u'(' && m_value)
            add(from, CodeTone::Function);
        else if (!m_value && m_state.depth > 0 && !m_selects)
            add(from, CodeTone::Type);
        else if (!m_value)
            add(from, CodeTone::Keyword);
    }

    void step()
    {
        if (m_state.mode == Mode::Comment) {
            readComment(m_at);
            return;
        }
        const QChar c = m_line.at(m_at);
        const QStringView two = m_line.mid(m_at, 2);
        const qsizetype from = m_at;
        if (two == "/*"_L1) {
            readComment(m_at + 2);
        } else if (two == "//"_L1 && (m_at == 0 || m_line.at(m_at - 1) != u':')) {
            m_at = m_line.size();
            add(from, CodeTone::Comment);
        } else if (c == u'"' || c == u'\'') {
            const qsizetype close = m_line.indexOf(c, m_at + 1);
            m_at = close < 0 ? m_line.size() : close + 1;
            add(from, CodeTone::String);
        } else if (isWord(c) || c == u'@' || c == u'$' || c == u'-' || c == u'.' || c == u'#') {
            readWord();
        } else {
            if (c == u'{')
                ++m_state.depth;
            else if (c == u'}')
                m_state.depth = std::max(0, m_state.depth - 1);
            if (c == u'{' || c == u'}' || c == u';')
                m_value = false;
            else if (c == u':' && !m_selects && m_state.depth > 0)
                m_value = true;
            ++m_at;
        }
        if (c == u'{')
            m_selects = false;
    }

    QStringView m_line;
    CodeState &m_state;
    QList<CodeSpan> &m_spans;
    bool m_selects;
    bool m_value = false;
    qsizetype m_at = 0;
};

} // namespace

qint64 readStyle(QStringView line, CodeState &state, QList<CodeSpan> &spans)
{
    return StyleLexer(line, state, spans).run();
}

} // namespace assay
