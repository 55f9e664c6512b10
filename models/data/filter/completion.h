// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What could be meant by the part of a filter that is being typed: names of fields, then values of that field. Plain
// values, no I/O; the cost is bounded by the vocabulary.

#include <QList>
#include <QPair>
#include <QString>

#include "models/data/filter/filter.h"
#include "models/data/query/vocabulary.h"

namespace assay {

// The term at the cursor. A cursor in white space is at a term of length 0.
struct FilterPlace {
    qsizetype position = 0; // behind '-': where a completion goes
    qsizetype length = 0;   // what it replaces
    QString field = {};     // in lower case; empty: a word, or the beginning of a field's name
    QString typed = {};     // of the value or word, as far as the cursor
    bool quoted = false;
};
[[nodiscard]] FilterPlace filterPlaceAt(QStringView text, qsizetype cursor);

struct Completion {
    bool isField = false;              // a name, to be followed by a value
    QString term = {};                 // what goes into the place: "tool:", "tool:Bash"
    QString label = {};                // "tool:", "Bash"; for a word "tool:Bash"
    QString detail = {};               // a short explanation
    QString example = {};              // of a field
    int sessions = -1;                 // that have the value; -1 = not counted
    QList<QPair<int, int>> marks = {}; // (start, length) in label: what matches the typed letters
};

// Best first: what begins with the typed letters, then what holds a word that does, then what holds them, then what has
// them in this order. Nothing for quoted words. `clock` tells what "yesterday" means today.
[[nodiscard]] QList<Completion> filterCompletions(const FilterPlace &place, const FilterVocabulary &vocabulary,
                                                  const FilterClock &clock);

} // namespace assay
