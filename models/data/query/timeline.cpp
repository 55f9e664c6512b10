// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/timeline.h"

#include <algorithm>
#include <bit>

#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// A call without a result further back than this will hardly get one.
constexpr qsizetype lookBack = 512;

const QString marksSql =
    u"SELECT e.id, e.at, e.kind, e.outcome, e.output_bytes, e.position, e.block, CASE WHEN e.kind = 4 AND"
    " e.tool_use_id <> '' THEN (SELECT max(r.ended_at) FROM run r WHERE r.session_id = e.session_id AND"
    " r.tool_use_id = e.tool_use_id) END, e.duration_ms FROM event e WHERE e.session_id = ? AND e.run_id = ? AND"
    " (e.position, e.block) > (?, ?) ORDER BY e.position, e.block"_s;

struct Reading {
    TimelineGrowth growth;
    QList<qint64> ends;                      // of the sub-agent that a mark started; -1 = none
    QList<std::pair<qint64, qint64>> places; // of the last `lookBack` rows and more
};

Result<Reading> readMarks(Database &db, const Timeline &before)
{
    Reading reading;
    TimelineGrowth &growth = reading.growth;
    growth.from = before.settled;
    Statement s(db, marksSql);
    s.bind(before.sessionId).bind(before.runId).bind(before.settledPosition).bind(before.settledBlock);
    while (s.next()) {
        TimelineMark mark{.event = s.integer(0), .at = s.integer(1)};
        mark.kind = static_cast<quint8>(s.integer(2));
        mark.outcome = static_cast<quint8>(s.integer(3));
        mark.size = outputSizeClass(s.integer(4));
        growth.marks.append(mark);
        reading.places.append({s.integer(5), s.integer(6)});
        const qint64 runEnd = s.isNull(7) ? -1 : std::max<qint64>(0, s.integer(7));
        const qint64 callEnd = mark.at >= 0 && s.integer(8) >= 0 ? mark.at + s.integer(8) : 0;
        reading.ends.append(runEnd < 0 ? -1 : std::max(runEnd, callEnd));
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return reading;
}

void measureSpans(Reading &reading)
{
    QList<TimelineMark> &marks = reading.growth.marks;
    for (qsizetype row = 0; row < marks.size(); ++row) {
        const qint64 end = reading.ends.at(row);
        if (end < 0)
            continue;
        qsizetype last = row;
        for (qsizetype below = row + 1; below < marks.size() && marks.at(below).at <= end; ++below)
            last = marks.at(below).at >= 0 ? below : last;
        marks[row].spanRows = static_cast<qint32>(last - row + 1);
    }
}

// The row that a later reading begins with: the first of the last ones that may still get its result, or whose
// sub-agent may still run.
void settle(Reading &reading, const Timeline &before)
{
    TimelineGrowth &growth = reading.growth;
    const qsizetype count = growth.marks.size();
    qsizetype open = count;
    for (qsizetype row = count - 1; row >= std::max<qsizetype>(0, count - lookBack); --row) {
        const TimelineMark &mark = growth.marks.at(row);
        const bool reachesEnd = mark.spanRows > 0 && row + mark.spanRows >= count;
        if (mark.outcome == static_cast<quint8>(Outcome::Pending) || reachesEnd)
            open = row;
    }
    growth.settled = growth.from + open;
    growth.settledPosition = open > 0 ? reading.places.at(open - 1).first : before.settledPosition;
    growth.settledBlock = open > 0 ? reading.places.at(open - 1).second : before.settledBlock;
}

Result<qsizetype> countUpTo(Database &db, const Timeline &place)
{
    Statement s(db,
                u"SELECT count(*) FROM event WHERE session_id = ? AND run_id = ? AND (position, block) <= (?, ?)"_s);
    s.bind(place.sessionId).bind(place.runId).bind(place.settledPosition).bind(place.settledBlock);
    if (!s.next())
        return tl::unexpected(s.error());
    return s.integer(0);
}

Result<QSet<qint64>> bookmarkedEvents(Database &db, qint64 sessionId)
{
    QSet<qint64> events;
    Statement s(db, u"SELECT event_id FROM bookmark WHERE session_id = ?"_s);
    s.bind(sessionId);
    while (s.next())
        events.insert(s.integer(0));
    if (!s.ok())
        return tl::unexpected(s.error());
    return events;
}

} // namespace

quint8 outputSizeClass(qint64 bytes)
{
    constexpr int largest = 15;
    return bytes <= 0
               ? 0
               : static_cast<quint8>(std::min(largest, static_cast<int>(std::bit_width(static_cast<quint64>(bytes)))));
}

Result<TimelineGrowth> readTimeline(Database &db, const Timeline &before, qsizetype known)
{
    Timeline from = before;
    const auto here = known > 0 ? countUpTo(db, from) : Result<qsizetype>(0);
    if (!here)
        return tl::unexpected(here.error());
    if (known == 0 || *here != before.settled) { // rows came or went before the place to go on from
        from.settled = 0;
        from.settledPosition = from.settledBlock = -1;
    }
    auto reading = readMarks(db, from);
    if (!reading)
        return tl::unexpected(reading.error());
    measureSpans(*reading);
    settle(*reading, from);
    auto bookmarks = bookmarkedEvents(db, before.sessionId);
    if (!bookmarks)
        return tl::unexpected(bookmarks.error());
    reading->growth.bookmarks = *bookmarks;
    return reading->growth;
}

void applyGrowth(Timeline &timeline, const TimelineGrowth &growth)
{
    timeline.marks.resize(std::min(growth.from, timeline.marks.size()));
    timeline.marks += growth.marks;
    timeline.bookmarks = growth.bookmarks;
    timeline.settled = growth.settled;
    timeline.settledPosition = growth.settledPosition;
    timeline.settledBlock = growth.settledBlock;
}

} // namespace assay
