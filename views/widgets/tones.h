// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Colours and fonts by what they are for; Theme knows what they look like.

namespace assay {

enum class Tone {
    Chrome,
    Pane,
    Document,
    Inset,
    Field,
    Button,
    Line,
    StrongLine,
    Text,
    Text2,
    Text3,
    Hover,
    Selection,
    SelectionOff,
    Accent,
    Fill,
    OnFill,
    Error,
    ErrorGround,
    Subagent,
    Ok,
    Warning,
    Tool,
    AddGround,
    AddWord,
    AddText,
    RemoveGround,
    RemoveWord,
    RemoveText,
    Find,
    Type,
    CodeKeyword,
    CodeString,
    CodeNumber,
    CodeFunction,
    Heat1,
    Heat2,
    Heat3,
    Heat4,
    Heat5,
};

enum class Face {
    Meta,    // 11: times, counts, keys
    Row,     // 12: tool lines, second lines
    Mono,    // 12: code, paths, commands
    Base,    // 13
    Prose,   // 13.5: replies
    Prompt,  // 14 semibold: prompts, document titles
    Display, // 20 semibold: the first run only
};

} // namespace assay
