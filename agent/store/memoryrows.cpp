// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/memoryrows.h"

#include "agent/facts/errorsign.h"
#include "models/data/memory/topics.h"

#include <cstring>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostRemembered = 200'000; // names in memory

Result<qint64> found(Statement &statement)
{
    const qint64 id = statement.next() ? statement.integer(0) : 0;
    statement.finish();
    if (!statement.ok())
        return tl::unexpected(statement.error());
    return id;
}

qint64 keyOf(const MemoryGroup &group, const QStringList &topics)
{
    std::uint64_t hash = stableHash(group.label.toStdString());
    for (const QString &topic : topics)
        hash = stableHash(topic.toStdString(), hash * 31 + 1);
    qint64 key = 0;
    std::memcpy(&key, &hash, sizeof key);
    return key;
}

QString insertCounts(MemoryScope level, const QString &sign, const QString &from)
{
    return u"INSERT INTO memory_count(level, trouble, bucket, project_id, sign_id, outcome, count, first_at, last_at) "
           "SELECT %1, trouble, ?, project_id, %2, outcome, count(*), min(at), max(at) FROM memory_act %3 WHERE "
           "trouble IN (0, 1) AND at >= ? AND at < ? AND project_id = ? GROUP BY trouble, %2, outcome"_s.arg(int(level))
               .arg(sign, from);
}

} // namespace

MemoryRows::MemoryRows(Database &db)
    : m_findGroup(db, u"SELECT id FROM memory_group WHERE label = ?"_s)
    , m_addGroup(db, u"INSERT INTO memory_group(label, head, tool, class) VALUES(?, ?, ?, ?)"_s)
    , m_findTopic(db, u"SELECT id FROM memory_topic WHERE text = ?"_s)
    , m_addTopic(db, u"INSERT INTO memory_topic(text, form) VALUES(?, ?)"_s)
    , m_findSign(db, u"SELECT id FROM memory_sign WHERE key = ?"_s)
    , m_addSign(db, u"INSERT INTO memory_sign(key, group_id) VALUES(?, ?)"_s)
    , m_addSignTopic(db, u"INSERT OR IGNORE INTO memory_sign_topic(topic_id, sign_id) VALUES(?, ?)"_s)
    , m_actsOf(db, u"SELECT act, event_id, at, sign_id, outcome, project_id FROM memory_act WHERE session_id = ?"_s)
    , m_removeAct(db, u"DELETE FROM memory_act WHERE trouble = ? AND at = ? AND session_id = ? AND act = ?"_s)
    , m_addAct(db, u"INSERT INTO memory_act(trouble, at, session_id, act, event_id, project_id, sign_id, outcome) "
                   "VALUES(?, ?, ?, ?, ?, ?, ?, ?)"_s)
    , m_clear(db, u"DELETE FROM memory_count WHERE level = ? AND trouble IN (0, 1) AND bucket = ? AND project_id = ?"_s)
    , m_countHour(db, insertCounts(MemoryScope::ProjectHour, u"sign_id"_s, {}))
    , m_countDay(db, insertCounts(MemoryScope::ProjectDay, u"sign_id"_s, {}))
    , m_countDayGroups(
          db, insertCounts(MemoryScope::WorkspaceDay, u"group_id"_s, u"JOIN memory_sign ON memory_sign.id = sign_id"_s))
{
}

Result<qint64> MemoryRows::group(const MemoryGroup &group)
{
    if (const auto known = m_groups.constFind(group.label); known != m_groups.constEnd())
        return *known;
    m_findGroup.bind(group.label);
    auto id = found(m_findGroup);
    if (id && *id == 0) {
        m_addGroup.bind(group.label).bind(group.head).bind(group.tool).bind(int(group.errorClass));
        if (auto added = ran(m_addGroup); !added)
            return tl::unexpected(added.error());
        id = m_addGroup.lastInsertId();
    }
    if (id)
        m_groups.insert(group.label, *id);
    return id;
}

Result<qint64> MemoryRows::topic(const QString &text)
{
    if (const auto known = m_topics.constFind(text); known != m_topics.constEnd())
        return *known;
    m_findTopic.bind(text);
    auto id = found(m_findTopic);
    if (id && *id == 0) {
        if (auto added = ran(m_addTopic.bind(text).bind(topicForm(text))); !added)
            return tl::unexpected(added.error());
        id = m_addTopic.lastInsertId();
    }
    if (m_topics.size() > mostRemembered)
        m_topics.clear();
    if (id)
        m_topics.insert(text, *id);
    return id;
}

Result<qint64> MemoryRows::sign(const MemoryGroup &of, const QStringList &topics)
{
    const qint64 key = keyOf(of, topics);
    if (const auto known = m_signs.constFind(key); known != m_signs.constEnd())
        return *known;
    m_findSign.bind(key);
    auto id = found(m_findSign);
    if (id && *id == 0) {
        const auto groupId = group(of);
        if (!groupId)
            return groupId;
        if (auto added = ran(m_addSign.bind(key).bind(*groupId)); !added)
            return tl::unexpected(added.error());
        id = m_addSign.lastInsertId();
        for (const QString &each : topics) {
            const auto topicId = topic(each);
            if (!topicId)
                return topicId;
            if (auto added = ran(m_addSignTopic.bind(*topicId).bind(*id)); !added)
                return tl::unexpected(added.error());
        }
    }
    if (m_signs.size() > mostRemembered)
        m_signs.clear();
    if (id)
        m_signs.insert(key, *id);
    return id;
}

Result<QSet<qint64>> MemoryRows::replaceActs(qint64 sessionId, qint64 project, const QList<MemoryAct> &acts,
                                             const TimeBuckets &buckets, qint64 &before)
{
    QHash<qint64, MemoryAct> old;
    before = 0;
    m_actsOf.bind(sessionId);
    while (m_actsOf.next()) {
        old.insert(m_actsOf.integer(0), {m_actsOf.integer(0), m_actsOf.integer(1), m_actsOf.integer(2),
                                         m_actsOf.integer(3), static_cast<ActOutcome>(m_actsOf.integer(4))});
        before = m_actsOf.integer(5);
    }
    m_actsOf.finish();
    if (!m_actsOf.ok())
        return tl::unexpected(m_actsOf.error());
    QSet<qint64> hours;
    QList<MemoryAct> added;
    for (const MemoryAct &act : acts) {
        const auto known = old.constFind(act.act);
        if (before == project && known != old.constEnd() && *known == act)
            old.erase(known);
        else
            added.append(act);
    }
    for (const MemoryAct &act : std::as_const(old)) {
        m_removeAct.bind(int(isTrouble(act.outcome))).bind(act.at).bind(sessionId).bind(act.act);
        if (auto gone = ran(m_removeAct); !gone)
            return tl::unexpected(gone.error());
        hours.insert(buckets.hourOf(act.at));
    }
    for (const MemoryAct &act : std::as_const(added)) {
        m_addAct.bind(int(isTrouble(act.outcome))).bind(act.at).bind(sessionId).bind(act.act).bind(act.event);
        m_addAct.bind(project).bind(act.sign).bind(int(act.outcome));
        if (auto written = ran(m_addAct); !written)
            return tl::unexpected(written.error());
        hours.insert(buckets.hourOf(act.at));
    }
    return hours;
}

Result<> MemoryRows::clearCounts(MemoryScope level, qint64 project, qint64 bucket)
{
    return ran(m_clear.bind(int(level)).bind(bucket).bind(project));
}

Result<> MemoryRows::countHour(qint64 project, qint64 hour)
{
    return clearCounts(MemoryScope::ProjectHour, project, hour).and_then([&] {
        return ran(m_countHour.bind(hour).bind(hour).bind(hour + hourMs).bind(project));
    });
}

Result<> MemoryRows::countDay(qint64 project, const TimeSpan &day)
{
    const auto count = [&](MemoryScope level, Statement &statement) {
        return clearCounts(level, project, day.from).and_then([&] {
            return ran(statement.bind(day.from).bind(day.from).bind(day.to).bind(project));
        });
    };
    return count(MemoryScope::ProjectDay, m_countDay).and_then([&] {
        return count(MemoryScope::WorkspaceDay, m_countDayGroups);
    });
}

Result<> MemoryRows::dropUnused(Database &db)
{
    return db.execute(u"DELETE FROM memory_sign WHERE id NOT IN (SELECT sign_id FROM memory_act);"
                      "DELETE FROM memory_sign_topic WHERE sign_id NOT IN (SELECT id FROM memory_sign);"
                      "DELETE FROM memory_topic WHERE id NOT IN (SELECT topic_id FROM memory_sign_topic);"
                      "DELETE FROM memory_group WHERE id NOT IN (SELECT group_id FROM memory_sign);"_s);
}

} // namespace assay
