// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/sessions/menubutton.h"

#include <QMenu>
#include <QPainter>
#include <QStyleOptionToolButton>

#include <algorithm>

#include "views/widgets/elidedtext.h"
#include "views/widgets/icons.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int margin = 6;
constexpr int markSize = 14;
constexpr int chevronSize = 12;
constexpr int leastText = 30; // less room than this says nothing, but of a shorter word

} // namespace

MenuButton::MenuButton(const QString &purpose, QMenu *menu, QWidget *parent)
    : QToolButton(parent)
    , m_purpose(purpose)
{
    setMenu(menu);
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void MenuButton::setChoice(const QString &icon, const QString &text)
{
    m_icon = icon;
    setText(text);
    setAccessibleName(u"%1: %2"_s.arg(m_purpose, text));
    setToolTip(tipText(accessibleName()));
    updateGeometry();
    update();
}

QSize MenuButton::sizeHint() const
{
    const QFontMetrics metrics(Theme::instance()->font(Face::Row));
    return minimumSizeHint() + QSize(metrics.horizontalAdvance(text()) + 2 + px(margin), 0);
}

QSize MenuButton::minimumSizeHint() const
{
    return {px(margin) + px(markSize) + px(margin) + px(chevronSize) + px(margin), px(22)};
}

void MenuButton::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Theme *theme = Theme::instance();
    QStyleOptionToolButton option;
    initStyleOption(&option);
    QPainter painter(this);
    style()->drawPrimitive(QStyle::PE_PanelButtonTool, &option, &painter, this);
    const QColor color = theme->color(Tone::Text2);
    int x = px(margin);
    paintIcon(painter, QPointF(x, (height() - px(markSize)) / 2.0), m_icon, color, px(markSize));
    x += px(markSize) + px(margin);
    const int room = width() - x - px(chevronSize) - 2 * px(margin);
    if (room >= std::min(px(leastText), sizeHint().width() - minimumSizeHint().width() - px(margin))) {
        const QRectF place(x, 0, room, height());
        x += qCeil(paintElided(painter, place, text(), theme->font(Face::Row), color)) + px(margin);
    }
    paintIcon(painter, QPointF(x, (height() - px(chevronSize)) / 2.0), u"chevron-down"_s, color, px(chevronSize));
}

} // namespace assay
