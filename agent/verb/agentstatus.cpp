// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What is asked of the running agent and changes nothing.
#include "agent/verb/agentservice.h"

#include "agent/ipc/jsonfield.h"
#include "agent/settings/settingsfile.h"
#include "agent/store/importer.h"
#include "agent/store/pause.h"
#include "agent/verb/installjobs.h"
#include "agent/verb/miningjson.h"
#include "agent/verb/retentionjobs.h"
#include "models/data/export/isotime.h"
#include "models/data/query/storefigures.h"

#include <unistd.h>

#include <nlohmann/json.hpp>

#include <QDir>
#include <QFileInfo>
#include <QThreadPool>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

// The folders that hold sessions of one working directory each.
qsizetype projectFolders(const QString &folder)
{
    const QString projects = folder + u"/projects"_s;
    const QDir dir(QFileInfo::exists(projects) ? projects : folder);
    return dir.entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
}

} // namespace

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
    const QString job = m_miner.isRunning() ? u"mine.start"_s : m_writer.running();
    const PauseState pause = Pause::stateOf(m_dataDir, QDateTime::currentMSecsSinceEpoch());
    json capture = m_capture.status();
    if (pause.paused)
        capture["state"] = "paused";
    capture["paused_until"] = pause.until ? json(isoTime(*pause.until)) : json();
    return {{"state", "running"},
            {"pid", getpid()},
            {"uptime_s", m_uptime.elapsed() / 1000},
            {"job", job.isEmpty() ? json() : json(job.toStdString())},
            {"errors", errors},
            {"capture", capture},
            {"retention", json(retentionDocument(m_dataDir, workspace, SettingsFile(m_settingsFile)))},
            {"mining", json(miningDocument(m_dataDir, workspace))},
            {"hooks", json(hooksDocument(m_claudeDir))},
            {"store", store}};
}

} // namespace assay
