// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What TranscriptModel reads on the worker's thread, each in one trip.

#include <QHash>
#include <QList>

#include "models/data/error.h"
#include "models/data/query/eventquery.h"
#include "models/data/query/threadquery.h"
#include "models/data/record.h"
#include "models/items/threadmap.h"

namespace assay {

class Database;

// Pages count from 0 in each thread.
struct PageKey {
    qint64 run = 0;
    int number = 0;

    bool operator==(const PageKey &) const = default;
    friend size_t qHash(const PageKey &key, size_t seed = 0) { return qHashMulti(seed, key.run, key.number); }
};

struct TranscriptPage {
    PageKey key;
    QList<EventRow> rows;
};

// A transcript to open, with the runs to open in place and a row that will be looked at first.
struct TranscriptTarget {
    qint64 session = 0;
    qint64 run = 0;
    QList<qint64> runs;
    ThreadRow at; // row -1 = the first of the document
};

// Everything the first content needs.
struct TranscriptOpening {
    SessionRow session;
    QList<RunPlace> path; // of a run: from the outermost one down to it
    ThreadEnd end;
    QList<RunPlace> runs;
    TranscriptPage page;
};

// A run to open in place, with those to be open within it.
struct RunOpening {
    QList<RunPlace> runs;
    TranscriptPage page; // the first of the run
};

// Where an event is shown.
struct EventSpot {
    EventPlace place;
    qint64 document = 0;    // 0 = the main thread, else the run to open
    QList<RunPlace> inside; // the runs to open in place, the outermost first
};

// What the model knows of the transcript that it asks about.
struct TranscriptKnown {
    qint64 session = 0;
    QList<ThreadEnd> threads; // the document's own first
    QList<qint64> runs;       // open in place, or to be as soon as their call is shown

    bool operator==(const TranscriptKnown &) const = default;
};

struct TranscriptGrowth {
    SessionRow session;
    QList<ThreadEnd> threads; // as known
    // Rows came or went before one that was the last of its thread: rows mean something else now.
    bool reordered = false;
    QList<RunPlace> runs;  // of reordered: those to be open in place
    QList<ThreadRow> kept; // of reordered: the rows of the events to keep, -1 = gone
    TranscriptPage page;   // of reordered: the one that holds the first of them
};

[[nodiscard]] Result<TranscriptPage> readTranscriptPage(Database &db, qint64 session, const PageKey &key);
[[nodiscard]] Result<TranscriptOpening> readTranscriptOpening(Database &db, const TranscriptTarget &target);
[[nodiscard]] Result<RunOpening> readRunOpening(Database &db, qint64 session, qint64 run, const QList<qint64> &runs);
// A run that is open as a document of its own is kept, else the event is shown in its session.
[[nodiscard]] Result<EventSpot> readEventSpot(Database &db, qint64 eventId, qint64 openSession, qint64 openRun);
[[nodiscard]] Result<TranscriptGrowth> readTranscriptGrowth(Database &db, const TranscriptKnown &known,
                                                            const QList<qint64> &keep);

// The next failed call after (direction 1) or before (-1) a row of the document; row -1 = none. One stands for all
// that are in runs that it started and that are not open in place.
[[nodiscard]] Result<ThreadRow> readNextError(Database &db, qint64 session, const ThreadMap &map, int from,
                                              int direction);

} // namespace assay
