// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/filter/filterdate.h"

#include <QDateTime>

#include <array>

#include "models/data/filter/filter.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

std::optional<int> digits(QStringView text)
{
    if (text.isEmpty() || text.size() > 6)
        return std::nullopt;
    int value = 0;
    for (const QChar c : text) {
        if (c < u'0' || c > u'9')
            return std::nullopt;
        value = value * 10 + (c.unicode() - u'0');
    }
    return value;
}

std::optional<qint64> startOfDay(QDate date, const QTimeZone &zone)
{
    const QDateTime start = date.startOfDay(zone);
    if (!start.isValid())
        return std::nullopt;
    return start.toMSecsSinceEpoch();
}

// Days and weeks go by the calendar, so that "2d" keeps the time of day over a change to or from daylight saving.
std::optional<qint64> ago(QStringView text, const FilterClock &clock)
{
    const auto count = digits(text.chopped(1));
    if (!count)
        return std::nullopt;
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(clock.now, clock.zone);
    switch (text.back().toLower().unicode()) {
    case u'm':
        return clock.now - *count * qint64{60'000};
    case u'h':
        return clock.now - *count * qint64{3'600'000};
    case u'd':
        return now.addDays(-*count).toMSecsSinceEpoch();
    case u'w':
        return now.addDays(-7 * qint64{*count}).toMSecsSinceEpoch();
    default:
        return std::nullopt;
    }
}

std::optional<QDate> date(QStringView text)
{
    if (text.size() != 10 || text[4] != u'-' || text[7] != u'-')
        return std::nullopt;
    const auto year = digits(text.first(4));
    const auto month = digits(text.sliced(5, 2));
    const auto day = digits(text.sliced(8, 2));
    if (!year || !month || !day || !QDate::isValid(*year, *month, *day))
        return std::nullopt;
    return QDate(*year, *month, *day);
}

// "2026-11" begins with its first day.
std::optional<QDate> month(QStringView text)
{
    if (text.size() != 7)
        return std::nullopt;
    return date(text.toString() + u"-01"_s);
}

// Weeks begin on Monday, whatever the locale: the same filter means the same to everyone.
std::optional<QDate> namedDay(QStringView text, QDate today)
{
    constexpr qsizetype longestName = 12;
    if (text.size() > longestName)
        return std::nullopt;
    const QString name = text.toString().toLower().remove(u'-').remove(u' ');
    const QDate monday = today.addDays(1 - today.dayOfWeek());
    const QDate first(today.year(), today.month(), 1);
    if (name == "today"_L1)
        return today;
    if (name == "yesterday"_L1)
        return today.addDays(-1);
    if (name == "thisweek"_L1)
        return monday;
    if (name == "lastweek"_L1)
        return monday.addDays(-7);
    if (name == "thismonth"_L1)
        return first;
    if (name == "lastmonth"_L1)
        return first.addMonths(-1);
    if (name == "thisyear"_L1)
        return QDate(today.year(), 1, 1);
    constexpr std::array days{"monday"_L1, "tuesday"_L1,  "wednesday"_L1, "thursday"_L1,
                              "friday"_L1, "saturday"_L1, "sunday"_L1};
    for (int day = 0; day < static_cast<int>(days.size()); ++day) {
        if (name == days[static_cast<size_t>(day)])
            return today.addDays(-((today.dayOfWeek() - 1 - day + 7) % 7)); // the last one; today is one
    }
    return std::nullopt;
}

std::optional<QTime> clockTime(QStringView text)
{
    if ((text.size() != 5 && text.size() != 8) || text[2] != u':' || (text.size() == 8 && text[5] != u':'))
        return std::nullopt;
    const auto hour = digits(text.first(2));
    const auto minute = digits(text.sliced(3, 2));
    const auto second = text.size() == 8 ? digits(text.sliced(6, 2)) : std::optional(0);
    if (!hour || !minute || !second || !QTime::isValid(*hour, *minute, *second))
        return std::nullopt;
    return QTime(*hour, *minute, *second);
}

std::optional<qint64> calendar(QStringView text, const FilterClock &clock)
{
    const auto day = date(text.first(std::min<qsizetype>(text.size(), 10)));
    if (!day)
        return std::nullopt;
    if (text.size() == 10)
        return startOfDay(*day, clock.zone);
    if (text[10].toUpper() != u'T')
        return std::nullopt;
    QStringView rest = text.sliced(11);
    const bool utc = rest.endsWith(u'Z');
    if (utc)
        rest.chop(1);
    const auto time = clockTime(rest);
    if (!time)
        return std::nullopt;
    const QDateTime moment(*day, *time, utc ? QTimeZone::utc() : clock.zone);
    if (!moment.isValid())
        return std::nullopt;
    return moment.toMSecsSinceEpoch();
}

} // namespace

std::optional<qint64> parseFilterDate(QStringView text, const FilterClock &clock)
{
    if (text.isEmpty())
        return std::nullopt;
    const QDate today = QDateTime::fromMSecsSinceEpoch(clock.now, clock.zone).date();
    if (text.compare("now"_L1, Qt::CaseInsensitive) == 0)
        return clock.now;
    if (const auto named = namedDay(text, today))
        return startOfDay(*named, clock.zone);
    if (const auto first = month(text))
        return startOfDay(*first, clock.zone);
    if (const auto relative = ago(text, clock))
        return relative;
    return calendar(text, clock);
}

} // namespace assay
