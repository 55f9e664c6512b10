// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which lines of one file were written while capture was paused. Lines that say no time of their own were written
// between their dated neighbours; when a pause may have lain there, they are left out.

#include "agent/read/linetime.h"
#include "agent/store/pause.h"

#include <string_view>

namespace assay {

class PausedLines {
public:
    // What will be given here was written after `after` (-1 = nobody knows) and up to `before`, of which only lines
    // that say another time know better; ms since the epoch.
    PausedLines(const QList<PauseInterval> &pauses, qint64 after, qint64 before);

    // False for a file that was last changed before any pause: then nothing needs to be asked.
    [[nodiscard]] bool matters() const { return !m_pauses.isEmpty(); }
    // Lines in their order; `behind` is what follows, as far as it was read, and may end within a line.
    [[nodiscard]] bool leavesOut(std::string_view line, std::string_view behind);

private:
    [[nodiscard]] bool anyWithin(qint64 from, qint64 to) const;
    [[nodiscard]] qint64 nextTime(std::string_view behind);

    QList<PauseInterval> m_pauses;
    LineTime m_time;
    qint64 m_after;
    qint64 m_before;
    std::optional<qint64> m_next; // of the undated lines since the last dated one
};

} // namespace assay
