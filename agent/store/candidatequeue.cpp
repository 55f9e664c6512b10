// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/candidatequeue.h"

#include "models/data/store/database.h"
#include "models/data/store/statement.h"

#include <algorithm>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 millisecondsOfDay = 86'400'000;

} // namespace

Result<qint64> CandidateQueue::settle()
{
    const auto woken = wake();
    const auto shown = woken ? show() : woken;
    if (!shown)
        return shown;
    return *woken + *shown;
}

Result<bool> CandidateQueue::isDue()
{
    Statement s(m_db, u"SELECT EXISTS (SELECT 1 FROM candidate WHERE state = 'snoozed' AND snooze_until > 0 AND "
                      "snooze_until <= ?), EXISTS (SELECT 1 FROM candidate WHERE state = 'watch' AND ready = 1)"_s);
    s.bind(m_now);
    const bool some = s.next();
    if (!s.ok())
        return tl::unexpected(s.error());
    const bool wakes = some && s.integer(0) != 0;
    const bool waits = some && s.integer(1) != 0;
    s.finish();
    if (wakes || !waits)
        return wakes;
    return room().map([](qint64 cards) { return cards > 0; });
}

// A person asked for them on that day, so they do not wait for room.
Result<qint64> CandidateQueue::wake()
{
    Statement s(m_db, u"UPDATE candidate SET state = CASE WHEN ready = 1 THEN 'new' ELSE 'watch' END, shown_at = CASE "
                      "WHEN ready = 1 THEN ? ELSE shown_at END, changed_at = ?, snooze_lineages = 0, snooze_until = 0 "
                      "WHERE state = 'snoozed' AND snooze_until > 0 AND snooze_until <= ?"_s);
    if (!s.bind(m_now).bind(m_now).bind(m_now).run())
        return tl::unexpected(s.error());
    return qint64{s.changes()};
}

Result<qint64> CandidateQueue::room()
{
    Statement s(m_db, u"SELECT coalesce(sum(state IN ('new', 'edited')), 0), coalesce(sum(shown_at >= ?), 0) FROM "
                      "candidate"_s);
    s.bind(m_now - m_now % millisecondsOfDay);
    const bool some = s.next();
    if (!s.ok())
        return tl::unexpected(s.error());
    const qint64 open = some ? s.integer(0) : 0;
    const qint64 today = some ? s.integer(1) : 0;
    return std::max<qint64>(0, std::min(m_limits.open - open, m_limits.newPerDay - today));
}

Result<qint64> CandidateQueue::show()
{
    const auto cards = room();
    if (!cards || *cards == 0)
        return cards;
    Statement s(
        m_db,
        u"UPDATE candidate SET state = 'new', shown_at = ?, changed_at = ? WHERE id IN (SELECT id FROM candidate WHERE "
        "state = 'watch' AND ready = 1 ORDER BY lane = 'said once', score DESC, key LIMIT ?)"_s);
    if (!s.bind(m_now).bind(m_now).bind(*cards).run())
        return tl::unexpected(s.error());
    return qint64{s.changes()};
}

} // namespace assay
