// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/timeline/stripbins.h"

#include <algorithm>

namespace assay {

int StripBins::binOf(int row) const
{
    if (rows == 0 || bins.isEmpty())
        return -1;
    return static_cast<int>(qint64{std::clamp(row, 0, rows - 1)} * bins.size() / rows);
}

quint8 stripFlags(const TimelineMark &mark, bool bookmarked)
{
    quint8 flags = bookmarked ? StripBin::Bookmark : 0;
    switch (static_cast<EventKind>(mark.kind)) {
    case EventKind::Prompt:
    case EventKind::Command:
        flags |= StripBin::Prompt;
        break;
    case EventKind::ToolCall:
    case EventKind::Shell:
        flags |= StripBin::Tool;
        break;
    case EventKind::Compaction:
    case EventKind::Interruption:
    case EventKind::ApiError:
        flags |= StripBin::Separator;
        break;
    default:
        break;
    }
    if (mark.outcome == static_cast<quint8>(Outcome::Failed))
        flags |= StripBin::Failed;
    else if (mark.outcome == static_cast<quint8>(Outcome::Denied))
        flags |= StripBin::Denied;
    if (mark.spanRows > 0)
        flags |= StripBin::Subagent;
    return flags;
}

int stripRank(quint8 flags)
{
    for (const auto &[flag, rank] :
         {std::pair(StripBin::Failed, 7), std::pair(StripBin::Prompt, 6), std::pair(StripBin::Denied, 5),
          std::pair(StripBin::Bookmark, 4), std::pair(StripBin::Separator, 3), std::pair(StripBin::Subagent, 2),
          std::pair(StripBin::Tool, 1)}) {
        if ((flags & flag) != 0)
            return rank;
    }
    return 0;
}

StripBins binMarks(const QList<TimelineMark> &marks, const QSet<qint64> &bookmarks, int most)
{
    StripBins result;
    result.rows = static_cast<int>(marks.size());
    const int count = std::min(result.rows, most);
    if (count <= 0)
        return result;
    result.bins.resize(count);
    int previousFrom = -1;
    int previousTo = -1;
    int previousBin = -1;
    int bestRank = -1;
    for (int row = 0; row < result.rows; ++row) {
        const TimelineMark &mark = marks.at(row);
        const int at = result.binOf(row);
        StripBin &bin = result.bins[at];
        if (at != previousBin) {
            bin.first = bin.target = row;
            bestRank = -1;
            previousBin = at;
        }
        bin.last = row;
        const quint8 flags = stripFlags(mark, !bookmarks.isEmpty() && bookmarks.contains(mark.event));
        bin.flags |= flags;
        const int rank = stripRank(flags);
        if (rank > bestRank || (rank == bestRank && rank == 1 && mark.size > bin.size)) {
            bestRank = rank;
            bin.target = row;
        }
        bin.size = std::max(bin.size, mark.size);
        if (mark.spanRows <= 0)
            continue;
        const int to = std::min(row + mark.spanRows, result.rows) - 1;
        if (at != previousFrom || result.binOf(to) != previousTo)
            result.subagents.append({row, to});
        previousFrom = at;
        previousTo = result.binOf(to);
    }
    return result;
}

} // namespace assay
