// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/duration.h"

#include <algorithm>

namespace assay {

std::optional<qint64> parseDuration(const QString &text)
{
    constexpr qint64 day = 86'400;
    constexpr qint64 most = 36'500 * day;
    if (text.size() < 2)
        return std::nullopt;
    qint64 unit = 0;
    switch (text.back().unicode()) {
    case 's':
        unit = 1;
        break;
    case 'm':
        unit = 60;
        break;
    case 'h':
        unit = 3600;
        break;
    case 'd':
        unit = day;
        break;
    case 'w':
        unit = 7 * day;
        break;
    default:
        return std::nullopt;
    }
    const QStringView digits = QStringView(text).chopped(1);
    const bool plain = std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    bool ok = false;
    const qint64 count = digits.toLongLong(&ok);
    if (!plain || !ok || count < 1 || count > most / unit)
        return std::nullopt;
    return count * unit;
}

} // namespace assay
