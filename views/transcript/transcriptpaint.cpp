// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <QPainter>

#include "views/transcript/newrowschip.h"
#include "views/transcript/runningclock.h"
#include "views/transcript/transcriptmouse.h"
#include "views/transcript/transcriptselection.h"
#include "views/transcript/transcriptview.h"
#include "views/widgets/icons.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

void TranscriptView::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    settle();
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), Theme::instance()->color(Tone::Document));
    qreal top = m_scroll.top();
    m_clock->begin();
    for (int row = m_scroll.row(); row < m_scroll.rows() && top < viewport()->height(); ++row) {
        const qreal height = heightOf(row);
        const TranscriptBlock *shown = block(row);
        if (shown != nullptr)
            paintRow(painter, row, top);
        if (shown != nullptr && shown->isRunning())
            m_clock->add(QRectF(0, top, viewport()->width(), height).toAlignedRect());
        top += height;
    }
    m_clock->end();
}

void TranscriptView::paintRow(QPainter &painter, int row, qreal top)
{
    const Theme *theme = Theme::instance();
    TranscriptBlock *shown = block(row);
    BlockPaint how;
    how.current = row == m_current;
    how.focused = hasFocus();
    how.hovered = row == m_mouse->hoveredRow();
    if (m_selection->range().holds(row))
        std::tie(how.selectFrom, how.selectTo) = m_selection->within(row, *shown);
    if (shown->eventId() == m_revealed.event && !m_revealed.pending)
        how.currentFound = m_revealed.occurrence;
    painter.save();
    painter.translate(0, std::round(top));
    shown->paint(painter, QRectF(0, -top, viewport()->width(), viewport()->height()), how);
    painter.restore();
    if (isBookmarked(shown->eventId()))
        paintIcon(painter, QPointF(theme->px(54), std::round(top + shown->firstLine()) + theme->px(6)), u"bookmark"_s,
                  theme->color(Tone::Accent), theme->px(12));
    const QRectF button = how.hovered || how.current ? m_mouse->copyButton(row) : QRectF();
    if (!button.isNull()) {
        if (m_mouse->isOverCopyButton())
            painter.fillRect(button, theme->color(Tone::Hover));
        const int size = theme->px(12);
        paintIcon(painter, button.center() - QPointF(size, size) / 2, u"copy"_s,
                  theme->color(m_mouse->isOverCopyButton() ? Tone::Text : Tone::Text3), size);
    }
    if (how.current && m_revealed.isMarked()) {
        painter.setPen(theme->color(Tone::Accent));
        painter.drawRect(QRectF(theme->px(62), top, viewport()->width() - theme->px(70), shown->height() - 1));
    }
}

} // namespace assay
