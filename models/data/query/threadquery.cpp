// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/threadquery.h"

#include <QSet>

#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// The call that started run r. The index of calls leaves out events without an id; saying so lets SQLite use it.
const QString joinCall =
    u" FROM run r LEFT JOIN event e ON e.session_id = r.session_id AND e.tool_use_id = r.tool_use_id AND"
    " e.tool_use_id <> '' AND e.kind = 4 AND e.run_id <> r.id WHERE r.session_id = ?"_s;

RunPlace runPlace(const Statement &s)
{
    RunPlace place;
    place.run = {.id = s.integer(0),
                 .agentId = s.text(1),
                 .toolUseId = s.text(2),
                 .agentType = s.text(3),
                 .description = s.text(4),
                 .events = static_cast<int>(s.integer(5)),
                 .toolCalls = static_cast<int>(s.integer(6)),
                 .errors = static_cast<int>(s.integer(7)),
                 .startedAt = s.integer(8),
                 .endedAt = s.integer(9)};
    place.end = {place.run.id, static_cast<int>(s.integer(10)), s.integer(11)};
    place.callEvent = s.integer(12);
    place.callRun = s.integer(13);
    place.callRow = static_cast<int>(s.integer(14));
    return place;
}

} // namespace

Error unknownRun()
{
    return {Error::Code::NotFound, u"This sub-agent run is not in the store. Its session may have been deleted."_s, {}};
}

Result<QList<RunPlace>> readRunPlaces(Database &db, qint64 sessionId, const QList<qint64> &runs)
{
    QStringList ids;
    for (const qint64 run : runs)
        ids.append(QString::number(run));
    // A call may be told twice; the first of them counts.
    Statement s(
        db, u"SELECT r.id, r.agent_id, r.tool_use_id, r.agent_type, r.description, r.events, r.tool_calls, r.errors,"
            " r.started_at, r.ended_at,"
            " (SELECT count(*) FROM event o WHERE o.session_id = r.session_id AND o.run_id = r.id),"
            " (SELECT o.id FROM event o WHERE o.session_id = r.session_id AND o.run_id = r.id"
            " ORDER BY o.position DESC, o.block DESC LIMIT 1), e.id, e.run_id,"
            " (SELECT count(*) FROM event o WHERE o.session_id = e.session_id AND o.run_id = e.run_id"
            " AND (o.position, o.block) < (e.position, e.block))"_s +
                joinCall + u" AND r.id IN (%1) ORDER BY e.position, e.block"_s.arg(ids.join(u',')));
    s.bind(sessionId);
    QList<RunPlace> places;
    QSet<qint64> seen;
    while (s.next()) {
        if (!seen.contains(s.integer(0)))
            places.append(runPlace(s));
        seen.insert(s.integer(0));
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return places;
}

Result<QList<RunPlace>> readRunPath(Database &db, qint64 sessionId, qint64 run)
{
    QList<RunPlace> path;
    QSet<qint64> seen;
    while (run != 0 && !seen.contains(run) && path.size() < deepestRun) {
        seen.insert(run);
        const auto places = readRunPlaces(db, sessionId, {run});
        if (!places)
            return tl::unexpected(places.error());
        if (places->isEmpty())
            break;
        path.prepend(places->front());
        run = places->front().callEvent != 0 ? places->front().callRun : 0;
    }
    return path;
}

Result<QList<ThreadChange>> readThreadChanges(Database &db, qint64 sessionId, const QList<ThreadEnd> &known)
{
    QStringList values;
    for (const ThreadEnd &thread : known)
        values.append(u"(%1, %2)"_s.arg(thread.run).arg(thread.lastEvent));
    Statement s(
        db,
        u"WITH known(run, last) AS (VALUES %1), this(id) AS (VALUES (?)) SELECT k.run,"
        " (SELECT count(*) FROM event e WHERE e.session_id = t.id AND e.run_id = k.run),"
        " (SELECT e.id FROM event e WHERE e.session_id = t.id AND e.run_id = k.run"
        " ORDER BY e.position DESC, e.block DESC LIMIT 1),"
        " CASE WHEN l.id IS NULL THEN -1 ELSE (SELECT count(*) FROM event e WHERE e.session_id = t.id"
        " AND e.run_id = k.run AND (e.position, e.block) < (l.position, l.block)) END"
        " FROM this t, known k LEFT JOIN event l ON l.id = k.last AND l.session_id = t.id AND l.run_id = k.run"_s.arg(
            values.join(u", "_s)));
    s.bind(sessionId);
    QList<ThreadChange> changes;
    while (s.next())
        changes.append({{s.integer(0), static_cast<int>(s.integer(1)), s.integer(2)}, static_cast<int>(s.integer(3))});
    if (!s.ok())
        return tl::unexpected(s.error());
    return changes;
}

Result<QList<RunLink>> readRunLinks(Database &db, qint64 sessionId)
{
    Statement s(db, u"SELECT r.id, r.errors, e.id, e.run_id"_s + joinCall + u" ORDER BY e.position, e.block"_s);
    s.bind(sessionId);
    QList<RunLink> links;
    QSet<qint64> seen;
    while (s.next()) {
        if (!seen.contains(s.integer(0)))
            links.append({s.integer(0), static_cast<int>(s.integer(1)), s.integer(2), s.integer(3)});
        seen.insert(s.integer(0));
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return links;
}

} // namespace assay
