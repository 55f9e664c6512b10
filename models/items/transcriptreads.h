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
    qint64 atOldEnd = 0; // id of the row that was the last one; another id = rows came or went before it
    qint64 atNewEnd = 0;
};

[[nodiscard]] Result<TranscriptPage> readTranscriptPage(Database &db, qint64 session, qint64 run, int number);
[[nodiscard]] Result<TranscriptOpening> readTranscriptOpening(Database &db, qint64 session, qint64 run, int row);
[[nodiscard]] Result<TranscriptGrowth> readTranscriptGrowth(Database &db, qint64 session, qint64 run, int oldCount);

} // namespace assay
