// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The values that readers of the store hand out. Plain data, copied freely between threads.

#include <QList>
#include <QPair>
#include <QString>
#include <QtGlobal>

#include <optional>

namespace assay {

// Stored as integers in event.kind; numbers never change meaning. Names on the command line: see kindName().
enum class EventKind : int {
    Prompt = 1,      // typed by the person
    Reply = 2,       // text of the model
    Thinking = 3,    // may be empty text: the client stores only a signature
    ToolCall = 4,    // with its result once that arrived
    Command = 5,     // slash command or skill typed by the person
    Shell = 6,       // "!" shell mode: input, output
    LocalOutput = 7, // output of a local command
    Injected = 8,    // isMeta text, system reminders, caveats: nobody typed it
    MachineTurn = 9, // a turn the client made (background task ended)
    Compaction = 10, // separator; text = trigger and token counts
    Summary = 11,    // summary text after a compaction
    Interruption = 12,
    ApiError = 13, // made by the client, no model output
    Attachment = 14,
    Notice = 15,  // other system lines worth a line (stop hooks, turn duration are not)
    Unknown = 16, // a line type this version does not know; raw line kept
};

enum class Outcome : int {
    None = 0, // not a call
    Ok = 1,
    Failed = 2,
    Denied = 3,
    Interrupted = 4,
    Pending = 5, // no result was written (yet)
};

// Which text of an event: a search hit says where it matched.
enum class BodyPart : int { Text = 0, Input = 1, Output = 2 };

// event.flags
enum EventFlag : int {
    EventFlagSelf = 1,     // a call of our own programs or MCP server (decision 11)
    EventFlagQueued = 2,   // a prompt typed while the agent was busy
    EventFlagReplaced = 4, // bytes of the line were not valid UTF-8 and were replaced
};

struct TokenCount {
    qint64 input = 0;
    qint64 output = 0;
    qint64 cacheRead = 0;
    qint64 cacheWrite = 0;

    bool operator==(const TokenCount &) const = default;
};

struct ProjectRow {
    qint64 id = 0;
    QString key;   // identity: "github.com/owner/repo", else "path:/root/of/it"
    QString name;  // last part, for display
    QString owner; // "owner" of a remote, "local" without one
    int sessions = 0;
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
    qint64 endedAt = -1;
    int events = 0;      // rows of the main thread: what the transcript shows
    int eventsTotal = 0; // with those of sub-agents
    int turns = 0;       // typed prompts and commands
    int toolCalls = 0;   // sub-agents included
    int errors = 0;      // failed calls, sub-agents included
    int subagents = 0;
    int compactions = 0;
    TokenCount tokens;
    bool outputIsLowerBound = false; // clients before 2.1.101 write output counts while streaming
    std::optional<double> costUsd;   // unknown model = unknown cost
    QString costSource;              // "client", "estimate" or empty
    QString sourcePath;              // the newest source file
    bool sourcePresent = true;
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
    QString head; // one line that tells: a command, a path, the first line of the text (at most 300 characters)
    QString agentId;
    qint64 childRunId = 0; // a call that started a sub-agent: its run
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

[[nodiscard]] QString kindName(EventKind kind);     // "prompt", "reply", "tool_call" …
[[nodiscard]] QString outcomeName(Outcome outcome); // "", "ok", "failed", "denied", "interrupted", "pending"
[[nodiscard]] QString partName(BodyPart part);      // "text", "input", "output"

} // namespace assay
