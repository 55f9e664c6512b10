// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/recount.h"

#include "models/data/record.h"
#include "models/data/store/database.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString numbered(QString sql)
{
    return sql.replace(u":prompt"_s, QString::number(int(EventKind::Prompt)))
        .replace(u":command"_s, QString::number(int(EventKind::Command)))
        .replace(u":call"_s, QString::number(int(EventKind::ToolCall)))
        .replace(u":compaction"_s, QString::number(int(EventKind::Compaction)))
        .replace(u":failed"_s, QString::number(int(Outcome::Failed)));
}

// :its is a condition on rows of session, :theirs on rows that name one.
QString figures()
{
    return numbered(
        u"UPDATE run SET events = 0, tool_calls = 0, errors = 0 WHERE :theirs;"
        "UPDATE run SET events = c.n, tool_calls = c.calls, errors = c.errors FROM (SELECT run_id, count(*) AS n, "
        "sum(kind = :call) AS calls, sum(kind = :call AND outcome = :failed) AS errors FROM event WHERE run_id <> 0 "
        "AND :theirs GROUP BY run_id) AS c WHERE c.run_id = run.id;"
        "UPDATE session SET events = 0, events_total = 0, turns = 0, tool_calls = 0, errors = 0, compactions = 0 WHERE "
        ":its;"
        "UPDATE session SET events = c.main, events_total = c.n, turns = c.turns, tool_calls = c.calls, errors = "
        "c.errors, compactions = c.compactions FROM (SELECT session_id, sum(run_id = 0) AS main, count(*) AS n, "
        "sum(run_id = 0 AND kind IN (:prompt, :command)) AS turns, sum(kind = :call) AS calls, "
        "sum(kind = :call AND outcome = :failed) AS errors, sum(run_id = 0 AND kind = :compaction) AS compactions "
        "FROM event WHERE :theirs GROUP BY session_id) AS c WHERE c.session_id = session.id;"
        "UPDATE session SET subagents = (SELECT count(*) FROM run WHERE run.session_id = session.id) WHERE :its;"
        "UPDATE session SET tokens_input = 0, tokens_output = 0, tokens_cache_read = 0, tokens_cache_write = 0, "
        "cost_estimate = 0, unpriced_messages = 0, output_lower_bound = 0 WHERE :its;"
        "UPDATE session SET tokens_input = m.input, tokens_output = m.output, tokens_cache_read = m.cache_read, "
        "tokens_cache_write = m.cache_write, cost_estimate = m.cost, unpriced_messages = m.unpriced, "
        "output_lower_bound = m.lower FROM (SELECT session_id, sum(input) AS input, sum(output) AS output, "
        "sum(cache_read) AS cache_read, sum(cache_write_5m + cache_write_1h) AS cache_write, coalesce(sum(cost), 0) AS "
        "cost, sum(cost IS NULL) AS unpriced, sum(output_lower_bound) AS lower FROM message WHERE :theirs GROUP BY "
        "session_id) AS m WHERE m.session_id = session.id;"
        "DELETE FROM session_tool WHERE :theirs;"
        "INSERT INTO session_tool(session_id, tool, calls, failures) SELECT session_id, tool, count(*), "
        "sum(outcome = :failed) FROM event WHERE kind = :call AND tool <> '' AND :theirs GROUP BY 1, 2;"
        "DELETE FROM session_skill WHERE :theirs;"
        "INSERT INTO session_skill(session_id, skill, uses) SELECT session_id, skill, count(*) FROM skill_use WHERE "
        ":theirs GROUP BY 1, 2;"
        "INSERT OR IGNORE INTO session_skill(session_id, skill, uses) SELECT DISTINCT session_id, skill, 0 FROM event "
        "WHERE skill <> '' AND :theirs;"_s);
}

} // namespace

Result<> recount(Database &db)
{
    return db.execute(
        figures().replace(u":its"_s, u"1"_s).replace(u":theirs"_s, u"1"_s) +
        u"UPDATE total SET value = (SELECT count(*) FROM session) WHERE name = 'sessions';"
        "UPDATE total SET value = (SELECT count(*) FROM event) WHERE name = 'events';"
        "UPDATE total SET value = (SELECT coalesce(sum(lines), 0) FROM source) WHERE name = 'lines';"
        "UPDATE total SET value = (SELECT coalesce(sum(lines_raw), 0) FROM source) WHERE name = 'lines_raw';"
        "UPDATE total SET value = (SELECT coalesce(sum(lines_broken), 0) FROM source) WHERE name = 'lines_broken';"_s);
}

Result<> recountSession(Database &db, qint64 sessionId)
{
    const QString id = QString::number(sessionId);
    return db.execute(figures().replace(u":its"_s, u"id = "_s + id).replace(u":theirs"_s, u"session_id = "_s + id));
}

} // namespace assay
