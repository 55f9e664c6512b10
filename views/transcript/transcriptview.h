// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A transcript of any length. No height of an unseen row is ever needed (see rowscroll.h), and rows that arrive or
// change move nothing above them. Only rows in sight are laid out.

#include <QAbstractScrollArea>
#include <QPointer>
#include <QSet>

#include "views/transcript/blockbuilder.h"
#include "views/transcript/blockcache.h"
#include "views/transcript/rowscroll.h"
#include "views/transcript/rowselection.h"

namespace assay {

class DetailStore;
class NewRowsChip;
class RunningClock;
class TranscriptModel;
class TranscriptMouse;
class TranscriptSelection;

class TranscriptView final : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit TranscriptView(QWidget *parent = nullptr);
    void setModel(TranscriptModel *model); // must outlive the view or be unset
    [[nodiscard]] TranscriptModel *model() const;
    [[nodiscard]] TranscriptSelection *selection() const { return m_selection; }
    void refresh(); // looks at the session again; what is in sight stays where it is
    [[nodiscard]] int currentRow() const { return m_current; }
    void setCurrentRow(int row);                 // and brings it into sight
    void makeCurrent(int row);                   // where it is; -1 = none
    [[nodiscard]] qint64 eventAt(int row) const; // 0 = not here
    void act(int row, const BlockHit &hit);
    void findLandmark(bool prompt, int direction);
    void setBookmarks(const QSet<qint64> &events);
    [[nodiscard]] bool isBookmarked(qint64 event) const { return m_bookmarks.contains(event); }
    // Opens the event, grounds the terms and brings an occurrence into sight (-1 = the last). Answer: revealed().
    void reveal(qint64 eventId, const QStringList &terms) { reveal(eventId, FoundTerms{terms}, 0); }
    void reveal(qint64 eventId, const FoundTerms &what, int occurrence);
    void setFound(const FoundTerms &what); // grounds them in every row, from now on
    using Place = TranscriptPlace;         // to come back to later
    [[nodiscard]] Place place() const;
    void setPlace(const Place &place);
    void scrollBy(qreal pixels);
    void goToEnd();
    void setHeadRoom(int pixels); // above the rows; those in sight stay where they are
    [[nodiscard]] bool followsEnd() const { return m_scroll.atEnd(); } // new rows keep the end in sight, then
    [[nodiscard]] NewRowsChip *newRows() const { return m_chip; }      // counts them, else
    [[nodiscard]] int firstInSight() const { return m_scroll.row(); }  // last < first = no row
    [[nodiscard]] int lastInSight() const { return m_scroll.lastRow(); }
    [[nodiscard]] QRect rowRect(int row); // in viewport coordinates; null when out of sight
    [[nodiscard]] qreal topOf(int row);   // NaN when out of sight
    [[nodiscard]] int rowAt(qreal y);     // -1 below the last row
    [[nodiscard]] RowPlace placeNear(const QPointF &point);
    TranscriptBlock *block(int row); // laid out; nullptr while its data is on the way
    [[nodiscard]] std::unique_ptr<TranscriptBlock> blockOf(int row, const EventDetail *detail) const; // not laid out
    [[nodiscard]] bool isRowOpen(int row) const;
    [[nodiscard]] BlockState stateOf(int row) const; // the row must be here
    [[nodiscard]] int laidOutBlocks() const { return m_blocks.size(); }
    [[nodiscard]] qint64 layoutsMade() const { return m_blocks.inserted(); }

Q_SIGNALS:
    void runRequested(qint64 runId);
    void currentRowChanged(int row);
    void rowsInSightChanged(int first, int last); // after a painting
    void revealed(qint64 eventId, int occurrence, int count);
    void noted(const QString &note); // "no further prompt", "copied": for the status bar
    void filterRequested(const QString &term);
    void bookmarkRequested(qint64 eventId, bool on);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void reset();
    void forgetRows(int first, int last);
    void rowsInserted(int first, int count); // these: transcriptrows.cpp
    void rowsRemoved(int first, int count);
    void restorePlace();
    void toggleRun(int row);
    void step(int direction); // into what is folded, out of what is open
    void located(qint64 eventId, int row);
    void reordered(const QList<int> &kept);
    [[nodiscard]] qreal heightOf(int row);
    void settle();
    void bringIntoSight(int row);
    void describeCurrent();
    void moveBy(int rows);
    void moveByPage(int direction);
    void finishReveal();
    int showOccurrences(BlockState &state);
    void paintRow(QPainter &painter, int row, qreal top);
    QPointer<TranscriptModel> m_model;
    DetailStore *m_details;
    BlockCache m_blocks;
    QHash<qint64, BlockState> m_states;
    RowScroll m_scroll;
    TranscriptSelection *m_selection;
    TranscriptMouse *m_mouse;
    NewRowsChip *m_chip;
    RunningClock *m_clock;
    QPair<int, int> m_toldInSight = {0, -1};
    std::optional<Place> m_comingBack; // its runs are on their way
    int m_current = -1;
    QSet<qint64> m_bookmarks;
    RevealedEvent m_revealed;
    FoundTerms m_found; // in every row
};

} // namespace assay
