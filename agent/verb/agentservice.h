// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The agent while it runs: one writer thread, one socket. Requests, beside those of storejobs.h and of the connection
// itself:
//   status {workspace}              → state, pid, uptime_s, job, errors[]{at, job, what}, store{sessions, events} |
//   null import.cancel {}                → {}; the answer to import.start follows transcripts.find {claude_dirs[]}→
//   folders[]{folder, files, bytes, projects, oldest_modified}
// Pushes: changed {workspace, job} after each job, import.progress and job.progress {workspace, job, figures…},
// import.finished {workspace, ok | error{code, what, path}}.

#include "agent/ipc/ipcserver.h"
#include "agent/verb/writerthread.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace assay {

class AgentService final : public QObject {
    Q_OBJECT

public:
    // The lock of the data directory is held by the caller, for longer than this lives.
    AgentService(const DataDir &dataDir, UserRules rules, const QString &claudeDir);
    ~AgentService() override; // commits what runs; well below a second

    [[nodiscard]] Result<> listen();

Q_SIGNALS:
    void stopRequested();

private:
    void handle(const QString &verb, const nlohmann::json &args, const IpcServer::Answer &answer);
    void startJob(const QString &job, const nlohmann::json &args, const IpcServer::Answer &answer);
    void jobEnded(const QString &job, const QString &workspace, const Result<nlohmann::ordered_json> &result);
    void findTranscripts(const nlohmann::json &args, const IpcServer::Answer &answer);
    // Interrupts an import only when it is known that there is something to purge.
    void purgeWhatIsDue();
    [[nodiscard]] nlohmann::json status(const QString &workspace) const;

    DataDir m_dataDir;
    QString m_claudeDir;
    QElapsedTimer m_uptime;
    QTimer m_purgeTimer;
    QList<qint64> m_purgeTimes; // of sessions deleted while we run
    bool m_purgeWaits = false;
    struct Failure {
        qint64 at;
        QString job;
        QString what;
    };
    QList<Failure> m_failures; // the last ones
    IpcServer m_server;
    WriterThread m_writer; // ends before the server goes
};

} // namespace assay
