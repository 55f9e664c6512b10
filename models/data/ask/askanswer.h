// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a store answers to a question. Values; made by askquery.h, shown by the window, printed by `ask`, handed out by
// MCP: the same everywhere.

#include "models/data/ask/askquestion.h"
#include "models/data/memory/memorynote.h"

#include <nlohmann/json_fwd.hpp>

namespace assay {

// What a word was taken for.
struct AskMeaning {
    QString typed;
    QStringList meant;    // topics and projects of the store; empty = nothing there has to do with it
    bool guessed = false; // spelt differently
};

struct AskGroup {
    qint64 id = 0;
    QString signature;
    qint64 count = 0;
    qint64 previousCount = 0; // in a window of the same length just before
    int projects = 0;
    qint64 firstAt = -1, lastAt = -1;
    QList<NoteEvent> events; // the first and the last of them
    QList<qint64> trend;     // counts in equal parts of the window
};

struct AskExample {
    qint64 event = 0;
    qint64 at = -1;
    QString session; // uuid
    QString project;
    QString tool;
    QString head; // a command, a path
    QString text; // what an output says: not to be trusted
};

struct AskSession {
    qint64 id = 0;
    QString uuid, title, project;
    qint64 count = 0;
    qint64 lastAt = -1;
};

struct AskAnswer {
    AskQuestion understood;
    QString zone;  // of the one who asks
    QString scope; // "all projects", "project payments", "session 1234abcd"
    QList<AskMeaning> meanings;
    qint64 count = 0;
    qint64 previousCount = 0;
    qint64 firstAt = -1, lastAt = -1;
    int projects = 0;
    QList<AskGroup> groups; // the most frequent ones
    qint64 groupsInAll = 0;
    QList<AskExample> examples;
    QList<AskSession> sessions; // the last ones
    qint64 sessionsInAll = -1;  // -1 = not counted over so long a time
    QList<qint64> trend;        // counts in equal parts of the window
    qint64 refreshedAt = -1;    // what was captured until then is counted
    bool isCurrent = false;     // and nothing was captured since
    QString narrative;

    // "Ever" begins before everything: then no previous count says anything.
    [[nodiscard]] bool hasBefore() const { return understood.span.from > 0; }
};

[[nodiscard]] nlohmann::ordered_json toJson(const AskAnswer &answer);
// "7 failures of payments-api in the last 15 minutes …": sentences that say nothing the figures do not.
[[nodiscard]] QString narrativeOf(const AskAnswer &answer);

} // namespace assay
