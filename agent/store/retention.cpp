// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/retention.h"

#include "agent/store/deletion.h"
#include "agent/store/exclusions.h"
#include "models/data/store/database.h"
#include "models/data/store/datadir.h"
#include "models/data/store/statement.h"

#include <QCryptographicHash>
#include <QHash>

#include <algorithm>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 dayMs = 86'400'000;
const QString pruned = u"pruned"_s;

struct Kept {
    PrunedSession session;
    bool isMarked = false;
};

// Oldest first; those without a date before all others, because nobody knows better.
Result<QList<Kept>> readAll(Database &db)
{
    Statement s(db, u"SELECT s.id, s.uuid, s.title, p.key, max(s.ended_at, s.started_at), "
                    "coalesce((SELECT sum(length(b.data)) FROM source f JOIN raw_block b ON b.source_id = f.id "
                    "WHERE f.session_id = s.id), 0) + "
                    "coalesce((SELECT sum(text_bytes + input_bytes + output_bytes) FROM event e "
                    "WHERE e.session_id = s.id), 0) + "
                    "coalesce((SELECT sum(length(d.data)) FROM side_file d WHERE d.session_id = s.id), 0), "
                    "EXISTS (SELECT 1 FROM bookmark k WHERE k.session_id = s.id) OR "
                    "EXISTS (SELECT 1 FROM session_note n WHERE n.session_id = s.id) OR "
                    "EXISTS (SELECT 1 FROM session_tag t WHERE t.session_id = s.id AND t.tag IN ('keep', 'pinned')) "
                    "FROM session s JOIN project p ON p.id = s.project_id WHERE s.deleted_at IS NULL "
                    "ORDER BY 5, s.id"_s);
    QList<Kept> all;
    while (s.next()) {
        all.append({{s.integer(0), s.text(1), s.text(2), s.text(3), s.integer(4), s.integer(5)}, s.integer(6) != 0});
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return all;
}

// Its key, or its name where that is meant.
Result<QString> keyOf(Database &db, const QString &project)
{
    Statement s(db, u"SELECT key FROM project WHERE key = ? OR name = ? COLLATE NOCASE ORDER BY key <> ? LIMIT 2"_s);
    s.bind(project).bind(project).bind(project);
    QStringList keys;
    while (s.next())
        keys.append(s.text(0));
    if (!s.ok())
        return tl::unexpected(s.error());
    if (keys.isEmpty())
        return fail(Error::Code::NotFound, u"There is no project \"%1\". Nothing was deleted."_s.arg(project));
    if (keys.size() > 1 && keys.first() != project) {
        return fail(Error::Code::Usage,
                    u"Several projects have the name \"%1\": %2 … Nothing was deleted. Say which by "
                    "its key."_s.arg(project, keys.join(u", "_s)));
    }
    return keys.first();
}

void take(PrunePlan &plan, const Kept &each, PrunedSession::Why why)
{
    if (each.isMarked) {
        ++plan.spared;
        return;
    }
    plan.sessions.append(each.session);
    plan.sessions.last().why = why;
    plan.bytes += each.session.bytes;
}

QString signOf(const QByteArray &limits)
{
    return QString::fromLatin1(QCryptographicHash::hash(limits, QCryptographicHash::Sha256).toHex());
}

QByteArray hashOf(const QList<PrunedSession> &sessions)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const PrunedSession &each : sessions)
        hash.addData(each.uuid.toUtf8() + '\n');
    return hash.result();
}

} // namespace

Result<PrunePlan> Retention::plan(const LimitOf &limitOf, const QString &project, qint64 nowMs)
{
    const auto only = project.isEmpty() ? Result<QString>(QString()) : keyOf(m_db, project);
    if (!only)
        return tl::unexpected(only.error());
    const auto all = readAll(m_db);
    if (!all)
        return tl::unexpected(all.error());
    QHash<QString, RetentionLimit> limits;
    QHash<QString, qint64> sizes; // of what would be left
    for (const Kept &each : *all) {
        const QString &key = each.session.project;
        if (!limits.contains(key))
            limits[key] = only->isEmpty() || key == *only ? limitOf(key) : RetentionLimit();
        sizes[key] += each.session.bytes;
    }
    PrunePlan plan;
    for (const Kept &each : *all) {
        const RetentionLimit &limit = limits[each.session.project];
        qint64 &size = sizes[each.session.project];
        const qint64 at = each.session.lastEventAt;
        const qint64 spared = plan.spared;
        if (limit.days && at >= 0 && at < nowMs - *limit.days * dayMs)
            take(plan, each, PrunedSession::Why::Age);
        else if (limit.bytes && size > *limit.bytes && at < nowMs - dayMs)
            take(plan, each, PrunedSession::Why::Size);
        else
            continue;
        if (plan.spared == spared)
            size -= each.session.bytes;
    }
    plan.hash = hashOf(plan.sessions);
    return plan;
}

Result<> Retention::apply(const PrunePlan &plan, qint64 nowMs)
{
    QList<qint64> ids;
    for (const PrunedSession &each : plan.sessions)
        ids.append(each.id);
    return Deletion(m_db, m_dataDir).hideAll(ids, pruned, nowMs);
}

Result<int> Retention::undo()
{
    auto exclusions = Exclusions::open(m_dataDir);
    if (!exclusions)
        return tl::unexpected(exclusions.error());
    Statement hidden(m_db, u"SELECT id, uuid FROM session WHERE deleted_at IS NOT NULL"_s);
    QList<qint64> ids;
    while (hidden.next()) {
        if (exclusions->excludesFor(hidden.text(1).toStdString(), pruned))
            ids.append(hidden.integer(0));
    }
    if (!hidden.ok())
        return tl::unexpected(hidden.error());
    hidden.finish();
    return Deletion(m_db, m_dataDir).restoreAll(ids).map([&ids] { return static_cast<int>(ids.size()); });
}

Result<qint64> Retention::lastRunAt()
{
    Statement s(m_db, u"SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'pruned_at'"_s);
    if (s.next())
        return s.integer(0);
    if (!s.ok())
        return tl::unexpected(s.error());
    return -1;
}

Result<qint64> Retention::limitsNotedAt(const QByteArray &limits)
{
    Statement s(m_db, u"SELECT substr(value, 66) FROM meta WHERE key = 'limits_since' AND substr(value, 1, 64) = ?"_s);
    if (s.bind(signOf(limits)).next())
        return s.text(0).toLongLong();
    if (!s.ok())
        return tl::unexpected(s.error());
    return -1;
}

Result<qint64> Retention::limitsSince(const QByteArray &limits, qint64 nowMs)
{
    const auto noted = limitsNotedAt(limits);
    if (!noted || (*noted >= 0 && *noted <= nowMs)) // later: the clock was set back
        return noted;
    Statement note(m_db, u"INSERT OR REPLACE INTO meta(key, value) VALUES('limits_since', ?)"_s);
    if (!note.bind(signOf(limits) + u' ' + QString::number(nowMs)).run())
        return tl::unexpected(note.error());
    return nowMs;
}

Result<qint64> Retention::forgetCalls(qint64 days, qint64 nowMs)
{
    constexpr qint64 mostAtOnce = 50'000;
    const qint64 before = nowMs - days * dayMs;
    Transaction transaction(m_db);
    if (auto begun = transaction.begin(); !begun)
        return tl::unexpected(begun.error());
    const QString runs =
        u"SELECT agent, session_uuid FROM presence WHERE last_event_at < ? AND NOT EXISTS (SELECT 1 FROM "
        "session s WHERE s.agent = presence.agent AND s.uuid = session_uuid)"_s;
    Statement calls(m_db,
                    u"DELETE FROM hook_event WHERE id IN (SELECT id FROM hook_event WHERE (agent, session_uuid) IN "
                    "(%1) ORDER BY id LIMIT ?)"_s.arg(runs));
    if (!calls.bind(before).bind(mostAtOnce).run())
        return tl::unexpected(calls.error());
    const qint64 gone = calls.changes();
    Statement presence(m_db, u"DELETE FROM presence WHERE (agent, session_uuid) IN (%1) AND NOT EXISTS (SELECT 1 FROM "
                             "hook_event h WHERE h.session_uuid = presence.session_uuid)"_s.arg(runs));
    if (!presence.bind(before).run())
        return tl::unexpected(presence.error());
    return transaction.commit().map([gone] { return gone; });
}

Result<> Retention::noteRun(qint64 nowMs)
{
    Statement s(m_db, u"INSERT OR REPLACE INTO meta(key, value) VALUES('pruned_at', ?)"_s);
    if (!s.bind(QString::number(nowMs)).run())
        return tl::unexpected(s.error());
    return {};
}

} // namespace assay
