// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/agentlink.h"

#include "agent/ipc/ipcclient.h"
#include "agent/ipc/jsonfield.h"
#include "agent/ipc/socketpath.h"
#include "app/capturelink.h"
#include "models/data/store/migrations.h"

#include <unistd.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include <QDateTime>
#include <QDir>
#include <QFutureWatcher>
#include <QtConcurrent>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr int firstRetryMs = 50;
constexpr int lastRetryMs = 10'000;
constexpr int startPatienceMs = 5'000; // until an agent that does not answer counts as not running
constexpr int statusPauseMs = 1'000;
constexpr int restartPauseMs = 700; // a former agent may still hold its lock

Hello ownHello(const DataDir &dataDir)
{
    return {ipcProtocol, QStringLiteral(ASSAY_VERSION), newestSchema({}), dataDir.path(), getpid()};
}

int countField(const json &object, const char *key)
{
    return static_cast<int>(std::clamp<qint64>(numberField(object, key), 0, std::numeric_limits<int>::max()));
}

QString asPeopleWriteIt(const QString &folder)
{
    const QString home = QDir::homePath();
    return folder == home || folder.startsWith(home + u'/') ? u'~' + folder.mid(home.size()) : folder;
}

} // namespace

AgentLink::AgentLink(const DataDir &dataDir, const QString &workspace, const QString &claudeDir, QObject *parent)
    : AgentDoor(parent)
    , m_dataDir(dataDir)
    , m_workspace(workspace)
    , m_shown(workspace)
    , m_workspaces({workspace})
    , m_claudeDir(claudeDir)
    , m_capture(new CaptureLink(this))
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &AgentLink::open);
    m_statusTimer.setSingleShot(true);
    m_statusTimer.setInterval(statusPauseMs);
    connect(&m_statusTimer, &QTimer::timeout, this, &AgentLink::askStatus);
}

AgentLink::~AgentLink() = default;

void AgentLink::open()
{
    // The directory may have come into being since, and its canonical path names the socket.
    if (const auto located = DataDir::locate(m_dataDir.path()))
        m_dataDir = *located;
    const auto socket = socketPath(m_dataDir.path());
    if (!socket) {
        setState(AgentStatus::State::NotRunning, socket.error());
        return;
    }
    if (m_client)
        m_client->disconnect(this);
    m_client = std::make_unique<IpcClient>(ownHello(m_dataDir));
    connect(m_client.get(), &IpcClient::ready, this, &AgentLink::ready);
    connect(m_client.get(), &IpcClient::mismatched, this,
            [this](const QString &what) { setState(AgentStatus::State::NotRunning, what, true); });
    // Queued: a connection that fails at once tells so from within open().
    connect(m_client.get(), &IpcClient::closed, this, &AgentLink::closed, Qt::QueuedConnection);
    connect(m_client.get(), &IpcClient::pushed, this, &AgentLink::pushed);
    m_client->open(*socket);
}

void AgentLink::stopAgent()
{
    if (m_client)
        m_client->stop();
}

void AgentLink::ready()
{
    m_retryMs = 0;
    m_triesLeft = 0;
    setState(AgentStatus::State::Running);
    m_client->request(u"subscribe"_s, json::object(), this, [](const IpcReply &) {});
    askStatus();
    askFound();
    lookForWorkspaces();
}

void AgentLink::closed(const QString &)
{
    if (m_client && m_client->state() != IpcClient::State::Closed)
        return; // told of an earlier connection
    if (m_status.state == AgentStatus::State::Running) {
        m_sinceStart.invalidate();
        setState(AgentStatus::State::Starting);
    }
    const bool again = m_triesLeft > 0 && m_sinceStart.isValid() && m_sinceStart.hasExpired(restartPauseMs);
    if (again)
        --m_triesLeft;
    if (!m_sinceStart.isValid() || again)
        tryStarting();
    else if (m_sinceStart.hasExpired(startPatienceMs) && m_status.state == AgentStatus::State::Starting)
        setState(AgentStatus::State::NotRunning,
                 tr("The agent does not answer. Sessions can be read, nothing new is imported. %1")
                     .arg(lastAgentComplaint(m_dataDir)));
    m_retryMs = std::clamp(m_retryMs * 2, firstRetryMs, lastRetryMs);
    m_retry.start(m_retryMs);
}

void AgentLink::tryStarting()
{
    m_sinceStart.start();
    auto *starting = new QFutureWatcher<Result<>>(this);
    connect(starting, &QFutureWatcherBase::finished, this, [this, starting] {
        starting->deleteLater();
        const Result<> started = starting->result();
        if (started)
            m_startedAgent = true;
        else
            setState(AgentStatus::State::NotRunning, started.error().what);
    });
    starting->setFuture(QtConcurrent::run(startAgent, m_dataDir, m_workspace, m_claudeDir));
}

void AgentLink::setState(AgentStatus::State state, const QString &reason, bool otherVersion)
{
    if (m_status.state == state && m_status.reason == reason && m_status.otherVersion == otherVersion)
        return;
    m_status.state = state;
    m_status.reason = reason;
    m_status.otherVersion = otherVersion;
    if (state != AgentStatus::State::Running)
        m_capture->forget();
    Q_EMIT stateChanged();
}

CaptureDoor *AgentLink::capture()
{
    return m_capture;
}

void AgentLink::request(const QString &verb, const json &args, QObject *context,
                        std::function<void(const IpcReply &)> answer)
{
    if (m_client && m_client->state() == IpcClient::State::Ready)
        m_client->request(verb, args, context, std::move(answer));
    else
        answer(tl::unexpected(IpcError{
            u"closed"_s, tr("The agent is not running, so nothing was changed. %1").arg(m_status.reason), {}}));
}

void AgentLink::askStatus()
{
    request(u"status"_s, {{"workspace", m_shown.toStdString()}}, this, [this](const IpcReply &reply) {
        if (reply)
            takeStatus(*reply);
    });
}

void AgentLink::takeStatus(const json &reply)
{
    const json store = partOf(reply, "store");
    m_status.sessions = store.is_object() ? numberField(store, "sessions") : 0;
    m_status.events = store.is_object() ? numberField(store, "events") : 0;
    m_status.pid = numberField(reply, "pid");
    m_status.startedAt = QDateTime::currentMSecsSinceEpoch() - numberField(reply, "uptime_s") * 1000;
    m_status.job = textField(reply, "job");
    m_status.faults.clear();
    for (const json &each : partOf(reply, "errors")) {
        const auto at = QDateTime::fromString(textField(each, "at"), Qt::ISODateWithMs);
        m_status.faults.append(
            {at.isValid() ? at.toMSecsSinceEpoch() : -1, textField(each, "job"), textField(each, "what")});
    }
    m_capture->takeStatus(reply);
    Q_EMIT stateChanged();
}

void AgentLink::askFound()
{
    m_client->request(u"transcripts.find"_s, {{"claude_dirs", {m_claudeDir.toStdString()}}}, this,
                      [this](const IpcReply &reply) {
                          if (reply)
                              takeFound(partOf(*reply, "folders"));
                      });
}

void AgentLink::takeFound(const json &folders)
{
    m_found = {};
    m_found.folder = asPeopleWriteIt(m_claudeDir + u"/projects"_s);
    for (const json &each : folders) {
        m_found.files += countField(each, "files");
        m_found.bytes += numberField(each, "bytes");
        m_found.projects += countField(each, "projects");
        const auto oldest = QDateTime::fromString(textField(each, "oldest_modified"), Qt::ISODateWithMs);
        if (oldest.isValid() && (m_found.oldest < 0 || oldest.toMSecsSinceEpoch() < m_found.oldest))
            m_found.oldest = oldest.toMSecsSinceEpoch();
    }
    Q_EMIT foundChanged();
}

void AgentLink::pushed(const QString &name, const QByteArray &body)
{
    const json args = parseJson(body).value_or(json::object());
    const bool ours = textField(args, "workspace") == m_workspace || textField(args, "job") == "samples.import"_L1;
    if (name == "import.progress"_L1 && ours) {
        m_progress.running = true;
        m_progress.filesSeen = countField(args, "files_seen");
        m_progress.filesDone = countField(args, "files_done");
        m_progress.bytesDone = numberField(args, "bytes_done");
        m_progress.bytesTotal = numberField(args, "bytes_total");
        m_progress.bytesPerSecond = std::max(0.0, realField(args, "bytes_per_second"));
        const double left = realField(args, "seconds_left");
        m_progress.secondsLeft = left < 0 ? -1 : static_cast<qint64>(left + 0.5);
        m_progress.events = numberField(args, "events_added");
        m_progress.linesKeptRaw = numberField(args, "lines_kept_raw");
        m_progress.message.clear();
        Q_EMIT progressChanged();
        if (!m_statusTimer.isActive())
            m_statusTimer.start();
    } else if (name == "import.finished"_L1 && ours && args.contains("ok")) {
        finishImport(partOf(args, "ok"));
    } else if (name == "import.finished"_L1 && ours) {
        const json error = partOf(args, "error");
        endProgress({textField(error, "code"), textField(error, "what"), {}});
    } else if (name == "changed"_L1) {
        if (textField(args, "workspace") == m_shown)
            Q_EMIT storeTouched();
        if (textField(args, "job") == "settings.set"_L1)
            m_capture->lookAtSettings();
        if (!m_statusTimer.isActive())
            m_statusTimer.start();
    }
}

void AgentLink::startImport()
{
    const json args = {{"workspace", m_workspace.toStdString()}, {"claude_dirs", {m_claudeDir.toStdString()}}};
    m_progress = {};
    m_progress.running = true;
    m_progress.message = tr("Looking for transcripts");
    Q_EMIT progressChanged();
    // How it ended comes as a push, to whoever started it.
    m_client->request(u"import.start"_s, args, this, [this](const IpcReply &reply) {
        if (!reply && (reply.error().code == "busy"_L1 || reply.error().code == "closed"_L1))
            endProgress(reply.error());
    });
}

void AgentLink::cancelImport()
{
    m_client->request(u"import.cancel"_s, json::object(), this, [](const IpcReply &) {});
}

void AgentLink::openSamples()
{
    m_progress = {};
    m_progress.running = true;
    m_progress.message = tr("Writing sample sessions");
    Q_EMIT progressChanged();
    m_client->request(u"samples.import"_s, json::object(), this, [this](const IpcReply &reply) {
        if (!reply) {
            endProgress(reply.error());
            return;
        }
        m_progress.running = false;
        Q_EMIT progressChanged();
        showWorkspace(textField(*reply, "workspace"));
    });
}

void AgentLink::finishImport(const json &result)
{
    m_progress.running = false;
    Q_EMIT progressChanged();
    ImportOutcome outcome;
    outcome.files = countField(result, "files_parsed");
    outcome.sessions = countField(result, "sessions_total");
    outcome.events = numberField(result, "events_total");
    outcome.linesKeptRaw = numberField(result, "lines_kept_raw");
    outcome.milliseconds = static_cast<qint64>(std::max(0.0, realField(result, "seconds")) * 1000);
    outcome.cancelled = flagField(result, "cancelled");
    Q_EMIT importFinished(outcome);
    askFound();
    if (m_shown == m_workspace)
        askStatus();
    else
        showWorkspace(m_workspace);
}

void AgentLink::endProgress(const IpcError &error)
{
    m_progress.running = error.code == "busy"_L1; // then one runs that somebody else started
    Q_EMIT progressChanged();
    Q_EMIT failed(error.what);
}

} // namespace assay
