// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/filter/filterlexer.h"

namespace assay {

bool FilterLexer::next(RawTerm &term)
{
    while (m_at < m_text.size() && m_text[m_at].isSpace())
        ++m_at;
    if (m_at >= m_text.size())
        return false;
    term = RawTerm{};
    term.position = m_at;
    if (m_text[m_at] == u'-' && m_at + 1 < m_text.size() && !m_text[m_at + 1].isSpace()) {
        term.negated = true;
        ++m_at;
    }
    readField(term);
    readValue(term);
    term.length = m_at - term.position;
    return true;
}

// "std::x", "https://x" and "C:\x" are words, not fields.
void FilterLexer::readField(RawTerm &term)
{
    qsizetype colon = m_at;
    const auto isLetter = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); };
    while (colon < m_text.size() && isLetter(m_text[colon]))
        ++colon;
    if (colon - m_at < 2 || colon >= m_text.size() || m_text[colon] != u':')
        return;
    if (colon + 1 < m_text.size() && (m_text[colon + 1] == u':' || m_text[colon + 1] == u'/'))
        return;
    term.field = m_text.sliced(m_at, colon - m_at);
    m_at = colon + 1;
}

void FilterLexer::readValue(RawTerm &term)
{
    if (m_at < m_text.size() && m_text[m_at] == u'"') {
        const qsizetype start = ++m_at;
        while (m_at < m_text.size() && m_text[m_at] != u'"')
            ++m_at;
        term.quoted = true;
        term.closed = m_at < m_text.size();
        term.valuePosition = start;
        term.value = m_text.sliced(start, m_at - start);
        if (term.closed)
            ++m_at;
        return;
    }
    const qsizetype start = m_at;
    while (m_at < m_text.size() && !m_text[m_at].isSpace())
        ++m_at;
    term.valuePosition = start;
    term.value = m_text.sliced(start, m_at - start);
}

} // namespace assay
