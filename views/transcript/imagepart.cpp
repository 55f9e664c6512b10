// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/imagepart.h"

#include <QPainter>

#include "views/widgets/theme.h"

namespace assay {

ImagePart::ImagePart(QImage image, QString label, int number)
    : m_image(std::move(image))
    , m_label(std::move(label))
    , m_number(number)
{
}

qreal ImagePart::layout(qreal width)
{
    const Theme *theme = Theme::instance();
    m_size = QSizeF();
    if (!m_image.isNull()) {
        m_size = m_image.size();
        const QSizeF most(std::min<qreal>(theme->px(480), width), theme->px(320));
        if (m_size.width() > most.width() || m_size.height() > most.height())
            m_size.scale(most, Qt::KeepAspectRatio);
    }
    return m_size.height() + theme->px(26);
}

void ImagePart::paint(QPainter &painter, const PartPaint &how)
{
    const Theme *theme = Theme::instance();
    const bool selected = how.selectFrom != how.selectTo;
    const QRectF frame(0, theme->px(4), m_size.width(), m_size.height());
    if (!m_image.isNull()) {
        painter.save();
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(frame, m_image);
        painter.restore();
        painter.setPen(theme->color(selected ? Tone::Accent : Tone::Line));
        painter.drawRect(frame.adjusted(0, 0, -1, -1));
    }
    painter.setFont(theme->font(Face::Meta));
    if (selected)
        painter.fillRect(
            QRectF(0, frame.bottom() + theme->px(3), painter.fontMetrics().horizontalAdvance(m_label), theme->px(15)),
            theme->color(Tone::Selection));
    painter.setPen(theme->color(selected ? Tone::Text2 : Tone::Text3));
    painter.drawText(QPointF(0, frame.bottom() + theme->px(14)), m_label);
}

BlockAct ImagePart::actAt(const QPointF &point) const
{
    return !m_image.isNull() && QRectF(QPointF(), m_size).contains(point) ? BlockAct::ViewImage : BlockAct::None;
}

} // namespace assay
