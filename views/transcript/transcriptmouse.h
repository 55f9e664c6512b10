// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the mouse does to a transcript: it opens rows, follows what can be clicked, selects (by word and line too, and
// beyond the edges while the rows move by) and shows what it is over.

#include <QElapsedTimer>
#include <QObject>
#include <QPointF>
#include <QRectF>

class QContextMenuEvent;
class QHelpEvent;
class QMouseEvent;
class QTimer;
class QWheelEvent;

namespace assay {

class TranscriptView;

class TranscriptMouse final : public QObject {
    Q_OBJECT

public:
    // Owned by the view.
    explicit TranscriptMouse(TranscriptView *view);

    // Events of the viewport; true = done with it.
    bool handle(QEvent *event);

    [[nodiscard]] int hoveredRow() const { return m_hovered; }
    [[nodiscard]] QRectF copyButton(int row) const; // of a prompt or a reply, in the viewport; else null
    [[nodiscard]] bool isOverCopyButton() const { return m_overCopy; }

private:
    bool press(const QMouseEvent &event);
    bool move(const QMouseEvent &event);
    bool release(const QMouseEvent &event);
    bool wheel(const QWheelEvent &event);
    bool showTip(const QHelpEvent &event);
    bool menu(const QContextMenuEvent &event);
    void leave();
    void hover(const QPointF &position);
    void click(int row, const QPointF &position);
    [[nodiscard]] bool canClick(const QPointF &position) const;
    [[nodiscard]] QPointF inRow(int row, const QPointF &position) const;
    void scrollOn();

    TranscriptView *m_view;
    QTimer *m_edge; // runs while the mouse is dragged beyond an edge
    QElapsedTimer m_lastDouble;
    QPointF m_pressedAt;
    QPointF m_draggedTo;
    bool m_dragging = false;
    int m_pressedRow = -1;
    int m_hovered = -1;
    bool m_overCopy = false;
};

} // namespace assay
