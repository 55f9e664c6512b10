// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How rows of one thread become spans of time. Pure; any thread.

#include <QList>
#include <QPair>

#include "models/data/query/turntimes.h"

namespace assay {

// What is read of an event.
struct TurnRow {
    qint64 eventId = 0;
    EventKind kind = EventKind::Unknown;
    Outcome outcome = Outcome::None;
    qint64 at = -1;
    qint64 durationMs = -1;
    QString tool;
    QString head;
    qint64 childRunId = 0;
    qint64 childFrom = -1; // of that run
    qint64 childUntil = -1;
};

// The spans of consecutive rows of one thread. `before` is the time that something last came in before them, -1 =
// unknown.
[[nodiscard]] QList<TurnSpan> spansOf(const QList<TurnRow> &rows, qint64 before);

[[nodiscard]] TurnTotals totalsOf(const QList<TurnSpan> &spans);

// The time covered by at least one of the intervals, and how many cover the same moment at most. Intervals of no length
// are not counted.
struct Coverage {
    qint64 length = 0;
    int atOnce = 0;
};
[[nodiscard]] Coverage coverage(QList<QPair<qint64, qint64>> intervals);

} // namespace assay
