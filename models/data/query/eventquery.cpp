// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/eventquery.h"

#include <QUuid>

#include <optional>

#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString eventColumns(int textLimit)
{
    const auto text = [&](QLatin1StringView column) {
        if (textLimit == 0)
            return u"''"_s;
        return textLimit < 0 ? u"b."_s + column : u"substr(b.%1, 1, %2)"_s.arg(column).arg(textLimit);
    };
    return u"SELECT e.id, e.session_id, e.run_id, e.line_key, e.key_is_uuid, e.block, e.kind, e.outcome, e.at, "
           u"e.duration_ms,"
           " e.tool, e.tool_use_id, e.model, e.head, r.agent_id, e.images, e.lines_added, e.lines_removed, e.flags,"
           " e.text_bytes, e.input_bytes, e.output_bytes, c.id, c.agent_type, c.events, c.tool_calls, c.errors,"
           " c.started_at, c.ended_at, CASE WHEN c.id IS NOT NULL THEN (SELECT l.kind FROM event l WHERE"
           " l.session_id = e.session_id AND l.run_id = c.id ORDER BY l.position DESC, l.block DESC LIMIT 1) END,"
           " e.skill, %1, %2, %3 FROM event e LEFT JOIN body b ON b.id = e.id LEFT JOIN run r ON r.id = e.run_id LEFT "
           "JOIN run c"
           " ON c.id = CASE WHEN e.kind = 4 AND e.tool_use_id <> '' THEN (SELECT d.id FROM run d WHERE"
           " d.session_id = e.session_id AND d.tool_use_id = e.tool_use_id LIMIT 1) END "_s.arg(
               text("text"_L1), text("input"_L1), text("output"_L1));
}

QString lineUuid(const QByteArray &key, bool isUuid)
{
    if (!isUuid)
        return {};
    return key.size() == 16 ? QUuid::fromRfc4122(key).toString(QUuid::WithoutBraces) : QString::fromUtf8(key);
}

EventRow eventRow(const Statement &s)
{
    EventRow row;
    row.id = s.integer(0);
    row.sessionId = s.integer(1);
    row.runId = s.integer(2);
    row.uuid = lineUuid(s.blob(3), s.integer(4) != 0);
    row.block = static_cast<int>(s.integer(5));
    row.kind = static_cast<EventKind>(s.integer(6));
    row.outcome = static_cast<Outcome>(s.integer(7));
    row.at = s.integer(8);
    row.durationMs = s.integer(9);
    row.tool = s.text(10);
    row.toolUseId = s.text(11);
    row.model = s.text(12);
    row.head = s.text(13);
    row.agentId = s.text(14);
    row.images = static_cast<int>(s.integer(15));
    row.linesAdded = static_cast<int>(s.integer(16));
    row.linesRemoved = static_cast<int>(s.integer(17));
    row.flags = static_cast<int>(s.integer(18));
    row.textBytes = s.integer(19);
    row.inputBytes = s.integer(20);
    row.outputBytes = s.integer(21);
    row.childRunId = s.integer(22);
    if (row.childRunId != 0)
        row.childRun = {.agentType = s.text(23),
                        .events = static_cast<int>(s.integer(24)),
                        .toolCalls = static_cast<int>(s.integer(25)),
                        .errors = static_cast<int>(s.integer(26)),
                        .startedAt = s.integer(27),
                        .endedAt = s.integer(28),
                        .answered = static_cast<EventKind>(s.integer(29)) == EventKind::Reply};
    row.skill = s.text(30);
    row.text = s.text(31);
    row.input = s.text(32);
    row.output = s.text(33);
    return row;
}

Error unknownEvent()
{
    return {Error::Code::NotFound, u"This event is not in the store. Its session may have been deleted."_s, {}};
}

QString idList(const QList<qint64> &ids)
{
    QStringList words;
    for (const qint64 id : ids)
        words.append(QString::number(id));
    return words.join(u',');
}

// The order within a thread.
struct EventOrder {
    qint64 position = 0;
    qint64 block = 0;
};

Result<std::optional<EventOrder>> orderOfRow(Database &db, qint64 sessionId, qint64 runId, int row)
{
    Statement s(db, u"SELECT position, block FROM event WHERE session_id = ? AND run_id = ?"
                    " ORDER BY position, block LIMIT 1 OFFSET ?"_s);
    s.bind(sessionId).bind(runId).bind(row);
    if (s.next())
        return EventOrder{s.integer(0), s.integer(1)};
    if (!s.ok())
        return tl::unexpected(s.error());
    return std::optional<EventOrder>{};
}

Result<int> rowOfOrder(Database &db, qint64 sessionId, qint64 runId, EventOrder order)
{
    Statement s(db, u"SELECT count(*) FROM event WHERE session_id = ? AND run_id = ? AND (position, block) < (?, ?)"_s);
    s.bind(sessionId).bind(runId).bind(order.position).bind(order.block);
    if (!s.next())
        return tl::unexpected(s.error());
    return static_cast<int>(s.integer(0));
}

} // namespace

Result<QList<EventRow>> readEvents(Database &db, qint64 sessionId, qint64 runId, int from, int count, int textLimit)
{
    Statement s(db,
                eventColumns(textLimit) +
                    u"WHERE e.id IN (SELECT id FROM event WHERE session_id = ? AND run_id = ? ORDER BY position, block"
                    " LIMIT ? OFFSET ?) ORDER BY e.position, e.block"_s);
    s.bind(sessionId).bind(runId).bind(count).bind(from);
    QList<EventRow> rows;
    while (s.next())
        rows.append(eventRow(s));
    if (!s.ok())
        return tl::unexpected(s.error());
    return rows;
}

Result<int> countEvents(Database &db, qint64 sessionId, qint64 runId)
{
    Statement s(db, u"SELECT count(*) FROM event WHERE session_id = ? AND run_id = ?"_s);
    s.bind(sessionId).bind(runId);
    if (!s.next())
        return tl::unexpected(s.error());
    return static_cast<int>(s.integer(0));
}

Result<EventRow> readEvent(Database &db, qint64 eventId, int textLimit)
{
    Statement s(db, eventColumns(textLimit) +
                        u"JOIN session s ON s.id = e.session_id WHERE e.id = ? AND s.deleted_at IS NULL"_s);
    s.bind(eventId);
    if (s.next())
        return eventRow(s);
    return tl::unexpected(s.ok() ? unknownEvent() : s.error());
}

Result<EventPlace> locateEvent(Database &db, qint64 eventId)
{
    Statement s(db,
                u"SELECT e.session_id, e.run_id, e.position, e.block FROM event e JOIN session s ON s.id = e.session_id"
                " WHERE e.id = ? AND s.deleted_at IS NULL"_s);
    s.bind(eventId);
    if (!s.next())
        return tl::unexpected(s.ok() ? unknownEvent() : s.error());
    EventPlace place{eventId, s.integer(0), s.integer(1), 0};
    const auto row = rowOfOrder(db, place.sessionId, place.runId, {s.integer(2), s.integer(3)});
    if (!row)
        return tl::unexpected(row.error());
    place.row = *row;
    return place;
}

Result<int> findLandmark(Database &db, qint64 sessionId, qint64 runId, EventLandmark what, int from, int direction,
                         const QList<qint64> &also)
{
    const bool forward = direction > 0;
    if (!forward && from <= 0)
        return -1;
    QString bound;
    EventOrder start;
    if (from >= 0) {
        const auto order = orderOfRow(db, sessionId, runId, from);
        if (!order)
            return tl::unexpected(order.error());
        if (!*order && forward)
            return -1;
        if (*order) {
            start = **order;
            bound = forward ? u"AND (position, block) > (?, ?)"_s : u"AND (position, block) < (?, ?)"_s;
        }
    }
    QString landmark = what == EventLandmark::Prompt ? u"kind IN (1, 5)"_s : u"outcome = 2"_s;
    if (!also.isEmpty())
        landmark = u"(%1 OR id IN (%2))"_s.arg(landmark, idList(also));
    const QString order = forward ? u"position, block"_s : u"position DESC, block DESC"_s;
    Statement s(
        db,
        u"SELECT position, block FROM event WHERE session_id = ? AND run_id = ? %1 AND %2 ORDER BY %3 LIMIT 1"_s.arg(
            bound, landmark, order));
    s.bind(sessionId).bind(runId);
    if (!bound.isEmpty())
        s.bind(start.position).bind(start.block);
    if (!s.next()) {
        if (!s.ok())
            return tl::unexpected(s.error());
        return -1;
    }
    return rowOfOrder(db, sessionId, runId, {s.integer(0), s.integer(1)});
}

} // namespace assay
