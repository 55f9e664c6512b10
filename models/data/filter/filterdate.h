// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Points in time as people write them in a filter: 45m 3h 2d 2w (ago), now, today, yesterday, monday (the last one),
// this-week, last-week (from Monday on), this-month, last-month, this-year, 2026-11, 2026-11-02, 2026-11-02T14:00. A
// day is the start of that day in the given zone; a day without a midnight (daylight saving) starts at its first
// moment.

#include <QString>

#include <optional>

namespace assay {

struct FilterClock;

// ms since the epoch; nothing for anything else.
[[nodiscard]] std::optional<qint64> parseFilterDate(QStringView text, const FilterClock &clock);

} // namespace assay
