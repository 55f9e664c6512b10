// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How the threads of a session hang together: which call started a run, how long each is, where errors lie. One
// statement each, but readRunPath(): one for each level.

#include <QList>

#include "models/data/error.h"
#include "models/data/record.h"

namespace assay {

class Database;

// Deeper nesting is not followed.
inline constexpr int deepestRun = 64;

// The end of a thread (run 0 = main thread).
struct ThreadEnd {
    qint64 run = 0;
    int count = 0;
    qint64 lastEvent = 0; // id of the last row, 0 without rows

    bool operator==(const ThreadEnd &) const = default;
};

struct RunPlace {
    RunRow run;
    ThreadEnd end;
    qint64 callEvent = 0; // 0 = it is not known what started it
    qint64 callRun = 0;   // thread and row of that call
    int callRow = 0;
};

[[nodiscard]] Error unknownRun();

// In no particular order; runs that are not of the session are left out.
[[nodiscard]] Result<QList<RunPlace>> readRunPlaces(Database &db, qint64 sessionId, const QList<qint64> &runs);

// From the outermost run down to `run`; a first one with callRun other than 0, or without a call, hangs in the air.
[[nodiscard]] Result<QList<RunPlace>> readRunPath(Database &db, qint64 sessionId, qint64 run);

// What a thread is now.
struct ThreadChange {
    ThreadEnd now;
    int oldLastRow = -1; // where the event is that was the last one; -1 = not in the thread any more
};
[[nodiscard]] Result<QList<ThreadChange>> readThreadChanges(Database &db, qint64 sessionId,
                                                            const QList<ThreadEnd> &known);

// Every run of a session: its own failed calls, and what started it.
struct RunLink {
    qint64 run = 0;
    int errors = 0;
    qint64 callEvent = 0; // 0 = not known
    qint64 callRun = 0;
};
[[nodiscard]] Result<QList<RunLink>> readRunLinks(Database &db, qint64 sessionId);

} // namespace assay
