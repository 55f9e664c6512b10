// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Who wrote a text that stands in a "user" line: the person, the client or the model's harness. Claude Code has one
// line type for all of them; the order of the questions matters, because texts quote each other.

#include "models/data/record.h"

#include <string>
#include <string_view>

namespace assay {

struct UserTextFlags {
    bool compactSummary = false; // isCompactSummary
    bool meta = false;           // isMeta
    bool machine = false;        // promptSource, turnOrigin or origin say so (clients since 2.1.120 or so)
    bool subagent = false;       // the text stands in a sub-agent's thread …
    bool runStart = false;       // … and starts it
};

struct UserText {
    EventKind kind = EventKind::Prompt;
    std::string head;
    std::string text;
    std::string input;  // Shell
    std::string output; // Shell
};

// In this order: compaction summary, meta, machine, then by the tag or marker the text starts with (see the table in
// the source), else typed. What would be typed is in a sub-agent the first prompt or injected.
[[nodiscard]] UserText classifyUserText(std::string_view text, const UserTextFlags &flags);

// Text that the client puts before or behind a typed prompt as a block of its own: reminders, the open file, a
// selection.
[[nodiscard]] bool isContextBlock(std::string_view text);

} // namespace assay
