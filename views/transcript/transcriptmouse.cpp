// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/transcriptmouse.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QTimer>
#include <QToolTip>
#include <QWheelEvent>

#include "models/items/transcriptmodel.h"
#include "views/transcript/rowmenu.h"
#include "views/transcript/transcriptselection.h"
#include "views/transcript/transcriptview.h"
#include "views/widgets/wording.h"

namespace assay {

namespace {

constexpr int wheelNotch = 120;
constexpr int linesPerNotch = 3;
constexpr int edgeMs = 30;

// Rows without a line of their own that has the button.
bool isProse(EventKind kind)
{
    return kind == EventKind::Prompt || kind == EventKind::Command || kind == EventKind::Reply;
}

} // namespace

TranscriptMouse::TranscriptMouse(TranscriptView *view)
    : QObject(view)
    , m_view(view)
    , m_edge(new QTimer(this))
{
    m_edge->setInterval(edgeMs);
    connect(m_edge, &QTimer::timeout, this, &TranscriptMouse::scrollOn);
}

bool TranscriptMouse::handle(QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
        return press(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseMove:
        return move(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseButtonRelease:
        return release(*static_cast<QMouseEvent *>(event));
    case QEvent::Wheel:
        event->setAccepted(wheel(*static_cast<QWheelEvent *>(event)));
        return true;
    case QEvent::ToolTip:
        return showTip(*static_cast<QHelpEvent *>(event));
    case QEvent::ContextMenu:
        return menu(*static_cast<QContextMenuEvent *>(event));
    case QEvent::Leave:
        leave();
        return false;
    default:
        return false;
    }
}

bool TranscriptMouse::wheel(const QWheelEvent &event)
{
    if (event.modifiers().testFlag(Qt::ControlModifier))
        return false;
    const int line = Theme::instance()->px(20);
    m_view->scrollBy(-(!event.pixelDelta().isNull() ? event.pixelDelta().y()
                                                    : event.angleDelta().y() * linesPerNotch * line / wheelNotch));
    hover(event.position());
    return true;
}

QPointF TranscriptMouse::inRow(int row, const QPointF &position) const
{
    return position - QPointF(0, m_view->topOf(row));
}

bool TranscriptMouse::canClick(const QPointF &position) const
{
    const int row = m_view->rowAt(position.y());
    TranscriptBlock *shown = row >= 0 ? m_view->block(row) : nullptr;
    if (shown == nullptr)
        return false;
    const QPointF inside = inRow(row, position);
    return shown->actAt(inside) != BlockAct::None || !shown->linkAt(inside).isEmpty() ||
           copyButton(row).contains(position);
}

QRectF TranscriptMouse::copyButton(int row) const
{
    const Theme *theme = Theme::instance();
    const TranscriptBlock *shown = m_view->block(row);
    const EventRow *event = m_view->model() != nullptr ? m_view->model()->eventAt(row) : nullptr;
    if (shown == nullptr || event == nullptr || !isProse(event->kind))
        return {};
    const qreal top = m_view->topOf(row) + shown->firstLine();
    const int width = theme->px(rightInset);
    return {QPointF(m_view->viewport()->width() - width, top), QSizeF(width, theme->px(24))};
}

bool TranscriptMouse::press(const QMouseEvent &event)
{
    using Unit = TranscriptSelection::Unit;
    const int row = m_view->rowAt(event.position().y());
    if (event.button() != Qt::LeftButton || row < 0)
        return event.button() == Qt::LeftButton;
    const bool twice = event.type() == QEvent::MouseButtonDblClick;
    const bool thrice = m_lastDouble.isValid() && m_lastDouble.elapsed() < QApplication::doubleClickInterval() &&
                        (event.position() - m_pressedAt).manhattanLength() < QApplication::startDragDistance();
    m_pressedAt = event.position();
    m_pressedRow = -1;
    if (twice)
        m_lastDouble.start();
    else
        m_lastDouble.invalidate();
    if ((twice || thrice) && canClick(event.position()))
        return true; // the first click did it
    const bool extend = event.modifiers() == Qt::ShiftModifier;
    if (!twice && !thrice && !extend)
        m_pressedRow = row;
    m_dragging = !copyButton(row).contains(event.position());
    if (m_dragging)
        m_view->selection()->press(event.position(),
                                   twice    ? Unit::Word
                                   : thrice ? Unit::Line
                                            : Unit::Character,
                                   extend);
    m_view->makeCurrent(row);
    return true;
}

bool TranscriptMouse::move(const QMouseEvent &event)
{
    if (!m_dragging || !event.buttons().testFlag(Qt::LeftButton)) {
        m_dragging = false;
        m_edge->stop();
        hover(event.position());
        return true;
    }
    m_draggedTo = event.position();
    m_view->selection()->dragTo(m_draggedTo);
    const bool beyond = m_draggedTo.y() < 0 || m_draggedTo.y() >= m_view->viewport()->height();
    if (beyond && !m_edge->isActive())
        m_edge->start();
    else if (!beyond)
        m_edge->stop();
    return true;
}

// Faster the further beyond the edge the mouse is.
void TranscriptMouse::scrollOn()
{
    const qreal below = m_draggedTo.y() - m_view->viewport()->height();
    const qreal distance = m_draggedTo.y() < 0 ? m_draggedTo.y() : std::max<qreal>(0, below);
    m_view->scrollBy(distance / 2 + (distance < 0 ? -4 : 4));
    m_view->selection()->dragTo(m_draggedTo);
}

bool TranscriptMouse::release(const QMouseEvent &event)
{
    m_edge->stop();
    const bool dragged = std::exchange(m_dragging, false) && !m_view->selection()->range().isEmpty();
    const int row = m_view->rowAt(event.position().y());
    if (dragged)
        m_view->selection()->offer();
    else if (event.button() == Qt::LeftButton && row >= 0 && row == std::exchange(m_pressedRow, -1))
        click(row, event.position());
    return true;
}

void TranscriptMouse::click(int row, const QPointF &position)
{
    TranscriptBlock *shown = m_view->block(row);
    if (shown == nullptr)
        return;
    if (copyButton(row).contains(position)) {
        m_view->selection()->copyRow(row);
        return;
    }
    const QString link = shown->linkAt(inRow(row, position));
    if (!link.isEmpty()) {
        QApplication::clipboard()->setText(link);
        Q_EMIT m_view->noted(tr("Address copied: %1").arg(link));
        return;
    }
    m_view->act(row, shown->hitAt(inRow(row, position)));
}

void TranscriptMouse::hover(const QPointF &position)
{
    const int row = m_view->rowAt(position.y());
    Qt::CursorShape shape = Qt::ArrowCursor;
    const TranscriptBlock *shown = row >= 0 ? m_view->block(row) : nullptr;
    if (canClick(position))
        shape = Qt::PointingHandCursor;
    else if (shown != nullptr && shown->placeAt(inRow(row, position)).part >= 0)
        shape = Qt::IBeamCursor;
    m_view->viewport()->setCursor(shape);
    const bool overCopy = row >= 0 && copyButton(row).contains(position);
    if (row != std::exchange(m_hovered, row) || overCopy != std::exchange(m_overCopy, overCopy))
        m_view->viewport()->update();
}

// On a row that is not selected the menu is about that row.
bool TranscriptMouse::menu(const QContextMenuEvent &event)
{
    const bool byMouse = event.reason() == QContextMenuEvent::Mouse;
    const int row = byMouse ? m_view->rowAt(event.pos().y()) : m_view->currentRow();
    if (row < 0)
        return true;
    if (!m_view->selection()->range().holds(row))
        m_view->selection()->clear();
    m_view->makeCurrent(row);
    showRowMenu(m_view, row, byMouse ? event.globalPos() : QPoint());
    return true;
}

void TranscriptMouse::leave()
{
    m_hovered = -1;
    m_overCopy = false;
    m_view->viewport()->update();
}

bool TranscriptMouse::showTip(const QHelpEvent &event)
{
    const QPointF position = event.pos();
    const int row = m_view->rowAt(position.y());
    const TranscriptBlock *shown = row >= 0 ? m_view->block(row) : nullptr;
    QString tip;
    if (shown != nullptr) {
        const EventRow *over = m_view->model()->eventAt(row);
        tip = shown->linkAt(inRow(row, position));
        if (copyButton(row).contains(position))
            tip = tr("Copy this event as text (Ctrl+C)");
        else if (tip.isEmpty() && position.x() < Theme::instance()->px(gutter) && over != nullptr)
            tip = isoText(over->at);
    }
    QToolTip::showText(event.globalPos(), tipText(tip), m_view->viewport());
    return true;
}

} // namespace assay
