// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/keycap.h"

#include <QFontMetricsF>
#include <QPainter>

#include "views/widgets/theme.h"

namespace assay {

QString capText(const QString &keys)
{
    QString text = keys;
    // A plus between keys, not the key itself.
    for (qsizetype at = text.indexOf(u'+'); at > 0 && at + 1 < text.size(); at = text.indexOf(u'+', at + 1))
        text[at] = u' ';
    return text;
}

qreal keyCapWidth(const QString &keys)
{
    const Theme *theme = Theme::instance();
    const QFontMetricsF metrics(theme->font(Face::Meta));
    return std::max<qreal>(metrics.horizontalAdvance(capText(keys)) + theme->px(9), theme->px(16));
}

qreal paintKeyCap(QPainter &painter, const QRectF &room, const QString &keys, bool dim)
{
    const Theme *theme = Theme::instance();
    const qreal width = keyCapWidth(keys);
    const qreal height = theme->px(16);
    const QRectF cap(std::floor(room.right() - width) + 0.5, std::floor(room.center().y() - height / 2) + 0.5,
                     std::floor(width) - 1, height - 1);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme->color(dim ? Tone::Line : Tone::StrongLine));
    painter.setBrush(theme->color(Tone::Button));
    painter.drawRoundedRect(cap, 2, 2);
    painter.setFont(theme->font(Face::Meta));
    painter.setPen(theme->color(dim ? Tone::Text3 : Tone::Text2));
    painter.drawText(cap, Qt::AlignCenter | Qt::TextSingleLine, capText(keys));
    painter.restore();
    return width;
}

} // namespace assay
