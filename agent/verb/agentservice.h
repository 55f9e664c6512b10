// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The agent while it runs: one writer thread, one socket. Requests, beside those of storejobs.h and of the connection
// itself:
//   status {workspace}              → state, pid, uptime_s, job, errors[]{at, job, what}, capture{…}, store{sessions,
//   events} | null import.cancel {}                → {}; the answer to import.start follows transcripts.find
//   {claude_dirs[]}→ folders[]{folder, files, bytes, projects, oldest_modified}
// summaries.refresh {workspace, budget_ms?}   → see summaryjobs.h
// install.plan · install.apply · uninstall.plan · uninstall.apply   → see installjobs.h
// Pushes: changed {workspace, job} after each job, changed {workspace, job: "capture", sessions[]} after each
// transaction of live capture, import.progress and job.progress {workspace, job, figures…}, import.finished {workspace,
// ok | error{code, what, path}}.

#include "agent/capture/capture.h"
#include "agent/ipc/ipcserver.h"
#include "agent/verb/minerthread.h"
#include "agent/verb/redecoding.h"
#include "agent/verb/storecopying.h"
#include "agent/verb/summaryclock.h"
#include "agent/verb/summarythread.h"
#include "agent/verb/writerthread.h"

#include <QDateTime>
#include <atomic>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <optional>

namespace assay {

class AgentService final : public QObject {
    Q_OBJECT

public:
    // The lock of the data directory is held by the caller, for longer than this lives.
    AgentService(const DataDir &dataDir, UserRules rules, const QString &claudeDir, const QString &workspace);
    ~AgentService() override; // commits what runs; well below a second

    // Answers at the socket, and captures.
    [[nodiscard]] Result<> start();
    // Drains what has arrived, for a moment; then ended().
    void end();

Q_SIGNALS:
    void ended();

private:
    void handle(const QString &verb, const nlohmann::json &args, const IpcServer::Answer &answer);
    void mine(const nlohmann::json &args, const IpcServer::Answer &answer);
    // What may have ended without anybody telling, in every workspace.
    void noteWorkspaces();
    void startJob(const QString &job, const nlohmann::json &args, const IpcServer::Answer &answer);
    void jobEnded(const QString &job, const QString &workspace, const Result<nlohmann::ordered_json> &result);
    void findTranscripts(const nlohmann::json &args, const IpcServer::Answer &answer);
    void backup(const nlohmann::json &args, const IpcServer::Answer &answer);
    void install(const QString &job, const nlohmann::json &args, const IpcServer::Answer &answer);
    // Only reads, but of a disk and of git, which may take their time: on a thread of its own.
    void planApproval(const nlohmann::json &args, const IpcServer::Answer &answer);
    void inBackground(std::function<Result<nlohmann::ordered_json>()> work, const IpcServer::Answer &answer);
    // A client that came since install may be one that drops settings with an event it does not know.
    void heedClients();
    // Interrupts an import only when it is known that there is something to purge.
    void purgeWhatIsDue();
    // Tells the hook what a settings file that was edited meanwhile says, and ends a pause whose time has come.
    void heedSettings();
    void watchPause();
    void refreshSummaries(const QString &workspace, const SummaryClock::Done &done);
    void askForSummaries(const nlohmann::json &args, const IpcServer::Answer &answer);
    void pushSummaries(const QString &workspace, const MemoryPassSummary &summary);
    void pushCaptured(const QString &workspace, const QList<qint64> &sessions);
    void pruneDaily(); // asked each hour; the job knows when it was done last
    [[nodiscard]] nlohmann::json status(const QString &workspace) const;

    DataDir m_dataDir;
    QString m_claudeDir;
    QString m_workspace;
    std::atomic<bool> m_ends = false; // whoever waits for a program of others stops waiting
    QElapsedTimer m_uptime;
    QTimer m_purgeTimer;
    QList<qint64> m_purgeTimes; // of sessions deleted while we run
    bool m_purgeWaits = false;
    QTimer m_pruneTimer;
    QTimer m_pauseTimer; // to the end of a pause
    QString m_settingsFile;
    std::optional<QDateTime> m_heeded; // when the file that was heeded last was written; not valid = there was none
    struct Failure {
        qint64 at;
        QString job;
        QString what;
    };
    QList<Failure> m_failures; // the last ones
    IpcServer m_server;
    StoreCopying m_copying; // answers through the server
    Capture m_capture;      // its drains run on the writer's thread
    WriterThread m_writer;  // ends before the server goes
    Redecoding m_redecoding;
    MinerThread m_miner;           // ends before the writer, which it waits for
    QTimer m_miningTimer;          // for sessions that ended without a word, and cards whose day has come
    SummaryThread m_summaryThread; // likewise
    SummaryClock m_summaries;
};

} // namespace assay
