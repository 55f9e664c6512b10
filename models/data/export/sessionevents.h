// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// All events of a session, whole, one after the other: the main thread, then each sub-agent's run in the order they
// began. Read in pages, so that a session of any length costs little memory.

#include "models/data/error.h"
#include "models/data/record.h"

#include <functional>
#include <limits>

namespace assay {

class Database;

// Counted from 1 over the whole session, both ends included.
struct EventRange {
    qint64 first = 1;
    qint64 last = std::numeric_limits<qint64>::max();
};

// "FROM:TO"; either may be left out, and without ':' it is one event. Usage if it is neither.
[[nodiscard]] Result<EventRange> parseEventRange(const QString &text);

// Of the main thread and all runs.
[[nodiscard]] Result<qint64> countAllEvents(Database &db, qint64 sessionId);
// The place of an event in that count, from 1; NotFound when it is of another session or of none.
[[nodiscard]] Result<qint64> ordinalOf(Database &db, qint64 sessionId, qint64 eventId);

// `run` is nullptr for events of the main thread. False = no more are wanted.
using OnEvent = std::function<bool(const EventRow &event, const RunRow *run)>;
[[nodiscard]] Result<> forEachEvent(Database &db, qint64 sessionId, const EventRange &range, const OnEvent &onEvent);

} // namespace assay
