// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The miner over a workspace: brings the facts up to date, mines each project with a session that is not mined as it is
// now, stores what it found. Reads and computes on a connection and a thread of its own; writes short pieces. Writes
// nothing outside the store. Stopped or killed at any point, what is left is done the next time.

#include "agent/store/candidatewriter.h"
#include "agent/store/writedoor.h"

#include <atomic>

namespace assay {

struct MinerPassOptions {
    bool full = false; // also projects that did not change
    CardLimits limits;
    QString claudeDir; // the person's own skills and rules; empty = ~/.claude
};

struct MinerPassSummary {
    qint64 sessionsConsidered = 0; // not mined before as they are now
    qint64 projectsMined = 0;
    qint64 patternsTested = 0;
    qint64 nullsDrawn = 0; // counts of chance that were not known from earlier runs
    qint64 candidatesNew = 0;
    qint64 candidatesChanged = 0;
    qint64 projectsTooSmall = 0; // of those mined: too few sessions to tell habits from chance
    double seconds = 0.0;
    bool cancelled = false;
};

[[nodiscard]] Result<MinerPassSummary> mineStore(Database &reader, const WriteDoor &write,
                                                 const MinerPassOptions &options, qint64 nowMs,
                                                 const std::atomic<bool> &cancel);
// The same on the writer's connection alone, no transaction open.
[[nodiscard]] Result<MinerPassSummary> mineStore(Database &db, const MinerPassOptions &options, qint64 nowMs,
                                                 const std::atomic<bool> &cancel);

} // namespace assay
