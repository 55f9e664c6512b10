// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Keys, mouse and clipboard of the transcript.
#include <cmath>

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include "models/items/transcriptmodel.h"
#include "views/transcript/detailstore.h"
#include "views/transcript/transcriptview.h"
#include "views/widgets/wording.h"

namespace assay {

namespace {

constexpr int wheelNotch = 120;
constexpr int linesPerNotch = 3;

} // namespace

void TranscriptView::setCurrentRow(int row)
{
    if (row < 0 || row >= m_scroll.rows())
        return;
    m_current = row;
    bringIntoSight(row);
    makeCurrent(row);
}

// Whatever made it current; -1 = none.
void TranscriptView::makeCurrent(int row)
{
    m_current = row;
    describeCurrent();
    viewport()->update();
    Q_EMIT currentRowChanged(row);
}

// The words of the current row for those who do not see it; none while it is on its way.
void TranscriptView::describeCurrent()
{
    const TranscriptBlock *shown = m_current >= 0 ? block(m_current) : nullptr;
    const QString text = shown != nullptr ? shown->accessibleText().left(400) : QString();
    if (text == accessibleDescription())
        return;
    setAccessibleDescription(text);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

void TranscriptView::bringIntoSight(int row)
{
    settle();
    const qreal view = m_scroll.viewHeight();
    const qreal height = heightOf(row);
    const qreal top = m_scroll.topOf(row);
    if (std::isnan(top))
        m_scroll.put(row, row < m_scroll.row() ? 0 : std::max<qreal>(0, view - height));
    else if (top < 0 || height > view)
        m_scroll.put(row, 0);
    else if (top + height > view)
        m_scroll.put(row, view - height);
}

// A row taller than the viewport is scrolled through before the next one becomes current.
void TranscriptView::moveBy(int rows)
{
    if (m_scroll.rows() == 0)
        return;
    settle();
    const qreal top = m_scroll.topOf(m_current);
    const qreal step = Theme::instance()->px(60);
    if (!std::isnan(top) && rows == 1 && top + heightOf(m_current) > m_scroll.viewHeight() + 1) {
        m_scroll.by(step);
    } else if (!std::isnan(top) && rows == -1 && top < -1) {
        m_scroll.by(-std::min(step, -top));
    } else {
        setCurrentRow(std::clamp(m_current + rows, 0, m_scroll.rows() - 1));
        return;
    }
    viewport()->update();
}

void TranscriptView::page(int direction)
{
    if (m_scroll.rows() == 0)
        return;
    settle();
    m_scroll.by(direction * (m_scroll.viewHeight() - Theme::instance()->px(40)));
    m_scroll.settle();
    int row = m_scroll.atEnd() && direction > 0 ? m_scroll.rows() - 1 : m_scroll.row();
    if (direction > 0 && row < m_scroll.lastRow() && m_scroll.topOf(row) < 0)
        ++row;
    makeCurrent(std::max(0, row));
}

void TranscriptView::landmark(bool prompt, int direction)
{
    if (m_model != nullptr && m_scroll.rows() > 0)
        m_model->findLandmark(prompt ? TranscriptModel::Landmark::Prompt : TranscriptModel::Landmark::Error, m_current,
                              direction);
}

void TranscriptView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    const bool shift = event->modifiers() == Qt::ShiftModifier;
    if (event->modifiers() != Qt::NoModifier && event->modifiers() != Qt::KeypadModifier && !shift) {
        event->ignore();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Up:
        moveBy(-1);
        break;
    case Qt::Key_Down:
        moveBy(1);
        break;
    case Qt::Key_Left:
        step(-1);
        break;
    case Qt::Key_Right:
        step(1);
        break;
    case Qt::Key_PageUp:
        page(-1);
        break;
    case Qt::Key_PageDown:
        page(1);
        break;
    case Qt::Key_Home:
        m_scroll.put(0, 0);
        setCurrentRow(0);
        break;
    case Qt::Key_End:
        if (m_scroll.rows() == 0)
            break;
        m_scroll.toEnd();
        makeCurrent(m_scroll.rows() - 1);
        break;
    case Qt::Key_N:
        landmark(true, shift ? -1 : 1);
        break;
    case Qt::Key_E:
        landmark(false, shift ? -1 : 1);
        break;
    case Qt::Key_O:
        act(m_current, {BlockAct::OpenRun});
        break;
    case Qt::Key_R:
        act(m_current, {BlockAct::ToggleRaw});
        break;
    case Qt::Key_Plus:
        act(m_current, {BlockAct::Deeper});
        break;
    case Qt::Key_Minus:
        act(m_current, {BlockAct::Shallower});
        break;
    case Qt::Key_I:
        act(m_current, {BlockAct::ViewImage, -1, 0});
        break;
    case Qt::Key_M:
        act(m_current, {BlockAct::MoreLines});
        break;
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        act(m_current, {BlockAct::Toggle});
        break;
    default:
        event->ignore();
    }
}

void TranscriptView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        event->ignore();
        return;
    }
    const int pixels = !event->pixelDelta().isNull()
                           ? event->pixelDelta().y()
                           : event->angleDelta().y() * linesPerNotch * Theme::instance()->px(20) / wheelNotch;
    m_scroll.by(-pixels);
    viewport()->update();
    event->accept();
}

void TranscriptView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    settle();
    const int row = m_scroll.rowAt(event->position().y());
    if (row < 0)
        return;
    m_selection = {};
    if (TranscriptBlock *shown = block(row)) {
        const QPointF inside = event->position() - QPointF(0, m_scroll.topOf(row));
        m_selection.row = row;
        m_selection.from = m_selection.to = shown->placeAt(inside);
        m_selection.dragging = m_selection.from.part >= 0;
    }
    makeCurrent(row);
}

void TranscriptView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_selection.dragging && event->buttons().testFlag(Qt::LeftButton)) {
        const qreal top = m_scroll.topOf(m_selection.row);
        TranscriptBlock *shown = std::isnan(top) ? nullptr : block(m_selection.row);
        const BlockPlace place = shown != nullptr ? shown->placeAt(event->position() - QPointF(0, top)) : BlockPlace{};
        if (place.part == m_selection.from.part)
            m_selection.to = place;
        viewport()->update();
        return;
    }
    showHover(event->position().toPoint());
}

void TranscriptView::showHover(const QPoint &position)
{
    const int row = m_scroll.rowAt(position.y());
    Qt::CursorShape shape = Qt::ArrowCursor;
    if (TranscriptBlock *shown = row >= 0 ? block(row) : nullptr) {
        const QPointF inside = QPointF(position) - QPointF(0, m_scroll.topOf(row));
        if (shown->actAt(inside) != BlockAct::None || !shown->linkAt(inside).isEmpty())
            shape = Qt::PointingHandCursor;
        else if (shown->placeAt(inside).part >= 0)
            shape = Qt::IBeamCursor;
    }
    viewport()->setCursor(shape);
    if (row != std::exchange(m_hovered, row))
        viewport()->update();
}

void TranscriptView::mouseReleaseEvent(QMouseEvent *event)
{
    const bool marked = m_selection.dragging && m_selection.from.position != m_selection.to.position;
    m_selection.dragging = false;
    const int row = m_scroll.rowAt(event->position().y());
    TranscriptBlock *shown = event->button() == Qt::LeftButton && row >= 0 && row == m_current ? block(row) : nullptr;
    if (marked || shown == nullptr)
        return;
    const QPointF inside = event->position() - QPointF(0, m_scroll.topOf(row));
    const QString link = shown->linkAt(inside);
    if (!link.isEmpty()) {
        QApplication::clipboard()->setText(link);
        Q_EMIT noted(tr("Address copied: %1").arg(link));
        return;
    }
    act(row, shown->hitAt(inside));
}

void TranscriptView::leaveEvent(QEvent *event)
{
    m_hovered = -1;
    viewport()->update();
    QAbstractScrollArea::leaveEvent(event);
}

void TranscriptView::focusInEvent(QFocusEvent *event)
{
    viewport()->update();
    QAbstractScrollArea::focusInEvent(event);
}

void TranscriptView::focusOutEvent(QFocusEvent *event)
{
    viewport()->update();
    QAbstractScrollArea::focusOutEvent(event);
}

bool TranscriptView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int row = m_scroll.rowAt(help->pos().y());
    TranscriptBlock *shown = row >= 0 ? block(row) : nullptr;
    QString tip;
    if (shown != nullptr) {
        tip = shown->linkAt(QPointF(help->pos()) - QPointF(0, m_scroll.topOf(row)));
        const EventRow *over = m_model->event(row);
        if (tip.isEmpty() && help->pos().x() < Theme::instance()->px(66) && over != nullptr)
            tip = isoText(over->at);
    }
    QToolTip::showText(help->globalPos(), tipText(tip), viewport());
    return true;
}

QString TranscriptView::selectedText()
{
    TranscriptBlock *shown = m_selection.row >= 0 && m_selection.from.part >= 0 ? block(m_selection.row) : nullptr;
    if (shown == nullptr)
        return {};
    const int from = std::min(m_selection.from.position, m_selection.to.position);
    const int to = std::max(m_selection.from.position, m_selection.to.position);
    return shown->textOf(m_selection.from.part).mid(from, to - from);
}

void TranscriptView::copy()
{
    QString text = selectedText();
    if (text.isEmpty()) {
        TranscriptBlock *shown = m_current >= 0 ? block(m_current) : nullptr;
        if (shown == nullptr)
            return;
        text = shown->copyText();
    }
    QApplication::clipboard()->setText(text);
    Q_EMIT noted(pluralText(static_cast<int>(text.size()), tr("%1 character copied."), tr("%1 characters copied.")));
}

} // namespace assay
