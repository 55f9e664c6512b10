// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The main thread as chat messages, one JSON object per line, in the shape that chat-completion interfaces take and
// evaluation and training tools read:
//   {"role": "user", "content": "…"}
//   {"role": "assistant", "content": "…" | null, "tool_calls": [{"id": "…", "type": "function",
//    "function": {"name": "Bash", "arguments": "{\"command\": …}"}}]}
//   {"role": "tool", "tool_call_id": "…", "content": "…"}
// Transcripts hold no system prompt, so there is no system message. Added to that shape: "outcome" of an answer that
// did not go well, "reasoning" of the message that the thinking led to, "kind" of user messages that nobody typed. A
// call is an assistant message of its own, followed by its answer; calls made side by side follow one another.

#include "models/data/export/exportformat.h"

namespace assay {

class TrajectoryExport final : public ExportFormat {
public:
    using ExportFormat::ExportFormat;
    void begin(const SessionRow &) override {}
    void event(const EventRow &event, const RunRow *run) override;
    void end() override;

private:
    void user(const EventRow &event);
    void call(const EventRow &event);
    void flush(); // what the assistant said and has not been written yet
    QString m_said;
    QString m_thought;
};

} // namespace assay
