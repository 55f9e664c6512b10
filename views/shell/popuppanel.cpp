// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/shell/popuppanel.h"

#include <algorithm>

#include <QPainter>
#include <QScreen>
#include <QVBoxLayout>

#include "views/widgets/theme.h"

namespace assay {

PopupPanel::PopupPanel(const QString &name, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_column(new QVBoxLayout(this))
{
    setAccessibleName(name);
    const Theme *theme = Theme::instance();
    m_column->setContentsMargins(theme->px(12), theme->px(10), theme->px(12), theme->px(10));
    m_column->setSpacing(theme->px(8));
}

void PopupPanel::showAbove(const QWidget *anchor)
{
    adjustSize();
    const QPoint corner = anchor->mapToGlobal(QPoint(0, 0));
    const QRect screen = anchor->screen()->availableGeometry();
    const int x = std::clamp(corner.x(), screen.left(), std::max(screen.left(), screen.right() - width() + 1));
    move(x, std::max(screen.top(), corner.y() - height() - 1));
    show();
}

void PopupPanel::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Theme *theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(rect(), theme->color(Tone::Pane));
    painter.setPen(theme->color(Tone::StrongLine));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace assay
