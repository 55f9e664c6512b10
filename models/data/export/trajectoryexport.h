// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The main thread as chat messages, one JSON object per line: {"role": "user" | "assistant" | "tool", "content", …}. A
// tool call is an assistant message with tool_calls and the tool message that answers it; calls made side by side
// follow one another. Thinking goes to "reasoning" of the message after it. Texts nobody typed carry their "kind".

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
