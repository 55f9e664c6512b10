// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the Now page shows, read in one go. Values; any thread.

#include "models/data/ask/askanswer.h"
#include "models/data/query/memoryquery.h"

namespace assay {

class Database;

// The windows that have a button.
enum class NowWindow { Minutes15, Hour, Today, Week, Custom };
[[nodiscard]] TimeSpan spanOf(NowWindow window, const TimeSpan &custom);

// Of which the page tells: a session, else a project, else the workspace.
struct NowScope {
    qint64 projectId = 0; // of the session, where there is one
    qint64 sessionId = 0;
    QString name; // of the project; the title of the session
    QString uuid; // of the session
    bool operator==(const NowScope &) const = default;
};

struct NowProject {
    qint64 id = 0;
    QString key, name;
    qint64 sessions = 0; // that were active in the window
    qint64 failures = 0;
};

struct NowSession {
    qint64 id = 0;
    qint64 projectId = 0;
    QString uuid, title, project;
    qint64 lastAt = -1;
    qint64 failures = 0; // in the window; of live ones not counted
    QString tool;        // of a live one: the call that was the last thing it did
    bool waits = false;  // a live one: the turn is over
};

struct NowContents {
    NowScope scope;
    TimeSpan span;
    qint64 readAt = 0;
    MemoryFreshness fresh;
    NoteBullets notes;
    AskAnswer failures; // in the window, with the window before beside it
    QList<NowProject> projects;
    QList<NowSession> sessions; // of the scope's project: active in the window, the last one first
    QList<NowSession> live;     // of the workspace, the last one first
    QList<ProjectStanding> standings;
};
[[nodiscard]] Result<NowContents> readNow(Database &db, const NowScope &scope, const TimeSpan &span);

// One event behind a bullet or a group.
struct NowEvidence {
    qint64 event = 0;
    qint64 session = 0;
    qint64 at = -1;
    QString title; // of the session
    QString project;
    QString head; // the tool and what it was told, or what was said
    QString text; // the beginning of what stands there
};
// In the order given; events that went meanwhile are left out.
[[nodiscard]] Result<QList<NowEvidence>> readEvidence(Database &db, const QList<qint64> &events);

} // namespace assay
