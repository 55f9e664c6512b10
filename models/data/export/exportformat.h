// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A format a session is exported in. Content is untrusted: whatever it holds, it must not become markup, script or a
// reference that loads something where the export is read.

#include "models/data/query/eventdetail.h"
#include "models/data/record.h"

#include <QByteArray>

#include <functional>
#include <memory>

namespace assay {

class ExportFormat {
public:
    using Sink = std::function<void(const QByteArray &utf8)>;
    using Pictures = std::function<QList<EventImage>(qint64 eventId)>;

    explicit ExportFormat(Sink sink)
        : m_sink(std::move(sink))
    {
    }
    virtual ~ExportFormat() = default;
    ExportFormat(const ExportFormat &) = delete;
    ExportFormat &operator=(const ExportFormat &) = delete;

    // Where the pictures of an event come from, for formats that hold some. Before begin().
    virtual void setPictures(const Pictures &) {}
    virtual void begin(const SessionRow &session) = 0;
    // In the order of forEachEvent(); run is nullptr on the main thread.
    virtual void event(const EventRow &event, const RunRow *run) = 0;
    virtual void end() = 0;

protected:
    void write(const QByteArray &utf8) { m_sink(utf8); }
    void write(const QString &text) { m_sink(text.toUtf8()); }

private:
    Sink m_sink;
};

// By the name --format takes; nullptr if there is none.
[[nodiscard]] std::unique_ptr<ExportFormat> makeExportFormat(const QString &name, ExportFormat::Sink sink);

} // namespace assay
