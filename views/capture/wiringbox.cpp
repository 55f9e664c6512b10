// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/capture/wiringbox.h"

#include <algorithm>

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "views/capture/changeview.h"
#include "views/shell/agentdoor.h"
#include "views/text/visibletext.h"
#include "views/widgets/ground.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using Wiring = CaptureDoor::Wiring;

WiringBox::WiringBox(AgentDoor *door, QWidget *parent)
    : QWidget(parent)
    , m_door(door)
    , m_list(new QVBoxLayout)
    , m_text(new QLabel(this))
    , m_write(new QPushButton(this))
    , m_copy(new QPushButton(tr("Copy as text"), this))
    , m_other(new QPushButton(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(m_list);
    auto *row = new QHBoxLayout;
    row->addWidget(m_write);
    row->addWidget(m_copy);
    row->addWidget(m_other);
    row->addStretch(1);
    column->addWidget(m_text);
    column->addLayout(row);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_copy->setIcon(themeIcon(u"copy"_s));
    for (QPushButton *button : {m_write, m_copy, m_other})
        button->setAutoDefault(false);
    connect(m_write, &QPushButton::clicked, this, &WiringBox::write);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(planText()); });
    connect(m_other, &QPushButton::clicked, this, &WiringBox::turn);
    connect(door, &AgentDoor::stateChanged, this, &WiringBox::lookAgain);
    connect(door->capture(), &CaptureDoor::healthChanged, this, &WiringBox::lookAgain);
    connect(Theme::instance(), &Theme::changed, this, &WiringBox::restyle);
    showPlan();
    restyle();
}

bool WiringBox::isWired() const
{
    const HookWiring hooks = m_door->capture()->health().hooks;
    return hooks.known && hooks.wired;
}

bool WiringBox::canAsk() const
{
    return m_door->status().state == AgentStatus::State::Running;
}

WiringBox::State WiringBox::state() const
{
    if (isWired())
        return {u"check"_s, tr("hooks wired"), Tone::Ok};
    if (m_door->capture()->health().hooks.known)
        return {u"warning"_s, tr("hooks not wired"), Tone::Warning};
    return {};
}

void WiringBox::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_done = false;
    lookAgain();
}

// What is shown stays until it is written or given up, unless it was told before the hooks changed.
void WiringBox::lookAgain()
{
    Q_EMIT stateChanged();
    if (m_hasPlan && !m_failed && (m_which == Wiring::Install) != isWired())
        return;
    if (isVisible() && canAsk() && !isWired() && !m_asking && !m_failed && !m_done)
        planFor(Wiring::Install);
    else
        showPlan();
}

void WiringBox::planFor(Wiring which)
{
    m_which = which;
    m_hasPlan = m_failed = m_done = false;
    m_asking = true;
    tell(tr("Looking at the settings of Claude Code …"), Tone::Text3);
    showPlan();
    m_door->capture()->planWiring(which, this, [this](const Result<ChangePlan> &plan) { taken(plan); });
}

// To the other way, or back from it.
void WiringBox::turn()
{
    if (m_hasPlan && m_which == Wiring::Uninstall) {
        m_hasPlan = false;
        tell({}, Tone::Text3);
        showPlan();
    } else {
        planFor(isWired() ? Wiring::Uninstall : Wiring::Install);
    }
}

void WiringBox::taken(const Result<ChangePlan> &plan)
{
    m_asking = false;
    m_failed = !plan;
    m_hasPlan = plan.has_value();
    m_plan = plan.value_or(ChangePlan());
    const QString trouble = m_door->capture()->health().hooks.trouble;
    if (!plan)
        tell(plan.error().what, Tone::Error);
    else if (m_plan.changesNothing() && m_which == Wiring::Install && !isWired() && !trouble.isEmpty())
        tell(trouble, Tone::Warning); // all lines are there, and something else keeps them from being called
    else if (m_plan.changesNothing())
        tell(m_which == Wiring::Install ? tr("Everything is in place; there is nothing to write.")
                                        : tr("Nothing of Assay is in these settings."),
             Tone::Text3);
    else
        tell((QStringList{m_which == Wiring::Install
                              ? tr("A copy of each file is kept. A hook call takes about a millisecond and never stops "
                                   "the coding agent.")
                              : tr("This takes out what was put in, and nothing else. What is recorded stays.")} +
              m_plan.notes)
                 .join(u'\n'),
             Tone::Text3);
    showPlan();
}

void WiringBox::write()
{
    m_asking = true;
    m_write->setEnabled(false);
    m_door->capture()->applyWiring(m_which, m_plan.hash, this,
                                   [this](const Result<ChangePlan> &done) { written(done); });
}

void WiringBox::written(const Result<ChangePlan> &done)
{
    m_asking = false;
    m_failed = !done;
    m_done = done.has_value();
    m_hasPlan = false;
    m_plan = {};
    if (done)
        tell((QStringList{m_which == Wiring::Install ? tr("Written. New sessions of Claude Code use the hooks.")
                                                     : tr("Taken out again. Transcripts are still read.")} +
              done->notes)
                 .join(u'\n'),
             Tone::Ok);
    else
        tell(done.error().what, Tone::Error);
    showPlan();
}

void WiringBox::showPlan()
{
    for (ChangeView *change : std::as_const(m_changes)) {
        m_list->removeWidget(change);
        change->hide();
        change->deleteLater();
    }
    m_changes.clear();
    // What is changed in somebody else's file is looked at first.
    QList<PlannedChange> changes = m_plan.changes;
    std::stable_partition(changes.begin(), changes.end(),
                          [](const PlannedChange &change) { return change.kind == "settings"_L1; });
    for (const PlannedChange &change : std::as_const(changes)) {
        if (!m_hasPlan || change.action == "none"_L1)
            continue;
        m_changes.append(new ChangeView(change, this));
        m_list->addWidget(m_changes.last());
    }
    const bool able = canAsk() && !m_asking;
    const bool writes = m_hasPlan && !m_plan.changesNothing();
    m_write->setVisible(writes);
    m_write->setEnabled(able);
    m_write->setText(m_which == Wiring::Install ? tr("Write this change") : tr("Take them out"));
    m_write->setIcon(themeIcon(m_which == Wiring::Install ? u"check"_s : u"minus"_s));
    m_copy->setVisible(writes);
    m_other->setEnabled(able);
    const bool back = m_hasPlan && m_which == Wiring::Uninstall;
    m_other->setText(back        ? tr("Leave them in")
                     : isWired() ? tr("Take the hooks out…")
                     : m_failed  ? tr("Try again")
                                 : tr("Look again"));
    if (!canAsk())
        tell(tr("The agent is needed for that. It is not running."), Tone::Warning);
    else if (!m_hasPlan && !m_asking && !m_failed && m_text->text().isEmpty() && isWired())
        tell(tr("The hooks are in place: %1.").arg(m_door->capture()->health().hooks.events.join(u", "_s)),
             Tone::Text3);
}

QString WiringBox::planText() const
{
    QString text;
    for (const PlannedChange &change : m_plan.changes)
        text += change.diff.endsWith(u'\n') || change.diff.isEmpty() ? change.diff : change.diff + u'\n';
    return text;
}

void WiringBox::tell(const QString &text, Tone tone)
{
    m_tone = tone;
    m_text->setText(visibleText(text));
    setTextTone(m_text, tone);
}

void WiringBox::restyle()
{
    const Theme *theme = Theme::instance();
    m_text->setFont(theme->font(Face::Row));
    m_list->setSpacing(theme->px(8));
    layout()->setSpacing(theme->px(8));
    tell(m_text->text(), m_tone);
}

} // namespace assay
