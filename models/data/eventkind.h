// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The kinds of events, their outcomes, their parts: what the store writes as numbers and people read as words.

#include <QString>

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
    EventFlagSelf = 1,     // a call of our own programs or MCP server
    EventFlagQueued = 2,   // a prompt typed while the agent was busy
    EventFlagReplaced = 4, // bytes of the line were not valid UTF-8 and were replaced
};

[[nodiscard]] QString kindName(EventKind kind);     // "prompt", "reply", "tool_call" …
[[nodiscard]] QString outcomeName(Outcome outcome); // "", "ok", "failed", "denied", "interrupted", "pending"
[[nodiscard]] QString partName(BodyPart part);      // "text", "input", "output"

} // namespace assay
