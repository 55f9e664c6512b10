// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// How the palette lies over its window.
#include "views/shell/palette.h"

#include <QGraphicsOpacityEffect>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPropertyAnimation>

#include "views/shell/palettemodel.h"
#include "views/widgets/ground.h"
#include "views/widgets/popupshadow.h"
#include "views/widgets/theme.h"

namespace assay {

namespace {

constexpr int fadeMs = 80;

} // namespace

void Palette::fadeIn()
{
    if (Theme::instance()->reducedMotion())
        return;
    auto *effect = new QGraphicsOpacityEffect(this);
    setGraphicsEffect(effect);
    auto *fade = new QPropertyAnimation(effect, "opacity", effect);
    fade->setDuration(fadeMs);
    fade->setStartValue(0.2);
    fade->setEndValue(1.0);
    connect(fade, &QPropertyAnimation::finished, this, [this] { setGraphicsEffect(nullptr); });
    fade->start();
}

void Palette::place()
{
    const Theme *theme = Theme::instance();
    const int shadow = popupShadow();
    const int width = std::min(theme->px(640), m_window->width() - 2 * theme->px(8));
    int rows = 0;
    for (int row = 0; row < m_model->rowCount(); ++row)
        rows += m_list->sizeHintForRow(row);
    const int rest = m_window->height() - m_top - theme->px(44) - theme->px(40);
    m_list->setFixedHeight(std::clamp(rows, 0, std::max(theme->px(60), rest)));
    adjustSize();
    const QMargins margins = contentsMargins();
    setGeometry((m_window->width() - width) / 2 - shadow, m_top - shadow, width + 2 * shadow,
                layout()->sizeHint().height() + margins.top() + margins.bottom());
}

void Palette::restyle()
{
    const Theme *theme = Theme::instance();
    const int shadow = popupShadow();
    setGround(this, Tone::Pane, Tone::Pane);
    layout()->setContentsMargins(shadow + 1, shadow + theme->px(7), shadow + 1, shadow + theme->px(5));
    m_head->setContentsMargins(theme->px(7), 0, theme->px(7), theme->px(3));
    m_edit->setFixedHeight(theme->px(32));
    m_edit->setFont(theme->font(Face::Base));
    m_edit->layout()->setContentsMargins(0, 0, theme->px(8), 0);
    m_hint->setFont(theme->font(Face::Meta));
    QPalette dim = palette();
    for (const auto role : {QPalette::WindowText, QPalette::Text}) // within a field a label takes the second
        dim.setColor(role, theme->color(Tone::Text3));
    m_hint->setPalette(dim);
    m_list->doItemsLayout();
    if (isVisible())
        place();
}

void Palette::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    paintPopup(painter, rect());
}

} // namespace assay
