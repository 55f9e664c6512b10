// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/agentservice.h"

#include "agent/ipc/jsonfield.h"
#include "agent/ipc/socketpath.h"
#include "agent/settings/settingsfile.h"
#include "agent/store/deletion.h"
#include "agent/store/pause.h"
#include "agent/verb/agentcall.h"
#include "agent/verb/captureoptions.h"
#include "agent/verb/deskjobs.h"
#include "agent/verb/errorcode.h"
#include "agent/verb/installjobs.h"
#include "agent/verb/retentionjobs.h"

#include <nlohmann/json.hpp>

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QThreadPool>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

Q_LOGGING_CATEGORY(lcAgent, "assay.agent")

constexpr int purgeIntervalMs = 60 * 1000;
constexpr int pruneIntervalMs = 60 * 60 * 1000;
constexpr int miningIntervalMs = 5 * 60 * 1000;
constexpr qsizetype failuresKept = 20;

json errorJson(const Error &error)
{
    const IpcError told = toIpcError(error);
    return {{"code", told.code.toStdString()}, {"what", told.what.toStdString()}, {"path", told.path.toStdString()}};
}

MinerThread::ReadSettings readSettings(const UserRules &rules)
{
    const SettingsFile file(rules.file(), rules.isNamed() ? SettingsMissing::Refused : SettingsMissing::Allowed);
    return [file] { return file.read().map([](const LoadedSettings &loaded) { return loaded.values; }); };
}

// Jobs after which summaries are not what they were.
bool changesSessions(const QString &job)
{
    return QStringList{u"import.start"_s, u"samples.import"_s, u"session.delete"_s, u"session.undelete"_s,
                       u"prune.apply"_s,  u"prune.undo"_s,     u"redact.recheck"_s, u"store.repair"_s}
        .contains(job);
}

WriterThread::Task onBench(Capture::Drain drain)
{
    return [drain = std::move(drain)](StoreJobs &jobs, const std::atomic<bool> &cancel) {
        const auto open = [&jobs](const QString &name) { return jobs.store(name, StoreJobs::Missing::Create); };
        return drain({open, jobs.redactor(), cancel});
    };
}

} // namespace

AgentService::AgentService(const DataDir &dataDir, UserRules rules, const QString &claudeDir, const QString &workspace)
    : m_dataDir(dataDir)
    , m_claudeDir(claudeDir)
    , m_workspace(workspace)
    , m_settingsFile(rules.file())
    , m_server(ownHello(dataDir), [this](const QString &verb, const json &args,
                                         const IpcServer::Answer &answer) { handle(verb, args, answer); })
    , m_capture(captureOptions(dataDir, rules.file(), claudeDir, workspace),
                [this](Capture::Drain drain, std::function<void(const Result<> &)> done) {
                    m_writer.postCapture(onBench(std::move(drain)), std::move(done));
                })
    , m_writer(dataDir, rules, claudeDir)
    , m_redecoding(m_writer)
    , m_miner(dataDir, claudeDir, m_writer, readSettings(rules))
    , m_summaryThread(dataDir, m_writer)
    , m_summaries([this](const QString &name, const SummaryClock::Done &done) { refreshSummaries(name, done); })
{
    m_uptime.start();
    m_capture.setImportRuns([this] { return m_writer.importKnown(); });
    connect(&m_capture, &Capture::changed, this, &AgentService::pushCaptured);
    connect(&m_capture, &Capture::changed, &m_miner, &MinerThread::note);
    connect(&m_miner, &MinerThread::mined, this, [this](const QString &workspace) {
        m_server.push(u"changed"_s, {{"workspace", workspace.toStdString()}, {"job", "mine.start"}});
    });
    connect(&m_miner, &MinerThread::failed, this,
            [this](const Error &error) { jobEnded(u"mine.start"_s, {}, tl::unexpected(error)); });
    connect(&m_miningTimer, &QTimer::timeout, this, &AgentService::noteWorkspaces);
    m_miningTimer.setTimerType(Qt::VeryCoarseTimer);
    m_miningTimer.start(miningIntervalMs);
    connect(&m_server, &IpcServer::stopRequested, this, &AgentService::end, Qt::QueuedConnection);
    connect(
        &m_writer, &WriterThread::progress, this,
        [this](const QString &job, const QByteArray &figures) {
            const auto parsed = parseJson(figures);
            const bool imports = job == "import.start"_L1 || job == "samples.import"_L1;
            if (parsed)
                m_server.push(imports ? u"import.progress"_s : u"job.progress"_s, *parsed);
        },
        Qt::QueuedConnection);
    connect(&m_purgeTimer, &QTimer::timeout, this, &AgentService::purgeWhatIsDue);
    m_purgeTimer.setTimerType(Qt::VeryCoarseTimer);
    m_purgeTimer.start(purgeIntervalMs);
    connect(&m_purgeTimer, &QTimer::timeout, this, &AgentService::heedSettings);
    connect(&m_redecoding, &Redecoding::changed, this, [this] {
        m_server.push(u"changed"_s, {{"workspace", nullptr}, {"job", "sessions.redecode"}});
        noteWorkspaces();
    });
    connect(&m_redecoding, &Redecoding::failed, this,
            [this](const Error &error) { jobEnded(u"sessions.redecode"_s, {}, tl::unexpected(error)); });
    connect(&m_pauseTimer, &QTimer::timeout, this, &AgentService::watchPause);
    m_summaries.setCadence([read = readSettings(rules)](const QString &name) {
        const auto values = read();
        return (values ? *values : Settings()).summarySecondsOf(name);
    });
    connect(&m_summaries, &SummaryClock::failed, this, [this](const QString &name, const Error &error) {
        jobEnded(u"summaries.refresh"_s, name, tl::unexpected(error));
    });
    m_pauseTimer.setSingleShot(true);
    m_pruneTimer.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_pruneTimer, &QTimer::timeout, this, &AgentService::pruneDaily);
    m_pruneTimer.start(pruneIntervalMs);
    heedSettings();
    purgeWhatIsDue();
    pruneDaily();
}

AgentService::~AgentService()
{
    m_ends = true;
    QThreadPool::globalInstance()->waitForDone(); // its work answers through this object
}

void AgentService::end()
{
    // Told first, so that they have ended when the drain has.
    m_miner.stop();
    m_summaryThread.stop();
    constexpr auto patience = std::chrono::milliseconds(600);
    QTimer::singleShot(patience, this, &AgentService::ended); // a job that takes longer is cancelled
    m_capture.end([this] { Q_EMIT ended(); });
}

void AgentService::pushCaptured(const QString &workspace, const QList<qint64> &sessions)
{
    m_server.push(u"changed"_s, {{"workspace", workspace.toStdString()},
                                 {"job", "capture"},
                                 {"sessions", std::vector<qint64>(sessions.begin(), sessions.end())}});
    m_summaries.heard(workspace);
}

Result<> AgentService::start()
{
    const auto path = socketPath(m_dataDir.path());
    if (!path)
        return fail(Error::Code::Failed, path.error());
    if (const auto listening = m_server.listen(*path); !listening)
        return fail(Error::Code::Failed, listening.error());
    heedClients();
    qCInfo(lcAgent).noquote() << "serving" << m_dataDir.path() << "at" << *path;
    m_capture.start();
    m_redecoding.start();
    noteWorkspaces();
    return {};
}

void AgentService::noteWorkspaces()
{
    const QDir folder(m_dataDir.path() + u"/workspaces"_s);
    for (const QString &name : folder.entryList({u"*.sqlite"_s}, QDir::Files)) {
        m_miner.note(QFileInfo(name).completeBaseName(), {});
        m_summaries.heard(QFileInfo(name).completeBaseName());
    }
}

void AgentService::mine(const json &args, const IpcServer::Answer &answer)
{
    const QString workspace = textField(args, "workspace", u"default"_s);
    m_miner.mine(args, [this, workspace, answer](const Result<ordered_json> &result) {
        jobEnded(u"mine.start"_s, workspace, result);
        if (result)
            answer(json(*result));
        else
            answer(tl::unexpected(toIpcError(result.error())));
    });
}

void AgentService::handle(const QString &verb, const json &args, const IpcServer::Answer &answer)
{
    if (verb == "status"_L1) {
        answer(status(textField(args, "workspace", u"default"_s)));
    } else if (verb == "import.cancel"_L1) {
        m_writer.cancelImport();
        answer(json::object());
    } else if (verb == "job.cancel"_L1) {
        m_writer.cancel(textField(args, "ticket"));
        m_miner.cancel(textField(args, "ticket"));
        answer(json::object());
    } else if (verb == "transcripts.find"_L1) {
        findTranscripts(args, answer);
    } else if (isInstallJob(verb)) {
        install(verb, args, answer);
    } else if (verb == "mine.start"_L1) {
        mine(args, answer);
    } else if (verb == "summaries.refresh"_L1) {
        askForSummaries(args, answer);
    } else if (verb == "candidate.plan"_L1) {
        planApproval(args, answer);
    } else if (verb == "store.backup"_L1) {
        backup(args, answer);
    } else if (StoreJobs::knows(verb)) {
        startJob(verb, args, answer);
    } else {
        answer(tl::unexpected(IpcError{u"usage"_s, u"The agent does not know \"%1\"."_s.arg(verb), {}}));
    }
}

void AgentService::startJob(const QString &job, const json &args, const IpcServer::Answer &answer)
{
    const QString workspace = textField(args, "workspace", u"default"_s);
    m_writer.post(job, args, [this, job, workspace, answer](const Result<ordered_json> &result) {
        jobEnded(job, workspace, result);
        if (result)
            answer(json(*result));
        else
            answer(tl::unexpected(toIpcError(result.error())));
    });
}

void AgentService::backup(const json &args, const IpcServer::Answer &answer)
{
    const QString workspace = textField(args, "workspace", u"default"_s);
    m_writer.post(u"store.note_backup"_s, args, [this, args, workspace, answer](const Result<ordered_json> &noted) {
        if (!noted)
            return answer(tl::unexpected(toIpcError(noted.error())));
        const QString file = textField(args, "file");
        m_copying.start(m_dataDir, workspace, file, [this, workspace, file, answer](const Result<qint64> &bytes) {
            QMetaObject::invokeMethod(
                this,
                [this, workspace, file, answer, bytes] {
                    const auto told = bytes.map([&file](qint64 size) { return backupDocument(file, size); });
                    jobEnded(u"store.backup"_s, workspace, told);
                    answer(told ? IpcReply(json(*told)) : IpcReply(tl::unexpected(toIpcError(told.error()))));
                },
                Qt::QueuedConnection);
        });
    });
}

void AgentService::jobEnded(const QString &job, const QString &workspace, const Result<ordered_json> &result)
{
    const std::string name = workspace.toStdString();
    const bool refused = !result && result.error().code == Error::Code::Busy; // the other import has not ended
    if (job == "import.start"_L1 && !refused) {
        json finished = {{"workspace", name}};
        if (result)
            finished["ok"] = *result;
        else
            finished["error"] = errorJson(result.error());
        m_server.push(u"import.finished"_s, finished);
    }
    if (result) {
        qCInfo(lcAgent).noquote() << job << "done in workspace" << workspace;
        m_server.push(u"changed"_s, {{"workspace", name}, {"job", job.toStdString()}});
        if (job == "import.start"_L1 || job == "samples.import"_L1)
            m_miner.note(job == "samples.import"_L1 ? u"samples"_s : workspace, {});
        if (changesSessions(job))
            m_summaries.heard(job == "samples.import"_L1 ? u"samples"_s : workspace);
        if (job == "capture.pause"_L1 || job == "capture.resume"_L1)
            watchPause();
        if (job == "capture.resume"_L1)
            m_capture.wake();
        if (job == "session.delete"_L1 || job == "prune.apply"_L1)
            m_purgeTimes += QDateTime::currentMSecsSinceEpoch() + Deletion::undoMs;
        return;
    }
    qCWarning(lcAgent).noquote() << job << "failed:" << result.error().what << result.error().path;
    const bool usersMistake = result.error().code == Error::Code::Usage ||
                              result.error().code == Error::Code::NotFound ||
                              result.error().code == Error::Code::Busy || result.error().code == Error::Code::Cancelled;
    if (usersMistake)
        return;
    m_failures.append({QDateTime::currentMSecsSinceEpoch(), job, result.error().what});
    if (m_failures.size() > failuresKept)
        m_failures.removeFirst();
}

void AgentService::purgeWhatIsDue()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const bool known = m_purgeTimes.removeIf([now](qint64 at) { return at <= now; }) > 0;
    if (m_purgeWaits && !known)
        return;
    m_purgeWaits = true;
    m_writer.post(
        u"sessions.purge"_s, json::object(),
        [this](const Result<ordered_json> &result) {
            m_purgeWaits = false;
            if (!result) {
                jobEnded(u"sessions.purge"_s, {}, result);
            } else if (numberField(json(*result), "purged") > 0) {
                m_server.push(u"changed"_s, {{"workspace", nullptr}, {"job", "sessions.purge"}});
                noteWorkspaces();
            }
        },
        known ? WriterThread::Urgency::Normal : WriterThread::Urgency::Quiet);
}

void AgentService::heedSettings()
{
    const QDateTime written = QFileInfo(m_settingsFile).lastModified();
    if (m_heeded == written)
        return;
    m_heeded = written;
    m_writer.post(
        u"settings.heed"_s, json::object(),
        [this](const Result<ordered_json> &result) {
            if (!result)
                jobEnded(u"settings.heed"_s, {}, result);
            watchPause();
            pruneDaily(); // limits that are others by now stand from now on
        },
        WriterThread::Urgency::Quiet);
}

void AgentService::pruneDaily()
{
    m_writer.post(
        u"prune.daily"_s, json::object(),
        [this](const Result<ordered_json> &result) {
            if (!result)
                return jobEnded(u"prune.daily"_s, {}, result);
            if (numberField(json(*result), "hidden") == 0)
                return;
            m_purgeTimes += QDateTime::currentMSecsSinceEpoch() + Deletion::undoMs;
            m_server.push(u"changed"_s, {{"workspace", nullptr}, {"job", "prune.daily"}});
            noteWorkspaces();
        },
        WriterThread::Urgency::Quiet);
}

// Capture itself looks at the pause whenever it wakes; this is for those who show it.
void AgentService::watchPause()
{
    constexpr qint64 longestWaitMs = 3'600'000; // clocks are set, machines sleep
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const PauseState state = Pause::stateOf(m_dataDir, now);
    if (state.until) {
        m_pauseTimer.start(static_cast<int>(std::clamp<qint64>(*state.until - now, 1, longestWaitMs)));
    } else if (sender() == &m_pauseTimer && !state.paused) {
        m_writer.post(u"settings.heed"_s, json::object(),
                      [this](const Result<ordered_json> &result) { jobEnded(u"capture.resume"_s, {}, result); });
    }
}

void AgentService::install(const QString &job, const json &args, const IpcServer::Answer &answer)
{
    // Asking clients for their versions takes a second.
    inBackground([this, job, args] { return performInstallJob(job, args, m_dataDir, m_claudeDir, m_workspace); },
                 answer);
}

void AgentService::planApproval(const json &args, const IpcServer::Answer &answer)
{
    inBackground([this, args] { return planDeskJob(m_dataDir, m_claudeDir, args); }, answer);
}

void AgentService::inBackground(std::function<Result<ordered_json>()> work, const IpcServer::Answer &answer)
{
    QThreadPool::globalInstance()->start([this, work = std::move(work), answer] {
        const auto done = work();
        QMetaObject::invokeMethod(
            this,
            [answer, done] {
                if (done)
                    answer(json(*done));
                else
                    answer(tl::unexpected(toIpcError(done.error())));
            },
            Qt::QueuedConnection);
    });
}

void AgentService::heedClients()
{
    QThreadPool::globalInstance()->start([this] {
        if (const auto narrowed = narrowHooks(m_dataDir, m_claudeDir, m_ends); !narrowed)
            qCWarning(lcAgent).noquote() << "hooks:" << narrowed.error().what << narrowed.error().path;
    });
}

} // namespace assay
