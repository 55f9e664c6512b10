// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/shell/palettedelegate.h"

#include <QPainter>
#include <QTextLayout>

#include "views/shell/palettemodel.h"
#include "views/widgets/elidedtext.h"
#include "views/widgets/icons.h"
#include "views/widgets/keycap.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qreal headingHeight = 26;
constexpr qreal rowHeight = 28;

void paintHeading(QPainter *painter, const QRectF &room, const PaletteRow &row)
{
    const Theme *theme = Theme::instance();
    const QFont font = theme->font(Face::Meta);
    const QRectF line = room.adjusted(theme->px(12), theme->px(4), -theme->px(12), 0);
    const qreal width = QFontMetricsF(font).horizontalAdvance(row.detail);
    paintElided(*painter, QRectF(line.right() - width - 1, line.y(), width + 1, line.height()), row.detail, font,
                theme->color(Tone::Text3));
    paintElided(*painter, line.adjusted(0, 0, -width - theme->px(8), 0), row.text, font, theme->color(Tone::Text3));
}

// Marked letters stand out twice: heavier, and underlined. A hit is a search hit: its ground.
qreal paintMarked(QPainter *painter, const QRectF &room, const PaletteRow &row)
{
    const Theme *theme = Theme::instance();
    const bool hit = row.kind == PaletteRow::Kind::Hit;
    const QFont font = theme->font(row.mono ? Face::Mono : Face::Base);
    const QString text = QFontMetricsF(font).elidedText(row.text, Qt::ElideRight, room.width());
    QTextLayout layout(text, font);
    layout.setCacheEnabled(false);
    QList<QTextLayout::FormatRange> formats;
    for (const auto &[start, length] : row.marks) {
        QTextLayout::FormatRange range;
        range.start = start;
        range.length = std::min(length, static_cast<int>(text.size()) - start);
        range.format.setFontUnderline(true);
        range.format.setFontWeight(QFont::DemiBold);
        if (hit) {
            range.format.setFontUnderline(false);
            range.format.setBackground(theme->color(Tone::Find));
        }
        if (range.length > 0)
            formats.append(range);
    }
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(QWIDGETSIZE_MAX);
    layout.endLayout();
    painter->setPen(theme->color(Tone::Text));
    layout.draw(painter, QPointF(room.x(), room.y() + (room.height() - line.height()) / 2));
    return line.naturalTextWidth();
}

} // namespace

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto row = index.data(PaletteModel::rowRole).value<PaletteRow>();
    const Theme *theme = Theme::instance();
    const QRectF rect = option.rect;
    painter->save();
    if (row.kind == PaletteRow::Kind::Heading) {
        paintHeading(painter, rect, row);
        painter->restore();
        return;
    }
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected) {
        painter->fillRect(option.rect, theme->color(Tone::Selection));
        painter->fillRect(QRect(option.rect.x(), option.rect.y(), theme->px(3), option.rect.height()),
                          theme->color(Tone::Accent));
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(option.rect, theme->color(Tone::Hover));
    }
    const int icon = theme->px(16);
    if (!row.icon.isEmpty())
        paintIcon(*painter, QPointF(rect.x() + theme->px(12), rect.y() + (rect.height() - icon) / 2), row.icon,
                  theme->color(row.tone), icon);
    QRectF room = rect.adjusted(theme->px(36), 0, -theme->px(12), 0);
    if (!row.keys.isEmpty())
        room.setRight(room.right() - paintKeyCap(*painter, room, row.keys) - theme->px(10));
    const QFont detailFont = theme->font(Face::Row);
    const qreal detail =
        row.detail.isEmpty() ? 0 : QFontMetricsF(detailFont).horizontalAdvance(row.detail) + theme->px(10);
    const qreal text = paintMarked(painter, room.adjusted(0, 0, -std::min(detail, room.width() / 2), 0), row);
    if (detail > 0)
        paintElided(*painter, room.adjusted(text + theme->px(10), 0, 0, 0), row.detail, detailFont,
                    theme->color(selected ? Tone::Text2 : Tone::Text3));
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme *theme = Theme::instance();
    const auto *model = qobject_cast<const PaletteModel *>(index.model());
    const bool choice = model != nullptr && model->isChoice(index.row());
    return {option.rect.width(), choice ? theme->rowPx(rowHeight) : theme->px(headingHeight)};
}

} // namespace assay
