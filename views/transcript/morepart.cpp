// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/morepart.h"

#include <QFontMetricsF>
#include <QPainter>

#include "views/widgets/icons.h"
#include "views/widgets/theme.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

MorePart::MorePart(QString label, BlockAct act)
    : m_label(std::move(label))
    , m_act(act)
{
}

qreal MorePart::layout(qreal width)
{
    const Theme *theme = Theme::instance();
    m_length = std::min(width, QFontMetricsF(theme->font(Face::Meta)).horizontalAdvance(m_label) + theme->px(20));
    return theme->px(20);
}

void MorePart::paint(QPainter &painter, const PartPaint &how)
{
    Q_UNUSED(how)
    const Theme *theme = Theme::instance();
    const int size = theme->px(12);
    const qreal height = theme->px(20);
    paintIcon(painter, QPointF(0, (height - size) / 2), u"chevron-down"_s, theme->color(Tone::Text3), size);
    painter.setFont(theme->font(Face::Meta));
    painter.setPen(theme->color(Tone::Text3));
    painter.drawText(QRectF(theme->px(18), 0, m_length, height), Qt::AlignVCenter | Qt::AlignLeft, m_label);
}

BlockAct MorePart::actAt(const QPointF &point) const
{
    return point.x() <= m_length ? m_act : BlockAct::None;
}

} // namespace assay
