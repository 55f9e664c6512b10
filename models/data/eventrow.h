// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The values of a transcript: its rows and its sub-agent runs. Part of record.h.

#include <QString>
#include <QtGlobal>

#include "models/data/eventkind.h"

namespace assay {

// What the line of a call tells of the sub-agent run that it started.
struct ChildRun {
    QString agentType;
    int events = 0;
    int toolCalls = 0;
    int errors = 0;
    qint64 startedAt = -1;
    qint64 endedAt = -1;
    bool answered = false; // its last event is a reply: it came to an end

    bool operator==(const ChildRun &) const = default;
};

// One row of the transcript. Texts are cut to what was asked for; the full lengths are in bytes of UTF-8.
struct EventRow {
    qint64 id = 0;
    qint64 sessionId = 0;
    qint64 runId = 0; // sub-agent run, 0 = main thread
    QString uuid;     // of the line; empty for lines without one
    int block = 0;
    EventKind kind = EventKind::Unknown;
    Outcome outcome = Outcome::None;
    qint64 at = -1;
    qint64 durationMs = -1;
    QString tool;
    QString toolUseId;
    QString model;
    QString skill; // whose instructions the model followed when it wrote the line, where the client tells
    QString head;  // one line that tells: a command, a path, the first line of the text (at most 300 characters)
    QString agentId;
    qint64 childRunId = 0; // a call that started a sub-agent: its run
    ChildRun childRun;     // when there is one
    int images = 0;
    int linesAdded = 0;
    int linesRemoved = 0;
    int flags = 0;
    qint64 textBytes = 0;
    qint64 inputBytes = 0;
    qint64 outputBytes = 0;
    QString text;
    QString input; // JSON of the tool's input
    QString output;

    bool operator==(const EventRow &) const = default;
};

struct RunRow {
    qint64 id = 0;
    QString agentId;
    QString toolUseId;
    QString agentType;
    QString description;
    int events = 0;
    int toolCalls = 0;
    int errors = 0;
    qint64 startedAt = -1;
    qint64 endedAt = -1;
};

} // namespace assay
