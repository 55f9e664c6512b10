// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the calls of one session did, sub-agents included, grouped by the store: one statement each, which goes through
// the events of the session once (some 50 ms for 100 000 of them) and hands out one row a group. Events in the order
// of their times.

#include <QList>
#include <QString>

#include "models/data/error.h"
#include "models/data/record.h"

namespace assay {

class Database;

// Edit, MultiEdit, Write and NotebookEdit change a file; only calls that succeeded count.
struct FileTouched {
    QString path;
    int reads = 0;
    int changes = 0;
    int failedChanges = 0; // failed, denied, interrupted or without a result
    int linesAdded = 0;
    int linesRemoved = 0;
    int untoldChanges = 0; // of changes: the client did not say how many lines they changed
    bool isNew = false;    // it was written before it was ever read or edited, and nothing was replaced
    QList<qint64> changeEvents;
    QList<qint64> readEvents;

    bool operator==(const FileTouched &) const = default;
};

// Changed files first, those with most lines at the top; then files that were only read.
[[nodiscard]] Result<QList<FileTouched>> readFilesTouched(Database &db, qint64 sessionId);

// Bash, and "!" of the person. Equal commands are one.
struct CommandRun {
    QString command; // at most 2000 characters of it
    bool byPerson = false;
    int runs = 0;
    int failed = 0;
    int denied = 0;
    int interrupted = 0;
    int pending = 0;
    Outcome lastOutcome = Outcome::None;
    qint64 lastDurationMs = -1;
    qint64 durationMs = 0; // of all whose duration is known
    QList<qint64> events;

    bool operator==(const CommandRun &) const = default;
};

// In the order of their last run, the newest first.
[[nodiscard]] Result<QList<CommandRun>> readCommandsRun(Database &db, qint64 sessionId);

// Failed and denied calls that say the same (see errorsignature.h).
struct ErrorGroup {
    QString line; // of the last one
    QString tool;
    QString head; // what was denied; the last one's
    Outcome outcome = Outcome::Failed;
    QList<qint64> events;

    bool operator==(const ErrorGroup &) const = default;
};

// Failures before denials, the most frequent first.
[[nodiscard]] Result<QList<ErrorGroup>> readErrorGroups(Database &db, qint64 sessionId);

struct RunFacts {
    qint64 runId = 0;
    qint64 parentRunId = 0; // 0 = started from the main thread, or not known from where
    qint64 callEvent = 0;   // the call that started it; 0 = not known
    QString agentType;
    QString description;
    int toolCalls = 0;
    int errors = 0;
    qint64 durationMs = -1;
    bool ended = true; // its call has a result
    TokenCount tokens; // of its own replies that this session owns (see ModelUse), not of runs it started
    bool outputIsLowerBound = false;

    bool operator==(const RunFacts &) const = default;
};

// Parents before their children, in the order they began.
[[nodiscard]] Result<QList<RunFacts>> readRunFacts(Database &db, qint64 sessionId);

} // namespace assay
