// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Where the reader of a transcript is and goes, by keys and by what was asked for.
#include <cmath>

#include <QAccessible>
#include <QKeyEvent>

#include "models/items/transcriptmodel.h"
#include "views/transcript/transcriptcommands.h"
#include "views/transcript/transcriptmouse.h"
#include "views/transcript/transcriptselection.h"
#include "views/transcript/transcriptview.h"

namespace assay {

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
    const int child = m_current - firstInSight();
    const QAccessibleInterface *told = QAccessible::isActive() ? QAccessible::queryAccessibleInterface(this) : nullptr;
    // Asking the usual kind for a child that it does not have ends the program.
    if (told != nullptr && hasFocus() && child >= 0 && m_current <= lastInSight() && child < told->childCount()) {
        QAccessibleEvent focus(this, QAccessible::Focus);
        focus.setChild(child);
        QAccessible::updateAccessibility(&focus);
    }
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

void TranscriptView::moveByPage(int direction)
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

void TranscriptView::findLandmark(bool prompt, int direction)
{
    if (m_model != nullptr && m_scroll.rows() > 0)
        m_model->findLandmark(prompt ? TranscriptModel::Landmark::Prompt : TranscriptModel::Landmark::Error, m_current,
                              direction);
}

void TranscriptView::goToEnd()
{
    if (m_scroll.rows() == 0)
        return;
    m_scroll.toEnd();
    makeCurrent(m_scroll.rows() - 1);
}

void TranscriptView::setHeadRoom(int pixels)
{
    const int change = pixels - viewportMargins().top();
    setViewportMargins(0, pixels, 0, 0);
    m_scroll.by(change);
    viewport()->update();
}

void TranscriptView::scrollBy(qreal pixels)
{
    m_scroll.by(pixels);
    settle();
    viewport()->update();
}

void TranscriptView::keyPressEvent(QKeyEvent *event)
{
    if (QAction *command = commandFor(this, *event)) {
        command->trigger();
        return;
    }
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
    const bool extend = modifiers == Qt::ShiftModifier;
    if (modifiers != Qt::NoModifier && !extend) {
        event->ignore();
        return;
    }
    const int rows = std::max(1, lastInSight() - firstInSight());
    switch (event->key()) {
    case Qt::Key_Up:
        extend ? m_selection->extendByRows(-1) : moveBy(-1);
        break;
    case Qt::Key_Down:
        extend ? m_selection->extendByRows(1) : moveBy(1);
        break;
    case Qt::Key_Left:
        extend ? m_selection->extendByCharacters(-1) : step(-1);
        break;
    case Qt::Key_Right:
        extend ? m_selection->extendByCharacters(1) : step(1);
        break;
    case Qt::Key_PageUp:
        extend ? m_selection->extendByRows(-rows) : moveByPage(-1);
        break;
    case Qt::Key_PageDown:
        extend ? m_selection->extendByRows(rows) : moveByPage(1);
        break;
    case Qt::Key_Home:
        extend ? m_selection->extendByRows(-m_scroll.rows()) : setCurrentRow(0);
        break;
    case Qt::Key_End:
        extend ? m_selection->extendByRows(m_scroll.rows()) : goToEnd();
        break;
    case Qt::Key_Escape:
        event->setAccepted(m_selection->giveUp());
        break;
    default:
        event->ignore();
    }
}

bool TranscriptView::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::FocusIn:
    case QEvent::FocusOut:
        viewport()->update();
        break;
    case QEvent::ShortcutOverride:
        // While the transcript has the focus its keys are its own, also those that mean something else in the window.
        if (commandFor(this, *static_cast<QKeyEvent *>(event)) != nullptr)
            event->accept();
        break;
    default:
        break;
    }
    return QAbstractScrollArea::event(event);
}

bool TranscriptView::viewportEvent(QEvent *event)
{
    if (m_mouse->handle(event))
        return true;
    if (event->type() == QEvent::Resize) {
        m_blocks.clear();
        viewport()->update();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace assay
