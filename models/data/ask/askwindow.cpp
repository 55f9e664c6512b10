// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/ask/askwindow.h"

#include "models/data/ask/asklanguage.h"

#include <QRegularExpression>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 allOfTime = 0;

bool isMark(const QString &word, AskMark mark)
{
    return askMark(word) == mark;
}

// The beginning of what lies `count` units back. Days and longer ones go by the calendar.
QDateTime unitsBack(const QDateTime &now, int count, AskUnit unit)
{
    switch (unit) {
    case AskUnit::Minute:
        return now.addMSecs(-count * minuteMs);
    case AskUnit::Hour:
        return now.addMSecs(-count * hourMs);
    case AskUnit::Day:
        return now.addDays(-count);
    case AskUnit::Week:
        return now.addDays(qint64{-7} * count);
    case AskUnit::Month:
        return now.addMonths(-count);
    }
    return now;
}

// "15m", "2h", "3d", "1w"; and "15min".
std::optional<QPair<int, AskUnit>> shortUnits(const QString &word)
{
    static const QRegularExpression form(u"\\A(\\d{1,6})(m|min|h|hr|hrs|d|w)\\z"_s);
    const auto match = form.match(word);
    if (!match.hasMatch())
        return std::nullopt;
    const QChar unit = match.captured(2)[0];
    const AskUnit what = unit == u'm'   ? AskUnit::Minute
                         : unit == u'h' ? AskUnit::Hour
                         : unit == u'd' ? AskUnit::Day
                                        : AskUnit::Week;
    return QPair<int, AskUnit>(match.captured(1).toInt(), what);
}

} // namespace

AskWindowReader::AskWindowReader(QStringList &words, const FilterClock &clock)
    : m_words(words)
    , m_now(QDateTime::fromMSecsSinceEpoch(clock.now, clock.zone))
    , m_zone(clock.zone)
{
}

std::optional<AskWindow> AskWindowReader::read()
{
    for (qsizetype at = 0; at < m_words.size(); ++at) {
        const auto found = window(at);
        if (!found)
            continue;
        const AskWindow result{found->span, m_words.mid(at, found->words).join(u' ')};
        // "in the last hour": what leads there says nothing more.
        m_words.remove(at, found->words);
        return result;
    }
    return std::nullopt;
}

std::optional<AskWindowReader::Found> AskWindowReader::window(qsizetype at) const
{
    if (auto found = lastUnits(at))
        return found;
    if (auto found = bounded(at))
        return found;
    if (auto found = between(at))
        return found;
    if (auto found = named(at))
        return found;
    if (auto found = month(at, false))
        return found;
    // A moment alone is no window.
    const qsizetype on = isMark(word(at), AskMark::On) ? 1 : 0;
    auto found = date(at + on);
    if (!found || found->span.isEmpty())
        return std::nullopt;
    found->words += on;
    return found;
}

// "last 15 minutes", "last hour", "15 dernières minutes", "2h".
std::optional<AskWindowReader::Found> AskWindowReader::lastUnits(qsizetype at) const
{
    const qint64 now = m_now.toMSecsSinceEpoch();
    const auto back = [&](int count, AskUnit unit, qsizetype words) {
        return Found{{unitsBack(m_now, count, unit).toMSecsSinceEpoch(), now}, words};
    };
    const bool lead = isMark(word(at), AskMark::Last);
    const qsizetype first = lead ? at + 1 : at;
    if (const auto units = shortUnits(word(first)); units && !isMark(word(first + 1), AskMark::Ago))
        return back(units->first, units->second, first + 1 - at);
    const auto count = askNumber(word(first));
    const qsizetype unitAt = first + (count ? 1 : 0) + (!lead && isMark(word(first + 1), AskMark::Last) ? 1 : 0);
    const auto unit = askUnit(word(unitAt));
    if (!unit)
        return std::nullopt;
    const bool trail = !lead && count && unitAt == first + 2;
    if (count && (lead || trail))
        return back(*count, *unit, unitAt + 1 - at);
    // "last week" is the one on the calendar, "last hour" the sixty minutes until now.
    if (lead && !count && (*unit == AskUnit::Hour || *unit == AskUnit::Minute || *unit == AskUnit::Day))
        return back(1, *unit, unitAt + 1 - at);
    if (lead && !count) {
        const QDate today = m_now.date();
        const QDate start = *unit == AskUnit::Week ? today.addDays(1 - today.dayOfWeek() - 7)
                                                   : QDate(today.year(), today.month(), 1).addMonths(-1);
        const QDate end = *unit == AskUnit::Week ? start.addDays(7) : start.addMonths(1);
        return Found{{dayAt(start).from, dayAt(end).from}, unitAt + 1 - at};
    }
    return std::nullopt;
}

// "since X", "until X".
std::optional<AskWindowReader::Found> AskWindowReader::bounded(qsizetype at) const
{
    const qint64 now = m_now.toMSecsSinceEpoch();
    const auto mark = askMark(word(at));
    if (mark != AskMark::Since && mark != AskMark::Until)
        return std::nullopt;
    const auto from = point(at + 1);
    if (!from)
        return std::nullopt;
    if (mark == AskMark::Until)
        return Found{{allOfTime, from->span.from}, 1 + from->words};
    return from->span.from < now ? std::optional(Found{{from->span.from, now}, 1 + from->words}) : std::nullopt;
}

// "from X to Y", "between X and Y"; of days, months and times of day "X to Y", too.
std::optional<AskWindowReader::Found> AskWindowReader::between(qsizetype at) const
{
    const qint64 now = m_now.toMSecsSinceEpoch();
    const qsizetype lead = isMark(word(at), AskMark::Between) || isMark(word(at), AskMark::On) ? 1 : 0;
    const bool isSaid = isMark(word(at), AskMark::Between);
    if (!isSaid && !calendar(at + lead) && !date(at + lead) && !month(at + lead, true) &&
        !clockTime(at + lead, m_now.date()))
        return std::nullopt;
    const auto from = point(at + lead);
    if (!from)
        return std::nullopt;
    const qsizetype joinAt = at + lead + from->words;
    if (!isMark(word(joinAt), AskMark::To) && !isMark(word(joinAt), AskMark::Until))
        return std::nullopt;
    auto to = point(joinAt + 1);
    // "between 9:00 and 11:30": the second is of the same day as the first.
    if (const QDate day = QDateTime::fromMSecsSinceEpoch(from->span.from, m_zone).date(); day != m_now.date()) {
        if (const auto sameDay = clockTime(joinAt + 1, day))
            to = sameDay;
    }
    if (!to)
        return std::nullopt;
    // A whole day is within.
    const qint64 end =
        to->span.to == to->span.from ? to->span.from : std::min(to->span.to, std::max(now, to->span.from));
    if (end <= from->span.from)
        return std::nullopt;
    return Found{{from->span.from, end}, joinAt + 1 - at + to->words};
}

// "today", "yesterday", "this week", "this morning", "ever".
std::optional<AskWindowReader::Found> AskWindowReader::named(qsizetype at) const
{
    const qint64 now = m_now.toMSecsSinceEpoch();
    const QDate today = m_now.date();
    const auto mark = askMark(word(at));
    if (mark == AskMark::Always)
        return Found{{allOfTime, now}, 1};
    if (mark == AskMark::This) {
        const auto unit = askUnit(word(at + 1));
        if (isMark(word(at + 1), AskMark::Morning))
            return Found{{dayAt(today).from, std::min(now, QDateTime(today, QTime(12, 0), m_zone).toMSecsSinceEpoch())},
                         2};
        if (!unit)
            return std::nullopt;
        if (*unit == AskUnit::Hour || *unit == AskUnit::Minute)
            return Found{{now - hourMs, now}, 2};
        const QDate start = *unit == AskUnit::Week    ? today.addDays(1 - today.dayOfWeek())
                            : *unit == AskUnit::Month ? QDate(today.year(), today.month(), 1)
                                                      : today;
        return Found{{dayAt(start).from, now}, 2};
    }
    return calendar(at);
}

// A day, cut off at the present.
std::optional<AskWindowReader::Found> AskWindowReader::calendar(qsizetype at) const
{
    const QDate today = m_now.date();
    QDate day;
    if (isMark(word(at), AskMark::Today))
        day = today;
    else if (isMark(word(at), AskMark::Yesterday))
        day = today.addDays(-1);
    else if (const int weekday = askWeekday(word(at)); weekday > 0)
        day = today.addDays(-((today.dayOfWeek() - weekday + 7) % 7));
    if (!day.isValid())
        return std::nullopt;
    const TimeSpan whole = dayAt(day);
    return Found{{whole.from, std::min(whole.to, m_now.toMSecsSinceEpoch())}, 1};
}

// "2026-11-02", "2026-11-02T14:00" (a moment), "Nov 25", "25 November 2026".
std::optional<AskWindowReader::Found> AskWindowReader::date(qsizetype at) const
{
    static const QRegularExpression iso(
        u"\\A(\\d{4}-\\d\\d-\\d\\d)(?:t(\\d\\d:\\d\\d(?::\\d\\d)?)(z|[+-]\\d\\d:?\\d\\d)?)?\\z"_s);
    const auto match = iso.match(word(at));
    if (match.hasMatch()) {
        const QDate day = QDate::fromString(match.captured(1), Qt::ISODate);
        if (!day.isValid())
            return std::nullopt;
        if (match.captured(2).isEmpty())
            return Found{dayAt(day), 1};
        const bool zoned = !match.captured(3).isEmpty();
        const QDateTime moment = zoned ? QDateTime::fromString(word(at).toUpper(), Qt::ISODate)
                                       : QDateTime(day, QTime::fromString(match.captured(2), Qt::ISODate), m_zone);
        const qint64 ms = moment.toMSecsSinceEpoch();
        return moment.isValid() ? std::optional(Found{{ms, ms}, 1}) : std::nullopt;
    }
    const bool monthFirst = askMonth(word(at)) > 0;
    const int month = monthFirst ? askMonth(word(at)) : askMonth(word(at + 1));
    static const QRegularExpression ordinal(u"(?:st|nd|rd|th|\\.|er)\\z"_s);
    const int number = QString(monthFirst ? word(at + 1) : word(at)).remove(ordinal).toInt();
    if (month == 0 || number == 0)
        return std::nullopt;
    const auto said = year(at + 2);
    const int thisYear = m_now.date().year();
    const QDate day(said                                            ? *said
                    : QDate(thisYear, month, number) > m_now.date() ? thisYear - 1
                                                                    : thisYear,
                    month, number);
    return day.isValid() ? std::optional(Found{dayAt(day), said ? 3 : 2}) : std::nullopt;
}

std::optional<int> AskWindowReader::year(qsizetype at) const
{
    const int number = word(at).toInt();
    return number > 1999 && number < 2200 ? std::optional(number) : std::nullopt;
}

// "in February", "February 2026", "2026-02"; cut off at the present.
std::optional<AskWindowReader::Found> AskWindowReader::month(qsizetype at, bool isAlone) const
{
    static const QRegularExpression iso(u"\\A(\\d{4})-(\\d\\d)\\z"_s);
    const qsizetype in = isMark(word(at), AskMark::In) ? 1 : 0;
    const auto match = iso.match(word(at + in));
    const int number = match.hasMatch() ? match.captured(2).toInt() : askMonth(word(at + in));
    const auto said = match.hasMatch() ? std::optional(match.captured(1).toInt()) : year(at + in + 1);
    if (number == 0 || (!isAlone && in == 0 && !said))
        return std::nullopt;
    const QDate today = m_now.date();
    const QDate first(said ? *said : today.year() - (number > today.month() ? 1 : 0), number, 1);
    if (!first.isValid())
        return std::nullopt;
    const qint64 from = dayAt(first).from;
    const qint64 end = std::min(dayAt(first.addMonths(1)).from, m_now.toMSecsSinceEpoch());
    return Found{{from, std::max(from, end)}, in + (said && !match.hasMatch() ? 2 : 1)};
}

// A moment, or a day and the time within it: "yesterday noon", "monday at 14:30", "2 hours ago", "noon", "9am".
std::optional<AskWindowReader::Found> AskWindowReader::point(qsizetype at) const
{
    const auto count = askNumber(word(at));
    if (const auto units = shortUnits(word(at))) {
        const qint64 ms = unitsBack(m_now, units->first, units->second).toMSecsSinceEpoch();
        return Found{{ms, ms}, isMark(word(at + 1), AskMark::Ago) ? 2 : 1};
    }
    if (count && askUnit(word(at + 1))) {
        const qint64 ms = unitsBack(m_now, *count, *askUnit(word(at + 1))).toMSecsSinceEpoch();
        return Found{{ms, ms}, isMark(word(at + 2), AskMark::Ago) ? 3 : 2};
    }
    auto day = named(at);
    if (!day)
        day = date(at);
    if (!day)
        day = month(at, true);
    if (!day) {
        const auto alone = clockTime(at, m_now.date());
        const auto of = alone ? calendar(at + alone->words) : std::nullopt; // "3 pm yesterday"
        if (!of)
            return alone;
        const QDate date = QDateTime::fromMSecsSinceEpoch(of->span.from, m_zone).date();
        return Found{clockTime(at, date)->span, alone->words + of->words};
    }
    if (day->span.from == day->span.to) // has its time
        return day;
    const QDate date = QDateTime::fromMSecsSinceEpoch(day->span.from, m_zone).date();
    qsizetype next = at + day->words;
    const bool joined = isMark(word(next), AskMark::On);
    if (const auto time = clockTime(next + (joined ? 1 : 0), date))
        return Found{time->span, day->words + time->words + (joined ? 1 : 0)};
    return day;
}

std::optional<AskWindowReader::Found> AskWindowReader::clockTime(qsizetype at, const QDate &day) const
{
    const auto moment = [&](QTime time, qsizetype words) {
        const qint64 ms = QDateTime(day, time, m_zone).toMSecsSinceEpoch();
        return Found{{ms, ms}, words};
    };
    if (isMark(word(at), AskMark::Noon))
        return moment(QTime(12, 0), 1);
    if (isMark(word(at), AskMark::Midnight))
        return Found{{dayAt(day).from, dayAt(day).from}, 1};
    if (isMark(word(at), AskMark::Morning))
        return moment(QTime(6, 0), 1);
    if (isMark(word(at), AskMark::Evening))
        return moment(QTime(18, 0), 1);
    static const QRegularExpression form(u"\\A(\\d{1,2})(?::(\\d\\d))?(am|pm|h|uhr)?\\z"_s);
    const auto match = form.match(word(at));
    QString half = match.captured(3);
    qsizetype words = 1;
    if (match.hasMatch() && half.isEmpty() &&
        (word(at + 1) == "am"_L1 || word(at + 1) == "pm"_L1 || word(at + 1) == "uhr"_L1)) {
        half = word(at + 1);
        words = 2;
    }
    if (!match.hasMatch() || (match.captured(2).isEmpty() && half.isEmpty()))
        return std::nullopt;
    int hour = match.captured(1).toInt();
    if (half == "pm"_L1 && hour < 12)
        hour += 12;
    else if (half == "am"_L1 && hour == 12)
        hour = 0;
    const QTime time(hour, match.captured(2).toInt());
    return time.isValid() ? std::optional(moment(time, words)) : std::nullopt;
}

TimeSpan AskWindowReader::dayAt(const QDate &date) const
{
    return {date.startOfDay(m_zone).toMSecsSinceEpoch(), date.addDays(1).startOfDay(m_zone).toMSecsSinceEpoch()};
}

} // namespace assay
