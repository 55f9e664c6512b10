// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The window's connection to the agent: starts one when none runs, comes back when it went, and follows what it tells.

#include "agent/ipc/message.h"
#include "app/agentprogram.h"
#include "models/data/store/datadir.h"
#include "views/desk/deskdoor.h"
#include "views/shell/agentdoor.h"

#include <QElapsedTimer>
#include <QTimer>

#include <functional>
#include <memory>

#include <nlohmann/json_fwd.hpp>

namespace assay {

class CaptureLink;
class IpcClient;

class AgentLink final : public AgentDoor, public DeskDoor {
    Q_OBJECT

public:
    AgentLink(const DataDir &dataDir, const QString &workspace, const QString &claudeDir, QObject *parent = nullptr);
    ~AgentLink() override;

    void open();
    // Whether the agent that answers was started by this object.
    [[nodiscard]] bool startedAgent() const { return m_startedAgent; }
    void stopAgent();

    [[nodiscard]] AgentStatus status() const override { return m_status; }
    [[nodiscard]] ImportFigures progress() const override { return m_progress; }
    [[nodiscard]] TranscriptFolder found() const override { return m_found; }
    [[nodiscard]] Places places() const override;
    [[nodiscard]] QString workspace() const override { return m_shown; }
    [[nodiscard]] QStringList workspaces() const override { return m_workspaces; }
    [[nodiscard]] CaptureDoor *capture() override;

    // For what is asked through it. Answered with "closed" when no agent answers.
    void request(const QString &verb, const nlohmann::json &args, QObject *context,
                 std::function<void(const IpcReply &)> answer);
    void askStatus();

    void startImport() override;
    void cancelImport() override;
    void showWorkspace(const QString &workspace) override;
    void lookForWorkspaces() override;
    void restartAgent() override;
    void openSamples() override;
    void tagSessions(const QStringList &sessions, const QStringList &add, const QStringList &remove) override;
    void noteSession(const QString &session, const QString &text) override;
    void bookmarkEvent(qint64 eventId, bool on) override;
    void deleteSessions(const QStringList &sessions) override;
    void undeleteSessions(const QStringList &sessions) override;

    void perform(const QString &job, const nlohmann::json &args, QObject *context, Answer answer) override;
    [[nodiscard]] QString claudeFolder() const override { return m_claudeDir; }
    [[nodiscard]] QString draftsFolder() const override { return m_dataDir.path() + QStringLiteral("/drafts"); }

Q_SIGNALS:
    // Something is in that workspace now: show it.
    void workspaceWanted(const QString &workspace);

private:
    void ready();
    void closed(const QString &what);
    void pushed(const QString &name, const QByteArray &body);
    void tryStarting();
    void setState(AgentStatus::State state, const QString &reason = {}, bool otherVersion = false);
    void askFound();
    void takeStatus(const nlohmann::json &reply);
    void takeFound(const nlohmann::json &folders);
    // Asks for a job of the shown workspace; tells failed() itself, and `done` whether it succeeded.
    void care(const QString &job, nlohmann::json args, std::function<void(bool done)> done = {});
    // The same for each session; one signal for all that it succeeded for.
    void careForEach(const QString &job, const QStringList &sessions, void (AgentDoor::*done)(const QStringList &));
    void finishImport(const nlohmann::json &result);
    void endProgress(const IpcError &error);

    DataDir m_dataDir;
    QString m_workspace; // imports go there
    QString m_shown;     // the figures are of that one: the same, or the samples'
    QStringList m_workspaces;
    QString m_claudeDir;
    std::unique_ptr<IpcClient> m_client;
    CaptureLink *m_capture;
    AgentStatus m_status;
    ImportFigures m_progress;
    TranscriptFolder m_found;
    QTimer m_retry;
    QTimer m_statusTimer; // bounds how often the figures are asked for
    QElapsedTimer m_sinceStart;
    int m_retryMs = 0;
    int m_triesLeft = 0; // to start one, while the former one ends
    bool m_startedAgent = false;
};

} // namespace assay
