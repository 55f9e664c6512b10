// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/documentheader.h"

#include <algorithm>

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

#include "views/text/visibletext.h"
#include "views/widgets/elidedlabel.h"
#include "views/widgets/ground.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int crumbCharacters = 40;
constexpr int titleWidth = 80; // at least, in pixels at the base size

// What begins the menu: the acts whose buttons have no room.
void showHidden(QMenu *menu, const QList<QToolButton *> &buttons, const QList<QAction *> &always)
{
    menu->clear();
    for (QToolButton *button : buttons) {
        if (button->isHidden())
            menu->addAction(button->defaultAction());
    }
    if (!menu->isEmpty())
        menu->addSeparator();
    for (QAction *action : always) {
        if (action != nullptr)
            menu->addAction(action);
        else
            menu->addSeparator();
    }
}

} // namespace

DocumentHeader::DocumentHeader(QWidget *parent)
    : QWidget(parent)
    , m_crumbs(new QHBoxLayout)
    , m_live(new QLabel(this))
    , m_title(new ElidedLabel(this))
    , m_detailIcon(new QLabel(this))
    , m_detail(new ElidedLabel(this))
    , m_acts(new QHBoxLayout)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 8, 1);
    row->setSpacing(8);
    m_crumbs->setSpacing(4);
    m_acts->setSpacing(2);
    for (QLabel *label : {m_title, m_detail})
        label->setTextFormat(Qt::PlainText);
    // The title gives way first, and takes no more room than it needs: the branch stands beside it.
    m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_detail->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    row->addLayout(m_crumbs);
    row->addWidget(m_live);
    row->addWidget(m_title);
    row->addWidget(m_detailIcon);
    row->addWidget(m_detail);
    row->addStretch(1);
    row->addLayout(m_acts);
    m_live->setAccessibleName(tr("Live"));
    m_live->setToolTip(tr("Live: the session goes on, and what is written comes in"));
    m_live->hide();
    connect(Theme::instance(), &Theme::changed, this, &DocumentHeader::restyle);
    restyle();
}

void DocumentHeader::setLive(bool live)
{
    m_isLive = live;
    m_live->setVisible(live);
    fit();
}

void DocumentHeader::setCrumbs(const QList<Crumb> &crumbs)
{
    if (crumbs == m_shownCrumbs)
        return;
    m_shownCrumbs = crumbs;
    while (QLayoutItem *item = m_crumbs->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    m_crumbButtons.clear();
    for (const Crumb &crumb : crumbs) {
        auto *button = new QToolButton(this);
        const QString text = visibleLine(crumb.text);
        button->setText(text.size() > crumbCharacters ? text.left(crumbCharacters - 1) + u'…' : text);
        button->setToolTip(tipText(text));
        button->setAccessibleName(crumb.runId == 0 ? tr("Back to the session of this run: %1").arg(text)
                                                   : tr("Back to the run %1").arg(text));
        button->setIcon(themeIcon(crumb.runId == 0 ? u"sessions"_s : u"subagent"_s));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QToolButton::clicked, this, [this, run = crumb.runId] { Q_EMIT crumbClicked(run); });
        m_crumbs->addWidget(button);
        m_crumbButtons.append(button);
        auto *next = new QLabel(this);
        next->setTextFormat(Qt::PlainText);
        next->setText(u"›"_s);
        m_crumbs->addWidget(next);
    }
    restyleCrumbs();
    fit();
}

void DocumentHeader::setTitle(const QString &title, const QString &detailIcon, bool subagent, const QString &detail)
{
    m_title->setText(title);
    m_title->setToolTip(tipText(title));
    m_iconName = detailIcon;
    m_subagent = subagent;
    m_detail->setText(visibleLine(detail));
    m_detail->setToolTip(tipText(visibleLine(detail)));
    restyle();
}

void DocumentHeader::addButton(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setFocusPolicy(Qt::TabFocus);
    const auto name = [button, action] {
        button->setAccessibleName(action->text());
        QString tip = action->isEnabled() || action->toolTip().isEmpty() ? action->text() : action->toolTip();
        if (action->isEnabled() && !action->shortcut().isEmpty())
            tip = tr("%1 (%2)").arg(tip, action->shortcut().toString(QKeySequence::NativeText));
        button->setToolTip(tip);
    };
    connect(action, &QAction::changed, button, name);
    name();
    m_acts->addWidget(button);
    m_buttons.append(button);
    restyle();
}

void DocumentHeader::addSeparator()
{
    auto *line = new QWidget(this);
    line->setAutoFillBackground(true);
    m_acts->addSpacing(4);
    m_acts->addWidget(line, 0, Qt::AlignVCenter);
    m_acts->addSpacing(4);
    m_lines.append(line);
    restyle();
}

void DocumentHeader::addMenu(const QString &name, const QList<QAction *> &actions)
{
    auto *button = new QToolButton(this);
    button->setIcon(themeIcon(u"more"_s));
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setFocusPolicy(Qt::TabFocus);
    auto *menu = new QMenu(button);
    connect(button, &QToolButton::clicked, menu, [this, button, menu, actions] {
        showHidden(menu, m_buttons, actions);
        menu->popup(button->mapToGlobal(QPoint(button->width() - menu->sizeHint().width(), button->height())));
    });
    m_acts->addWidget(button);
    m_more = button;
    restyle();
}

QSize DocumentHeader::minimumSizeHint() const
{
    return {Theme::instance()->px(titleWidth * 2), height()};
}

// The branch goes first, then buttons, the last ones first: the menu has their acts. Some of the title stays.
void DocumentHeader::fit()
{
    const Theme *theme = Theme::instance();
    const int spacing = layout()->spacing();
    const QMargins margins = layout()->contentsMargins();
    int room = width() - margins.left() - margins.right() - theme->px(titleWidth) - 2 * spacing;
    for (const QWidget *crumb : std::as_const(m_crumbButtons))
        room -= crumb->sizeHint().width() + theme->px(14);
    room -= m_isLive ? theme->px(14) + spacing : 0;
    const int button = theme->px(28) + m_acts->spacing();
    room -= m_more != nullptr ? button : 0;
    const int lines = static_cast<int>(m_lines.size()) * (1 + 8 + m_acts->spacing() * 3);
    const auto all = static_cast<int>(m_buttons.size());
    const int shown = std::clamp((room - lines) / button, 0, all);
    for (int i = 0; i < all; ++i)
        m_buttons.at(i)->setVisible(i < shown);
    for (QWidget *line : std::as_const(m_lines))
        line->setVisible(shown == all);
    const int detail = m_detail->minimumWidth() + theme->px(14) + 2 * spacing;
    const int left = room - lines - all * button;
    const bool hasDetail = !m_detail->text().isEmpty() && left >= detail;
    // The title has what it needs before the branch has more than a little.
    const int beside = left + theme->px(titleWidth) - m_title->sizeHint().width() - theme->px(14) - 2 * spacing;
    m_detail->setMaximumWidth(std::max(m_detail->minimumWidth(), beside));
    m_detail->setVisible(hasDetail);
    m_detailIcon->setVisible(hasDetail);
}

void DocumentHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void DocumentHeader::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::instance()->color(Tone::Document));
    painter.fillRect(0, height() - 1, width(), 1, Theme::instance()->color(Tone::Line));
}

void DocumentHeader::restyleCrumbs()
{
    const Theme *theme = Theme::instance();
    for (QToolButton *crumb : std::as_const(m_crumbButtons)) {
        crumb->setFont(theme->font(Face::Row));
        crumb->setIconSize(QSize(theme->px(14), theme->px(14)));
    }
}

void DocumentHeader::restyle()
{
    const Theme *theme = Theme::instance();
    setGround(this, Tone::Document);
    setFixedHeight(theme->px(38));
    m_live->setPixmap(iconPixmap(u"live"_s, theme->color(Tone::Ok), theme->px(14), devicePixelRatioF()));
    m_title->setFont(theme->font(Face::Prompt));
    setTextTone(m_detail, Tone::Text3);
    m_detail->setFont(theme->font(Face::Row));
    m_detail->setMinimumWidth(std::min(m_detail->sizeHint().width(), theme->px(150)));
    if (!m_iconName.isEmpty()) {
        const QColor color = theme->color(m_subagent ? Tone::Subagent : Tone::Text3);
        m_detailIcon->setPixmap(iconPixmap(m_iconName, color, theme->px(14), devicePixelRatioF()));
    }
    m_title->setMinimumWidth(theme->px(titleWidth));
    QList<QToolButton *> buttons = m_buttons;
    if (m_more != nullptr)
        buttons.append(m_more);
    for (QToolButton *button : std::as_const(buttons)) {
        button->setIconSize(QSize(theme->px(16), theme->px(16)));
        button->setFixedSize(theme->px(28), theme->px(28));
    }
    for (QWidget *line : std::as_const(m_lines)) {
        setGround(line, Tone::StrongLine);
        line->setFixedSize(1, theme->px(20));
    }
    restyleCrumbs();
    fit();
}

} // namespace assay
