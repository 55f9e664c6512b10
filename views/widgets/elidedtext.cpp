// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/elidedtext.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>

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

void paintTwoLines(QPainter &painter, const QRectF &place, const QString &text, const QFont &font, const QColor &color)
{
    const QFontMetricsF metrics(font);
    QTextLayout layout(text, font);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    if (line.isValid())
        line.setLineWidth(place.width());
    layout.endLayout();
    const qsizetype cut = line.isValid() ? line.textLength() : text.size();
    const qreal height = metrics.lineSpacing();
    paintElided(painter, QRectF(place.x(), place.y(), place.width(), height), text.left(cut).trimmed(), font, color);
    if (cut < text.size())
        paintElided(painter, QRectF(place.x(), place.y() + height, place.width(), height), text.mid(cut).trimmed(),
                    font, color);
}

} // namespace assay
