// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Every event of a session that holds some words as they stand, wherever: in the text, the input or the output, in the
// main thread or a run, shown or folded. Reads the session's texts piece by piece, so that a long session can be
// searched with its progress told, and be given up. Not the full-text index: any characters are found, within words
// too.

#include <QList>
#include <QString>

#include <optional>

#include "models/data/error.h"
#include "models/data/query/findorder.h"

namespace assay {

class Database;

struct FoundEvent {
    qint64 event = 0;
    int count = 0; // occurrences
    FindSpot spot;
};

// How far a session was searched.
struct FindReach {
    qint64 session = 0;
    qint64 lastEvent = 0;  // the store's newest event then: what is newer was not looked at
    QList<qint64> waiting; // calls that had no result yet
    FindOrder order;       // of what was searched
};

struct FindPlan {
    QList<FindStretch> left;
    qint64 events = 0; // of all
    FindReach reach;   // once nothing is left
};

struct FindWords {
    QString words; // not empty
    Qt::CaseSensitivity caseSensitivity = Qt::CaseInsensitive;
    qint64 origin = 0; // an event to tell the place of
};

struct FindPiece {
    QList<FoundEvent> found; // in the order of the transcript
    FindPlan rest;           // what is still to be looked at; nothing left = done
    qint64 seen = 0;         // events looked at
    int beforeOrigin = -1;   // how many of `found` stand before the origin; -1 = it is not in this piece
};

// What a search does not know of yet.
struct FindNews {
    QList<FoundEvent> looked; // each event that was looked at, those that hold nothing too; in no order
    FindReach reach;
    bool more = false;              // to be asked again from `reach` on
    std::optional<FindSpot> origin; // of the words
};

[[nodiscard]] Result<FindPlan> planFind(Database &db, qint64 session);

// Looks at the next events, until about `characters` of text were read.
[[nodiscard]] Result<FindPiece> findNext(Database &db, const FindPlan &plan, const FindWords &what, qint64 characters);

// Looks at events that came since, and at calls whose result did. What was searched is not read again.
[[nodiscard]] Result<FindNews> findNews(Database &db, const FindReach &reach, const FindWords &what, qint64 characters);

// Of a thread, in its order: the first event at that time or later; 0 = none.
[[nodiscard]] Result<qint64> firstEventFrom(Database &db, qint64 session, qint64 run, qint64 at);

// The strings of a JSON text as they were before they were escaped; the rest as it stands.
[[nodiscard]] QString withoutEscapes(const QString &json);

} // namespace assay
