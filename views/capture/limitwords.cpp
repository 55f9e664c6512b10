// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/capture/limitwords.h"

#include <algorithm>
#include <cmath>

#include <QStringList>

#include "views/widgets/translation.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double gigabyte = 1e9;

} // namespace

QString limitText(const KeepLimit &limit)
{
    QStringList parts;
    if (limit.olderThanDays >= 0)
        parts.append(pluralText(limit.olderThanDays, tr("%1 day"), tr("%1 days")));
    if (limit.maxBytes >= 0)
        parts.append(bytesText(limit.maxBytes));
    return parts.isEmpty() ? tr("everything") : parts.join(u" · "_s);
}

double gigabytesOf(qint64 bytes)
{
    return std::clamp(std::round(static_cast<double>(bytes) / gigabyte * 100) / 100, leastGigabytes, mostGigabytes);
}

qint64 bytesOf(double gigabytes)
{
    return std::llround(gigabytes * gigabyte);
}

bool keepsAsMuch(const KeepLimit &limit, const KeepLimit &before)
{
    const auto asMuch = [](qint64 now, qint64 then) { return now < 0 || (then >= 0 && now >= then); };
    return asMuch(limit.olderThanDays, before.olderThanDays) && asMuch(limit.maxBytes, before.maxBytes);
}

} // namespace assay
