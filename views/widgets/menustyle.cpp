// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/menustyle.h"

#include <QPainter>
#include <QStyleOption>

#include "views/widgets/icons.h"
#include "views/widgets/theme.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qreal itemHeight = 28;
constexpr qreal separatorHeight = 9;
constexpr qreal textAt = 36;
constexpr qreal marginAtRight = 12;

void drawMark(const QStyleOptionMenuItem *item, QPainter *painter, const QRect &rect)
{
    const Theme *theme = Theme::instance();
    const int size = theme->px(16);
    const int y = rect.y() + (rect.height() - size) / 2;
    const bool enabled = item->state.testFlag(QStyle::State_Enabled);
    if (item->checkType != QStyleOptionMenuItem::NotCheckable && item->checked)
        paintIcon(*painter, QPointF(rect.x() + theme->px(10), y), u"check"_s, theme->color(Tone::Accent), size);
    else if (!item->icon.isNull())
        item->icon.paint(painter, QRect(rect.x() + theme->px(10), y, size, size), Qt::AlignCenter,
                         enabled ? QIcon::Normal : QIcon::Disabled);
    if (item->menuItemType == QStyleOptionMenuItem::SubMenu) {
        const int small = theme->px(12);
        paintIcon(
            *painter,
            QPointF(rect.right() - theme->px(marginAtRight) - small + 1, rect.y() + (rect.height() - small) / 2.0),
            u"chevron-right"_s, theme->color(Tone::Text2), small);
    }
}

} // namespace

void drawMenuItem(const QStyleOptionMenuItem *item, QPainter *painter)
{
    const Theme *theme = Theme::instance();
    const QRect rect = item->rect;
    if (item->menuItemType == QStyleOptionMenuItem::Separator) {
        painter->fillRect(rect.x(), rect.center().y(), rect.width(), 1, theme->color(Tone::Line));
        return;
    }
    const bool enabled = item->state.testFlag(QStyle::State_Enabled);
    if (enabled && item->state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(rect, theme->color(Tone::Selection));
        painter->fillRect(QRect(rect.x(), rect.y(), theme->px(3), rect.height()), theme->color(Tone::Accent));
    }
    drawMark(item, painter, rect);
    const qsizetype tab = item->text.indexOf(u'\t');
    const QRect room = rect.adjusted(theme->px(textAt), 0, -theme->px(marginAtRight), 0);
    constexpr int flags = Qt::AlignVCenter | Qt::TextShowMnemonic | Qt::TextDontClip | Qt::TextSingleLine;
    painter->setFont(item->font);
    painter->setPen(theme->color(enabled ? Tone::Text : Tone::Text3));
    painter->drawText(room, flags | Qt::AlignLeft, item->text.left(tab));
    if (tab >= 0) {
        painter->setFont(theme->font(Face::Meta));
        painter->setPen(theme->color(enabled ? Tone::Text2 : Tone::Text3));
        painter->drawText(room, flags | Qt::AlignRight, item->text.mid(tab + 1));
    }
}

QSize menuItemSize(const QStyleOptionMenuItem *item, const QSize &content)
{
    const Theme *theme = Theme::instance();
    if (item->menuItemType == QStyleOptionMenuItem::Separator)
        return {content.width(), theme->px(separatorHeight)};
    int width = content.width() + theme->px(textAt) + theme->px(marginAtRight);
    if (item->text.contains(u'\t'))
        width += theme->px(24);
    if (item->menuItemType == QStyleOptionMenuItem::SubMenu)
        width += theme->px(24);
    return {width, theme->px(itemHeight)};
}

void drawBox(const QStyleOption *option, QPainter *painter, bool round)
{
    const Theme *theme = Theme::instance();
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    const bool on = option->state.testFlag(QStyle::State_On);
    const bool focus =
        option->state.testFlag(QStyle::State_HasFocus) && option->state.testFlag(QStyle::State_KeyboardFocusChange);
    const QRectF box = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const qreal radius = round ? box.width() / 2 : 2;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(focus ? QPen(theme->color(Tone::Accent), 2)
                          : QPen(theme->color(!enabled ? Tone::Line
                                              : on     ? Tone::Fill
                                                       : Tone::Text3)));
    painter->setBrush(theme->color(on && enabled ? Tone::Fill : Tone::Field));
    painter->drawRoundedRect(box, radius, radius);
    if (on && round) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme->color(enabled ? Tone::OnFill : Tone::Text3));
        painter->drawEllipse(box.center(), box.width() / 5, box.width() / 5);
    }
    painter->restore();
    if (on && !round) {
        const int size = option->rect.width() - 2;
        paintIcon(*painter, QPointF(option->rect.x() + 1, option->rect.y() + 1), u"check"_s,
                  theme->color(enabled ? Tone::OnFill : Tone::Text3), size);
    }
}

} // namespace assay
