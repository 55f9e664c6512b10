// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where the time of one turn went. A turn begins with what the person sent (or the client in their place) and ends
// before the next such row of the main thread. Only the person's are counted.
//
// Measured: the times of lines, and the time from a call to its result (the client's own figure where it tells one;
// else a question for permission that stood open meanwhile is part of it). Inferred: the model was at work from the
// last thing that came in until the line it wrote, unless that was longer than one answer can take: then the machine
// slept or something else held it up, and nobody knows how much of it the model worked. A span whose ends are missing
// or in the wrong order is unknown, never negative or zero.

#include <QList>
#include <QString>

#include "models/data/error.h"
#include "models/data/record.h"

namespace assay {

class Database;

// The client waits for an answer this long at most, unless it is told otherwise.
inline constexpr qint64 longestAnswerMs = 600'000;

enum class SpanKind {
    Thinking,
    Replying,
    Tool,
    Subagent,
    Waiting, // for the person: a question, a plan to approve, a call that was denied
};

struct TurnSpan {
    SpanKind kind = SpanKind::Tool;
    qint64 eventId = 0;
    int parent = -1;  // index of the sub-agent's span it happened in; -1 = main thread. Parents stand before.
    qint64 from = -1; // ms since the epoch; -1 = unknown
    qint64 until = -1;
    qint64 writtenFrom = -1; // of a call that took the model time to write: since then, until `from`
    Outcome outcome = Outcome::None;
    QString tool;
    QString head;
    qint64 childRunId = 0; // of Subagent

    [[nodiscard]] bool isKnown() const { return from >= 0 && until >= from; }
    [[nodiscard]] qint64 length() const { return isKnown() ? until - from : -1; }
    [[nodiscard]] bool isByModel() const { return kind == SpanKind::Thinking || kind == SpanKind::Replying; }
    // Longer than the model alone can have taken: to answer, or to write the call.
    [[nodiscard]] bool isIdle() const { return isByModel() && length() > longestAnswerMs; }
    [[nodiscard]] bool isIdleBefore() const { return writtenFrom >= 0 && from - writtenFrom > longestAnswerMs; }

    bool operator==(const TurnSpan &) const = default;
};

// Time that passed, so what ran side by side counts once; of the main thread, sub-agents as a whole.
struct TurnTotals {
    qint64 model = 0;
    qint64 tools = 0;
    qint64 subagents = 0;
    qint64 waiting = 0;
    qint64 idle = 0; // nothing was written for longer than an answer takes
    int modelSpans = 0;
    int toolCalls = 0; // of the turn, sub-agents included
    int subagentRuns = 0;
    int toolsAtOnce = 0; // most at the same time
    int subagentsAtOnce = 0;
    int failed = 0;
    int unknown = 0; // spans whose length is not known

    bool operator==(const TurnTotals &) const = default;
};

struct TurnTimes {
    qint64 sessionId = 0;
    int number = 0;        // of the person's turn, from 1; 0 = before the first
    int turns = 0;         // as SessionRow::turns
    bool byClient = false; // the client began it (a background task ended): it goes on with the turn of that number
    qint64 promptEvent = 0;
    QString prompt; // its head
    qint64 from = -1;
    qint64 until = -1;
    qint64 nextPromptAt = -1; // when the person went on
    qint64 previousTurn = 0;  // an event of it, 0 = none
    qint64 nextTurn = 0;
    QList<TurnSpan> spans; // by the order of the transcript, those of a sub-agent behind the call that started it
    TurnTotals totals;
    TokenCount tokens; // of the replies written in this time
    bool cut = false;  // longer than turnRowLimit: the rest is left out, the totals are of what is here

    bool operator==(const TurnTimes &) const = default;
};

inline constexpr int turnRowLimit = 5000;

// The turn that holds the event; of an event in a sub-agent's run, the turn that started it.
[[nodiscard]] Result<TurnTimes> readTurnTimes(Database &db, qint64 eventId);

} // namespace assay
