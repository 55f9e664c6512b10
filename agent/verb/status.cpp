// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/jsonfield.h"
#include "agent/verb/agentcall.h"
#include "agent/verb/console.h"
#include "agent/verb/terminaltext.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"
#include "models/data/export/isotime.h"
#include "models/data/query/storefigures.h"

#include <nlohmann/json.hpp>

#include <QDateTime>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

ordered_json agentPart(const std::optional<json> &agent)
{
    if (!agent)
        return {{"state", "stopped"}, {"pid", nullptr}, {"uptime_s", nullptr}};
    return {{"state", textField(*agent, "state").toStdString()},
            {"pid", agent->value("pid", json())},
            {"uptime_s", agent->value("uptime_s", json())},
            {"job", agent->value("job", json())}};
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
            {"hooks", {{"wired", false}, {"events", ordered_json::array()}}},
            {"capture",
             {{"last_event_at", isoTime(store.newestEvent)},
              {"queue_depth", nullptr},
              {"spool_bytes", nullptr},
              {"dropped", nullptr},
              {"errors", agent ? ordered_json(agent->value("errors", json::array())) : ordered_json::array()}}},
            {"store", storePart},
            {"summaries", {{"lag_s", nullptr}}},
            {"mining", {{"last_run_at", nullptr}, {"candidates", nullptr}}}};
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
    QList<QStringList> rows = {{u"Agent"_s, state}, {u"Hooks"_s, u"not wired"_s}, {u"Workspace"_s, call.workspace}};
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

} // namespace

Result<int> runStatus(const VerbCall &call)
{
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
