// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/memorypass.h"

#include "agent/facts/factbuilder.h"
#include "agent/store/factpass.h"
#include "agent/store/memorynotes.h"
#include "agent/store/memoryrows.h"
#include "models/data/memory/memoryversion.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QTimeZone>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 pieceMs = 60; // capture may wait for it

// What a store says of its summaries; none are there when the zone is not valid.
struct MemoryState {
    QTimeZone zone;
    int version = 0;
    qint64 refreshedAt = -1;
};

Result<MemoryState> readState(Database &db)
{
    MemoryState state;
    Statement s(db, u"SELECT zone, version, refreshed_at FROM memory_state"_s);
    if (s.next())
        state = {QTimeZone(s.text(0).toUtf8()), s.smallInteger(1), s.integer(2)};
    if (!s.ok())
        return tl::unexpected(s.error());
    return state;
}

Result<> writeState(Database &db, const MemoryState &state)
{
    Statement s(db, u"INSERT OR REPLACE INTO memory_state(id, zone, version, refreshed_at) VALUES(1, ?, ?, ?)"_s);
    return ran(s.bind(QString::fromUtf8(state.zone.id())).bind(state.version).bind(state.refreshedAt));
}

class MemoryPass {
public:
    MemoryPass(Database &reader, const WriteDoor &write, const MemoryPassOptions &options,
               const std::atomic<bool> &cancel)
        : m_reader(reader)
        , m_write(write)
        , m_options(options)
        , m_cancel(cancel)
        , m_until(options.budgetMs > 0 ? QDeadlineTimer(options.budgetMs) : QDeadlineTimer(QDeadlineTimer::Forever))
    {
    }

    Result<MemoryPassSummary> run()
    {
        if (const auto facts = bringFactsUpToDate(m_reader, m_write, m_cancel, m_until); !facts)
            return tl::unexpected(facts.error());
        auto done = findState().and_then([&] { return tellSessions(); });
        for (const MemoryScope scope : {MemoryScope::ProjectHour, MemoryScope::ProjectDay, MemoryScope::WorkspaceDay})
            done = std::move(done).and_then([&] { return rollUp(scope); });
        return std::move(done).and_then([&] { return noteEnd(); }).map([&] { return m_summary; });
    }

private:
    // The zone is made known before the first row, so that whoever hides a session meanwhile knows of which hours it is
    // to be taken out.
    Result<> findState()
    {
        auto known = readState(m_reader);
        if (!known)
            return tl::unexpected(known.error());
        m_state = *known;
        const bool is = m_state.zone.isValid();
        const QTimeZone wanted(!m_options.zone.isEmpty() ? m_options.zone
                               : is                      ? m_state.zone.id()
                                                         : QTimeZone::systemTimeZoneId());
        if (is && m_state.version == memoryVersion && wanted == m_state.zone)
            return {};
        m_state = {wanted.isValid() ? wanted : QTimeZone::utc(), memoryVersion, -1};
        return m_write([this, is](Database &db) {
            return (is ? forgetMemory(db) : Result<>{}).and_then([&] { return writeState(db, m_state); });
        });
    }

    Result<> tellSessions()
    {
        const auto stale = staleSessions();
        if (!stale)
            return tl::unexpected(stale.error());
        return inPieces(*stale, [this](MemoryNotes &notes, qint64 id) {
            ++m_summary.sessions;
            return notes.tellSession(id);
        });
    }

    // Hours first, then days, then those of the workspace: each is made from what is below it.
    Result<> rollUp(MemoryScope scope)
    {
        const auto due = MemoryNotes::due(m_reader, scope);
        if (!due)
            return tl::unexpected(due.error());
        return inPieces(*due, [this, scope](MemoryNotes &notes, const QPair<qint64, qint64> &each) {
            m_summary.hours += scope == MemoryScope::ProjectHour ? 1 : 0;
            m_summary.days += scope == MemoryScope::ProjectDay ? 1 : 0;
            return notes.tell(scope, each.first, each.second);
        });
    }

    template<typename Each, typename Tell>
    Result<> inPieces(const QList<Each> &work, Tell tell)
    {
        qsizetype next = 0;
        while (next < work.size() && !isOver()) {
            auto written = m_write([&](Database &db) { return piece(db, work, next, tell); });
            if (!written)
                return written;
            ++m_pieces;
        }
        m_summary.more = m_summary.more || next < work.size();
        return {};
    }

    template<typename Each, typename Tell>
    Result<> piece(Database &db, const QList<Each> &work, qsizetype &next, Tell &tell)
    {
        QElapsedTimer since;
        since.start();
        Transaction transaction(db);
        if (auto begun = transaction.begin(); !begun)
            return begun;
        const auto state = readState(db);
        if (!state)
            return tl::unexpected(state.error());
        if (state->zone != m_state.zone) { // forgotten meanwhile: the next pass begins anew
            m_isForgotten = true;
            return {};
        }
        MemoryNotes notes(db, TimeBuckets(m_state.zone));
        qsizetype at = next;
        do {
            if (auto told = tell(notes, work[at++]); !told)
                return told;
        } while (at < work.size() && !m_cancel && !since.hasExpired(pieceMs));
        auto committed = transaction.commit();
        if (committed)
            next = at;
        return committed;
    }

    // One piece at least, or nothing would ever get on.
    [[nodiscard]] bool isOver() const
    {
        return m_cancel || m_isForgotten || m_summary.more || (m_pieces > 0 && m_until.hasExpired());
    }

    // Those that changed and have their facts, those that went, and those that hold copies of their episodes: one of
    // all counts.
    Result<QList<qint64>> staleSessions()
    {
        Statement s(m_reader,
                    u"WITH stale(id) AS (SELECT id FROM session JOIN fact_session ON session_id = id AND "
                    u"fact_session.version = ? "
                    "WHERE deleted_at IS NULL AND id NOT IN (SELECT session_id FROM memory_session) UNION SELECT "
                    "session_id FROM memory_session JOIN session ON id = session_id WHERE deleted_at IS NOT NULL UNION "
                    "SELECT owner FROM memory JOIN session ON session.id = owner WHERE scope = 2 AND memory.project_id "
                    "<> session.project_id) SELECT id FROM stale UNION SELECT other.session_id FROM stale JOIN "
                    "fact_episode AS own ON own.session_id = stale.id JOIN fact_episode AS other ON other.natural = "
                    "own.natural ORDER BY 1"_s);
        s.bind(factsVersion);
        QList<qint64> list;
        while (s.next())
            list.append(s.integer(0));
        if (!s.ok())
            return tl::unexpected(s.error());
        return list;
    }

    Result<> noteEnd()
    {
        Statement waits(m_reader,
                        u"SELECT EXISTS (SELECT 1 FROM session WHERE deleted_at IS NULL AND id NOT IN (SELECT "
                        "session_id FROM fact_session WHERE version = ?))"_s);
        if (!waits.bind(factsVersion).next())
            return tl::unexpected(waits.error());
        const bool factsWait = waits.integer(0) != 0 && (m_cancel || m_until.hasExpired());
        waits.finish();
        m_summary.more = m_summary.more || m_isForgotten || factsWait;
        const bool told = m_summary.sessions > 0 || m_summary.hours > 0 || m_state.refreshedAt < 0;
        if (m_summary.more || !told)
            return {};
        m_state.refreshedAt = m_options.nowMs;
        return m_write([this](Database &db) -> Result<> {
            const auto state = readState(db);
            if (!state || state->zone != m_state.zone)
                return state ? Result<>{} : tl::unexpected(state.error());
            return writeState(db, m_state);
        });
    }

    Database &m_reader;
    const WriteDoor &m_write;
    const MemoryPassOptions &m_options;
    const std::atomic<bool> &m_cancel;
    const QDeadlineTimer m_until;
    MemoryPassSummary m_summary;
    MemoryState m_state;
    int m_pieces = 0;
    bool m_isForgotten = false;
};

} // namespace

Result<MemoryPassSummary> bringMemoryUpToDate(Database &reader, const WriteDoor &write,
                                              const MemoryPassOptions &options, const std::atomic<bool> &cancel)
{
    return MemoryPass(reader, write, options, cancel).run();
}

Result<MemoryPassSummary> bringMemoryUpToDate(Database &db, const MemoryPassOptions &options,
                                              const std::atomic<bool> &cancel)
{
    return bringMemoryUpToDate(
        db, [&db](const WritePiece &piece) { return piece(db); }, options, cancel);
}

Result<> dropFromMemory(Database &db, const QList<qint64> &sessionIds)
{
    const auto state = readState(db);
    if (!state)
        return tl::unexpected(state.error());
    if (!state->zone.isValid())
        return {};
    MemoryNotes notes(db, TimeBuckets(state->zone));
    for (const qint64 id : sessionIds) {
        if (auto dropped = notes.dropSession(id); !dropped)
            return dropped;
    }
    for (const MemoryScope scope : {MemoryScope::ProjectHour, MemoryScope::ProjectDay, MemoryScope::WorkspaceDay}) {
        const auto marked = notes.marked(scope);
        for (const auto &[project, bucket] : marked) {
            if (auto told = notes.tell(scope, project, bucket); !told)
                return told;
        }
    }
    return {};
}

Result<> dropUnusedMemoryNames(Database &db)
{
    return MemoryRows::dropUnused(db);
}

Result<> forgetMemory(Database &db)
{
    return db.execute(u"DELETE FROM memory; DELETE FROM memory_due; DELETE FROM memory_count; DELETE FROM memory_act; "
                      "DELETE FROM memory_sign_topic; DELETE FROM memory_sign; DELETE FROM memory_topic; DELETE FROM "
                      "memory_group; DELETE FROM memory_session; DELETE FROM memory_state;"_s);
}

} // namespace assay
