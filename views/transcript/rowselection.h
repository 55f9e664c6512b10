// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is selected of the texts of a transcript, from a place in one row to a place in another. Rows between the two
// need not be loaded. Held by event and by row: rows that come and go between move it along.

#include <QList>
#include <QPair>

#include <limits>

#include "views/transcript/transcriptblock.h"

namespace assay {

inline constexpr BlockPlace blockBegin = {0, 0};
inline constexpr BlockPlace blockEnd = {std::numeric_limits<int>::max(), std::numeric_limits<int>::max()};

struct RowPlace {
    int row = -1;
    qint64 event = 0; // 0 = not loaded
    BlockPlace in = {};
};

// A character, a word, a line or a row: what a click takes at once.
struct RowSpan {
    RowPlace from;
    RowPlace to;
};

class RowSelection final {
public:
    void clear() { m_anchor = m_caret = {}; }
    void start(const RowSpan &at) { m_anchor = m_caret = at; }
    void extend(const RowSpan &to) { m_caret = to; }

    [[nodiscard]] bool hasAnchor() const { return m_anchor.from.row >= 0; }
    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] RowPlace first() const;
    [[nodiscard]] RowPlace last() const;
    [[nodiscard]] RowPlace caret() const;
    [[nodiscard]] bool holds(int row) const { return !isEmpty() && row >= first().row && row <= last().row; }
    // Of a row that it holds, as far as blockEnd.
    [[nodiscard]] QPair<BlockPlace, BlockPlace> within(int row) const;
    [[nodiscard]] bool endsIn(int row) const { return hasAnchor() && (row == first().row || row == last().row); }

    // `count` rows came (or, negative, went) before `row`. A selection whose end went is cleared.
    void shift(int row, int count);
    // The events of its ends, and the rows where they are now; -1 = gone. Ends that were not loaded stay at their row.
    [[nodiscard]] QList<qint64> events() const { return {first().event, last().event}; }
    void moveTo(int firstRow, int lastRow, int rows);

private:
    RowSpan m_anchor;
    RowSpan m_caret;
};

} // namespace assay
