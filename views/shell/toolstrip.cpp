// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/shell/toolstrip.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

#include "views/widgets/icons.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

ToolStrip::ToolStrip(QMenu *menu, QWidget *parent)
    : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 8, 1);
    row->setSpacing(2);
    const auto gap = [this, row] {
        auto *space = new QWidget(this);
        m_gaps.append(space);
        row->addWidget(space);
    };
    m_menu = addButton(u"menu"_s, tr("Menu"));
    m_menu->setMenu(menu);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    gap();
    m_back = addButton(u"back"_s, tr("Back"));
    m_forward = addButton(u"forward"_s, tr("Forward"));
    m_back->setToolTip(tr("Back (Alt+Left)"));
    m_forward->setToolTip(tr("Forward (Alt+Right)"));
    connect(m_back, &QToolButton::clicked, this, &ToolStrip::backRequested);
    connect(m_forward, &QToolButton::clicked, this, &ToolStrip::forwardRequested);
    gap();
    m_sessions = addTab(u"sessions"_s, tr("Sessions"), Page::Sessions);
    m_search = addTab(u"search"_s, tr("Search"), Page::Search);
    row->addStretch(1);
    m_field = new QLineEdit(this);
    m_field->addAction(themeIcon(u"search"_s, Tone::Text3), QLineEdit::LeadingPosition);
    m_field->setPlaceholderText(tr("Search everything"));
    m_field->setAccessibleName(tr("Search everything, Enter opens the search page"));
    m_field->setToolTip(tr("Search everything (Ctrl+Shift+F)"));
    connect(m_field, &QLineEdit::returnPressed, this, [this] {
        const QString text = m_field->text();
        m_field->clear();
        Q_EMIT searchRequested(text);
    });
    row->addWidget(m_field);
    connect(Theme::instance(), &Theme::changed, this, &ToolStrip::restyle);
    setPage(Page::Sessions);
    setHistory(false, false);
    restyle();
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

QToolButton *ToolStrip::addTab(const QString &icon, const QString &name, Page page)
{
    QToolButton *tab = addButton(icon, name);
    tab->setText(name);
    tab->setToolTip({});
    tab->setCheckable(true);
    tab->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(tab, &QToolButton::clicked, this, [this, tab, page] {
        tab->setChecked(true);
        Q_EMIT pageRequested(page);
    });
    return tab;
}

void ToolStrip::setPage(Page page)
{
    m_sessions->setChecked(page == Page::Sessions);
    m_search->setChecked(page == Page::Search);
}

void ToolStrip::setHistory(bool back, bool forward)
{
    m_back->setEnabled(back);
    m_forward->setEnabled(forward);
}

void ToolStrip::restyle()
{
    const Theme *theme = Theme::instance();
    setFixedHeight(theme->px(40));
    for (QToolButton *button : {m_menu, m_back, m_forward}) {
        button->setFixedSize(theme->px(28), theme->px(28));
        button->setIconSize(QSize(theme->px(16), theme->px(16)));
    }
    for (QToolButton *tab : {m_sessions, m_search}) {
        tab->setFont(theme->font(Face::Base, QFont::Medium));
        tab->setIconSize(QSize(theme->px(16), theme->px(16)));
        tab->setFixedHeight(theme->px(28));
        tab->setMinimumWidth(tab->fontMetrics().horizontalAdvance(tab->text()) + theme->px(46));
    }
    for (QWidget *gap : std::as_const(m_gaps))
        gap->setFixedWidth(theme->px(13));
    m_field->setFixedWidth(theme->px(330));
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
