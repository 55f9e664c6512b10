// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Whether a name is meant by what was typed so far, how well it fits, and which letters of it say so. Every word typed
// must be found, in any order: as it stands, else letter by letter, where letters at the starts of words and letters in
// a row count. Case does not matter. Any thread.

#include <QList>
#include <QPair>
#include <QString>

#include <optional>

namespace assay {

struct FuzzyMatch {
    int score = 0;                // higher fits better; comparable for the same pattern only
    QList<QPair<int, int>> marks; // (start, length) in QChars, in order, not overlapping
};

class FuzzyPattern final {
public:
    explicit FuzzyPattern(const QString &typed);

    [[nodiscard]] bool isEmpty() const { return m_words.isEmpty(); }
    // Nothing when a word is not found. An empty pattern fits everything and marks nothing.
    [[nodiscard]] std::optional<FuzzyMatch> match(QStringView name) const;

private:
    QList<QString> m_words; // case folded
};

} // namespace assay
