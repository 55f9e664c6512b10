// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/wording.h"

#include "views/widgets/translation.h"

#include <QDateTime>
#include <QLocale>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 second = 1000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

QString scaled(double value, const QString &unit)
{
    return QLocale().toString(value, 'f', value < 99.95 ? 1 : 0) + u' ' + unit;
}

} // namespace

QString durationText(qint64 ms)
{
    if (ms < 0)
        return {};
    if (ms < second)
        return tr("%1 ms").arg(ms);
    if (ms < minute)
        return tr("%1 s").arg(QLocale().toString(static_cast<double>(ms) / second, 'f', ms < 10 * second ? 1 : 0));
    if (ms < hour)
        return ms < 10 * minute ? tr("%1 m %2 s").arg(ms / minute).arg(ms % minute / second)
                                : tr("%1 m").arg(ms / minute);
    if (ms < 2 * day)
        return tr("%1 h %2 m").arg(ms / hour).arg(ms % hour / minute);
    return tr("%1 d").arg(ms / day);
}

QString longDurationText(qint64 ms)
{
    if (ms < hour)
        return tr("%1 min %2 s").arg(ms / minute).arg(ms % minute / second);
    if (ms < day)
        return tr("%1 h %2 min").arg(ms / hour).arg(ms % hour / minute);
    return pluralText(ms / day, tr("%1 day"), tr("%1 days"));
}

QString bytesText(qint64 bytes)
{
    const auto value = static_cast<double>(bytes);
    if (bytes < 1000)
        return tr("%1 B").arg(bytes);
    if (value < 999'500)
        return scaled(value / 1e3, tr("kB"));
    return value < 999.5e6 ? scaled(value / 1e6, tr("MB")) : scaled(value / 1e9, tr("GB"));
}

QString countText(qint64 count)
{
    return QLocale().toString(count);
}

QString pluralText(qint64 count, const QString &one, const QString &many)
{
    return (count == 1 ? one : many).arg(countText(count));
}

QString roundedText(qint64 count)
{
    const auto value = static_cast<double>(count);
    if (count < 1000)
        return QString::number(count);
    if (value < 999'500)
        return QLocale().toString(value / 1e3, 'f', 0) + tr(" k");
    return value < 999.5e6 ? scaled(value / 1e6, tr("M")) : scaled(value / 1e9, tr("G"));
}

QString costText(double usd)
{
    return u"$"_s + QLocale().toString(usd, 'f', 2);
}

QString timeText(qint64 at)
{
    return at < 0 ? QString() : QDateTime::fromMSecsSinceEpoch(at).toString(u"HH:mm:ss"_s);
}

QString isoText(qint64 at)
{
    if (at < 0)
        return {};
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at);
    return local.toOffsetFromUtc(local.offsetFromUtc()).toString(Qt::ISODate);
}

QString relativeText(qint64 at, qint64 now)
{
    if (at < 0)
        return {};
    const qint64 age = now - at;
    if (age < minute)
        return tr("now");
    if (age < hour)
        return tr("%1 min").arg(age / minute);
    if (age < day)
        return tr("%1 h").arg(age / hour);
    const QDate date = QDateTime::fromMSecsSinceEpoch(at).date();
    const QDate today = QDateTime::fromMSecsSinceEpoch(now).date();
    if (date.daysTo(today) < 7)
        return QLocale().toString(date, u"ddd"_s);
    return QLocale().toString(date, date.year() == today.year() ? u"d MMM"_s : u"d MMM yyyy"_s);
}

QString agoText(qint64 at, qint64 now)
{
    const qint64 age = std::max<qint64>(0, now - at);
    if (age < minute)
        return tr("%1 s ago").arg(age / second);
    const QString when = relativeText(at, now);
    return age < day ? tr("%1 ago").arg(when) : tr("on %1").arg(when);
}

// A tool tip guesses whether it is given markup; this leaves nothing to guess.
QString tipText(const QString &plain)
{
    if (plain.isEmpty())
        return {};
    return u"<qt>"_s + plain.toHtmlEscaped().replace(u'\n', "<br>"_L1) + u"</qt>"_s;
}

} // namespace assay
