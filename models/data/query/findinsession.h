// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Every event of a session that holds some words as they stand, wherever: in the text, the input or the output, in the
// main thread or a run, shown or folded. Reads the session's texts piece by piece, so that a long session can be
// searched with its progress told, and be given up. Not the full-text index: any characters are found, within words
// too.

#include <QList>
#include <QString>

#include <limits>

#include "models/data/error.h"

namespace assay {

class Database;

struct FoundEvent {
    qint64 event = 0;
    int count = 0; // occurrences

    bool operator==(const FoundEvent &) const = default;
};

// A session's threads as one line of events, as the transcript shows them: a run stands behind the call that started
// it, one without such a call at the end.
struct FindPlan {
    struct Stretch {
        qint64 run = 0;
        qint64 position = std::numeric_limits<qint64>::min(); // behind this place of the run
        qint64 block = 0;
        qint64 endPosition = 0; // through this one
        qint64 endBlock = 0;
    };
    qint64 session = 0;
    QList<Stretch> left;
    qint64 events = 0; // of all
};

struct FindWords {
    QString words; // not empty
    Qt::CaseSensitivity caseSensitivity = Qt::CaseInsensitive;
    qint64 origin = 0; // an event to tell the place of
};

struct FindPiece {
    QList<FoundEvent> found; // in that order
    FindPlan rest;           // what is still to be looked at; nothing left = done
    qint64 seen = 0;         // events looked at
    int beforeOrigin = -1;   // how many of `found` stand before the origin; -1 = it is not in this piece
};

[[nodiscard]] Result<FindPlan> planFind(Database &db, qint64 session);

// Looks at the next events, until about `characters` of text were read.
[[nodiscard]] Result<FindPiece> findNext(Database &db, const FindPlan &plan, const FindWords &what, qint64 characters);

// Of a thread, in its order: the first event at that time or later; 0 = none.
[[nodiscard]] Result<qint64> firstEventFrom(Database &db, qint64 session, qint64 run, qint64 at);

// The strings of a JSON text as they were before they were escaped; the rest as it stands.
[[nodiscard]] QString withoutEscapes(const QString &json);

} // namespace assay
