// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/deletion.h"

#include "agent/store/backup.h"
#include "agent/store/eventtext.h"
#include "agent/store/exclusions.h"
#include "agent/store/factrows.h"
#include "agent/store/memorypass.h"
#include "agent/store/minedwords.h"
#include "agent/store/replacedfile.h"
#include "agent/store/usagewriter.h"
#include "models/data/store/datadir.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

Result<> runWith(Database &db, const QString &sql, qint64 id)
{
    Statement s(db, sql);
    for (qsizetype i = 0; i < sql.count(u'?'); ++i)
        s.bind(id);
    if (!s.run())
        return tl::unexpected(s.error());
    return {};
}

Result<QString> uuidOf(Database &db, qint64 sessionId)
{
    Statement s(db, u"SELECT uuid FROM session WHERE id = ?"_s);
    s.bind(sessionId);
    if (s.next())
        return s.text(0);
    if (!s.ok())
        return tl::unexpected(s.error());
    return fail(Error::Code::NotFound, u"There is no such session. Nothing was deleted."_s);
}

// "log_holds_purged", "index_holds_purged": work that is left, also after a kill or on a full disk.
Result<bool> isNoted(Database &db, const QString &what)
{
    Statement s(db, u"SELECT EXISTS (SELECT 1 FROM meta WHERE key = ?)"_s);
    if (!s.bind(what).next())
        return tl::unexpected(s.error());
    return s.integer(0) != 0;
}

Result<> setDeletedAt(Database &db, qint64 sessionId, std::optional<qint64> at)
{
    Statement s(db, u"UPDATE session SET deleted_at = ? WHERE id = ?"_s);
    if (at)
        s.bind(*at);
    else
        s.bindNull();
    if (!s.bind(sessionId).run())
        return tl::unexpected(s.error());
    return {};
}

// Out of the lists, and out of what was summed up.
Result<> hideRows(Database &db, qint64 sessionId, qint64 nowMs)
{
    Transaction transaction(db);
    return transaction.begin()
        .and_then([&] { return setDeletedAt(db, sessionId, nowMs); })
        .and_then([&] { return dropFromMemory(db, {sessionId}); })
        .and_then([&] { return transaction.commit(); });
}

// Components can fall apart when a session goes: all that shared its name are named again from their edges.
Result<> renameLineage(Database &db, qint64 sessionId)
{
    Statement members(
        db, u"SELECT id FROM session WHERE lineage = (SELECT lineage FROM session WHERE id = ?) AND id <> ?"_s);
    members.bind(sessionId).bind(sessionId);
    QList<qint64> left;
    while (members.next())
        left.append(members.integer(0));
    members.finish();
    if (auto cut = runWith(db, u"DELETE FROM lineage_edge WHERE a = ? OR b = ?"_s, sessionId); !cut)
        return cut;
    Statement rename(
        db, u"UPDATE session SET lineage = (WITH RECURSIVE reach(id) AS (SELECT ? UNION SELECT CASE WHEN a = reach.id "
            "THEN b ELSE a END FROM lineage_edge JOIN reach ON reach.id IN (a, b)) SELECT min(uuid) FROM session "
            "WHERE id IN (SELECT id FROM reach)) WHERE id = ?"_s);
    for (const qint64 id : left) {
        if (!rename.bind(id).bind(id).run())
            return tl::unexpected(rename.error());
    }
    return {};
}

} // namespace

Result<> Deletion::hide(qint64 sessionId, qint64 nowMs)
{
    const auto uuid = uuidOf(m_db, sessionId);
    if (!uuid)
        return tl::unexpected(uuid.error());
    auto exclusions = Exclusions::open(m_dataDir);
    if (!exclusions)
        return tl::unexpected(exclusions.error());
    // The exclusion first: killed in between, the session is still there and can be deleted again, but never half back.
    const std::string plain = uuid->toStdString();
    if (exclusions->excludesAll(plain))
        return hideRows(m_db, sessionId, nowMs);
    const auto added = exclusions->add(plain, u"deleted"_s, nowMs);
    if (!added)
        return tl::unexpected(added.error());
    auto hidden = hideRows(m_db, sessionId, nowMs);
    // A session that is still shown must go on being read.
    if (!hidden) {
        if (auto lifted = exclusions->lift(*added); !lifted)
            return lifted;
    }
    return hidden;
}

Result<> Deletion::hideAll(const QList<qint64> &sessionIds, const QString &reason, qint64 nowMs)
{
    QStringList uuids;
    for (const qint64 id : sessionIds) {
        if (const auto uuid = uuidOf(m_db, id))
            uuids.append(*uuid);
        else if (uuid.error().code != Error::Code::NotFound)
            return tl::unexpected(uuid.error());
    }
    auto exclusions = Exclusions::open(m_dataDir);
    if (!exclusions)
        return tl::unexpected(exclusions.error());
    // Held before anything is excluded: whoever writes meanwhile makes this fail whole.
    Transaction transaction(m_db);
    auto hidden = transaction.begin().and_then([&] { return exclusions->addAll(uuids, reason, nowMs); });
    for (const qint64 id : sessionIds)
        hidden = std::move(hidden).and_then([&] { return setDeletedAt(m_db, id, nowMs); });
    // Of many, the next pass takes them out in pieces: until then summaries say that they are behind.
    constexpr qsizetype droppedAtOnce = 20;
    if (sessionIds.size() <= droppedAtOnce)
        hidden = std::move(hidden).and_then([&] { return dropFromMemory(m_db, sessionIds); });
    hidden = std::move(hidden).and_then([&] { return transaction.commit(); });
    if (hidden)
        return hidden;
    // Sessions that are still shown must go on being read.
    uuids.removeIf([&](const QString &uuid) { return !exclusions->excludesFor(uuid.toStdString(), reason); });
    if (auto lifted = exclusions->liftSessions(uuids); !lifted)
        return lifted;
    return hidden;
}

Result<> Deletion::restoreAll(const QList<qint64> &sessionIds)
{
    QStringList uuids;
    for (const qint64 id : sessionIds) {
        const auto uuid = uuidOf(m_db, id);
        if (!uuid)
            return tl::unexpected(uuid.error());
        uuids.append(*uuid);
    }
    auto exclusions = Exclusions::open(m_dataDir);
    if (!exclusions)
        return tl::unexpected(exclusions.error());
    // Shown first: killed in between, a session that is seen is not read on, and can be deleted again.
    Transaction transaction(m_db);
    auto shown = transaction.begin();
    for (const qint64 id : sessionIds)
        shown = std::move(shown).and_then([&] { return setDeletedAt(m_db, id, std::nullopt); });
    return std::move(shown).and_then([&] { return transaction.commit(); }).and_then([&] {
        return exclusions->liftSessions(uuids);
    });
}

Result<> Deletion::purgeRows(qint64 sessionId)
{
    EventText text(m_db);
    Statement events(m_db, u"SELECT id FROM event WHERE session_id = ?"_s);
    events.bind(sessionId);
    QList<qint64> ids;
    while (events.next())
        ids.append(events.integer(0));
    if (!events.ok())
        return tl::unexpected(events.error());
    events.finish();
    for (const qint64 id : ids) {
        if (auto erased = text.erase(id); !erased)
            return erased;
    }
    // Summaries first: they ask the facts who holds copies.
    if (auto dropped = dropFromMemory(m_db, {sessionId}); !dropped)
        return dropped;
    if (auto forgotten = forgetFacts(m_db, sessionId); !forgotten)
        return forgotten;
    if (auto forgotten = forgetMined(m_db, sessionId); !forgotten)
        return forgotten;
    if (auto named = renameLineage(m_db, sessionId); !named)
        return named;
    const QStringList calls = {u"DELETE FROM hook_event WHERE session_uuid = (SELECT uuid FROM session WHERE id = ?)"_s,
                               u"DELETE FROM presence WHERE session_uuid = (SELECT uuid FROM session WHERE id = ?)"_s};
    const QStringList steps = {
        u"UPDATE total SET value = value - (SELECT count(*) FROM event WHERE session_id = ?) WHERE name = 'events'"_s,
        u"UPDATE total SET value = total.value - gone.value FROM (SELECT 'lines' AS name, coalesce(sum(lines), 0) AS "
        u"value "
        "FROM source WHERE session_id = ? UNION ALL SELECT 'lines_raw', coalesce(sum(lines_raw), 0) FROM source WHERE "
        "session_id = ? UNION ALL SELECT 'lines_broken', coalesce(sum(lines_broken), 0) FROM source WHERE session_id = "
        "?) AS gone WHERE gone.name = total.name"_s,
        u"DELETE FROM event WHERE session_id = ?"_s,
        u"DELETE FROM run WHERE session_id = ?"_s,
        u"DELETE FROM raw_block WHERE source_id IN (SELECT id FROM source WHERE session_id = ?)"_s,
        u"DELETE FROM repeated_line WHERE source_id IN (SELECT id FROM source WHERE session_id = ?)"_s,
        u"DELETE FROM redaction WHERE source_id IN (SELECT id FROM source WHERE session_id = ?)"_s,
        u"DELETE FROM source WHERE session_id = ?"_s,
        u"UPDATE total SET value = value - (SELECT count(*) FROM session WHERE id = ?) WHERE name = 'sessions'"_s,
        u"DELETE FROM session WHERE id = ?"_s,
        u"DELETE FROM project_folder WHERE project_id NOT IN (SELECT project_id FROM session)"_s,
        // What was decided outlives the sessions it came from.
        u"DELETE FROM project WHERE id NOT IN (SELECT project_id FROM session UNION SELECT project_id FROM candidate "
        "UNION SELECT project_id FROM tombstone)"_s,
    };
    for (const QString &step : (m_keepsCalls ? QStringList() : calls) + steps) {
        if (auto done = runWith(m_db, step, sessionId); !done)
            return done;
    }
    return {};
}

Result<> Deletion::erase(qint64 sessionId)
{
    Transaction transaction(m_db);
    return transaction.begin()
        .and_then([&] { return UsageWriter(m_db).release(sessionId); })
        .and_then([&] { return purgeRows(sessionId); })
        .and_then(
            [&] { return m_db.execute(u"INSERT OR IGNORE INTO meta(key, value) VALUES('index_holds_purged', '1')"_s); })
        .and_then([&] { return transaction.commit(); });
}

Result<> Deletion::scour()
{
    Transaction transaction(m_db);
    auto optimised =
        transaction.begin()
            .and_then([&] { return m_db.execute(u"INSERT INTO body_index(body_index) VALUES('optimize')"_s); })
            .and_then([&] { return dropUnusedMemoryNames(m_db); })
            .and_then([&] { return m_db.execute(u"DELETE FROM meta WHERE key = 'index_holds_purged'"_s); })
            .and_then([&] { return transaction.commit(); });
    if (!optimised)
        return optimised;
    return emptyLog();
}

Result<> Deletion::purgeButCalls(qint64 sessionId)
{
    m_keepsCalls = true;
    auto purged = purge(sessionId);
    m_keepsCalls = false;
    return purged;
}

Result<> Deletion::purge(qint64 sessionId)
{
    if (const auto uuid = uuidOf(m_db, sessionId); !uuid)
        return tl::unexpected(uuid.error());
    return erase(sessionId).and_then([&] { return scour(); });
}

// A log that a reader keeps is remembered, so that it is emptied later.
Result<> Deletion::emptyLog()
{
    const auto emptied = m_db.emptyLog();
    if (!emptied)
        return tl::unexpected(emptied.error());
    return m_db.execute(*emptied ? u"DELETE FROM meta WHERE key = 'log_holds_purged'"_s
                                 : u"INSERT OR IGNORE INTO meta(key, value) VALUES('log_holds_purged', '1')"_s);
}

Result<int> Deletion::purgeDue(qint64 nowMs)
{
    Statement due(m_db,
                  u"SELECT id FROM session WHERE deleted_at IS NOT NULL AND deleted_at <= ? ORDER BY deleted_at, id "
                  "LIMIT ?"_s);
    due.bind(nowMs - undoMs).bind(purgedAtOnce);
    QList<qint64> ids;
    while (due.next())
        ids.append(due.integer(0));
    if (!due.ok())
        return tl::unexpected(due.error());
    due.finish();
    for (const qint64 id : ids) {
        if (auto gone = erase(id); !gone)
            return tl::unexpected(gone.error());
    }
    const auto indexed = isNoted(m_db, u"index_holds_purged"_s);
    const auto logged = isNoted(m_db, u"log_holds_purged"_s);
    if (!indexed || !logged)
        return tl::unexpected(!indexed ? indexed.error() : logged.error());
    if (*indexed || *logged) {
        if (auto clean = *indexed ? scour() : emptyLog(); !clean)
            return tl::unexpected(clean.error());
    }
    return static_cast<int>(ids.size());
}

Result<QStringList> Deletion::remainsIn()
{
    const auto kept = isNoted(m_db, u"log_holds_purged"_s);
    if (!kept)
        return tl::unexpected(kept.error());
    QStringList files = keptCopies(m_db.file()) + backupsOf(m_db);
    if (*kept)
        files.prepend(m_db.file() + u"-wal"_s);
    return files;
}

} // namespace assay
