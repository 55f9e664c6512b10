// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The values that readers of the store hand out. Plain data, copied freely between threads.

#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>
#include <QtGlobal>

#include <optional>

#include "models/data/eventkind.h"
#include "models/data/eventrow.h"
#include "models/data/tokencount.h"

namespace assay {

struct ProjectRow {
    qint64 id = 0;
    QString key;   // identity: "github.com/owner/repo", else "path:/root/of/it"
    QString name;  // last part, for display
    QString owner; // "owner" of a remote, "local" without one
    int sessions = 0;

    bool operator==(const ProjectRow &) const = default;
};

struct SessionRow {
    qint64 id = 0; // local integer, stable under re-decode and repair
    QString uuid;
    QString agent; // "claude", "codex"
    qint64 projectId = 0;
    QString projectKey;
    QString projectName;
    QString title; // the session's own title, else its first real prompt (first line, at most 200 characters)
    QString cwd;
    QString branch;
    QString version;
    QString entrypoint;
    QString model; // the one that made most replies so far
    QString lineage;
    qint64 startedAt = -1; // ms since epoch, UTC; -1 = no line had a time
    qint64 endedAt = -1;   // its last event so far
    bool ended = false;    // its client said so, after that; see live.h
    qint64 seenAt = -1;    // its hooks spoke last; -1 = they did not
    int events = 0;        // rows of the main thread: what the transcript shows
    int eventsTotal = 0;   // with those of sub-agents
    int turns = 0;         // typed prompts and commands
    int toolCalls = 0;     // sub-agents included
    int errors = 0;        // failed calls, sub-agents included
    int subagents = 0;
    int compactions = 0;
    TokenCount tokens;
    bool outputIsLowerBound = false; // clients before 2.1.101 write output counts while streaming
    std::optional<double> costUsd;   // unknown model = unknown cost
    QString costSource;              // "client", "estimate" or empty
    QString sourcePath;              // the newest source file
    bool sourcePresent = true;
    QStringList tags; // the person's, in alphabetical order
    bool hasNote = false;
    int bookmarks = 0; // events of it

    bool operator==(const SessionRow &) const = default;
};

struct SearchHit {
    qint64 eventId = 0;
    qint64 sessionId = 0;
    QString sessionUuid;
    QString sessionTitle;
    QString projectName;
    EventKind kind = EventKind::Unknown;
    BodyPart part = BodyPart::Text; // where the first match lies
    QString tool;
    qint64 at = -1;
    QString snippet;              // one line around the first match
    QList<QPair<int, int>> marks; // (start, length) of matches within snippet, in QChars
};

} // namespace assay
