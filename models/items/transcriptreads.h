// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What TranscriptModel reads on the worker's thread, each in one trip.

#include <QList>

#include "models/data/error.h"
#include "models/data/record.h"

namespace assay {

class Database;

struct TranscriptPage {
    int number = 0;
    QList<EventRow> rows;
};

// Everything the first content needs.
struct TranscriptOpening {
    SessionRow session;
    RunRow run;
    int count = 0;
    qint64 lastEvent = 0; // id of the last row, 0 without rows
    TranscriptPage page;  // the one that holds the row asked for
};

struct TranscriptGrowth {
    SessionRow session;
    int count = 0;
    qint64 lastEvent = 0;
    bool reordered = false; // rows came or went before the one that was the last: row numbers mean something else now
    QList<int> kept;        // of reordered: the rows of the events to keep, -1 = gone
    TranscriptPage page;    // of reordered: the one that holds the first of them
};

// What the model knows of the thread that it asks about.
struct TranscriptKnown {
    qint64 session = 0;
    qint64 run = 0;
    int count = 0;
    qint64 lastEvent = 0;
};

[[nodiscard]] Result<TranscriptPage> readTranscriptPage(Database &db, qint64 session, qint64 run, int number);
[[nodiscard]] Result<TranscriptOpening> readTranscriptOpening(Database &db, qint64 session, qint64 run, int row);
[[nodiscard]] Result<TranscriptGrowth> readTranscriptGrowth(Database &db, const TranscriptKnown &known,
                                                            const QList<qint64> &keep);

} // namespace assay
