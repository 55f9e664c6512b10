// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Events of a transcript in its order. A thread is the main thread of a session (run 0) or one sub-agent run; rows
// count from 0.

#include <QList>

#include "models/data/error.h"
#include "models/data/record.h"

namespace assay {

class Database;

struct EventPlace {
    qint64 eventId = 0;
    qint64 sessionId = 0;
    qint64 runId = 0;
    int row = 0;
};

enum class EventLandmark { Prompt, Error }; // prompts and commands typed by the person; failed calls

// Texts are cut to textLimit characters (0 = none, -1 = whole); their full sizes are in the rows.
[[nodiscard]] Result<QList<EventRow>> readEvents(Database &db, qint64 sessionId, qint64 runId, int from, int count,
                                                 int textLimit);

[[nodiscard]] Result<int> countEvents(Database &db, qint64 sessionId, qint64 runId);

// NotFound when there is none or its session was deleted.
[[nodiscard]] Result<EventRow> readEvent(Database &db, qint64 eventId, int textLimit);
[[nodiscard]] Result<EventPlace> locateEvent(Database &db, qint64 eventId);

// The nearest landmark after (direction 1) or before (-1) a row, which may be -1 or the count; -1 = none. The events of
// `also` count as landmarks too.
[[nodiscard]] Result<int> findLandmark(Database &db, qint64 sessionId, qint64 runId, EventLandmark what, int from,
                                       int direction, const QList<qint64> &also = {});

} // namespace assay
