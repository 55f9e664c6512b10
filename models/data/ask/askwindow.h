// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The part of a question that says when. Pure.

#include "models/data/filter/filter.h"
#include "models/data/memory/timebuckets.h"

#include <QDateTime>
#include <QStringList>

#include <optional>

namespace assay {

struct AskWindow {
    TimeSpan span;
    QString text; // as it was said
};

class AskWindowReader {
public:
    // `words` are in lower case; those that say when are taken out of it.
    AskWindowReader(QStringList &words, const FilterClock &clock);
    // Nothing if no word says when.
    [[nodiscard]] std::optional<AskWindow> read();

private:
    // A moment or a span that begins at a word, and how many words it takes.
    struct Found {
        TimeSpan span;
        qsizetype words = 0;
    };
    [[nodiscard]] std::optional<Found> window(qsizetype at) const;
    [[nodiscard]] std::optional<Found> lastUnits(qsizetype at) const;
    [[nodiscard]] std::optional<Found> bounded(qsizetype at) const;
    [[nodiscard]] std::optional<Found> between(qsizetype at) const;
    [[nodiscard]] std::optional<Found> named(qsizetype at) const;
    [[nodiscard]] std::optional<Found> calendar(qsizetype at) const;
    [[nodiscard]] std::optional<Found> date(qsizetype at) const;
    // Alone the name of a month may be another word: "may".
    [[nodiscard]] std::optional<Found> month(qsizetype at, bool isAlone) const;
    [[nodiscard]] std::optional<int> year(qsizetype at) const;
    [[nodiscard]] std::optional<Found> point(qsizetype at) const;
    [[nodiscard]] std::optional<Found> clockTime(qsizetype at, const QDate &day) const;
    [[nodiscard]] TimeSpan dayAt(const QDate &date) const;
    [[nodiscard]] QString word(qsizetype at) const { return at < m_words.size() ? m_words[at] : QString(); }

    QStringList &m_words;
    const QDateTime m_now;
    const QTimeZone m_zone;
};

} // namespace assay
