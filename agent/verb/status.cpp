// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/capture/spoolreader.h"
#include "agent/install/hooksstate.h"
#include "agent/ipc/jsonfield.h"
#include "agent/settings/settingsfile.h"
#include "agent/store/pause.h"
#include "agent/verb/agentcall.h"
#include "agent/verb/console.h"
#include "agent/verb/installjobs.h"
#include "agent/verb/miningjson.h"
#include "agent/verb/retentionjobs.h"
#include "agent/verb/terminaltext.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"
#include "agent/verb/workspacejobs.h"
#include "models/data/export/isotime.h"
#include "models/data/query/memoryquery.h"
#include "models/data/query/storefigures.h"
#include "models/data/store/database.h"

#include <nlohmann/json.hpp>

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

SettingsFile settingsOf(const VerbCall &call)
{
    return SettingsFile(call.rules.file(), call.rules.isNamed() ? SettingsMissing::Refused : SettingsMissing::Allowed);
}

ordered_json agentPart(const std::optional<json> &agent)
{
    if (!agent)
        return {{"state", "stopped"}, {"pid", nullptr}, {"uptime_s", nullptr}};
    return {{"state", textField(*agent, "state").toStdString()},
            {"pid", agent->value("pid", json())},
            {"uptime_s", agent->value("uptime_s", json())},
            {"job", agent->value("job", json())}};
}

// What the agent tells; without one, what lies there.
ordered_json capturePart(const VerbCall &call, const std::optional<json> &agent, const StoreFigures &store)
{
    const PauseState pause = Pause::stateOf(call.dataDir, QDateTime::currentMSecsSinceEpoch());
    const SpoolFigures spool = spoolFigures(call.dataDir);
    ordered_json part = {{"state", pause.paused ? "paused" : "off"},
                         {"paused_until", pause.until ? ordered_json(isoTime(*pause.until)) : ordered_json()},
                         {"last_event_at", isoTime(store.newestEvent)},
                         {"queue_depth", nullptr},
                         {"spool_files", spool.files},
                         {"spool_bytes", spool.bytes},
                         {"dropped", spool.dropped},
                         {"errors", ordered_json::array()}};
    const json told = agent ? agent->value("capture", json::object()) : json::object();
    for (const auto &[key, value] : told.items()) {
        if (key != "last_event_at")
            part[key] = ordered_json(value);
    }
    // Jobs that failed belong to what is wrong, too.
    for (const json &each : agent ? agent->value("errors", json::array()) : json::array())
        part["errors"].push_back(ordered_json(each));
    return part;
}

// Seconds between what was captured and what is summed up; 0 = all of it is.
ordered_json summaryLag(const VerbCall &call)
{
    auto db = openReader(call);
    const auto fresh = db ? readMemoryFreshness(*db) : Result<MemoryFreshness>(tl::unexpected(db.error()));
    if (!fresh || (!fresh->isCurrent && fresh->refreshedAt < 0))
        return nullptr;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    return (now - fresh->currentTo(now)) / 1000;
}

ordered_json document(const VerbCall &call, const std::optional<json> &agent,
                      const std::optional<StoreFigures> &figures)
{
    const StoreFigures store = figures.value_or(StoreFigures{});
    const auto file = call.dataDir.workspaceFile(call.workspace);
    ordered_json storePart = {{"path", file ? file->toStdString() : std::string()},
                              {"workspace", call.workspace.toStdString()},
                              {"bytes", store.bytes},
                              {"sessions", store.sessions},
                              {"events", store.events},
                              {"schema", figures ? ordered_json(store.schema) : ordered_json()}};
    return {{"agent", agentPart(agent)},
            {"hooks", hooksDocument(call.claudeDir)},
            {"capture", capturePart(call, agent, store)},
            {"store", storePart},
            {"summaries", {{"lag_s", summaryLag(call)}}},
            {"retention", retentionDocument(call.dataDir, call.workspace, settingsOf(call))},
            {"mining", miningDocument(call.dataDir, call.workspace)}};
}

QString hooksInWords(const QString &claudeDir)
{
    const HooksState hooks = hooksState(claudeDir);
    if (!hooks.trouble.isEmpty())
        return oneLine(hooks.trouble);
    if (!hooks.wired)
        return u"not wired; wire them with: assay-agent install"_s;
    return countOf(hooks.events.size(), u"event"_s) + u", "_s + oneLine(hooks.command);
}

// What went wrong while the agent runs, oldest first.
QList<QStringList> errorRows(const std::optional<json> &agent)
{
    QList<QStringList> rows;
    const json errors = agent ? agent->value("errors", json::array()) : json::array();
    for (const json &each : errors) {
        const auto at = QDateTime::fromString(textField(each, "at"), Qt::ISODateWithMs);
        rows.append({rows.isEmpty() ? u"Errors"_s : QString(),
                     u"%1  %2: %3"_s.arg(localTime(at.isValid() ? at.toMSecsSinceEpoch() : -1),
                                         oneLine(textField(each, "job")), oneLine(textField(each, "what")))});
    }
    return rows;
}

QString forPeople(const VerbCall &call, const std::optional<json> &agent, const std::optional<StoreFigures> &figures)
{
    QString state = u"not running"_s;
    if (agent && textField(*agent, "state") != "running"_L1) {
        state = u"there, but it does not answer"_s;
    } else if (agent) {
        state = u"running, pid %1, for %2 s"_s.arg(numberField(*agent, "pid"))
                    .arg(localNumber(numberField(*agent, "uptime_s")));
        if (const QString job = textField(*agent, "job"); !job.isEmpty())
            state += u", busy with "_s + job;
    }
    QList<QStringList> rows = {
        {u"Agent"_s, state}, {u"Hooks"_s, hooksInWords(call.claudeDir)}, {u"Workspace"_s, call.workspace}};
    if (const PauseState pause = Pause::stateOf(call.dataDir, QDateTime::currentMSecsSinceEpoch()); pause.paused) {
        rows.append({u"Capture"_s, pause.until ? u"paused until %1"_s.arg(localTime(*pause.until))
                                               : u"paused; go on with: "_s + call.command(u"capture resume"_s)});
    }
    const json kept = retentionDocument(call.dataDir, call.workspace, settingsOf(call));
    const auto acts = QDateTime::fromString(textField(kept, "acts_from"), Qt::ISODateWithMs);
    if (acts.isValid() && acts > QDateTime::currentDateTimeUtc())
        rows.append({u"Retention"_s, u"limits were changed; they act by themselves from %1 on"_s.arg(
                                         localTime(acts.toMSecsSinceEpoch()))});
    if (!figures) {
        rows.append({u"Store"_s, u"empty; fill it with: "_s + call.command(u"import"_s)});
        return alignedTable(rows + errorRows(agent));
    }
    rows.append({u"Store"_s,
                 u"%1 (%2, schema %3)"_s.arg(oneLine(figures->path), localSize(figures->bytes)).arg(figures->schema)});
    rows.append({u"Sessions"_s, localNumber(figures->sessions)});
    rows.append({u"Events"_s, localNumber(figures->events)});
    rows.append({u"Last event"_s, localTime(figures->newestEvent)});
    return alignedTable(rows + errorRows(agent));
}

Result<int> runGate(const VerbCall &call)
{
    const SettingsFile settings = settingsOf(call);
    const QString folder = QDir::cleanPath(QFileInfo(call.invocation.value(u"path"_s)).absoluteFilePath());
    const auto gate = gateOfPath(call.dataDir, settings, folder);
    if (!gate)
        return tl::unexpected(gate.error());
    if (call.json()) {
        call.console.document({{"gate", *gate}});
        return 0;
    }
    const json told = *gate;
    QString text = (flagField(told, "collect") ? u"Captured"_s : u"Not captured"_s) + u": "_s + textField(told, "text");
    if (const QString file = textField(told, "file"); !file.isEmpty())
        text += u"\n"_s + oneLine(file);
    if (const QString workspace = textField(told, "workspace"); !workspace.isEmpty())
        text += u"\nWorkspace: "_s + workspace;
    const QString proposed = textField(told, "proposed_workspace");
    if (!proposed.isEmpty() && !flagField(told, "consented")) {
        text += u"\n%1 asks for the workspace %2, which needs your consent: %3"_s.arg(
            oneLine(textField(told, "proposed_by")), proposed,
            call.command(u"workspaces --to "_s + proposed + u" --consent "_s + oneLine(folder)));
    }
    call.console.text(text + u'\n');
    return 0;
}

} // namespace

Result<int> runStatus(const VerbCall &call)
{
    if (call.invocation.has(u"path"_s))
        return runGate(call);
    auto agent = askAgent(call, u"status"_s, json::object());
    if (!agent && agent.error().code == Error::Code::Busy)
        agent = json{{"state", "not_answering"}};
    if (!agent)
        return tl::unexpected(agent.error());
    const auto figures = readStoreFigures(call.dataDir, call.workspace);
    if (!figures)
        return tl::unexpected(figures.error());
    if (call.json())
        call.console.document(document(call, *agent, *figures));
    else
        call.console.text(forPeople(call, *agent, *figures));
    return 0;
}

} // namespace assay
