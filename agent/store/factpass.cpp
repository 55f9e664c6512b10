// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/factpass.h"

#include <QDateTime>

#include <chrono>
#include <mutex>
#include <vector>

#include "agent/facts/errorsign.h"
#include "agent/read/plaintext.h"
#include "agent/store/factrows.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// Of one piece of writing: some tens of milliseconds.
constexpr std::size_t mostActs = 4000;
constexpr std::size_t mostSessions = 64;

// Only the main thread: what sub-agents do, they do for an ask that nobody typed.
QString eventsOfSession()
{
    return u"SELECT event.id, line_key, block, kind, outcome, flags, at, duration_ms, CAST(tool AS BLOB), CAST(head AS "
           "BLOB), CAST(CASE WHEN kind = %2 OR tool IN ('Skill', 'SlashCommand') THEN coalesce((SELECT skill FROM "
           "skill_use WHERE event_id = event.id), '') ELSE '' END AS BLOB), "
           "CAST(CASE WHEN kind IN (%1, %2, %4) THEN text ELSE '' END AS BLOB), "
           "CAST(CASE WHEN tool = 'Bash' THEN input ELSE '' END AS BLOB), "
           "CAST(CASE WHEN tool = 'Bash' OR outcome IN (%5, %6) THEN output ELSE '' END AS BLOB), CAST(skill AS BLOB) "
           "FROM event LEFT JOIN body ON body.id = event.id WHERE session_id = ? AND run_id = 0 AND kind IN (%1, %2, "
           "%3, "
           "%4) ORDER BY position, block, line_key"_s.arg(int(EventKind::Prompt))
               .arg(int(EventKind::Command))
               .arg(int(EventKind::ToolCall))
               .arg(int(EventKind::Interruption))
               .arg(int(Outcome::Failed))
               .arg(int(Outcome::Denied));
}

// Facts that are made, but not written yet.
struct MadeFacts {
    qint64 session = 0;
    FactsOfSession facts;
};

class FactPass {
public:
    FactPass(Database &reader, const WriteDoor &write)
        : m_reader(reader)
        , m_write(write)
        , m_events(reader, eventsOfSession())
        , m_claim(-QDateTime::currentMSecsSinceEpoch())
    {
    }

    Result<int> run(const std::atomic<bool> &cancel, const QDeadlineTimer &until)
    {
        const auto sessions = outdated();
        if (!sessions)
            return tl::unexpected(sessions.error());
        if (sessions->empty() || cancel)
            return 0;
        if (auto claimed = m_write([this](Database &db) { return claim(db); }); !claimed)
            return tl::unexpected(claimed.error());
        std::size_t acts = 0;
        for (const auto &[id, folder] : *sessions) {
            if (cancel)
                break;
            if (auto made = make(id, folder); !made)
                return tl::unexpected(made.error());
            acts += m_made.back().facts.acts.size();
            if (until.hasExpired())
                break;
            if (acts < mostActs && m_made.size() < mostSessions)
                continue;
            acts = 0;
            if (auto written = flush(); !written)
                return tl::unexpected(written.error());
        }
        if (auto written = flush(); !written)
            return tl::unexpected(written.error());
        return m_done;
    }

private:
    Result<std::vector<std::pair<qint64, QString>>> outdated()
    {
        std::vector<std::pair<qint64, QString>> sessions;
        Statement s(m_reader, u"SELECT id, cwd FROM session WHERE deleted_at IS NULL AND id NOT IN (SELECT session_id "
                              "FROM fact_session WHERE version = ?) ORDER BY id"_s);
        s.bind(factsVersion);
        while (s.next())
            sessions.emplace_back(s.integer(0), s.text(1));
        if (!s.ok())
            return tl::unexpected(s.error());
        return sessions;
    }

    // The writer of events takes a session's row away when it adds some, so a claim that still stands when the facts
    // are written says that they are those of all its events.
    Result<> claim(Database &db)
    {
        Statement s(db, u"INSERT OR REPLACE INTO fact_session(session_id, version) SELECT id, ? FROM session WHERE "
                        "deleted_at IS NULL AND id NOT IN (SELECT session_id FROM fact_session WHERE version = ?)"_s);
        if (!s.bind(m_claim).bind(factsVersion).run())
            return tl::unexpected(s.error());
        return {};
    }

    Result<> make(qint64 id, const QString &folder)
    {
        FactBuilder builder(FactPlace{folder.toStdString()});
        m_events.bind(id);
        while (m_events.next())
            builder.add(event());
        m_events.finish();
        if (!m_events.ok())
            return tl::unexpected(m_events.error());
        m_made.push_back({id, builder.finish()});
        return {};
    }

    Result<> flush()
    {
        if (m_made.empty())
            return {};
        auto written = m_write([this](Database &db) { return writeMade(db); });
        m_made.clear();
        return written;
    }

    Result<> writeMade(Database &db)
    {
        Transaction transaction(db);
        if (auto begun = transaction.begin(); !begun)
            return begun;
        FactRows rows(db);
        Statement claimed(db, u"SELECT 1 FROM fact_session WHERE session_id = ? AND version = ?"_s);
        int done = 0;
        for (const MadeFacts &each : m_made) {
            const bool stands = claimed.bind(each.session).bind(m_claim).next();
            claimed.finish();
            if (!claimed.ok())
                return tl::unexpected(claimed.error());
            if (!stands)
                continue;
            if (auto replaced = rows.replace(each.session, each.facts); !replaced)
                return replaced;
            ++done;
        }
        auto committed = transaction.commit();
        m_done += committed ? done : 0;
        return committed;
    }

    FactEvent event() const
    {
        FactEvent event;
        event.id = m_events.integer(0);
        event.key = stableHash(std::to_string(m_events.integer(2)), stableHash(m_events.bytes(1)));
        event.kind = static_cast<EventKind>(m_events.integer(3));
        event.outcome = static_cast<Outcome>(m_events.integer(4));
        event.flags = static_cast<int>(m_events.integer(5));
        event.at = m_events.integer(6);
        event.durationMs = m_events.integer(7);
        event.tool = m_events.bytes(8);
        event.head = m_events.bytes(9);
        event.skill = m_events.bytes(10);
        const std::string text = m_events.bytes(11);
        // What other programs put before the words of the person is said in every session: no habit of theirs.
        event.text = event.kind == EventKind::Prompt ? behindWrapper(text) : text;
        event.input = m_events.bytes(12);
        event.output = m_events.bytes(13);
        event.followedSkill = m_events.bytes(14);
        return event;
    }

    Database &m_reader;
    const WriteDoor &m_write;
    Statement m_events;
    const qint64 m_claim;
    std::vector<MadeFacts> m_made;
    int m_done = 0;
};

} // namespace

Result<int> bringFactsUpToDate(Database &reader, const WriteDoor &write, const std::atomic<bool> &cancel,
                               QDeadlineTimer until)
{
    // Two at a time would do each other's work twice: whoever claims later is heard.
    static std::timed_mutex oneAtATime;
    std::unique_lock lock(oneAtATime, std::defer_lock);
    while (!lock.try_lock_for(std::chrono::milliseconds(20))) {
        if (cancel || until.hasExpired())
            return 0;
    }
    return FactPass(reader, write).run(cancel, until);
}

Result<int> bringFactsUpToDate(Database &db, const std::atomic<bool> &cancel)
{
    const WriteDoor write = [&db](const WritePiece &piece) { return piece(db); };
    return FactPass(db, write).run(cancel, QDeadlineTimer(QDeadlineTimer::Forever));
}

} // namespace assay
