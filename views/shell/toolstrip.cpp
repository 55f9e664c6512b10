// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/shell/toolstrip.h"

#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

#include "views/shell/palettefield.h"
#include "views/shell/visits.h"
#include "views/text/visibletext.h"
#include "views/widgets/icons.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype placesShown = 15;

void fill(QMenu *menu, const QList<Visit> &places, int direction)
{
    menu->clear();
    int steps = 0;
    for (const Visit &place : places.first(std::min(placesShown, places.size()))) {
        steps += direction;
        const QFontMetrics metrics(menu->font());
        QString name = metrics.elidedText(visibleLine(place.title), Qt::ElideRight, Theme::instance()->px(360))
                           .replace(u'&', "&&"_L1);
        menu->addAction(name)->setData(steps);
    }
}

} // namespace

ToolStrip::ToolStrip(QMenu *menu, QWidget *parent)
    : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setSpacing(2);
    m_menu = addButton(u"menu"_s, tr("Menu"));
    m_menu->setMenu(menu);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    addGap();
    m_back = addHistoryButton(u"back"_s, tr("Back"), -1);
    m_forward = addHistoryButton(u"forward"_s, tr("Forward"), 1);
    addGap();
    m_tabRow = new QHBoxLayout;
    m_tabRow->setSpacing(2);
    row->addLayout(m_tabRow);
    addPage(u"sessions"_s, tr("Sessions"));
    row->addStretch(1);
    m_field = new PaletteField(this);
    connect(m_field, &QAbstractButton::clicked, this, [this] { Q_EMIT paletteRequested({}); });
    connect(m_field, &PaletteField::typed, this, &ToolStrip::paletteRequested);
    row->addWidget(m_field, 100);
    addGap();
    m_list = addButton(u"pane-left"_s, tr("Show or hide the list"));
    m_inspector = addButton(u"pane-right"_s, tr("Show or hide the inspector"));
    for (QToolButton *toggle : {m_list, m_inspector})
        toggle->setCheckable(true);
    connect(m_list, &QToolButton::clicked, this, &ToolStrip::listToggled);
    connect(m_inspector, &QToolButton::clicked, this, &ToolStrip::inspectorToggled);
    connect(Theme::instance(), &Theme::changed, this, &ToolStrip::restyle);
    setPageShown(0);
    setHistory({});
    restyle();
}

void ToolStrip::addGap()
{
    auto *space = new QWidget(this);
    m_gaps.append(space);
    layout()->addWidget(space);
}

QToolButton *ToolStrip::addButton(const QString &icon, const QString &name)
{
    auto *button = new QToolButton(this);
    button->setIcon(themeIcon(icon));
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setFocusPolicy(Qt::TabFocus);
    layout()->addWidget(button);
    return button;
}

// Held down or clicked with the right button it lists the places.
QToolButton *ToolStrip::addHistoryButton(const QString &icon, const QString &name, int direction)
{
    QToolButton *button = addButton(icon, name);
    auto *places = new QMenu(button);
    places->setAccessibleName(direction < 0 ? tr("Places behind") : tr("Places ahead"));
    button->setMenu(places);
    button->setPopupMode(QToolButton::DelayedPopup);
    button->installEventFilter(this);
    connect(button, &QToolButton::clicked, this, [this, direction] { Q_EMIT visitRequested(direction); });
    connect(places, &QMenu::triggered, this,
            [this](const QAction *place) { Q_EMIT visitRequested(place->data().toInt()); });
    return button;
}

bool ToolStrip::eventFilter(QObject *watched, QEvent *event)
{
    auto *button = qobject_cast<QToolButton *>(watched);
    if (button != nullptr && event->type() == QEvent::ContextMenu) {
        if (button->isEnabled() && button->menu() != nullptr)
            button->menu()->popup(button->mapToGlobal(QPoint(0, button->height())));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

int ToolStrip::addPage(const QString &icon, const QString &name)
{
    const auto page = static_cast<int>(m_tabs.size());
    auto *tab = new QToolButton(this);
    tab->setIcon(themeIcon(icon));
    tab->setText(name);
    tab->setAccessibleName(name);
    tab->setFocusPolicy(Qt::TabFocus);
    tab->setCheckable(true);
    tab->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(tab, &QToolButton::clicked, this, [this, page] {
        setPageShown(page);
        Q_EMIT pageRequested(page);
    });
    m_tabs.append(tab);
    m_tabNames.append(name);
    m_tabRow->addWidget(tab);
    restyleTab(tab);
    return page;
}

void ToolStrip::setPageShown(int page)
{
    for (int i = 0; i < m_tabs.size(); ++i)
        m_tabs[i]->setChecked(i == page);
}

void ToolStrip::setPageCount(int page, int count)
{
    m_tabs[page]->setText(count > 0 ? u"%1  %2"_s.arg(m_tabNames[page]).arg(count) : m_tabNames[page]);
    restyleTab(m_tabs[page]);
}

void ToolStrip::restyleTab(QToolButton *tab)
{
    const Theme *theme = Theme::instance();
    tab->setFont(theme->font(Face::Base, QFont::Medium));
    tab->setIconSize(QSize(theme->px(16), theme->px(16)));
    tab->setFixedHeight(theme->px(28));
    tab->setMinimumWidth(tab->fontMetrics().horizontalAdvance(tab->text()) + theme->px(46));
}

void ToolStrip::setHistory(const VisitHistory &history)
{
    m_back->setEnabled(history.canGo(-1));
    m_forward->setEnabled(history.canGo(1));
    fill(m_back->menu(), history.behind(), -1);
    fill(m_forward->menu(), history.ahead(), 1);
}

void ToolStrip::setPanes(bool list, bool inspector)
{
    m_list->setChecked(list);
    m_inspector->setChecked(inspector);
}

void ToolStrip::restyle()
{
    const Theme *theme = Theme::instance();
    setFixedHeight(theme->px(40));
    layout()->setContentsMargins(theme->px(8), 0, theme->px(8), 1);
    for (QToolButton *button : {m_menu, m_back, m_forward, m_list, m_inspector}) {
        button->setFixedSize(theme->px(28), theme->px(28));
        button->setIconSize(QSize(theme->px(16), theme->px(16)));
    }
    for (QToolButton *tab : std::as_const(m_tabs))
        restyleTab(tab);
    for (QWidget *gap : std::as_const(m_gaps))
        gap->setFixedWidth(theme->px(13));
    m_field->setMaximumWidth(theme->px(330));
    m_field->updateGeometry();
    update();
}

void ToolStrip::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Theme *theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(rect(), theme->color(Tone::Chrome));
    painter.fillRect(0, height() - 1, width(), 1, theme->color(Tone::StrongLine));
    for (const QWidget *gap : m_gaps)
        painter.fillRect(gap->geometry().center().x(), (height() - theme->px(20)) / 2, 1, theme->px(20),
                         theme->color(Tone::StrongLine));
}

} // namespace assay
