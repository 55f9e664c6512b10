// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/sessionquery.h"

#include <algorithm>

#include <QHash>

#include "models/data/live.h"
#include "models/data/query/threadquery.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// The newest source of the session itself, not of its sub-agents.
const QString sessionColumns =
    u"SELECT s.id, s.uuid, s.agent, s.project_id, p.key, p.name, s.title, s.cwd, s.branch, s.version, s.entrypoint, "
    u"s.model,"
    " s.lineage, s.started_at, s.ended_at, s.events, s.events_total, s.turns, s.tool_calls, s.errors, s.subagents,"
    " s.compactions, s.tokens_input, s.tokens_output, s.tokens_cache_read, s.tokens_cache_write, s.output_lower_bound,"
    " s.cost_estimate, s.unpriced_messages, s.cost_client, f.path, f.state,"
    " (SELECT group_concat(t.tag, ' ') FROM session_tag t WHERE t.session_id = s.id),"
    " EXISTS (SELECT 1 FROM session_note o WHERE o.session_id = s.id),"
    " (SELECT count(*) FROM bookmark b WHERE b.session_id = s.id), h.ended_at, h.last_event_at"
    " FROM session s LEFT JOIN presence h ON h.agent = s.agent AND h.session_uuid = s.uuid JOIN project p ON p.id = "
    "s.project_id LEFT JOIN source f ON f.id ="
    " (SELECT n.id FROM source n WHERE n.session_id = s.id AND n.run_agent_id = '' ORDER BY n.mtime_ns DESC, n.id DESC LIMIT 1) "_s;

const QString newestFirst = u" ORDER BY s.started_at DESC, s.id DESC"_s;

void readCost(const Statement &s, SessionRow &row)
{
    if (!s.isNull(29)) {
        row.costUsd = s.real(29);
        row.costSource = u"client"_s;
        return;
    }
    const bool anyTokens = row.tokens != TokenCount{};
    if (s.integer(28) == 0 && anyTokens) {
        row.costUsd = s.real(27);
        row.costSource = u"estimate"_s;
    }
}

SessionRow sessionRow(const Statement &s)
{
    SessionRow row;
    row.id = s.integer(0);
    row.uuid = s.text(1);
    row.agent = s.text(2);
    row.projectId = s.integer(3);
    row.projectKey = s.text(4);
    row.projectName = s.text(5);
    row.title = s.text(6);
    row.cwd = s.text(7);
    row.branch = s.text(8);
    row.version = s.text(9);
    row.entrypoint = s.text(10);
    row.model = s.text(11);
    row.lineage = s.text(12);
    row.startedAt = s.integer(13);
    row.endedAt = s.integer(14);
    row.events = s.smallInteger(15);
    row.eventsTotal = s.smallInteger(16);
    row.turns = s.smallInteger(17);
    row.toolCalls = s.smallInteger(18);
    row.errors = s.smallInteger(19);
    row.subagents = s.smallInteger(20);
    row.compactions = s.smallInteger(21);
    row.tokens = {s.integer(22), s.integer(23), s.integer(24), s.integer(25)};
    row.outputIsLowerBound = s.integer(26) != 0;
    readCost(s, row);
    row.sourcePath = s.text(30);
    row.sourcePresent = !row.sourcePath.isEmpty() && s.text(31) != u"source_gone"_s;
    if (!s.isNull(32)) {
        row.tags = s.text(32).split(u' '); // a tag holds no blank
        row.tags.sort(Qt::CaseInsensitive);
    }
    row.hasNote = s.integer(33) != 0;
    row.bookmarks = s.smallInteger(34);
    row.ended = !s.isNull(35) && s.integer(35) + endSlackMs >= row.endedAt;
    if (!s.isNull(36))
        row.seenAt = s.integer(36);
    return row;
}

Result<QList<SessionRow>> readAll(Statement &s)
{
    QList<SessionRow> rows;
    while (s.next())
        rows.append(sessionRow(s));
    if (!s.ok())
        return tl::unexpected(s.error());
    return rows;
}

ProjectRow projectRow(const Statement &s)
{
    return {.id = s.integer(0), .key = s.text(1), .name = s.text(2), .owner = s.text(3), .sessions = s.smallInteger(4)};
}

const QString runColumns =
    u"SELECT id, agent_id, tool_use_id, agent_type, description, events, tool_calls, errors, started_at,"
    " ended_at FROM run "_s;

RunRow runRow(const Statement &s)
{
    return {.id = s.integer(0),
            .agentId = s.text(1),
            .toolUseId = s.text(2),
            .agentType = s.text(3),
            .description = s.text(4),
            .events = s.smallInteger(5),
            .toolCalls = s.smallInteger(6),
            .errors = s.smallInteger(7),
            .startedAt = s.integer(8),
            .endedAt = s.integer(9)};
}

Error ambiguous(const QString &prefix, const QList<SessionRow> &candidates)
{
    constexpr qsizetype shown = 5;
    QStringList lines;
    for (qsizetype i = 0; i < std::min(shown, candidates.size()); ++i)
        lines.append(candidates[i].uuid + u"  "_s + candidates[i].title.left(60));
    if (candidates.size() > shown)
        lines.append(u"…"_s);
    return {Error::Code::Usage,
            u"\"%1\" is the beginning of several sessions. Give more of the id:\n%2"_s.arg(prefix, lines.join(u'\n')),
            {}};
}

} // namespace

// Joining the project only for conditions on it lets the others be answered from an index.
QString sessionsUnder(const FilterSql &filter)
{
    return filter.joinsProject
               ? u" FROM session s JOIN project p ON p.id = s.project_id WHERE s.deleted_at IS NULL AND (%1)"_s.arg(
                     filter.where)
               : u" FROM session s WHERE s.deleted_at IS NULL AND (%1)"_s.arg(filter.where);
}

Result<QList<SessionRow>> readSessions(Database &db, const FilterSql &filter, int limit, int offset)
{
    // The inner query pages over the index; the outer one reads what the rows need beside it.
    Statement s(db, sessionColumns + u"WHERE s.id IN (SELECT s.id"_s + sessionsUnder(filter) + newestFirst +
                        u" LIMIT ? OFFSET ?)"_s + newestFirst);
    filter.bindTo(s);
    s.bind(limit).bind(offset);
    return readAll(s);
}

Result<QList<SessionRow>> readSessions(Database &db, const QList<qint64> &ids)
{
    if (ids.isEmpty())
        return QList<SessionRow>{};
    QStringList list;
    QHash<qint64, qsizetype> places;
    for (const qint64 id : ids) {
        places.insert(id, list.size());
        list.append(QString::number(id));
    }
    Statement s(db, sessionColumns + u"WHERE s.deleted_at IS NULL AND s.id IN ("_s + list.join(u',') + u')');
    auto rows = readAll(s);
    if (rows) {
        std::sort(rows->begin(), rows->end(),
                  [&](const SessionRow &a, const SessionRow &b) { return places.value(a.id) < places.value(b.id); });
    }
    return rows;
}

Result<SessionRow> readSession(Database &db, qint64 id)
{
    auto rows = readSessions(db, QList<qint64>{id});
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->isEmpty())
        return fail(Error::Code::NotFound, u"This session is not in the store. It may have been deleted."_s);
    return rows->front();
}

Result<SessionRow> findSession(Database &db, const QString &uuidPrefix)
{
    if (uuidPrefix.isEmpty())
        return fail(Error::Code::Usage, u"The id of a session is missing. \"assay-agent sessions\" lists them."_s);
    Filter filter;
    filter.terms.append({.field = FilterField::Session, .value = uuidPrefix});
    auto rows = readSessions(db, compileForSessions(filter), 6);
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->isEmpty()) {
        return fail(Error::Code::NotFound,
                    u"No session begins with \"%1\". \"assay-agent sessions\" lists them."_s.arg(uuidPrefix));
    }
    // A whole id is meant even if agents share it or another begins with it.
    const auto whole = std::count_if(rows->begin(), rows->end(), [&](const SessionRow &row) {
        return row.uuid.compare(uuidPrefix, Qt::CaseInsensitive) == 0;
    });
    if (rows->size() == 1)
        return rows->front();
    if (whole == 1) {
        return *std::find_if(rows->begin(), rows->end(), [&](const SessionRow &row) {
            return row.uuid.compare(uuidPrefix, Qt::CaseInsensitive) == 0;
        });
    }
    return tl::unexpected(ambiguous(uuidPrefix, *rows));
}

Result<qint64> countSessions(Database &db, const FilterSql &filter)
{
    Statement s(db, u"SELECT count(*)"_s + sessionsUnder(filter));
    filter.bindTo(s);
    if (!s.next())
        return tl::unexpected(s.error());
    return s.integer(0);
}

Result<QList<ProjectRow>> readProjects(Database &db, const FilterSql &filter)
{
    Statement s(db,
                u"SELECT p.id, p.key, p.name, p.owner, g.sessions FROM (SELECT s.project_id, count(*) AS sessions,"
                " max(s.started_at) AS newest"_s +
                    sessionsUnder(filter) +
                    u" GROUP BY s.project_id) g JOIN project p ON p.id = g.project_id ORDER BY g.newest DESC, p.id"_s);
    filter.bindTo(s);
    QList<ProjectRow> rows;
    while (s.next())
        rows.append(projectRow(s));
    if (!s.ok())
        return tl::unexpected(s.error());
    return rows;
}

Result<QStringList> readAllTags(Database &db)
{
    Statement s(db, u"SELECT DISTINCT t.tag FROM session_tag t JOIN session s ON s.id = t.session_id"
                    " WHERE s.deleted_at IS NULL ORDER BY t.tag COLLATE NOCASE, t.tag"_s);
    QStringList tags;
    while (s.next())
        tags.append(s.text(0));
    if (!s.ok())
        return tl::unexpected(s.error());
    return tags;
}

Result<QList<RunRow>> readRuns(Database &db, qint64 sessionId)
{
    Statement s(db, runColumns + u"WHERE session_id = ? ORDER BY started_at, id"_s);
    s.bind(sessionId);
    QList<RunRow> rows;
    while (s.next())
        rows.append(runRow(s));
    if (!s.ok())
        return tl::unexpected(s.error());
    return rows;
}

Result<RunRow> readRun(Database &db, qint64 runId)
{
    Statement s(db, runColumns + u"WHERE id = ?"_s);
    s.bind(runId);
    if (s.next())
        return runRow(s);
    if (!s.ok())
        return tl::unexpected(s.error());
    return tl::unexpected(unknownRun());
}

} // namespace assay
