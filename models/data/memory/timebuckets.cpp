// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/memory/timebuckets.h"

#include <QDateTime>

namespace assay {

namespace {

qint64 floorTo(qint64 value, qint64 step)
{
    const qint64 rest = value % step;
    return value - (rest < 0 ? rest + step : rest);
}

} // namespace

TimeBuckets::TimeBuckets(const QTimeZone &zone)
    : m_zone(zone.isValid() ? zone : QTimeZone::utc())
{
    constexpr qint64 someWinter = 1'768'000'000'000; // 2026-01-09; only parts of an hour count
    const qint64 offset = qint64{m_zone.standardTimeOffset(QDateTime::fromMSecsSinceEpoch(someWinter, Qt::UTC))} * 1000;
    m_shift = offset - floorTo(offset, hourMs);
}

qint64 TimeBuckets::hourOf(qint64 at) const
{
    return floorTo(at + m_shift, hourMs) - m_shift;
}

qint64 TimeBuckets::hourFrom(qint64 at) const
{
    const qint64 hour = hourOf(at);
    return hour == at ? hour : hour + hourMs;
}

TimeSpan TimeBuckets::dayOf(qint64 at) const
{
    const QDate date = QDateTime::fromMSecsSinceEpoch(at, m_zone).date();
    return {date.startOfDay(m_zone).toMSecsSinceEpoch(), date.addDays(1).startOfDay(m_zone).toMSecsSinceEpoch()};
}

void TimeBuckets::splitHours(const TimeSpan &span, Parts &parts) const
{
    if (span.isEmpty())
        return;
    const TimeSpan hours{hourFrom(span.from), hourOf(span.to)};
    if (hours.isEmpty()) {
        parts.edges.append(span);
        return;
    }
    if (span.from < hours.from)
        parts.edges.append({span.from, hours.from});
    parts.hours.append(hours);
    if (hours.to < span.to)
        parts.edges.append({hours.to, span.to});
}

TimeBuckets::Parts TimeBuckets::split(const TimeSpan &span) const
{
    Parts parts;
    if (span.isEmpty())
        return parts;
    const TimeSpan first = dayOf(span.from);
    const TimeSpan days{first.from == span.from ? first.from : first.to, dayOf(span.to).from};
    if (days.isEmpty()) {
        splitHours(span, parts);
        return parts;
    }
    splitHours({span.from, days.from}, parts);
    parts.days.append(days);
    splitHours({days.to, span.to}, parts);
    return parts;
}

} // namespace assay
