// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Exports sessions one after the other, on a thread and a connection of its own, so that neither the window nor its
// reads wait for it. Lives on the thread that made it; signals come there.

#include <QList>
#include <QObject>
#include <QStringList>

#include <atomic>
#include <memory>

#include "models/data/export/sessionexport.h"

namespace assay {

class QueryLane;

struct ExportRequest {
    QList<qint64> sessions;
    ExportOptions options;
    QString target;                     // a file for one session, a folder for several
    Existing existing = Existing::Keep; // of that file; files in a folder are never replaced, new ones get a number
};

struct ExportOutcome {
    QStringList files;    // written, in the order of the sessions
    qint64 bytes = 0;     // of them all
    QStringList problems; // sentences, for sessions that were not exported
    bool cancelled = false;
};

class SessionExporter final : public QObject {
    Q_OBJECT

public:
    explicit SessionExporter(QString storeFile, QObject *parent = nullptr);
    ~SessionExporter() override; // cancels, waits

    // Not while one runs. The folder must exist.
    void start(const ExportRequest &request);
    // What is whole stays; of the one being written nothing does. finished() follows.
    void cancel() { m_cancel = true; }
    [[nodiscard]] bool isRunning() const { return m_running; }

Q_SIGNALS:
    // At most ten times a second. Events of all sessions; `total` as the store counted them, 0 = not known.
    void progress(int sessionsDone, qint64 events, qint64 total);
    void finished(const assay::ExportOutcome &outcome);

private:
    void work(Database &db, const ExportRequest &request, ExportOutcome &outcome);

    const QString m_storeFile;
    std::unique_ptr<QueryLane> m_lane;
    std::atomic<bool> m_cancel = false;
    bool m_running = false;
};

} // namespace assay
