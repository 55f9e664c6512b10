// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The document of show --json, written as it is read: a session may be far larger than memory should be.

#include <optional>

#include "models/data/export/exportformat.h"

namespace assay {

class JsonExport final : public ExportFormat {
public:
    using ExportFormat::ExportFormat;
    // Adds to the session what a person wrote: for that person, not for others. Before begin().
    void setCare(const QString &note, const QList<qint64> &bookmarks);
    void begin(const SessionRow &session) override;
    void event(const EventRow &event, const RunRow *run) override;
    void end() override;

private:
    struct Care {
        QString note;
        QList<qint64> bookmarks;
    };
    std::optional<Care> m_care;
    bool m_first = true;
};

} // namespace assay
