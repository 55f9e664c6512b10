// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/separatorpart.h"

#include <QFontMetricsF>
#include <QPainter>

#include "views/transcript/foundtext.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"

namespace assay {

SeparatorPart::SeparatorPart(QString label, QString icon, bool dashed, BlockAct act)
    : m_label(std::move(label))
    , m_icon(std::move(icon))
    , m_dashed(dashed)
    , m_act(act)
{
}

qreal SeparatorPart::layout(qreal width)
{
    m_width = width;
    return Theme::instance()->rowPx(24);
}

void SeparatorPart::paint(QPainter &painter, const PartPaint &how)
{
    const Theme *theme = Theme::instance();
    const qreal height = theme->rowPx(24);
    if (how.current)
        painter.fillRect(QRectF(0, 0, m_width, height), theme->color(Tone::SelectionOff));
    const QFont font = theme->font(Face::Meta);
    painter.setFont(font);
    const QColor color = theme->color(how.current ? Tone::Text2 : Tone::Text3);
    const qreal middle = height / 2;
    QPen line(theme->color(Tone::StrongLine), 1, m_dashed ? Qt::DashLine : Qt::SolidLine);
    painter.setPen(line);
    painter.drawLine(QPointF(0, middle), QPointF(theme->px(13), middle));
    qreal x = theme->px(21);
    if (!m_icon.isEmpty()) {
        const int size = theme->px(14);
        paintIcon(painter, QPointF(x, (height - size) / 2), m_icon, color, size);
        x += size + theme->px(8);
    }
    const QString shown = QFontMetricsF(font).elidedText(m_label, Qt::ElideRight, m_width - x - theme->px(40));
    const QRectF ground(x, theme->px(4), QFontMetricsF(font).horizontalAdvance(shown), height - theme->px(8));
    if (how.selectFrom != how.selectTo || !how.found.isEmpty())
        painter.fillRect(ground, theme->color(how.found.isEmpty() ? Tone::Selection : Tone::Find));
    if (how.currentFound >= 0)
        paintFoundFrame(painter, ground);
    painter.setPen(how.found.isEmpty() ? color : theme->color(Tone::Text));
    painter.drawText(QRectF(x, 0, m_width - x, height), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
    x += QFontMetricsF(font).horizontalAdvance(shown) + theme->px(8);
    painter.setPen(line);
    painter.drawLine(QPointF(x, middle), QPointF(m_width, middle));
}

} // namespace assay
