// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/ground.h"

#include <QPainter>
#include <QStyleOptionViewItem>
#include <QWidget>

#include "views/widgets/theme.h"

namespace assay {

void setGround(QWidget *widget, Tone window)
{
    const Theme *theme = Theme::instance();
    QPalette ground = Theme::palette(theme->isDark());
    ground.setColor(QPalette::Window, theme->color(window));
    widget->setPalette(ground);
}

void setGround(QWidget *widget, Tone window, Tone base)
{
    const Theme *theme = Theme::instance();
    QPalette ground = Theme::palette(theme->isDark());
    ground.setColor(QPalette::Window, theme->color(window));
    ground.setColor(QPalette::Base, theme->color(base));
    widget->setPalette(ground);
}

void setListGround(QWidget *list, Tone base)
{
    const Theme *theme = Theme::instance();
    QPalette ground = Theme::palette(theme->isDark());
    ground.setColor(QPalette::Base, theme->color(base));
    list->setPalette(ground);
}

void setTextTone(QWidget *label, Tone tone)
{
    QPalette words = label->palette();
    words.setColor(QPalette::WindowText, Theme::instance()->color(tone));
    label->setPalette(words);
}

void paintRowGround(QPainter &painter, const QStyleOptionViewItem &option, bool active)
{
    const Theme *theme = Theme::instance();
    const QRectF row = option.rect;
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter.fillRect(row, theme->color(active ? Tone::Selection : Tone::SelectionOff));
        painter.fillRect(QRectF(row.x(), row.y(), 3, row.height()), theme->color(Tone::Accent));
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter.fillRect(row, theme->color(Tone::Hover));
    }
}

void paintRowGround(QPainter &painter, const QStyleOptionViewItem &option)
{
    paintRowGround(painter, option, option.widget != nullptr && option.widget->hasFocus());
}

} // namespace assay
