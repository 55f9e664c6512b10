// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A session as CommonMark: prompts are headings with their text quoted, replies stay Markdown, tool calls have their
// input and output in fences longer than any inside. HTML and images in content are disarmed.

#include "models/data/export/exportformat.h"

namespace assay {

class MarkdownExport final : public ExportFormat {
public:
    using ExportFormat::ExportFormat;
    void begin(const SessionRow &session) override;
    void event(const EventRow &event, const RunRow *run) override;
    void end() override {}

private:
    void call(const EventRow &event);
    void images(const EventRow &event);
    qint64 m_runId = 0;
};

// Markdown somebody else wrote, safe inside ours: no HTML, no images, every fence closed.
[[nodiscard]] QString disarmedMarkdown(const QString &markdown);
// Text in a fence that nothing in it can close.
[[nodiscard]] QString fencedText(const QString &text, const QString &language = {});

} // namespace assay
