// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A whole thread as marks in the order of its rows, small enough to keep all of them: 24 bytes a row. The first reading
// of 100 000 rows takes some 100 ms; a later one reads only what came since.

#include <QList>
#include <QSet>

#include "models/data/error.h"
#include "models/data/eventkind.h"

namespace assay {

class Database;

struct TimelineMark {
    qint64 event = 0;
    qint64 at = -1;
    qint32 spanRows = 0; // of a call that started a sub-agent: rows until that ended, itself counted; 0 = no sub-agent
    quint8 kind = 0;     // EventKind
    quint8 outcome = 0;  // Outcome
    quint8 size = 0;     // of a call's output: 0 = none … 15 = 32 kB and more, by powers of two from 2 bytes
    quint8 reserved = 0;

    bool operator==(const TimelineMark &) const = default;
};
static_assert(sizeof(TimelineMark) == 24);

struct Timeline {
    qint64 sessionId = 0;
    qint64 runId = 0;
    QList<TimelineMark> marks;
    QSet<qint64> bookmarks; // events of the session

    // Where a later reading goes on: the rows before do not change any more, or that is not looked for. The place of
    // the row before.
    qsizetype settled = 0;
    qint64 settledPosition = -1;
    qint64 settledBlock = -1;
};

// What came since `before` was read; a timeline without marks = everything. Reads everything too when rows came or went
// before its end.
struct TimelineGrowth {
    qsizetype from = 0;        // marks of `before` that stay
    QList<TimelineMark> marks; // those behind
    QSet<qint64> bookmarks;
    qsizetype settled = 0;
    qint64 settledPosition = -1;
    qint64 settledBlock = -1;
};

// `before` without its marks, which need not travel: `known` is how many it had.
[[nodiscard]] Result<TimelineGrowth> readTimeline(Database &db, const Timeline &before, qsizetype known);
void applyGrowth(Timeline &timeline, const TimelineGrowth &growth);

[[nodiscard]] quint8 outputSizeClass(qint64 bytes);

} // namespace assay
