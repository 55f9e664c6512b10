// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/search/hitstrip.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>

#include "views/search/searchpane.h"
#include "views/text/visibletext.h"
#include "views/widgets/command.h"
#include "views/widgets/ground.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype shownQuery = 60;

QString shortened(const QString &text)
{
    const QString line = visibleLine(text.simplified());
    return line.size() <= shownQuery ? line : line.left(shownQuery) + u'…';
}

} // namespace

HitStrip::HitStrip(SearchPane *search, QWidget *parent)
    : QWidget(parent)
    , m_search(search)
    , m_text(new QLabel(this))
    , m_previous(new QToolButton(this))
    , m_next(new QToolButton(this))
    , m_back(new QToolButton(this))
    , m_close(new QToolButton(this))
{
    const QString group = tr("Search");
    m_nextAct = addCommand(this, {group, tr("Next hit"), u"arrow-down"_s}, {QKeySequence(u"F4"_s)},
                           CommandReach::Window, [this] { m_search->openHit(1); });
    m_previousAct = addCommand(this, {group, tr("Previous hit"), u"arrow-up"_s}, {QKeySequence(u"Shift+F4"_s)},
                               CommandReach::Window, [this] { m_search->openHit(-1); });
    build();
    connect(m_search, &SearchPane::walkChanged, this, &HitStrip::update);
    connect(Theme::instance(), &Theme::changed, this, &HitStrip::restyle);
    parent->installEventFilter(this);
    restyle();
    update();
}

// Keys that nobody below wanted arrive at the widget that holds both.
bool HitStrip::eventFilter(QObject *watched, QEvent *event)
{
    const bool escape = event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape;
    if (escape && isVisible()) {
        m_search->endWalk();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void HitStrip::build()
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 8, 0);
    row->setSpacing(4);
    row->addWidget(m_text);
    row->addSpacing(8);
    for (QToolButton *button : {m_previous, m_next, m_back})
        row->addWidget(button);
    row->addStretch(1);
    row->addWidget(m_close);
    m_text->setTextFormat(Qt::PlainText);
    m_previous->setIcon(themeIcon(u"arrow-up"_s));
    m_previous->setText(m_previousAct->shortcut().toString(QKeySequence::NativeText));
    m_previous->setAccessibleName(tr("Previous hit"));
    m_next->setIcon(themeIcon(u"arrow-down"_s));
    m_next->setText(m_nextAct->shortcut().toString(QKeySequence::NativeText));
    m_next->setAccessibleName(tr("Next hit"));
    for (QToolButton *button : {m_previous, m_next}) {
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setToolTip(button->accessibleName());
    }
    m_back->setText(tr("Back to search"));
    m_close->setIcon(themeIcon(u"cross"_s));
    m_close->setAccessibleName(tr("End going through the hits"));
    m_close->setToolTip(m_close->accessibleName());
    connect(m_previous, &QToolButton::clicked, m_previousAct, &QAction::trigger);
    connect(m_next, &QToolButton::clicked, m_nextAct, &QAction::trigger);
    connect(m_back, &QToolButton::clicked, this, &HitStrip::backRequested);
    connect(m_close, &QToolButton::clicked, m_search, &SearchPane::endWalk);
    setAutoFillBackground(true);
    setAccessibleName(tr("Hits of the search"));
}

QString HitStrip::text() const
{
    return m_text->text();
}

void HitStrip::update()
{
    const int at = m_search->walkAt();
    setVisible(at > 0);
    if (at <= 0)
        return;
    const qint64 total = m_search->walkTotal();
    const QString which =
        total < 0 ? tr("Hit %1").arg(countText(at)) : tr("Hit %1 of %2").arg(countText(at), countText(total));
    m_text->setText(tr("%1 for “%2”").arg(which, shortened(m_search->searchedText())));
    m_previousAct->setEnabled(m_search->hasHit(-1));
    m_nextAct->setEnabled(m_search->hasHit(1));
    m_previous->setEnabled(m_previousAct->isEnabled());
    m_next->setEnabled(m_nextAct->isEnabled());
}

void HitStrip::restyle()
{
    const Theme *theme = Theme::instance();
    setGround(this, Tone::Chrome);
    setTextTone(this, Tone::Text2);
    setFixedHeight(theme->px(28));
    m_text->setFont(theme->font(Face::Row));
    for (QToolButton *button : {m_previous, m_next, m_back, m_close}) {
        button->setFont(theme->font(Face::Row));
        button->setIconSize({theme->px(14), theme->px(14)});
    }
}

} // namespace assay
