// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/elidedtext.h"

#include <QFontMetricsF>
#include <QPainter>

namespace assay {

qreal paintElided(QPainter &painter, const QRectF &room, const QString &text, const QFont &font, const QColor &color)
{
    const QFontMetricsF metrics(font);
    const QString shown = metrics.elidedText(text, Qt::ElideRight, std::max<qreal>(0, room.width()));
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(room, static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft) | Qt::TextSingleLine, shown);
    return metrics.horizontalAdvance(shown);
}

} // namespace assay
