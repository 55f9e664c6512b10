// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What an approval changes, line by line, long ones wrapped, the words that differ marked, with the numbers of the
// evidence behind each line; claims that nothing supports stand struck out. A click or Enter on a line opens its
// evidence. Bounded: 5,000 lines; how many are not shown is told. GUI thread.

#include <QWidget>

#include "models/data/query/candidatequery.h"
#include "views/text/linediff.h"

namespace assay {

class DraftDiff final : public QWidget {
    Q_OBJECT

public:
    explicit DraftDiff(QWidget *parent = nullptr);

    // `before` empty = a new file. Claims give the evidence; numbers count events over all claims, as they come.
    void show(const QString &before, const QString &after, const QList<ClaimRow> &claims);
    [[nodiscard]] int added() const { return m_added; }
    [[nodiscard]] int removed() const { return m_removed; }
    [[nodiscard]] int hidden() const { return m_hidden; } // lines
    [[nodiscard]] QStringList lines() const;              // as shown, behind their signs
    [[nodiscard]] int currentLine() const { return m_current; }
    void setCurrentLine(int line);
    // 1-based numbers of the evidence of a line; empty = it has none.
    [[nodiscard]] QList<int> evidenceOf(int line) const;

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void evidenceRequested(int number);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Row {
        DiffLine line;
        QList<int> evidence;
        bool isStruck = false;
        QString shown;         // as it may be shown
        QList<qsizetype> cuts; // where it is wrapped
        int top = 0;           // in lines
    };
    void paintRow(QPainter &painter, const Row &row, bool current) const;
    void paintMargin(QPainter &painter, const Row &row, const QRectF &place) const;
    void paintPieces(QPainter &painter, const Row &row, const QRectF &place) const;
    [[nodiscard]] qreal textWidth(const Row &row) const;
    [[nodiscard]] int rowAt(int y) const; // the nearest; -1 = there is none
    void wrap();
    [[nodiscard]] int lineHeight() const;
    void describe();

    QList<Row> m_rows;
    int m_lines = 0; // of all rows, wrapped
    int m_added = 0;
    int m_removed = 0;
    int m_hidden = 0;
    int m_current = -1;
};

} // namespace assay
