// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/now/nowrows.h"

#include <QFontMetricsF>
#include <QListWidget>
#include <QPainter>

#include "views/text/visibletext.h"
#include "views/widgets/elidedtext.h"
#include "views/widgets/ground.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int NowRowRole = Qt::UserRole + 20;

NowRow rowOf(const QModelIndex &index)
{
    return index.data(NowRowRole).value<NowRow>();
}

// From the right edge to the left; answers where the room for the name ends.
qreal paintFigures(QPainter &painter, const QRectF &line, const NowRow &row, const QColor &dim)
{
    const Theme *theme = Theme::instance();
    const QFont font = theme->font(Face::Row);
    const QFontMetricsF metrics(font);
    qreal right = line.right();
    const auto paint = [&](const QString &text, const QColor &color) {
        const qreal width = metrics.horizontalAdvance(text) + 1;
        right -= width;
        paintElided(painter, QRectF(right, line.y(), width, line.height()), text, font, color);
    };
    if (!row.figure.isEmpty()) {
        paint(row.figure, dim);
        right = std::min(right, line.right() - theme->px(18)) - theme->px(6); // figures stand below each other
    }
    if (row.failures > 0) {
        paint(countText(row.failures), theme->color(Tone::Error));
        const int icon = theme->px(12);
        right -= icon + theme->px(2);
        paintIcon(painter, QPointF(right, line.y() + (line.height() - icon) / 2), u"error"_s, theme->color(Tone::Error),
                  icon);
    }
    return right - theme->px(6);
}

} // namespace

QListWidgetItem *addNowRow(QListWidget *list, const NowRow &row)
{
    auto *item = new QListWidgetItem(visibleLine(row.name), list);
    item->setData(NowRowRole, QVariant::fromValue(row));
    QStringList heard{visibleLine(row.name), row.heard, visibleLine(row.detail)};
    heard.removeAll(QString());
    item->setData(Qt::AccessibleTextRole, heard.join(u", "_s));
    item->setToolTip(tipText(row.tip.isEmpty() ? heard.join(u'\n') : row.tip));
    return item;
}

void NowRowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme *theme = Theme::instance();
    const NowRow row = rowOf(index);
    const QColor dim = theme->color(option.state.testFlag(QStyle::State_Selected) ? Tone::Text2 : Tone::Text3);
    painter->save();
    paintRowGround(*painter, option);
    const int icon = theme->px(14);
    const qreal height = theme->px(18);
    const bool two = !row.detail.isEmpty();
    const qreal top = two ? option.rect.y() + theme->px(4) : option.rect.y() + (option.rect.height() - height) / 2;
    const qreal left = option.rect.x() + theme->px(10 + row.depth * 16);
    const QRectF line(left + icon + theme->px(7), top, option.rect.right() - theme->px(10) - left - icon - theme->px(7),
                      height);
    if (row.icon.isEmpty()) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme->color(Tone::Ok));
        painter->drawEllipse(QPointF(left + icon / 2.0, top + height / 2), theme->px(4), theme->px(4));
    } else {
        paintIcon(*painter, QPointF(left, top + (height - icon) / 2), row.icon, theme->color(Tone::Text2), icon);
    }
    const qreal end = paintFigures(*painter, line, row, dim);
    paintElided(*painter, QRectF(line.x(), top, end - line.x(), height), visibleLine(row.name), theme->font(Face::Base),
                theme->color(Tone::Text));
    if (two)
        paintElided(*painter, QRectF(line.x(), top + height, line.width(), theme->px(16)), visibleLine(row.detail),
                    theme->font(Face::Meta), dim);
    painter->restore();
}

QSize NowRowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(option)
    return {100, Theme::instance()->rowPx(rowOf(index).detail.isEmpty() ? 24 : 42)};
}

} // namespace assay
