// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// An ImportFixture whose transcripts are followed by drains, run one by one on the test's own thread.

#include "agent/capture/capturedrain.h"
#include "tests/support/importfixture.h"

#include <map>
#include <memory>

namespace assay {

class CaptureFixture {
public:
    CaptureFixture();

    [[nodiscard]] const ImportFixture &files() const { return m_files; }
    void import() { m_files.import(); } // of all transcripts, into the same data directory
    [[nodiscard]] CaptureOptions &options() { return m_options; }
    // A drain as a new process would begin it; options take effect.
    void restart();

    // These files, relative to projects/, have moved. Fails the running test on an error.
    CaptureDrain::Report drain(const QStringList &moved = {});
    CaptureDrain::Report drainEverything();
    [[nodiscard]] Result<CaptureDrain::Report> tryDrain(CaptureDrain::Work work);
    [[nodiscard]] CaptureState state() const { return m_drain->state(); }
    void giveWay(bool on) { m_cancel = on; }

    // Rows that the last drain wrote, and its commits.
    [[nodiscard]] qint64 rowsWritten() const { return m_rows; }
    [[nodiscard]] QList<qint64> lastSessions() const { return m_sessions; }
    // True when no file of the data directory holds these bytes.
    [[nodiscard]] bool isNowhere(const QByteArray &bytes) const;
    // The first row that an import of the same files into an empty store leaves otherwise; empty = there is none.
    [[nodiscard]] QString differenceToImport() const;

private:
    [[nodiscard]] QStringList dumpOfImport() const;
    ImportFixture m_files;
    CaptureOptions m_options;
    std::shared_ptr<const Redactor> m_redactor;
    std::unique_ptr<CaptureDrain> m_drain;
    std::map<QString, Database> m_stores;
    std::atomic<bool> m_cancel = false;
    qint64 m_rows = 0;
    QList<qint64> m_sessions;
};

} // namespace assay
