// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/popupshadow.h"

#include <QPainter>

#include "views/widgets/theme.h"

namespace assay {

int popupShadow()
{
    return Theme::instance()->px(16);
}

void paintPopup(QPainter &painter, const QRect &rect)
{
    const Theme *theme = Theme::instance();
    const int room = popupShadow();
    const QRectF frame = QRectF(rect).adjusted(room, room, -room, -room);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    // Rings that lie on each other fade outwards like a blur of the same width.
    const qreal down = theme->px(4);
    const int rings = theme->px(14);
    for (int ring = rings; ring > 0; --ring) {
        QColor shade(Qt::black);
        shade.setAlphaF(0.35F * 2 / static_cast<float>(rings) *
                        (1.0F - static_cast<float>(ring) / static_cast<float>(rings)));
        painter.setBrush(shade);
        const qreal out = ring - rings / 4.0;
        painter.drawRoundedRect(frame.translated(0, down).adjusted(-out, -out, out, out), 4 + ring, 4 + ring);
    }
    painter.setPen(theme->color(Tone::StrongLine));
    painter.setBrush(theme->color(Tone::Pane));
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.restore();
}

} // namespace assay
