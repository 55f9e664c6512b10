// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/phrases.h"

#include <algorithm>

namespace assay {

QList<SearchPhrase> searchPhrases(const Filter &filter)
{
    QList<SearchPhrase> phrases;
    for (const FilterTerm &term : filter.terms) {
        if (term.field == FilterField::Word)
            phrases.append({foldedWords(term.value), term.prefix, term.negated});
    }
    return phrases;
}

PhraseScanner::PhraseScanner(const QList<SearchPhrase> &phrases, QStringView text)
    : m_phrases(phrases)
    , m_tokens(text)
{
    QString firstLetters;
    for (const SearchPhrase &phrase : phrases) {
        m_lookBack = std::max(m_lookBack, phrase.words.size() - 1);
        for (const QString &word : phrase.words)
            firstLetters += QStringView(word).first(std::min<qsizetype>(1, word.size()));
    }
    m_tokens.wantOnly(firstLetters);
}

bool PhraseScanner::next()
{
    for (;;) {
        while (m_atWord && m_phrase < m_phrases.size()) {
            if (endsHere(m_phrases.at(m_phrase++)))
                return true;
        }
        if (m_atWord && m_lookBack > 0) {
            m_before.push_back({m_tokens.start(), m_tokens.folded().toString()});
            if (m_before.size() > static_cast<size_t>(m_lookBack))
                m_before.pop_front();
        }
        m_atWord = m_tokens.next();
        m_phrase = 0;
        if (m_tokens.passedOver())
            m_before.clear();
        if (!m_atWord)
            return false;
    }
}

bool PhraseScanner::endsHere(const SearchPhrase &phrase)
{
    if (phrase.words.isEmpty())
        return false;
    const QString &last = phrase.words.last();
    if (phrase.prefix ? !m_tokens.folded().startsWith(last) : m_tokens.folded() != last)
        return false;
    const auto before = static_cast<size_t>(phrase.words.size() - 1);
    if (before > m_before.size())
        return false;
    const size_t first = m_before.size() - before;
    for (size_t i = 0; i < before; ++i) {
        if (m_before[first + i].folded != phrase.words.at(static_cast<qsizetype>(i)))
            return false;
    }
    m_start = before > 0 ? m_before[first].start : m_tokens.start();
    return true;
}

bool matches(const QList<SearchPhrase> &phrases, const QList<QString> &parts)
{
    static_assert(filterTermLimit <= 64, "one bit for each phrase");
    quint64 wanted = 0;
    quint64 unwanted = 0;
    for (qsizetype i = 0; i < phrases.size(); ++i)
        (phrases[i].negated ? unwanted : wanted) |= quint64{1} << i;
    quint64 found = 0;
    for (const QString &part : parts) {
        PhraseScanner scanner(phrases, part);
        while (scanner.next()) {
            found |= quint64{1} << scanner.phrase();
            if ((found & unwanted) != 0)
                return false;
            if (found == wanted && unwanted == 0)
                return true;
        }
    }
    return found == wanted;
}

} // namespace assay
