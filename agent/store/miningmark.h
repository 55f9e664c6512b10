// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How far mining has come, by natural keys (mined_session): each state of a session is mined exactly once, whatever
// ends the agent in between, because the mark is in the transaction that stores what was found.

#include "models/data/error.h"

#include <QList>
#include <QString>

namespace assay {

class Database;

// Of the facts and the miner together: after another version everything is mined again.
[[nodiscard]] int miningVersion();

struct MiningMark {
    QString agent;
    QString session; // uuid
    QString lineage;
    qint64 project = 0;
    qint64 events = 0;
    qint64 turns = 0;
};

// Projects with a session that was not mined as it is now, or that has lost one; `all`: every project that has facts.
// Any connection.
[[nodiscard]] Result<QList<qint64>> projectsToMine(Database &db, bool all);
// The sessions of a project whose facts are up to date. On the connection and in the transaction in which the facts are
// read.
[[nodiscard]] Result<QList<MiningMark>> marksOf(Database &db, qint64 project);
// Whether another version mined a session of the project. Any connection.
[[nodiscard]] Result<bool> wasMinedByOtherVersion(Database &db, qint64 project);
// Takes the place of what is marked of the project. Writer's connection, in a transaction of the caller. Returns how
// many sessions were not marked like that before.
[[nodiscard]] Result<qint64> setMarks(Database &db, qint64 project, const QList<MiningMark> &marks, qint64 nowMs);

// Who asks whether there is reason to mine without being told to.
struct MiningSchedule {
    int everyTurns = 20;
    qint64 quietMs = 10 * 60 * 1000; // a session without a word for so long has ended, whatever hooks told
};
// A session that grew since it was mined and has ended, has stopped since, or has that many turns more. Of `sessions`
// (local ids) and those that hooks told of in the last hour; empty: of all. Any connection.
[[nodiscard]] Result<bool> isMiningDue(Database &db, const QList<qint64> &sessions, const MiningSchedule &schedule,
                                       qint64 nowMs);

} // namespace assay
