// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/pausedlines.h"

#include <algorithm>

namespace assay {

namespace {

bool meet(const PauseInterval &pause, qint64 from, qint64 to)
{
    return pause.startedAt <= to && (!pause.endedAt || *pause.endedAt > from);
}

} // namespace

PausedLines::PausedLines(const QList<PauseInterval> &pauses, qint64 after, qint64 before)
    : m_after(after)
    , m_before(before)
{
    std::copy_if(pauses.begin(), pauses.end(), std::back_inserter(m_pauses),
                 [before](const PauseInterval &each) { return each.startedAt <= before; });
}

bool PausedLines::anyWithin(qint64 from, qint64 to) const
{
    return std::any_of(m_pauses.begin(), m_pauses.end(),
                       [&](const PauseInterval &each) { return meet(each, from, to); });
}

// Of the next dated line; where none was read yet, of the last change of the file.
qint64 PausedLines::nextTime(std::string_view behind)
{
    while (!behind.empty()) {
        const auto end = behind.find('\n');
        if (end == std::string_view::npos)
            break;
        if (const qint64 at = m_time.of(behind.substr(0, end)); at >= 0)
            return at;
        behind.remove_prefix(end + 1);
    }
    return m_before;
}

bool PausedLines::leavesOut(std::string_view line, std::string_view behind)
{
    if (const qint64 at = m_time.of(line); at >= 0) {
        m_after = at;
        m_next.reset();
        return anyWithin(at, at);
    }
    if (!m_next)
        m_next = nextTime(behind);
    return anyWithin(m_after < 0 ? *m_next : std::min(m_after, *m_next), *m_next);
}

} // namespace assay
