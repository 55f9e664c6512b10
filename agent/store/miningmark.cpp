// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/miningmark.h"

#include "agent/facts/factbuilder.h"
#include "agent/mine/minerbounds.h"
#include "models/data/store/database.h"
#include "models/data/store/rowreader.h"
#include "models/data/store/statement.h"

#include <QHash>

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 liveMs = 3'600'000;

// session s, and its mark m. Sessions in which nothing is mined leave the condition NULL.
QString differs()
{
    return u"(m.session_uuid IS NULL OR m.events <> s.events_total OR m.project_id <> s.project_id OR m.lineage <> "
           "s.lineage OR m.version <> %1)"_s.arg(miningVersion());
}

Result<QList<qint64>> numbersOf(Statement &s)
{
    QList<qint64> numbers;
    while (s.next())
        numbers.append(s.integer(0));
    if (!s.ok())
        return tl::unexpected(s.error());
    return numbers;
}

// What a mark says of a session, beside whose it is.
struct Marked {
    QString lineage;
    qint64 events = -1;
    qint64 version = -1;
    bool operator==(const Marked &) const = default;
};

// All of the project, by agent and uuid.
Result<QHash<std::pair<QString, QString>, Marked>> marked(Database &db, qint64 project)
{
    QHash<std::pair<QString, QString>, Marked> marks;
    RowReader rows(db,
                   u"SELECT agent, session_uuid, lineage, events, version FROM mined_session WHERE project_id = ?"_s);
    rows.bind(project);
    while (rows.next())
        marks.insert({rows.text(0), rows.text(1)}, {rows.text(2), rows.integer(3), rows.integer(4)});
    if (!rows.ok())
        return tl::unexpected(rows.error());
    return marks;
}

} // namespace

int miningVersion()
{
    return factsVersion * 1000 + minerVersion;
}

Result<QList<qint64>> projectsToMine(Database &db, bool all)
{
    if (all) {
        Statement s(db, u"SELECT DISTINCT project_id FROM session WHERE deleted_at IS NULL UNION SELECT project_id "
                        "FROM mined_project ORDER BY 1"_s);
        return numbersOf(s);
    }
    // A project has lost a session when it has more marks than sessions that have theirs: counted, since looking for
    // the session of each mark costs as much again.
    Statement s(db, u"SELECT project_id FROM (SELECT s.project_id AS project_id, coalesce(%1, 0) AS differs, "
                    "coalesce(m.project_id = s.project_id, 0) AS marked FROM session s LEFT JOIN mined_session m ON "
                    "m.agent = s.agent AND m.session_uuid = s.uuid WHERE s.deleted_at IS NULL UNION ALL "
                    "SELECT project_id, 0, -count(*) FROM mined_session GROUP BY project_id) GROUP BY project_id "
                    "HAVING max(differs) > 0 OR sum(marked) <> 0 ORDER BY 1"_s.arg(differs()));
    return numbersOf(s);
}

Result<QList<MiningMark>> marksOf(Database &db, qint64 project)
{
    RowReader rows(db, u"SELECT agent, uuid, lineage, events_total, turns FROM session JOIN fact_session ON "
                       u"fact_session.session_id = session.id WHERE project_id = ? AND "
                       "deleted_at IS NULL AND fact_session.version = ? ORDER BY agent, uuid"_s);
    rows.bind(project).bind(factsVersion);
    QList<MiningMark> marks;
    while (rows.next())
        marks.append({rows.text(0), rows.text(1), rows.text(2), project, rows.integer(3), rows.integer(4)});
    if (!rows.ok())
        return tl::unexpected(rows.error());
    return marks;
}

Result<bool> wasMinedByOtherVersion(Database &db, qint64 project)
{
    Statement s(db, u"SELECT EXISTS (SELECT 1 FROM mined_session WHERE project_id = ? AND version <> ?)"_s);
    s.bind(project).bind(miningVersion());
    const bool was = s.next() && s.integer(0) != 0;
    if (!s.ok())
        return tl::unexpected(s.error());
    return was;
}

Result<qint64> setMarks(Database &db, qint64 project, const QList<MiningMark> &marks, qint64 nowMs)
{
    auto others = marked(db, project);
    if (!others)
        return tl::unexpected(others.error());
    Statement s(db, u"INSERT INTO mined_session(agent, session_uuid, project_id, lineage, events, turns, version, "
                    "mined_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET project_id = "
                    "excluded.project_id, lineage = excluded.lineage, events = excluded.events, turns = "
                    "excluded.turns, version = excluded.version, mined_at = excluded.mined_at"_s);
    qint64 fresh = 0;
    for (const MiningMark &each : marks) {
        const Marked before = others->take({each.agent, each.session});
        if (before == Marked{each.lineage, each.events, miningVersion()})
            continue;
        s.bind(each.agent).bind(each.session).bind(project).bind(each.lineage).bind(each.events).bind(each.turns);
        if (!s.bind(miningVersion()).bind(nowMs).run())
            return tl::unexpected(s.error());
        ++fresh;
    }
    Statement drop(db, u"DELETE FROM mined_session WHERE agent = ? AND session_uuid = ?"_s);
    for (auto each = others->keyBegin(); each != others->keyEnd(); ++each) {
        if (!drop.bind(each->first).bind(each->second).run())
            return tl::unexpected(drop.error());
    }
    return fresh;
}

Result<bool> isMiningDue(Database &db, const QList<qint64> &sessions, const MiningSchedule &schedule, qint64 nowMs)
{
    nlohmann::json ids = nlohmann::json::array();
    for (const qint64 each : sessions)
        ids.push_back(each);
    const QString which = sessions.isEmpty()
                              ? u"1"_s
                              : u"(s.id IN (SELECT value FROM json_each(?)) OR s.uuid IN (SELECT session_uuid FROM "
                                "presence WHERE last_event_at > ?))"_s;
    // A run that goes on has no end, or began again after it.
    Statement s(db, u"SELECT EXISTS (SELECT 1 FROM session s LEFT JOIN mined_session m ON m.agent = s.agent AND "
                    "m.session_uuid = s.uuid LEFT JOIN presence p ON p.agent = s.agent AND p.session_uuid = s.uuid "
                    "WHERE s.deleted_at IS NULL AND %1 AND %2 AND (p.ended_at IS NOT NULL OR max(s.ended_at, "
                    "coalesce(p.last_event_at, -1)) < ? OR s.turns >= coalesce(m.turns, 0) + ? OR EXISTS (SELECT 1 "
                    "FROM hook_event h WHERE h.session_uuid = s.uuid AND h.name = 'Stop' AND h.at > coalesce("
                    "m.mined_at, 0))))"_s.arg(which, differs()));
    if (!sessions.isEmpty())
        s.bind(QString::fromStdString(ids.dump())).bind(nowMs - liveMs);
    s.bind(nowMs - schedule.quietMs).bind(schedule.everyTurns);
    const bool due = s.next() && s.integer(0) != 0;
    if (!s.ok())
        return tl::unexpected(s.error());
    return due;
}

} // namespace assay
