// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/shell/palettefield.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyleOptionFrame>

#include "views/widgets/elidedtext.h"
#include "views/widgets/icons.h"
#include "views/widgets/keycap.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

PaletteField::PaletteField(QWidget *parent)
    : QAbstractButton(parent)
{
    setText(tr("Search everything"));
    setAccessibleName(tr("Search everything: commands, sessions, projects, transcripts"));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::IBeamCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PaletteField::setKeys(const QString &keys)
{
    m_keys = keys;
    setToolTip(keys.isEmpty() ? QString() : tr("Commands, sessions, projects and transcripts (%1)").arg(keys));
    update();
}

QSize PaletteField::sizeHint() const
{
    return {Theme::instance()->px(330), Theme::instance()->px(26)};
}

QSize PaletteField::minimumSizeHint() const
{
    return {Theme::instance()->px(120), Theme::instance()->px(26)};
}

void PaletteField::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Theme *theme = Theme::instance();
    QPainter painter(this);
    QStyleOptionFrame frame;
    frame.initFrom(this);
    frame.rect = rect();
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &frame, &painter, this);
    const int icon = theme->px(16);
    paintIcon(painter, QPointF(theme->px(9), (height() - icon) / 2.0), u"search"_s, theme->color(Tone::Text2), icon);
    QRectF room = QRectF(rect()).adjusted(theme->px(31), 0, -theme->px(6), 0);
    if (!m_keys.isEmpty() && width() > theme->px(220))
        room.setRight(room.right() - paintKeyCap(painter, room, m_keys) - theme->px(6));
    paintElided(painter, room, text(), theme->font(Face::Base), theme->color(Tone::Text3));
}

void PaletteField::keyPressEvent(QKeyEvent *event)
{
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Down)
        Q_EMIT clicked();
    else if (plain && !event->text().isEmpty() && event->text().at(0).isPrint() && event->key() != Qt::Key_Space)
        Q_EMIT typed(event->text());
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace assay
