// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A transcript of any length. No height of an unseen row is ever needed (see rowscroll.h), and rows that arrive or
// change move nothing above them. Only rows in sight are laid out.

#include <QAbstractScrollArea>
#include <QElapsedTimer>
#include <QHash>
#include <QPointer>

#include "views/transcript/blockbuilder.h"
#include "views/transcript/blockcache.h"
#include "views/transcript/rowscroll.h"

namespace assay {

class DetailStore;
class TranscriptModel;

class TranscriptView final : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit TranscriptView(QWidget *parent = nullptr);
    ~TranscriptView() override;

    // The model must outlive the view or be unset.
    void setModel(TranscriptModel *model);

    [[nodiscard]] int currentRow() const { return m_current; }
    void setCurrentRow(int row);
    // Opens the event, grounds the terms in it and brings the first of them into sight.
    void reveal(qint64 eventId, const QStringList &terms);
    // Looks at the session again; what is in sight stays where it is.
    void refresh();

    using Place = TranscriptPlace; // to come back to later
    [[nodiscard]] Place place() const;
    void setPlace(const Place &place);

    // The rows in sight; last < first = none.
    [[nodiscard]] int firstInSight() const { return m_scroll.row(); }
    [[nodiscard]] int lastInSight() const { return m_scroll.lastRow(); }

    // Rows that came at the end since the reader left it.
    [[nodiscard]] int newRows() const { return m_newRows; }

    // For tests and measurements.
    [[nodiscard]] int laidOutBlocks() const { return m_blocks.size(); }
    [[nodiscard]] qint64 layoutsMade() const { return m_blocks.inserted(); }
    [[nodiscard]] QRect rowRect(int row); // in viewport coordinates; null when out of sight
    [[nodiscard]] bool isRowOpen(int row) const;
    [[nodiscard]] QString selectedText(); // of the row's text that the mouse marked

Q_SIGNALS:
    void runRequested(qint64 runId);
    void currentRowChanged(int row);
    void newRowsChanged(int rows);
    void rowsInSightChanged(int first, int last); // after a painting that shows others
    void noted(const QString &note);              // "no further prompt", "copied": for the status bar

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void reset();
    void forgetRows(int first, int last);
    void rowsInserted(int first, int count); // these: transcriptrows.cpp
    void rowsRemoved(int first, int count);
    void tellNewRows(int rows);
    void restorePlace();
    void toggleRun(int row);
    void step(int direction); // into what is folded, out of what is open
    [[nodiscard]] BlockState stateOf(int row, const EventRow &event) const;
    void detailArrived(qint64 eventId);
    void located(qint64 eventId, int row);
    void reordered(const QList<int> &kept);
    [[nodiscard]] qint64 eventAt(int row) const; // 0 = not here
    TranscriptBlock *block(int row);             // nullptr while its data is on the way
    [[nodiscard]] qreal heightOf(int row);
    void settle();
    void syncScrollBar();
    void tellRowsInSight();
    void bringIntoSight(int row);
    void makeCurrent(int row);
    void describeCurrent();
    void moveBy(int rows);
    void page(int direction);
    void finishReveal();
    void act(int row, const BlockHit &hit);
    void copyPart(int row, int part);
    void viewImage(const EventRow &event, int index);
    [[nodiscard]] int opened(int row) const; // the row that a toggle of this one opens
    void landmark(bool prompt, int direction);
    void showHover(const QPoint &position);
    void copy();

    struct Selection {
        int row = -1;
        BlockPlace from;
        BlockPlace to;
        bool dragging = false;
    };

    QPointer<TranscriptModel> m_model;
    DetailStore *m_details;
    BlockCache m_blocks;
    QHash<qint64, BlockState> m_states;
    RowScroll m_scroll;
    bool m_syncing = false;
    QPair<int, int> m_toldInSight = {0, -1};
    int m_newRows = 0;
    std::optional<Place> m_comingBack; // its runs are on their way
    int m_current = -1;
    int m_hovered = -1;
    Selection m_selection;
    qint64 m_revealed = 0;
    bool m_revealing = false;
    QStringList m_terms;
    QElapsedTimer m_jumpMark;
};

} // namespace assay
