// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The words of a filter, found in a text the way the full-text index finds them: whole words or their beginnings,
// whatever the case and the accents; several words of one term in order and without others between them.

#include <QList>
#include <QString>
#include <QStringList>

#include <deque>

#include "models/data/filter/filter.h"
#include "models/data/filter/tokenizer.h"

namespace assay {

struct SearchPhrase {
    QStringList words;   // folded
    bool prefix = false; // the last word is the beginning of one
    bool negated = false;
};

[[nodiscard]] QList<SearchPhrase> searchPhrases(const Filter &filter);

// Steps through the places where any of the phrases stands, in the order they end. Phrases and text must outlive it.
class PhraseScanner final {
public:
    PhraseScanner(const QList<SearchPhrase> &phrases, QStringView text);

    bool next();
    [[nodiscard]] qsizetype phrase() const { return m_phrase - 1; } // index in the list
    [[nodiscard]] qsizetype start() const { return m_start; }
    [[nodiscard]] qsizetype end() const { return m_tokens.end(); }

private:
    bool endsHere(const SearchPhrase &phrase);

    struct Word {
        qsizetype start = 0;
        QString folded;
    };
    const QList<SearchPhrase> &m_phrases;
    Tokenizer m_tokens;
    std::deque<Word> m_before; // the words read last, as many as the longest phrase looks back
    qsizetype m_lookBack = 0;
    qsizetype m_phrase = 0; // the next to try at this word
    qsizetype m_start = 0;
    bool m_atWord = false;
};

// True when the parts of an event together hold all wanted phrases and none of the unwanted.
[[nodiscard]] bool matches(const QList<SearchPhrase> &phrases, const QList<QString> &parts);

} // namespace assay
