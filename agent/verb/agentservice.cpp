// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/agentservice.h"

#include "agent/ipc/jsonfield.h"
#include "agent/ipc/socketpath.h"
#include "agent/store/deletion.h"
#include "agent/store/importer.h"
#include "agent/verb/agentcall.h"
#include "agent/verb/errorcode.h"
#include "models/data/export/isotime.h"
#include "models/data/query/storefigures.h"

#include <unistd.h>

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
constexpr qsizetype failuresKept = 20;

// The folders that hold sessions of one working directory each.
qsizetype projectFolders(const QString &folder)
{
    const QString projects = folder + u"/projects"_s;
    const QDir dir(QFileInfo::exists(projects) ? projects : folder);
    return dir.entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
}

json errorJson(const Error &error)
{
    const IpcError told = toIpcError(error);
    return {{"code", told.code.toStdString()}, {"what", told.what.toStdString()}, {"path", told.path.toStdString()}};
}

} // namespace

AgentService::AgentService(const DataDir &dataDir, UserRules rules, const QString &claudeDir)
    : m_dataDir(dataDir)
    , m_claudeDir(claudeDir)
    , m_server(ownHello(dataDir), [this](const QString &verb, const json &args,
                                         const IpcServer::Answer &answer) { handle(verb, args, answer); })
    , m_writer(dataDir, std::move(rules), claudeDir)
{
    m_uptime.start();
    connect(&m_server, &IpcServer::stopRequested, this, &AgentService::stopRequested);
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
    purgeWhatIsDue();
}

AgentService::~AgentService()
{
    QThreadPool::globalInstance()->waitForDone(); // its work answers through this object
}

Result<> AgentService::listen()
{
    const auto path = socketPath(m_dataDir.path());
    if (!path)
        return fail(Error::Code::Failed, path.error());
    if (const auto listening = m_server.listen(*path); !listening)
        return fail(Error::Code::Failed, listening.error());
    qCInfo(lcAgent).noquote() << "serving" << m_dataDir.path() << "at" << *path;
    return {};
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
        answer(json::object());
    } else if (verb == "transcripts.find"_L1) {
        findTranscripts(args, answer);
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
        if (job == "session.delete"_L1)
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
            if (!result)
                jobEnded(u"sessions.purge"_s, {}, result);
            else if (numberField(json(*result), "purged") > 0)
                m_server.push(u"changed"_s, {{"workspace", nullptr}, {"job", "sessions.purge"}});
        },
        known ? WriterThread::Urgency::Normal : WriterThread::Urgency::Quiet);
}

void AgentService::findTranscripts(const json &args, const IpcServer::Answer &answer)
{
    ImportOptions options;
    options.claudeDirs = textsField(args, "claude_dirs");
    if (options.claudeDirs.isEmpty())
        options.claudeDirs = {m_claudeDir};
    // Listing 100 000 files takes longer than anybody else should wait.
    QThreadPool::globalInstance()->start([this, options, answer] {
        json folders = json::array();
        for (const FoundTranscripts &each : assay::findTranscripts(options)) {
            folders.push_back({{"folder", each.folder.toStdString()},
                               {"files", each.files},
                               {"bytes", each.bytes},
                               {"projects", projectFolders(each.folder)},
                               {"oldest_modified", isoTime(each.oldestModified)}});
        }
        QMetaObject::invokeMethod(
            this,
            [answer, folders] {
                answer(json{{"folders", folders}});
            },
            Qt::QueuedConnection);
    });
}

json AgentService::status(const QString &workspace) const
{
    const auto figures = readStoreFigures(m_dataDir, workspace);
    json store;
    if (figures && *figures)
        store = {{"sessions", (*figures)->sessions}, {"events", (*figures)->events}};
    json errors = json::array();
    for (const Failure &each : m_failures)
        errors.push_back(
            {{"at", isoTime(each.at)}, {"job", each.job.toStdString()}, {"what", each.what.toStdString()}});
    const QString job = m_writer.running();
    return {{"state", "running"},
            {"pid", getpid()},
            {"uptime_s", m_uptime.elapsed() / 1000},
            {"job", job.isEmpty() ? json() : json(job.toStdString())},
            {"errors", errors},
            {"store", store}};
}

} // namespace assay
