// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/turntimes.h"

#include <algorithm>
#include <optional>

#include "models/data/query/turnspans.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int deepest = 8; // sub-agents within sub-agents

const QString turnKinds = u"kind IN (1, 5, 9)"_s; // prompt, command, turn made by the client
const QString personsKinds = u"kind IN (1, 5)"_s; // those that are counted

struct Place {
    qint64 session = 0;
    qint64 run = 0;
    qint64 position = 0;
    qint64 block = 0;
};

Error unknownEvent()
{
    return {Error::Code::NotFound, u"This event is not in the store. Its session may have been deleted."_s, {}};
}

// On the main thread: of an event in a run, the call that started the run.
Result<Place> mainPlace(Database &db, qint64 eventId)
{
    Statement s(db, u"SELECT e.session_id, e.run_id, e.position, e.block, coalesce((SELECT c.id FROM run r JOIN event c"
                    " ON c.tool_use_id = r.tool_use_id AND c.session_id = r.session_id WHERE r.id = e.run_id AND"
                    " r.tool_use_id <> '' AND c.tool_use_id <> '' LIMIT 1), 0) FROM event e JOIN session s ON s.id ="
                    " e.session_id WHERE e.id = ? AND s.deleted_at IS NULL"_s);
    Place place;
    for (int level = 0; level < deepest; ++level) {
        s.bind(eventId);
        if (!s.next())
            return tl::unexpected(s.ok() ? unknownEvent() : s.error());
        place = {s.integer(0), s.integer(1), s.integer(2), s.integer(3)};
        if (place.run == 0 || s.integer(4) == 0)
            break;
        eventId = s.integer(4);
    }
    return place;
}

struct Boundary {
    qint64 event = 0;
    qint64 position = -1;
    qint64 block = -1;
    qint64 at = -1;
    QString head;
    EventKind kind = EventKind::Unknown;
};

Result<std::optional<Boundary>> boundary(Database &db, const Place &place, const QString &condition,
                                         const QString &order)
{
    Statement s(
        db, u"SELECT id, position, block, at, head, kind FROM event WHERE session_id = ? AND run_id = 0 AND %1 AND %2"
            " ORDER BY position %3, block %3 LIMIT 1"_s.arg(turnKinds, condition, order));
    s.bind(place.session).bind(place.position).bind(place.block);
    if (s.next())
        return Boundary{s.integer(0), s.integer(1), s.integer(2),
                        s.integer(3), s.text(4),    static_cast<EventKind>(s.integer(5))};
    if (!s.ok())
        return tl::unexpected(s.error());
    return std::optional<Boundary>{};
}

TurnRow turnRow(const Statement &s)
{
    return {.eventId = s.integer(0),
            .kind = static_cast<EventKind>(s.integer(1)),
            .outcome = static_cast<Outcome>(s.integer(2)),
            .at = s.integer(3),
            .durationMs = s.integer(4),
            .tool = s.text(5),
            .head = s.text(6),
            .childRunId = s.integer(7),
            .childFrom = s.isNull(8) ? -1 : s.integer(8),
            .childUntil = s.isNull(9) ? -1 : s.integer(9)};
}

const QString rowsSql =
    u"SELECT e.id, e.kind, e.outcome, e.at, e.duration_ms, e.tool, e.head, coalesce(r.id, 0), r.started_at, r.ended_at"
    " FROM event e LEFT JOIN run r ON r.id = (SELECT c.id FROM run c WHERE e.kind = 4 AND e.tool_use_id <> '' AND"
    " c.session_id = e.session_id AND c.tool_use_id = e.tool_use_id ORDER BY c.id LIMIT 1)"
    " WHERE e.session_id = ? AND e.run_id = ? AND (e.position, e.block) >= (?, ?) AND (e.position, e.block) < (?, ?)"
    " ORDER BY e.position, e.block LIMIT ?"_s;

constexpr qint64 farthest = std::numeric_limits<qint64>::max();

class TurnReader {
public:
    TurnReader(Database &db, qint64 session)
        : m_rows(db, rowsSql)
        , m_session(session)
    {
    }

    [[nodiscard]] Result<QList<TurnRow>> rows(qint64 run, const Boundary &from, const Boundary &until)
    {
        QList<TurnRow> rows;
        m_rows.bind(m_session).bind(run).bind(from.position).bind(from.block).bind(until.position).bind(until.block);
        m_rows.bind(m_left + 1);
        while (m_rows.next())
            rows.append(turnRow(m_rows));
        m_rows.finish();
        if (!m_rows.ok())
            return tl::unexpected(m_rows.error());
        if (rows.size() > m_left) {
            rows.removeLast();
            m_cut = true;
        }
        m_left -= static_cast<int>(rows.size());
        return rows;
    }

    // Appends the spans, each sub-agent's own behind it.
    [[nodiscard]] Result<> append(const QList<TurnSpan> &spans, int parent, int level, QList<TurnSpan> &all)
    {
        for (TurnSpan span : spans) {
            span.parent = parent;
            all.append(span);
            if (span.childRunId == 0 || level >= deepest || m_left <= 0)
                continue;
            const int self = static_cast<int>(all.size()) - 1;
            const auto inside = rows(span.childRunId, {}, {0, farthest, farthest, -1, {}, {}});
            if (!inside)
                return tl::unexpected(inside.error());
            if (auto done = append(spansOf(*inside, span.from), self, level + 1, all); !done)
                return done;
        }
        return {};
    }

    [[nodiscard]] bool isCut() const { return m_cut; }

private:
    Statement m_rows;
    qint64 m_session;
    int m_left = turnRowLimit;
    bool m_cut = false;
};

Result<> countTurns(Database &db, const Place &place, TurnTimes &turn)
{
    Statement s(db,
                u"SELECT count(*), coalesce(sum((position, block) <= (?, ?)), 0) FROM event WHERE session_id = ? AND"
                " run_id = 0 AND %1"_s.arg(personsKinds));
    s.bind(place.position).bind(place.block).bind(place.session);
    if (!s.next())
        return tl::unexpected(s.error());
    turn.turns = static_cast<int>(s.integer(0));
    turn.number = static_cast<int>(s.integer(1));
    return {};
}

Result<> countTokens(Database &db, TurnTimes &turn)
{
    Statement s(db, u"SELECT sum(input), sum(output), sum(cache_read), sum(cache_write_5m) + sum(cache_write_1h) FROM"
                    " message WHERE (session_id = ? OR message_id IN (SELECT message_id FROM message_share WHERE"
                    " session_id = ?)) AND at >= ? AND at < ?"_s);
    s.bind(turn.sessionId).bind(turn.sessionId).bind(turn.from);
    s.bind(turn.nextPromptAt >= 0 ? turn.nextPromptAt : farthest);
    if (!s.next())
        return tl::unexpected(s.error());
    turn.tokens = {s.integer(0), s.integer(1), s.integer(2), s.integer(3)};
    return {};
}

void measure(const QList<TurnRow> &rows, TurnTimes &turn)
{
    for (const TurnRow &row : rows) {
        if (row.at < 0)
            continue;
        turn.from = turn.from < 0 ? row.at : std::min(turn.from, row.at);
        turn.until = std::max(turn.until, row.at);
    }
    for (const TurnSpan &span : std::as_const(turn.spans)) {
        if (!span.isKnown())
            continue;
        turn.from = turn.from < 0 ? span.from : std::min(turn.from, span.from);
        turn.until = std::max(turn.until, span.until);
    }
    turn.totals = totalsOf(turn.spans);
}

} // namespace

Result<TurnTimes> readTurnTimes(Database &db, qint64 eventId)
{
    const auto place = mainPlace(db, eventId);
    if (!place)
        return tl::unexpected(place.error());
    const auto start = boundary(db, *place, u"(position, block) <= (?, ?)"_s, u"DESC"_s);
    if (!start)
        return tl::unexpected(start.error());
    const auto next = boundary(db, *place, u"(position, block) > (?, ?)"_s, u"ASC"_s);
    if (!next)
        return tl::unexpected(next.error());
    TurnTimes turn;
    turn.sessionId = place->session;
    const Boundary from = start->value_or(Boundary{});
    turn.promptEvent = from.event;
    turn.prompt = from.head;
    turn.byClient = from.kind == EventKind::MachineTurn;
    if (auto counted = countTurns(db, *place, turn); !counted)
        return tl::unexpected(counted.error());
    TurnReader reader(db, place->session);
    const auto rows = reader.rows(0, from, next->value_or(Boundary{0, farthest, farthest, -1, {}, {}}));
    if (!rows)
        return tl::unexpected(rows.error());
    if (*next) {
        turn.nextTurn = (*next)->event;
        turn.nextPromptAt = (*next)->at;
    }
    if (*start) {
        const auto previous =
            boundary(db, {place->session, 0, from.position, from.block}, u"(position, block) < (?, ?)"_s, u"DESC"_s);
        if (!previous)
            return tl::unexpected(previous.error());
        turn.previousTurn = *previous ? (*previous)->event : 0;
    }
    if (auto appended = reader.append(spansOf(*rows, -1), -1, 0, turn.spans); !appended)
        return tl::unexpected(appended.error());
    turn.cut = reader.isCut();
    measure(*rows, turn);
    if (auto counted = countTokens(db, turn); !counted)
        return tl::unexpected(counted.error());
    return turn;
}

} // namespace assay
