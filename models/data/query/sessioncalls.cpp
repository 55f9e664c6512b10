// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/sessioncalls.h"

#include <QHash>

#include <algorithm>
#include <tuple>

#include "models/data/query/errorsignature.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// (time, id) of the events of a group. Positions order the rows of a thread, not threads among each other.
using PlacedEvents = QList<QPair<qint64, qint64>>;

// Made by group_concat(at || ' ' || id), whose order is not promised.
PlacedEvents placedEvents(const Statement &s, int column)
{
    PlacedEvents events;
    const QByteArray joined = s.blob(column);
    if (joined.isEmpty())
        return events;
    for (const QByteArray &each : joined.split(',')) {
        const qsizetype blank = each.indexOf(' ');
        events.append({each.left(blank).toLongLong(), each.mid(blank + 1).toLongLong()});
    }
    return events;
}

QList<qint64> inOrder(PlacedEvents events)
{
    std::sort(events.begin(), events.end());
    QList<qint64> ids;
    ids.reserve(events.size());
    for (const auto &[at, id] : std::as_const(events))
        ids.append(id);
    return ids;
}

// A head is cut where it is long; the input then has the whole path.
const QString filesSql =
    u"SELECT path, sum(change = 0 AND outcome = 1), sum(change AND outcome = 1), sum(change AND outcome <> 1),"
    " sum(added), sum(removed), sum(change AND outcome = 1 AND added = 0 AND removed = 0),"
    " CAST(group_concat(CASE WHEN change THEN at || ' ' || id END) AS BLOB),"
    " CAST(group_concat(CASE WHEN NOT change THEN at || ' ' || id END) AS BLOB),"
    " max(first AND tool = 'Write' AND outcome = 1 AND removed = 0)"
    " FROM (SELECT *, row_number() OVER (PARTITION BY path ORDER BY at, position, block) = 1 AS first FROM"
    " (SELECT e.id, e.tool, e.outcome, e.at, e.position, e.block, e.lines_added AS added, e.lines_removed AS removed,"
    " e.tool <> 'Read' AS change, CASE WHEN length(CAST(e.head AS BLOB)) < 290 THEN e.head ELSE coalesce("
    " (SELECT CASE WHEN json_valid(b.input) THEN coalesce(json_extract(b.input, '$.file_path'),"
    " json_extract(b.input, '$.notebook_path')) END FROM body b WHERE b.id = e.id), e.head) END AS path"
    " FROM event e WHERE e.session_id = ? AND e.tool IN ('Read', 'Edit', 'MultiEdit', 'Write', 'NotebookEdit'))) WHERE path <> '' GROUP BY path"_s;

const QString commandsSql =
    u"SELECT substr(command, 1, 2000), person, count(*), sum(outcome = 2), sum(outcome = 3), sum(outcome = 4),"
    " sum(outcome = 5), sum(max(duration_ms, 0)), CAST(group_concat(place || ' ' || id) AS BLOB), max(place), outcome, "
    "duration_ms"
    " FROM (SELECT e.id, e.kind = 6 AS person, e.outcome, e.duration_ms, e.at AS place,"
    " CASE WHEN e.kind = 6 THEN b.input WHEN json_valid(b.input) THEN coalesce(json_extract(b.input, '$.command'),"
    " e.head) ELSE e.head END AS command FROM event e LEFT JOIN body b ON b.id = e.id WHERE e.session_id = ? AND"
    " (e.tool = 'Bash' OR e.kind = 6)) WHERE command <> '' GROUP BY command, person"
    " ORDER BY 10 DESC"_s; // with max() the bare columns are those of the last one

const QString errorsSql =
    u"SELECT tool, outcome, head, text, CAST(group_concat(place || ' ' || id) AS BLOB), max(place) FROM (SELECT e.id, "
    u"e.tool,"
    " e.outcome, e.at AS place, CASE WHEN e.outcome = 3 THEN e.head ELSE '' END AS head,"
    " coalesce(substr(b.output, 1, 2000), '') AS text FROM event e LEFT JOIN body b ON b.id = e.id"
    " WHERE e.session_id = ? AND e.kind = 4 AND e.outcome IN (2, 3))"
    " GROUP BY tool, outcome, head, text ORDER BY 6"_s;

const QString runsSql =
    u"SELECT r.id, r.agent_type, r.description, r.tool_calls, r.errors, r.started_at, r.ended_at, coalesce(min(e.id),"
    " 0), coalesce(e.run_id, 0), coalesce(e.duration_ms, -1), coalesce(e.outcome, 1) <> 5,"
    " coalesce(m.input, 0), coalesce(m.output, 0), coalesce(m.cache_read, 0), coalesce(m.cache_write, 0),"
    " coalesce(m.lower_bounds, 0) > 0 FROM run r LEFT JOIN (SELECT run_id, sum(input) AS input, sum(output) AS output,"
    " sum(cache_read) AS cache_read, sum(cache_write_5m + cache_write_1h) AS cache_write, sum(output_lower_bound) AS"
    " lower_bounds FROM message WHERE session_id = ? AND run_id <> 0 GROUP BY run_id) m ON m.run_id = r.id LEFT JOIN "
    "event"
    " e ON e.tool_use_id = r.tool_use_id AND e.session_id = r.session_id AND r.tool_use_id <> '' AND e.tool_use_id <> "
    "''"
    " WHERE r.session_id = ? GROUP BY r.id ORDER BY r.started_at, r.id"_s;

RunFacts runFacts(const Statement &s)
{
    RunFacts run{.runId = s.integer(0),
                 .parentRunId = s.integer(8),
                 .callEvent = s.integer(7),
                 .agentType = s.text(1),
                 .description = s.text(2),
                 .toolCalls = s.smallInteger(3),
                 .errors = s.smallInteger(4),
                 .durationMs = -1,
                 .ended = s.integer(10) != 0,
                 .tokens = {s.integer(11), s.integer(12), s.integer(13), s.integer(14)},
                 .outputIsLowerBound = s.integer(15) != 0};
    const qint64 started = s.integer(5);
    const qint64 ended = s.integer(6);
    if (started >= 0 && ended > started)
        run.durationMs = ended - started;
    else
        run.durationMs = s.integer(9);
    return run;
}

// A run that is its own ancestor (damaged data) is listed at the end.
void appendTree(const QList<RunFacts> &all, qint64 parent, QList<bool> &taken, QList<RunFacts> &ordered)
{
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (taken.at(i) || all.at(i).parentRunId != parent)
            continue;
        taken[i] = true;
        ordered.append(all.at(i));
        appendTree(all, all.at(i).runId, taken, ordered);
    }
}

} // namespace

Result<QList<FileTouched>> readFilesTouched(Database &db, qint64 sessionId)
{
    Statement s(db, filesSql);
    s.bind(sessionId);
    QList<FileTouched> files;
    while (s.next()) {
        files.append({.path = s.text(0),
                      .reads = s.smallInteger(1),
                      .changes = s.smallInteger(2),
                      .failedChanges = s.smallInteger(3),
                      .linesAdded = s.smallInteger(4),
                      .linesRemoved = s.smallInteger(5),
                      .untoldChanges = s.smallInteger(6),
                      .isNew = s.integer(9) != 0,
                      .changeEvents = inOrder(placedEvents(s, 7)),
                      .readEvents = inOrder(placedEvents(s, 8))});
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    std::stable_sort(files.begin(), files.end(), [](const FileTouched &a, const FileTouched &b) {
        const auto weight = [](const FileTouched &file) {
            return std::tuple(file.changes > 0, file.linesAdded + file.linesRemoved, file.changes, file.reads);
        };
        return weight(a) > weight(b);
    });
    return files;
}

Result<QList<CommandRun>> readCommandsRun(Database &db, qint64 sessionId)
{
    Statement s(db, commandsSql);
    s.bind(sessionId);
    QList<CommandRun> commands;
    while (s.next()) {
        commands.append({.command = s.text(0),
                         .byPerson = s.integer(1) != 0,
                         .runs = s.smallInteger(2),
                         .failed = s.smallInteger(3),
                         .denied = s.smallInteger(4),
                         .interrupted = s.smallInteger(5),
                         .pending = s.smallInteger(6),
                         .lastOutcome = static_cast<Outcome>(s.integer(10)),
                         .lastDurationMs = s.integer(11),
                         .durationMs = s.integer(7),
                         .events = inOrder(placedEvents(s, 8))});
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return commands;
}

Result<QList<ErrorGroup>> readErrorGroups(Database &db, qint64 sessionId)
{
    Statement s(db, errorsSql);
    s.bind(sessionId);
    QList<ErrorGroup> groups;
    QList<PlacedEvents> events;
    QHash<QString, qsizetype> places;
    while (s.next()) {
        const auto outcome = static_cast<Outcome>(s.integer(1));
        const QString line = errorLine(s.text(3));
        const QString what = outcome == Outcome::Denied ? s.text(2) : errorSignature(line);
        const QString key = s.text(0) + u'\n' + QString::number(s.integer(1)) + u'\n' + what;
        const auto known = places.constFind(key);
        if (known == places.constEnd()) {
            places.insert(key, groups.size());
            groups.append({line, s.text(0), s.text(2), outcome, {}});
            events.append(placedEvents(s, 4));
        } else {
            groups[*known].line = line;
            events[*known] += placedEvents(s, 4);
        }
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    for (qsizetype i = 0; i < groups.size(); ++i)
        groups[i].events = inOrder(events.at(i));
    std::stable_sort(groups.begin(), groups.end(), [](const ErrorGroup &a, const ErrorGroup &b) {
        return std::tuple(a.outcome == Outcome::Failed, a.events.size()) >
               std::tuple(b.outcome == Outcome::Failed, b.events.size());
    });
    return groups;
}

Result<QList<RunFacts>> readRunFacts(Database &db, qint64 sessionId)
{
    Statement s(db, runsSql);
    s.bind(sessionId).bind(sessionId);
    QList<RunFacts> runs;
    while (s.next())
        runs.append(runFacts(s));
    if (!s.ok())
        return tl::unexpected(s.error());
    QList<RunFacts> ordered;
    QList<bool> taken(runs.size(), false);
    appendTree(runs, 0, taken, ordered);
    for (qsizetype i = 0; i < runs.size(); ++i) {
        if (!taken.at(i))
            ordered.append(runs.at(i));
    }
    return ordered;
}

} // namespace assay
