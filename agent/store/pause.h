// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Capture can be paused. What a session does meanwhile is not captured, then or later: lines dated within a pause are
// left out whenever their file is read, so that neither a stopped agent nor a copy of a transcript brings them in. The
// times are kept in routes.sqlite; gates/paused tells the hook. Times are ms since the epoch, UTC.

#include "models/data/error.h"

#include <QList>

#include <optional>

namespace assay {

class DataDir;
class Database;

struct PauseInterval {
    qint64 id = 0;
    qint64 startedAt = 0;
    std::optional<qint64> endedAt; // none = until resumed
    [[nodiscard]] bool covers(qint64 at) const { return at >= startedAt && (!endedAt || at < *endedAt); }
};

struct PauseState {
    bool paused = false;
    std::optional<qint64> until; // none = until resumed; only when paused
};

class Pause {
public:
    // What the hook sees too. Cheap; needs no lock and never fails.
    [[nodiscard]] static PauseState stateOf(const DataDir &dataDir, qint64 nowMs);
    [[nodiscard]] static bool isPaused(const DataDir &dataDir, qint64 nowMs) { return stateOf(dataDir, nowMs).paused; }

    // The rest is for the holder of the writer's lock.
    // One that is running already ends at the new time instead.
    [[nodiscard]] static Result<PauseState> begin(const DataDir &dataDir, std::optional<qint64> until, qint64 nowMs);
    // Missed::Include forgets that there was a pause: its transcripts are then read like any other.
    enum class Missed { LeaveOut, Include };
    [[nodiscard]] static Result<PauseState> end(const DataDir &dataDir, Missed missed, qint64 nowMs);
    // Makes file and database agree after a kill between the two (paused counts), and removes the file of a pause whose
    // time has passed.
    [[nodiscard]] static Result<PauseState> settle(const DataDir &dataDir, qint64 nowMs);
    // All there were, oldest first, from an open routes.sqlite.
    [[nodiscard]] static Result<QList<PauseInterval>> all(Database &routes);
};

} // namespace assay
