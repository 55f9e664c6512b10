// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A session as one HTML page that needs nothing else: replies as the Markdown they are, pictures within the page, no
// script, no reference to anything outside, every text escaped, and a content policy that forbids the browser the rest.

#include "models/data/export/exportformat.h"

namespace assay {

class HtmlExport final : public ExportFormat {
public:
    static constexpr qsizetype pictureLimit = qsizetype{16} << 20; // bytes of one that is put in

    using ExportFormat::ExportFormat;
    void setPictures(const Pictures &pictures) override { m_pictures = pictures; }
    void begin(const SessionRow &session) override;
    void event(const EventRow &event, const RunRow *run) override;
    void end() override;

private:
    [[nodiscard]] QString images(const EventRow &event) const;
    [[nodiscard]] QString folded(const EventRow &event) const;

    Pictures m_pictures;
    qint64 m_runId = 0;
};

} // namespace assay
