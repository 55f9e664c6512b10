// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Mouse, keys and words of the timeline strip.
#include <QAccessible>
#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include "views/text/visibletext.h"
#include "views/timeline/timelinestrip.h"
#include "views/timeline/timelinewords.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

void TimelineStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    rebin();
}

void TimelineStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const QRectF seen = frame();
    m_pressedY = event->position().toPoint().y();
    m_scrubbing = false;
    m_grabbed = seen.contains(QPointF(seen.center().x(), event->position().y())) ? event->position().y() - seen.top()
                                                                                 : seen.height() / 2;
}

void TimelineStrip::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint position = event->position().toPoint();
    if (std::exchange(m_hoverY, position.y()) != position.y())
        update();
    if (!m_grabbed || m_bins.rows == 0)
        return;
    m_scrubbing = m_scrubbing || std::abs(position.y() - m_pressedY) >= QApplication::startDragDistance();
    if (!m_scrubbing)
        return;
    const QRectF area = plot();
    const qreal top = event->position().y() - *m_grabbed - area.top();
    Q_EMIT scrubbed(std::clamp(static_cast<int>(top / area.height() * m_bins.rows), 0, m_bins.rows - 1));
}

void TimelineStrip::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_grabbed || event->button() != Qt::LeftButton)
        return;
    m_grabbed.reset();
    const int row = rowAt(event->position().toPoint());
    if (!std::exchange(m_scrubbing, false) && row >= 0)
        Q_EMIT rowRequested(row);
}

void TimelineStrip::wheelEvent(QWheelEvent *event)
{
    Q_EMIT wheeled(event);
    event->accept();
}

void TimelineStrip::leaveEvent(QEvent *event)
{
    m_hoverY = -1;
    update();
    QWidget::leaveEvent(event);
}

void TimelineStrip::focusInEvent(QFocusEvent *event)
{
    if (m_cursor < 0 && m_bins.rows > 0)
        m_cursor = std::clamp(m_firstInSight, 0, m_bins.rows - 1);
    moveCursor(m_cursor);
    QWidget::focusInEvent(event);
}

// To the next mark that is more than an ordinary call or reply.
void TimelineStrip::step(int direction, bool promptsOnly)
{
    const auto least = stripRank(StripBin::Subagent);
    for (int row = m_cursor + direction; row >= 0 && row < m_bins.rows; row += direction) {
        const TimelineMark &mark = m_timeline.marks.at(row);
        const quint8 flags = stripFlags(mark, m_timeline.bookmarks.contains(mark.event));
        if (promptsOnly ? (flags & StripBin::Prompt) != 0 : stripRank(flags) >= least) {
            moveCursor(row);
            return;
        }
    }
}

void TimelineStrip::moveCursor(int row)
{
    m_cursor = row;
    const QString words = row >= 0 ? wordsOf(row) : QString();
    if (words != accessibleDescription()) {
        setAccessibleDescription(words);
        QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&changed);
    }
    if (row >= 0 && row < m_timeline.marks.size() && m_described.id != m_timeline.marks.at(row).event)
        Q_EMIT wordsRequested(m_timeline.marks.at(row).event);
    update();
}

void TimelineStrip::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        step(-1, false);
        break;
    case Qt::Key_Down:
        step(1, false);
        break;
    case Qt::Key_PageUp:
        step(-1, true);
        break;
    case Qt::Key_PageDown:
        step(1, true);
        break;
    case Qt::Key_Home:
        moveCursor(m_bins.rows > 0 ? 0 : -1);
        break;
    case Qt::Key_End:
        moveCursor(m_bins.rows - 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_cursor >= 0)
            Q_EMIT rowRequested(m_cursor);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

// "14:02:11  Bash, failed\ngo test ./..."; what the row says is known once it was asked for.
QString TimelineStrip::wordsOf(int row) const
{
    if (row < 0 || row >= m_timeline.marks.size())
        return {};
    const TimelineMark &mark = m_timeline.marks.at(row);
    const bool known = m_described.id == mark.event;
    QStringList first;
    if (mark.at >= 0)
        first.append(timeText(mark.at));
    first.append(eventWords(static_cast<EventKind>(mark.kind), static_cast<Outcome>(mark.outcome),
                            known ? m_described.tool : QString()));
    if (m_timeline.bookmarks.contains(mark.event))
        first.append(tr("bookmarked"));
    QString words = first.join(u" · "_s);
    if (known && !m_described.head.isEmpty())
        words += u'\n' + visibleLine(m_described.head);
    return words;
}

void TimelineStrip::describe(const EventRow &event)
{
    m_described = event;
    if (m_cursor >= 0 && m_cursor < m_timeline.marks.size() && m_timeline.marks.at(m_cursor).event == event.id)
        moveCursor(m_cursor);
    if (QToolTip::isVisible() && underMouse())
        showTip(m_tipAt);
}

void TimelineStrip::showTip(const QPoint &globalPosition)
{
    m_tipAt = globalPosition;
    const int row = rowAt(mapFromGlobal(globalPosition));
    QToolTip::showText(globalPosition, tipText(wordsOf(row)), this);
    if (row >= 0 && m_described.id != m_timeline.marks.at(row).event)
        Q_EMIT wordsRequested(m_timeline.marks.at(row).event);
}

bool TimelineStrip::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    showTip(static_cast<QHelpEvent *>(event)->globalPos());
    return true;
}

} // namespace assay
