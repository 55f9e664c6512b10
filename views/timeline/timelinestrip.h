// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The whole thread at one glance, at the right edge of the document. Rows are those of the thread, whatever stands open
// among them. The marks are painted once per change into a picture; scrolling only moves the frame over it.

#include <QPixmap>
#include <QWidget>

#include <optional>

#include "models/data/record.h"
#include "views/timeline/stripbins.h"

namespace assay {

class TimelineStrip final : public QWidget {
    Q_OBJECT

public:
    explicit TimelineStrip(QWidget *parent = nullptr);

    void setTimeline(const Timeline &timeline);
    void setInSight(int first, int last); // last < first = none
    void setCurrentRow(int row);          // the keyboard goes on from there; -1 = none
    // The words of an event that wordsRequested() asked for.
    void describe(const EventRow &event);

    [[nodiscard]] int rowAt(const QPoint &position) const; // what a click there means; -1 = none
    [[nodiscard]] int yOf(int row) const;
    [[nodiscard]] int cursorRow() const { return m_cursor; } // of the keyboard

    // For tests that bound work.
    [[nodiscard]] int picturesPainted() const { return m_pictures; }
    [[nodiscard]] int shapesPainted() const { return m_shapes; } // of the last picture

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void rowRequested(int row);        // come here
    void scrubbed(int row);            // let this be the first in sight
    void wheeled(QWheelEvent *event);  // not ours: the document scrolls
    void wordsRequested(qint64 event); // answer: describe()

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] QRectF frame() const; // of what is in sight
    void forgetPicture();
    void restyle();
    void rebin();
    void paintPicture();
    void paintBin(QPainter &painter, const StripBin &bin, qreal y);
    void paintSubagents(QPainter &painter);
    void paintClocks(QPainter &painter);
    void step(int direction, bool promptsOnly);
    void moveCursor(int row);
    [[nodiscard]] QString wordsOf(int row) const;
    void showTip(const QPoint &globalPosition);

    Timeline m_timeline;
    StripBins m_bins;
    QPixmap m_picture;
    int m_firstInSight = 0;
    int m_lastInSight = -1;
    int m_cursor = -1;
    int m_hoverY = -1;
    std::optional<qreal> m_grabbed; // of a press: its distance from the top of the frame
    int m_pressedY = -1;
    bool m_scrubbing = false;
    EventRow m_described;
    QPoint m_tipAt;
    int m_pictures = 0;
    int m_shapes = 0;
};

} // namespace assay
