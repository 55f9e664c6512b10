// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/rowscroll.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace assay {

RowScroll::RowScroll(std::function<double(int)> heightOf)
    : m_heightOf(std::move(heightOf))
{
}

void RowScroll::setRows(int rows)
{
    if (m_rows > 0 && rows > m_rows && m_atEnd)
        m_stick = true;
    m_rows = rows;
    m_row = std::clamp(m_row, 0, std::max(0, rows - 1));
}

void RowScroll::insertRows(int first, int count)
{
    const bool shown = m_rows > 0;
    setRows(m_rows + count);
    if (!shown || first > m_row)
        return;
    m_row += count;
    m_last += count;
}

// Of rows that went with the first in sight, the one above them takes its place.
void RowScroll::removeRows(int first, int count)
{
    m_rows -= count;
    m_last = std::max(0, m_last - count);
    if (m_row >= first + count) {
        m_row -= count;
    } else if (m_row >= first) {
        m_row = std::max(0, first - 1);
        m_top = 0;
        m_last = m_row;
        stay();
    }
}

void RowScroll::setViewHeight(double height)
{
    m_view = height;
}

void RowScroll::put(int row, double top)
{
    m_row = std::clamp(row, 0, std::max(0, m_rows - 1));
    m_top = top;
    m_atEnd = m_stick = false;
}

void RowScroll::toEnd()
{
    m_atEnd = m_stick = true;
}

void RowScroll::stay()
{
    m_atEnd = m_stick = false;
}

void RowScroll::by(double pixels)
{
    if (m_atEnd && pixels >= 0)
        return;
    m_atEnd = m_stick = false;
    m_top -= pixels;
}

// Rows above until the first in sight.
void RowScroll::climb()
{
    while (m_top > 0 && m_row > 0) {
        --m_row;
        m_top -= m_heightOf(m_row);
    }
}

double RowScroll::bottomFrom(int row, double top)
{
    m_last = row;
    for (int i = row; i < m_rows && top < m_view; ++i) {
        top += m_heightOf(i);
        m_last = i;
    }
    return top;
}

void RowScroll::settle()
{
    if (m_rows == 0) {
        m_row = m_last = 0;
        m_top = 0;
        return;
    }
    if (m_stick) {
        m_row = m_rows - 1;
        m_top = m_view - m_heightOf(m_row);
    }
    climb();
    while (m_row < m_rows - 1 && m_top + m_heightOf(m_row) <= 0) {
        m_top += m_heightOf(m_row);
        ++m_row;
    }
    const double bottom = bottomFrom(m_row, m_top);
    if (bottom < m_view) {
        m_top += m_view - bottom;
        climb();
    }
    if (m_row == 0 && m_top > 0)
        m_top = 0;
    const double end = bottomFrom(m_row, m_top);
    m_atEnd = m_last == m_rows - 1 && end <= m_view + 0.5;
    m_stick = m_atEnd && (m_stick || m_row > 0 || m_top < 0);
}

double RowScroll::topOf(int row) const
{
    if (row < m_row || row > m_last || m_rows == 0)
        return std::numeric_limits<double>::quiet_NaN();
    double top = m_top;
    for (int i = m_row; i < row; ++i)
        top += m_heightOf(i);
    return top;
}

int RowScroll::rowAt(double y) const
{
    double top = m_top;
    for (int i = m_row; i <= m_last && i < m_rows; ++i) {
        top += m_heightOf(i);
        if (y < top)
            return i;
    }
    return -1;
}

int RowScroll::pageStep() const
{
    return std::max(1, (m_last - m_row + 1) * unit);
}

int RowScroll::maximum() const
{
    if (m_rows == 0 || (m_row == 0 && m_top >= 0 && m_atEnd))
        return 0;
    return static_cast<int>(
        std::clamp<long long>(static_cast<long long>(m_rows) * unit - pageStep(), 1, std::numeric_limits<int>::max()));
}

int RowScroll::value() const
{
    if (m_rows == 0)
        return 0;
    if (m_atEnd)
        return maximum();
    const double height = std::max(1.0, m_heightOf(m_row));
    const double fraction = std::clamp(-m_top / height, 0.0, 0.999);
    return std::min(maximum() - 1, m_row * unit + static_cast<int>(fraction * unit));
}

void RowScroll::setValue(int value, int maximum)
{
    if (value >= maximum) {
        toEnd();
        return;
    }
    const int row = std::clamp(value / unit, 0, std::max(0, m_rows - 1));
    put(row, m_rows == 0 ? 0 : -m_heightOf(row) * (value % unit) / unit);
}

} // namespace assay
