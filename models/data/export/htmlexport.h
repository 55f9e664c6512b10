// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A session as one HTML page that needs nothing else: no script, no reference to anything outside, every text escaped,
// and a content policy that forbids the browser the rest.

#include "models/data/export/exportformat.h"

namespace assay {

class HtmlExport final : public ExportFormat {
public:
    using ExportFormat::ExportFormat;
    void begin(const SessionRow &session) override;
    void event(const EventRow &event, const RunRow *run) override;
    void end() override;

private:
    qint64 m_runId = 0;
};

} // namespace assay
