// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/read/isotime.h"

#include <chrono>

namespace assay {

namespace {

// Takes `count` digits off the front; -1 when they are not digits.
int takeNumber(std::string_view &text, std::size_t count)
{
    if (text.size() < count)
        return -1;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool takeChar(std::string_view &text, char c)
{
    if (text.empty() || text.front() != c)
        return false;
    text.remove_prefix(1);
    return true;
}

int takeMilliseconds(std::string_view &text)
{
    int value = 0;
    int scale = 100;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        value += (text.front() - '0') * scale;
        scale /= 10;
        text.remove_prefix(1);
    }
    return value;
}

// Minutes east of UTC, or 24 * 60 when what is left is no zone.
int takeZone(std::string_view text)
{
    constexpr int Invalid = 24 * 60;
    if (text == "Z" || text == "z")
        return 0;
    const bool west = !text.empty() && text.front() == '-';
    if (!west && !takeChar(text, '+'))
        return Invalid;
    if (west)
        text.remove_prefix(1);
    const int hours = takeNumber(text, 2);
    takeChar(text, ':');
    const int minutes = takeNumber(text, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || !text.empty())
        return Invalid;
    return west ? -(hours * 60 + minutes) : hours * 60 + minutes;
}

} // namespace

std::int64_t parseIsoTime(std::string_view text)
{
    const int year = takeNumber(text, 4);
    if (year < 1970 || !takeChar(text, '-'))
        return -1;
    const int month = takeNumber(text, 2);
    if (!takeChar(text, '-'))
        return -1;
    const int day = takeNumber(text, 2);
    if (month < 1 || day < 1 || !(takeChar(text, 'T') || takeChar(text, ' ')))
        return -1;
    const int hour = takeNumber(text, 2);
    if (!takeChar(text, ':'))
        return -1;
    const int minute = takeNumber(text, 2);
    if (!takeChar(text, ':'))
        return -1;
    const int second = takeNumber(text, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
        return -1;
    const int milliseconds = takeChar(text, '.') ? takeMilliseconds(text) : 0;
    const int zone = takeZone(text);
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok() || zone == 24 * 60)
        return -1;
    const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
    return ((days * 24 + hour) * 60 + minute - zone) * 60'000 + second * 1000 + milliseconds;
}

} // namespace assay
