// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where a list of rows of unknown heights stands in its viewport: a row and the y of its top. Asks for the heights of
// rows in sight only. The bar's values count thousandths of rows.

#include <QList>

#include <functional>

namespace assay {

// The first row in sight and its top, the row that is the reader's, and the runs that are open in place.
struct TranscriptPlace {
    int row = 0;
    double top = 0;
    int current = -1;
    QList<qint64> runs = {};
};

class RowScroll final {
public:
    static constexpr int unit = 1000;

    explicit RowScroll(std::function<double(int)> heightOf);

    void setRows(int rows);
    // Rows came at, or went from, `first`; what is in sight stays where it is. Rows behind the end are followed as told
    // at toEnd().
    void insertRows(int first, int count);
    void removeRows(int first, int count);
    void setViewHeight(double height);
    [[nodiscard]] int rows() const { return m_rows; }
    [[nodiscard]] double viewHeight() const { return m_view; }

    // The first row in sight and the y of its top (≤ 0 unless it is the first of all), after settle().
    [[nodiscard]] int row() const { return m_row; }
    [[nodiscard]] double top() const { return m_top; }
    [[nodiscard]] int lastRow() const { return m_last; }
    [[nodiscard]] bool atEnd() const { return m_atEnd; }

    void put(int row, double top);
    // And stays there while rows grow or arrive. So does a reader who scrolled to the end; what fits as a whole follows
    // new rows, but keeps its start when its rows grow.
    void toEnd();
    void stay();            // where it is, even at the end
    void by(double pixels); // positive = towards the end

    // Makes row() the first in sight and leaves no empty space that could be filled. Call before painting.
    void settle();

    [[nodiscard]] double topOf(int row) const; // NaN when out of sight
    [[nodiscard]] int rowAt(double y) const;   // -1 below the last row

    [[nodiscard]] int value() const;
    [[nodiscard]] int maximum() const;
    [[nodiscard]] int pageStep() const;
    void setValue(int value, int maximum);

private:
    void climb();
    [[nodiscard]] double bottomFrom(int row, double top);

    std::function<double(int)> m_heightOf;
    int m_rows = 0;
    double m_view = 0;
    int m_row = 0;
    double m_top = 0;
    int m_last = 0;
    bool m_atEnd = false;
    bool m_stick = false;
};

} // namespace assay
