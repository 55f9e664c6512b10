// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/newrowschip.h"

#include <QEvent>
#include <QPainter>

#include "views/widgets/icons.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

NewRowsChip::NewRowsChip(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::ArrowCursor);
    setToolTip(tr("Go to the end and follow it"));
    setAccessibleName(toolTip());
    parent->installEventFilter(this);
    hide();
    connect(Theme::instance(), &Theme::changed, this, &NewRowsChip::place);
}

void NewRowsChip::add(int rows)
{
    m_count += rows;
    setText(pluralText(m_count, tr("%1 new event"), tr("%1 new events")));
    setAccessibleName(tr("%1, go to the end").arg(text()));
    place();
    show();
}

void NewRowsChip::clear()
{
    m_count = 0;
    hide();
}

QSize NewRowsChip::sizeHint() const
{
    const Theme *theme = Theme::instance();
    const int words = QFontMetrics(theme->font(Face::Row)).horizontalAdvance(text());
    const int key = QFontMetrics(theme->font(Face::Meta)).horizontalAdvance(tr("End"));
    return {theme->px(10 + 14 + 6) + words + theme->px(8) + key + theme->px(10 + 9), theme->px(24)};
}

void NewRowsChip::place()
{
    const QSize size = sizeHint();
    const QWidget *over = parentWidget();
    setGeometry((over->width() - size.width()) / 2, over->height() - size.height() - Theme::instance()->px(12),
                size.width(), size.height());
}

bool NewRowsChip::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QAbstractButton::eventFilter(watched, event);
}

void NewRowsChip::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Theme *theme = Theme::instance();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme->color(Tone::Accent), hasFocus() ? 2 : 1));
    painter.setBrush(theme->color(isDown() ? Tone::SelectionOff : underMouse() ? Tone::Hover : Tone::Button));
    const qreal half = hasFocus() ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(half, half, -half, -half), 3, 3);
    const int size = theme->px(14);
    int x = theme->px(10);
    paintIcon(painter, QPointF(x, (height() - size) / 2.0), u"arrow-down"_s, theme->color(Tone::Accent), size);
    x += size + theme->px(6);
    painter.setFont(theme->font(Face::Row));
    painter.setPen(theme->color(Tone::Text));
    const int words = painter.fontMetrics().horizontalAdvance(text());
    painter.drawText(QRect(x, 0, words + 2, height()), Qt::AlignVCenter | Qt::AlignLeft, text());
    x += words + theme->px(8);
    painter.setFont(theme->font(Face::Meta));
    const QString key = tr("End");
    const int cap = theme->px(16);
    const QRectF keyCap(x, (height() - cap) / 2.0, painter.fontMetrics().horizontalAdvance(key) + theme->px(9), cap);
    painter.setPen(theme->color(Tone::StrongLine));
    painter.setBrush(theme->color(Tone::Field));
    painter.drawRoundedRect(keyCap.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    painter.setPen(theme->color(Tone::Text3));
    painter.drawText(keyCap, Qt::AlignCenter, key);
}

} // namespace assay
