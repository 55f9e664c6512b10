// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The marks of a thread in as many bins as there is room for. Where several fall into one, failures win over prompts
// and both over everything else, so that what matters is seen and hit. Pure; made once per size, a pass over the marks.

#include <QList>
#include <QPair>
#include <QSet>

#include "models/data/query/timeline.h"

namespace assay {

struct StripBin {
    enum Flag : quint8 { Tool = 1, Prompt = 2, Failed = 4, Denied = 8, Separator = 16, Bookmark = 32, Subagent = 64 };

    int first = 0; // rows
    int last = 0;
    int target = 0; // the row that a click means
    quint8 flags = 0;
    quint8 size = 0; // of the largest output
};

struct StripBins {
    int rows = 0;
    QList<StripBin> bins;
    QList<QPair<int, int>> subagents; // rows from a call to the end of its run, those in the same bins once

    [[nodiscard]] int binOf(int row) const; // -1 without rows
};

[[nodiscard]] StripBins binMarks(const QList<TimelineMark> &marks, const QSet<qint64> &bookmarks, int most);

// What the mark is, as flags of a bin.
[[nodiscard]] quint8 stripFlags(const TimelineMark &mark, bool bookmarked);
// Of two kinds of flags the one that wins.
[[nodiscard]] int stripRank(quint8 flags);

} // namespace assay
