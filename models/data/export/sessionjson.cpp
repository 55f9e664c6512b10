// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/export/sessionjson.h"

#include "models/data/export/isotime.h"

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace {

ordered_json textOrNull(const QString &text)
{
    return text.isEmpty() ? ordered_json() : ordered_json(text.toStdString());
}

QByteArray dumped(const ordered_json &value)
{
    return QByteArray::fromStdString(value.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
}

} // namespace

ordered_json toJson(const SessionRow &session)
{
    ordered_json tags = ordered_json::array();
    for (const QString &tag : session.tags)
        tags.push_back(tag.toStdString());
    return {{"id", session.uuid.toStdString()},
            {"project", session.projectName.toStdString()},
            {"project_key", session.projectKey.toStdString()},
            {"title", session.title.toStdString()},
            {"started_at", isoTime(session.startedAt)},
            {"ended_at", isoTime(session.endedAt)},
            {"last_event_at", isoTime(session.endedAt)},
            {"events", session.eventsTotal},
            {"turns", session.turns},
            {"tool_calls", session.toolCalls},
            {"errors", session.errors},
            {"subagents", session.subagents},
            {"compactions", session.compactions},
            {"tokens",
             {{"input", session.tokens.input},
              {"output", session.tokens.output},
              {"output_is_lower_bound", session.outputIsLowerBound},
              {"cache_read", session.tokens.cacheRead},
              {"cache_write", session.tokens.cacheWrite}}},
            {"cost_usd", session.costUsd ? ordered_json(*session.costUsd) : ordered_json()},
            {"cost_source", textOrNull(session.costSource)},
            {"agent", session.agent.toStdString()},
            {"model", textOrNull(session.model)},
            {"version", textOrNull(session.version)},
            {"entrypoint", textOrNull(session.entrypoint)},
            {"cwd", textOrNull(session.cwd)},
            {"branch", textOrNull(session.branch)},
            {"lineage", textOrNull(session.lineage)},
            {"source_path", textOrNull(session.sourcePath)},
            {"source_present", session.sourcePresent},
            {"tags", tags},
            {"has_note", session.hasNote},
            {"bookmarks", session.bookmarks}};
}

QByteArray eventJson(const EventRow &event)
{
    const bool isCall = event.outcome != Outcome::None;
    const ordered_json head = {{"id", event.id},
                               {"uuid", textOrNull(event.uuid)},
                               {"block", event.block},
                               {"kind", kindName(event.kind).toStdString()},
                               {"at", isoTime(event.at)},
                               {"tool", textOrNull(event.tool)},
                               {"tool_use_id", textOrNull(event.toolUseId)},
                               {"outcome", textOrNull(outcomeName(event.outcome))},
                               {"is_error", isCall ? ordered_json(event.outcome == Outcome::Failed) : ordered_json()},
                               {"duration_ms", event.durationMs < 0 ? ordered_json() : ordered_json(event.durationMs)},
                               {"agent_id", textOrNull(event.agentId)},
                               {"model", textOrNull(event.model)},
                               {"skill", textOrNull(event.skill)},
                               {"text", textOrNull(event.text)},
                               {"output", textOrNull(event.output)}};
    QByteArray json = dumped(head);
    const QByteArray input = event.input.toUtf8();
    json.chop(1);
    json += ",\"input\":";
    if (input.isEmpty())
        json += "null";
    else if (ordered_json::accept(input.cbegin(), input.cend()))
        json += input;
    else
        json += dumped(event.input.toStdString());
    return json + '}';
}

ordered_json toJson(const SearchHit &hit)
{
    ordered_json marks = ordered_json::array();
    for (const auto &[start, length] : hit.marks)
        marks.push_back({start, length});
    return {{"session", hit.sessionUuid.toStdString()},
            {"session_title", hit.sessionTitle.toStdString()},
            {"project", hit.projectName.toStdString()},
            {"event", hit.eventId},
            {"kind", kindName(hit.kind).toStdString()},
            {"part", partName(hit.part).toStdString()},
            {"tool", textOrNull(hit.tool)},
            {"at", isoTime(hit.at)},
            {"snippet", hit.snippet.toStdString()},
            {"marks", marks}};
}

} // namespace assay
