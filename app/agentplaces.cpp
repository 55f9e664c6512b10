// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Where the agent's things lie, which of them is shown, and the agent itself.
#include "app/agentlink.h"

#include "agent/ipc/ipcclient.h"

#include <QDir>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QtConcurrent>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int restartTries = 5;
constexpr auto sampleWorkspace = "samples"_L1;

QStringList storesIn(const QString &folder)
{
    QStringList names;
    for (const QString &file : QDir(folder).entryList({u"*.sqlite"_s}, QDir::Files, QDir::Name))
        names.append(QFileInfo(file).completeBaseName());
    return names;
}

// As the agent and the verbs find it.
QString settingsFile(const DataDir &dataDir)
{
    if (const auto usual = DataDir::locate(); !usual || usual->path() != dataDir.path())
        return dataDir.path() + u"/config.json"_s;
    const QString base = qEnvironmentVariable("XDG_CONFIG_HOME");
    return (QDir::isAbsolutePath(base) ? base : homeFolder() + u"/.config"_s) + u"/assay/config.json"_s;
}

} // namespace

Places AgentLink::places() const
{
    return {m_dataDir.path(), m_dataDir.workspaceFile(m_shown).value_or(QString()), settingsFile(m_dataDir),
            m_dataDir.path() + u"/agent.log"_s};
}

void AgentLink::showWorkspace(const QString &workspace)
{
    m_shown = workspace;
    if (workspace != sampleWorkspace)
        m_workspace = workspace;
    askStatus();
    Q_EMIT workspaceWanted(workspace);
}

void AgentLink::lookForWorkspaces()
{
    auto *looking = new QFutureWatcher<QStringList>(this);
    connect(looking, &QFutureWatcherBase::finished, this, [this, looking] {
        looking->deleteLater();
        QStringList found = looking->result();
        if (!found.contains(m_shown))
            found.prepend(m_shown);
        if (found != m_workspaces) {
            m_workspaces = found;
            Q_EMIT workspacesChanged();
        }
    });
    looking->setFuture(QtConcurrent::run(storesIn, m_dataDir.path() + u"/workspaces"_s));
}

// A running one is asked to end; that its connection closes then starts another.
void AgentLink::restartAgent()
{
    m_triesLeft = restartTries;
    const bool connected =
        m_client && (m_client->state() == IpcClient::State::Ready || m_client->state() == IpcClient::State::Mismatched);
    if (connected) {
        m_client->stop();
        return;
    }
    m_sinceStart.invalidate();
    setState(AgentStatus::State::Starting);
    m_retry.stop();
    m_retryMs = 0;
    open();
}

} // namespace assay
