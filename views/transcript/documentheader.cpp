// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/documentheader.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

#include "views/text/visibletext.h"
#include "views/widgets/elidedlabel.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int crumbCharacters = 40;

} // namespace

DocumentHeader::DocumentHeader(QWidget *parent)
    : QWidget(parent)
    , m_crumbs(new QHBoxLayout)
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
    m_title->setMinimumWidth(80);
    m_detail->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    row->addLayout(m_crumbs);
    row->addWidget(m_title);
    row->addWidget(m_detailIcon);
    row->addWidget(m_detail);
    row->addStretch(1);
    row->addLayout(m_acts);
    connect(Theme::instance(), &Theme::changed, this, &DocumentHeader::restyle);
    restyle();
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
}

void DocumentHeader::setTitle(const QString &title, const QString &detailIcon, bool subagent, const QString &detail)
{
    m_title->setText(title);
    m_title->setToolTip(tipText(title));
    m_iconName = detailIcon;
    m_subagent = subagent;
    m_detail->setText(visibleLine(detail));
    m_detail->setToolTip(tipText(visibleLine(detail)));
    m_detail->setVisible(!detail.isEmpty());
    m_detailIcon->setVisible(!detail.isEmpty());
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
    for (QAction *action : actions) {
        if (action != nullptr)
            menu->addAction(action);
        else
            menu->addSeparator();
    }
    connect(button, &QToolButton::clicked, menu, [button, menu] {
        menu->popup(button->mapToGlobal(QPoint(button->width() - menu->sizeHint().width(), button->height())));
    });
    m_acts->addWidget(button);
    m_buttons.append(button);
    restyle();
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
    QPalette ground = Theme::palette(theme->isDark());
    ground.setColor(QPalette::Window, theme->color(Tone::Document));
    setPalette(ground);
    setFixedHeight(theme->px(38));
    m_title->setFont(theme->font(Face::Prompt));
    QPalette dim = ground;
    dim.setColor(QPalette::WindowText, theme->color(Tone::Text3));
    m_detail->setPalette(dim);
    m_detail->setFont(theme->font(Face::Row));
    m_detail->setMinimumWidth(std::min(m_detail->sizeHint().width(), theme->px(150)));
    if (!m_iconName.isEmpty()) {
        const QColor color = theme->color(m_subagent ? Tone::Subagent : Tone::Text3);
        m_detailIcon->setPixmap(iconPixmap(m_iconName, color, theme->px(14), devicePixelRatioF()));
    }
    for (QToolButton *button : std::as_const(m_buttons)) {
        button->setIconSize(QSize(theme->px(16), theme->px(16)));
        button->setFixedSize(theme->px(28), theme->px(28));
    }
    QPalette lines = ground;
    lines.setColor(QPalette::Window, theme->color(Tone::StrongLine));
    for (QWidget *line : std::as_const(m_lines)) {
        line->setPalette(lines);
        line->setFixedSize(1, theme->px(20));
    }
    restyleCrumbs();
}

} // namespace assay
