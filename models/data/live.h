// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What counts as live: a session whose last event is not five minutes from now and whose client has not said that it
// ended. A time far ahead, of a wrong clock, does not count. The filter is:live asks the same in SQL (filtersql.cpp).

#include "models/data/record.h"

namespace assay {

inline constexpr qint64 liveMs = 5 * 60 * 1000;
// The client's last lines may carry a later time than its word that it ended.
inline constexpr qint64 endSlackMs = 2'000;

[[nodiscard]] inline bool isLive(const SessionRow &session, qint64 now)
{
    const auto isNear = [now](qint64 at) { return at >= 0 && at > now - liveMs && at < now + liveMs; };
    return !session.ended && (isNear(session.endedAt) || isNear(session.seenAt));
}

} // namespace assay
