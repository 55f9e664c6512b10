// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One line around the first match of a search, with the matches marked. Matches are found as the index finds them: by
// whole words or their beginnings, whatever the case and the accents; a quoted phrase by its words in order.

#include <QList>
#include <QPair>
#include <QString>

#include <optional>

#include "models/data/query/phrases.h"

namespace assay {

struct Snippet {
    QString line;                 // without line breaks and control characters, about 160 characters
    QList<QPair<int, int>> marks; // (start, length) within line, in QChars, in order, not overlapping
};

class SnippetCutter final {
public:
    // Takes the words the filter asks for; those it excludes mark nothing.
    explicit SnippetCutter(const Filter &filter);

    // Nothing when no word is found.
    [[nodiscard]] std::optional<Snippet> cut(QStringView text) const;
    // The beginning of a text, for hits that no word chose.
    [[nodiscard]] static Snippet beginning(QStringView text);

private:
    QList<SearchPhrase> m_phrases;
};

} // namespace assay
