// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/now/trendplot.h"

#include <algorithm>

#include <QPainter>

#include "views/widgets/theme.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

QImage trendPlot(const QList<qint64> &counts, qreal scale)
{
    constexpr int height = 14;
    constexpr int step = 5;
    const Theme *theme = Theme::instance();
    const QSize size(px(step) * std::max(1, static_cast<int>(counts.size())), px(height));
    QImage image((QSizeF(size) * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    const qint64 most = std::max<qint64>(1, counts.isEmpty() ? 1 : *std::ranges::max_element(counts));
    for (qsizetype i = 0; i < counts.size(); ++i) {
        const qreal left = static_cast<qreal>(px(step)) * static_cast<qreal>(i);
        const qreal width = px(step) - 1;
        painter.fillRect(QRectF(left, size.height() - 1, width, 1), theme->color(Tone::StrongLine));
        if (counts[i] == 0)
            continue;
        const qreal bar = std::max(2.0, (size.height() - 1) * static_cast<qreal>(counts[i]) / static_cast<qreal>(most));
        painter.fillRect(QRectF(left, size.height() - bar, width, bar), theme->color(Tone::Error));
    }
    return image;
}

QString trendMark(qint64 now, qint64 before)
{
    return now > before ? u"▲"_s : now < before ? u"▼"_s : u"="_s;
}

} // namespace assay
