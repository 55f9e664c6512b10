// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/rowselection.h"

#include <algorithm>

namespace assay {

namespace {

bool isBefore(const RowPlace &a, const RowPlace &b)
{
    return a.row != b.row ? a.row < b.row : a.in < b.in;
}

} // namespace

RowPlace RowSelection::first() const
{
    return std::min(m_anchor.from, m_caret.from, isBefore);
}

RowPlace RowSelection::last() const
{
    return std::max(m_anchor.to, m_caret.to, isBefore);
}

RowPlace RowSelection::caret() const
{
    return isBefore(m_caret.from, m_anchor.from) ? m_caret.from : m_caret.to;
}

bool RowSelection::isEmpty() const
{
    return !hasAnchor() || !isBefore(first(), last());
}

QPair<BlockPlace, BlockPlace> RowSelection::within(int row) const
{
    return {row == first().row ? first().in : blockBegin, row == last().row ? last().in : blockEnd};
}

void RowSelection::shift(int row, int count)
{
    if (!hasAnchor())
        return;
    for (RowPlace *place : {&m_anchor.from, &m_anchor.to, &m_caret.from, &m_caret.to}) {
        if (place->row < row)
            continue;
        if (count < 0 && place->row < row - count) {
            clear();
            return;
        }
        place->row += count;
    }
}

void RowSelection::moveTo(int firstRow, int lastRow, int rows)
{
    const RowPlace from = first();
    const RowPlace to = last();
    const auto moved = [rows](RowPlace place, int row) {
        place.row = place.event == 0 ? std::min(place.row, rows - 1) : row;
        return place;
    };
    const RowPlace newFrom = moved(from, firstRow);
    const RowPlace newTo = moved(to, lastRow);
    if (!hasAnchor() || newFrom.row < 0 || newTo.row < 0 || isBefore(newTo, newFrom)) {
        clear();
        return;
    }
    const bool backwards = isBefore(m_caret.from, m_anchor.from);
    start(backwards ? RowSpan{newTo, newTo} : RowSpan{newFrom, newFrom});
    extend(backwards ? RowSpan{newFrom, newFrom} : RowSpan{newTo, newTo});
}

} // namespace assay
