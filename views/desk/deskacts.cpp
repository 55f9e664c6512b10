// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What is done at the desk, and what comes of it.
#include <algorithm>

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>

#include <nlohmann/json.hpp>

#include "models/items/desklist.h"
#include "views/desk/deskdoor.h"
#include "views/desk/deskempty.h"
#include "views/desk/deskpage.h"
#include "views/desk/deskqueue.h"
#include "views/desk/deskwords.h"
#include "views/desk/draftkeeper.h"
#include "views/desk/evidencepane.h"
#include "views/desk/installedpane.h"
#include "views/desk/mergepane.h"
#include "views/desk/skilleditor.h"
#include "views/text/visibletext.h"
#include "views/widgets/command.h"
#include "views/widgets/undoline.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

void DeskPage::addCommands()
{
    constexpr auto here = CommandReach::Widget;
    const QString group = tr("Skills");
    const auto add = [&](const QString &key, const QString &text, const QString &icon, std::function<void()> act) {
        addCommand(this, {group, text, icon}, {QKeySequence(key)}, here, std::move(act));
    };
    add(u"A"_s, tr("Approve"), u"check"_s, [this] { approve(); });
    add(u"E"_s, tr("Edit the draft"), u"edit"_s, [this] { edit(); });
    add(u"M"_s, tr("Merge with the file"), u"merge"_s, [this] { merge(); });
    add(u"R"_s, tr("Make it a rule line"), u"rule"_s, [this] { reshape(u"rule"_s); });
    add(u"P"_s, tr("Change between the project and personal"), u"repo"_s,
        [this] { setScope(m_row.scope == "personal"_L1 ? u"project"_s : u"personal"_s); });
    add(u"S"_s, tr("Snooze until more evidence"), u"snooze"_s, [this] { snooze(); });
    add(u"X"_s, tr("Reject"), u"reject"_s, [this] { askRejection(); });
    m_undoKey = addCommand(this, {group, tr("Undo the last decision"), u"undo"_s}, {QKeySequence(u"U"_s)}, here,
                           [this] { undo(); });
    m_undo->installEventFilter(this);
    add(u"T"_s, tr("Tick the next flag"), u"warning"_s, [this] { m_card->tickNext(); });
    add(u"G"_s, tr("Have git add the approved file"), u"branch"_s, [this] { m_card->toggleGit(); });
    add(u"O"_s, tr("Open the evidence in its transcript"), u"open"_s, [this] { m_evidence->openCurrent(); });
    add(u"J"_s, tr("Next candidate"), u"arrow-down"_s, [this] { m_queue->step(1); });
    add(u"K"_s, tr("Candidate before"), u"arrow-up"_s, [this] { m_queue->step(-1); });
    const auto stepGroup = [this](int by) {
        if (isWorking())
            return;
        m_queue->setGroup(static_cast<DeskGroup>(std::clamp(static_cast<int>(m_queue->group()) + by, 0, deskGroups)));
        QWidget *shown = m_queue->group() == DeskGroup::Installed ? static_cast<QWidget *>(m_installed) : m_queue;
        shown->setFocus();
    };
    add(u"Shift+J"_s, tr("Next group"), u"arrow-down"_s, [stepGroup] { stepGroup(1); });
    add(u"Shift+K"_s, tr("Group before"), u"arrow-up"_s, [stepGroup] { stepGroup(-1); });
    addCommand(this, {group, tr("Save the draft"), u"check"_s}, {QKeySequence(u"Ctrl+Return"_s)}, here, [this] {
        if (m_stack->currentWidget() == m_merge)
            Q_EMIT m_merge->accepted(m_merge->merge().result(), m_merge->merge().lost());
        else
            saveEdit();
    });
    addCommand(this, {group, tr("Back to the card"), u"back"_s}, {QKeySequence(u"Esc"_s)}, here,
               [this] { closeEditor(); });
}

bool DeskPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_undo && (event->type() == QEvent::Show || event->type() == QEvent::Hide))
        m_undoKey->setEnabled(event->type() == QEvent::Hide);
    return QWidget::eventFilter(watched, event);
}

void DeskPage::perform(const QString &job, json args, const Done &done)
{
    if (m_door == nullptr || m_row.key.isEmpty() || m_isBusy)
        return;
    const QString key = m_row.key;
    args["candidate"] = key.toStdString();
    args["actor"] = "window";
    m_isBusy = true;
    updateActs();
    m_door->perform(job, args, this, [this, key, done](const Result<json> &answer) {
        m_isBusy = false;
        if (answer) {
            done(key, *answer);
        } else {
            Q_EMIT noted(answer.error().what);
            m_hint->setText(answer.error().what);
            if (m_row.key == key) {
                m_isPlanned = false;
                load(key); // what is true now
            }
        }
        updateActs();
    });
}

void DeskPage::plan()
{
    const QString key = m_row.key;
    if (m_door == nullptr)
        return;
    m_door->perform(u"candidate.plan"_s, {{"candidate", key.toStdString()}, {"git", true}}, this,
                    [this, key](const Result<json> &answer) {
                        if (key != m_row.key)
                            return;
                        if (answer) {
                            planned(*answer);
                            return;
                        }
                        m_plan = {};
                        m_plan.problem = answer.error().what;
                        m_card->showPlan(m_plan);
                        updateActs();
                    });
}

void DeskPage::planned(const json &answer)
{
    m_plan = shownPlanOf(answer);
    m_isPlanned = m_plan.rev == m_row.draftRev && m_plan.sha256 == m_row.draftSha256;
    for (const QString &line : std::as_const(m_givenUp))
        m_plan.lost.removeAll(line);
    m_card->showPlan(m_plan);
    updateActs();
}

void DeskPage::showPlace()
{
    m_place->setText(tr("%1 of %2   J K").arg(countText(m_queue->currentRow() + 1), countText(m_list->rowCount())));
}

void DeskPage::updateActs()
{
    const bool onCard = m_stack->currentWidget() == m_card;
    const bool open = !m_row.key.isEmpty() && !m_isBusy;
    const int left = m_card->unticked();
    const bool decided = m_row.state == "approved"_L1 || m_row.state == "rejected"_L1;
    const bool ready = open && m_isPlanned && left == 0 && m_plan.lost.isEmpty() && !m_plan.hasErrors && !decided;
    const QList<bool> can = {ready,
                             open && !decided,
                             open && m_isPlanned && m_plan.exists && m_plan.form == "skill"_L1 && !decided,
                             open && !decided,
                             open && !decided,
                             open && !decided,
                             !m_isBusy && (decided || !m_lastDecided.isEmpty() || !m_undoSkill.isEmpty())};
    for (qsizetype i = 0; i < m_acts.size(); ++i)
        m_acts[i]->setEnabled(can[i] && onCard);
    for (QPushButton *each : std::as_const(m_forms))
        each->setEnabled(can[3] && onCard);
    m_scope->setEnabled(can[3] && onCard);
    if (m_isBusy)
        m_hint->setText(tr("…"));
    else if (left > 0)
        m_hint->setText(pluralText(left, tr("%1 flag left (T)"), tr("%1 flags left (T)")));
    else if (!m_plan.lost.isEmpty())
        m_hint->setText(tr("merge first (M)"));
    else if (m_isPlanned)
        m_hint->setText(decided ? m_row.state : QString());
    else if (m_hint->text() == tr("…"))
        m_hint->clear();                           // it is not busy any more
    m_hint->setVisible(!m_hint->text().isEmpty()); // its room is the acts'
}

void DeskPage::actOnEmpty()
{
    const QString key = m_queue->currentKey();
    if (!m_list->problem().isEmpty() || !key.isEmpty()) { // what could not be read is tried again
        refresh();
        load(key);
        return;
    }
    const DeskEmpty empty = emptyGroup(m_queue->group(), m_list->count(DeskGroup::Watch));
    if (empty.act == DeskEmpty::Act::ShowWatched)
        m_queue->setGroup(DeskGroup::Watch);
    if (empty.act != DeskEmpty::Act::Mine || m_door == nullptr)
        return;
    m_card->showEmpty({empty.icon, tr("Looking through your sessions …"), empty.text, {}, {}});
    m_door->perform(u"mine.start"_s, json::object(), this, [this](const Result<json> &answer) {
        if (!answer)
            Q_EMIT noted(answer.error().what);
        else if (answer->value("candidates_new", 0) == 0)
            Q_EMIT noted(tr("Nothing new was found."));
        refresh();
        if (m_row.key.isEmpty())
            showEmpty();
    });
}

void DeskPage::approve()
{
    if (m_acts.isEmpty() || !m_acts.first()->isEnabled())
        return;
    const json args = {{"rev", m_plan.rev},
                       {"sha256", m_plan.sha256.toStdString()},
                       {"path", m_plan.path.toStdString()},
                       {"target_sha256", m_plan.beforeSha256.toStdString()},
                       {"form", m_plan.form.toStdString()},
                       {"scope", m_plan.scope.toStdString()},
                       {"given_up", jsonListOf(m_givenUp)},
                       {"git_add", m_card->addsToGit()},
                       {"ticked", jsonListOf(m_card->ticked())}};
    perform(u"candidate.approve"_s, args, [this](const QString &key, const json &answer) {
        if (m_drafts)
            m_drafts->drop(key);
        const QString git = answeredText(answer, "git");
        const QString path = visibleLine(answeredText(answer, "path"));
        decided(key, git.isEmpty() ? tr("Approved: %1").arg(path)
                                   : tr("Approved: %1 · git: %2, not committed").arg(path, git));
        if (const QString remark = answeredText(answer, "remark"); !remark.isEmpty())
            Q_EMIT noted(remark);
    });
}

void DeskPage::decided(const QString &key, const QString &what, bool stays)
{
    if (stays && m_row.key == key)
        m_wanted = key; // who works on it has not done with it; one that was watched is a candidate now
    m_lastDecided = key;
    m_undoSkill.clear();
    m_undo->tell(what);
    refresh(); // the next one takes its place
    m_installed->refresh();
}

void DeskPage::snooze()
{
    if (!m_acts[4]->isEnabled())
        return;
    perform(u"candidate.snooze"_s, json::object(),
            [this](const QString &key, const json &) { decided(key, tr("Snoozed until there is more evidence.")); });
}

void DeskPage::reject(const QString &reason)
{
    if (!m_acts[5]->isEnabled())
        return;
    perform(u"candidate.reject"_s, {{"reason", reason.toStdString()}}, [this](const QString &key, const json &) {
        if (m_drafts)
            m_drafts->drop(key); // words, like those that are purged
        decided(key, tr("Rejected."));
    });
}

void DeskPage::askRejection()
{
    if (!m_acts[5]->isEnabled())
        return;
    const QString key = m_row.key;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Why it is rejected"));
    int number = 0;
    for (const QString &reason : {u"already known"_s, u"one-off"_s, u"wrong or outdated"_s, u"other form"_s,
                                  u"too broad"_s, u"private"_s, u"dangerous"_s, u"not yet convincing"_s}) {
        QAction *action = menu->addAction(u"&%1  %2"_s.arg(++number).arg(rejectWords(reason)));
        connect(action, &QAction::triggered, this, [this, key, reason] {
            if (m_row.key == key)
                reject(reason);
            else
                Q_EMIT noted(tr("Another candidate came up meanwhile. Nothing was rejected."));
        });
    }
    menu->popup(m_acts[5]->mapToGlobal(QPoint(0, -menu->sizeHint().height())));
}

void DeskPage::undo()
{
    if (m_door == nullptr || m_isBusy || isWorking())
        return;
    m_isBusy = true;
    if (!m_undoSkill.isEmpty()) {
        const QString act = std::exchange(m_undoSkill, {});
        m_door->perform(u"skill."_s + act, {{"path", m_undoSkillPath.toStdString()}, {"actor", "window"}}, this,
                        [this](const Result<json> &answer) {
                            m_isBusy = false;
                            m_undo->dismiss();
                            if (!answer)
                                Q_EMIT noted(answer.error().what);
                            m_installed->refresh();
                        });
        return;
    }
    const bool decidedHere =
        m_row.state == "approved"_L1 || m_row.state == "rejected"_L1 || m_row.state == "snoozed"_L1;
    const QString key = decidedHere ? m_row.key : std::exchange(m_lastDecided, {});
    m_isBusy = !key.isEmpty();
    if (key.isEmpty())
        return;
    m_door->perform(u"candidate.undo"_s, {{"candidate", key.toStdString()}, {"actor", "window"}}, this,
                    [this, key](const Result<json> &answer) {
                        m_isBusy = false;
                        Q_EMIT noted(answer ? takenBackWords(answeredText(*answer, "verdict")) : answer.error().what);
                        if (!answer)
                            m_hint->setText(answer.error().what);
                        m_undo->dismiss();
                        m_installed->refresh(); // a file may have gone with it
                        if (answer && m_row.key != key)
                            m_wanted = key; // who took it back looks at it
                        refresh();
                        if (m_row.key == key)
                            load(key); // a form or a draft that the list does not tell
                        updateActs();
                    });
}

void DeskPage::edit()
{
    if (!m_acts[1]->isEnabled())
        return;
    const bool kept = m_drafts && m_drafts->has(m_row.key);
    m_editor->open(m_row.key, m_row.form, m_row.draft, m_revisions);
    m_stack->setCurrentWidget(m_editor);
    m_editedRev = m_row.draftRev;
    if (kept) {
        const KeptDraft draft = m_drafts->draft(m_row.key);
        const QSignalBlocker quiet(m_editor); // nothing was typed: the file stays as it is
        m_editor->takeDraft(draft.text);
        m_editedRev = draft.rev;
    }
    tellRevision();
    updateActs();
}

void DeskPage::saveEdit()
{
    if (m_stack->currentWidget() != m_editor)
        return;
    if (m_editor->isClean()) {
        closeEditor();
        return;
    }
    perform(u"candidate.edit"_s, {{"text", m_editor->text().toStdString()}}, [this](const QString &key, const json &) {
        if (m_drafts)
            m_drafts->drop(key);
        decided(key, tr("Draft saved."), true);
        showCard();
    });
}

void DeskPage::closeEditor()
{
    if (m_stack->currentWidget() == m_editor || m_stack->currentWidget() == m_merge)
        showCard();
}

void DeskPage::merge()
{
    if (!m_acts[2]->isEnabled())
        return;
    m_merge->open(m_plan.hasBase ? &m_plan.base : nullptr, m_row.draft, m_plan.before);
    m_stack->setCurrentWidget(m_merge);
    updateActs();
}

void DeskPage::reshape(const QString &form)
{
    if (!m_acts[3]->isEnabled())
        return;
    if (form == m_row.form) { // nothing to take back
        Q_EMIT noted(tr("It has this form already."));
        showForm();
        return;
    }
    perform(u"candidate.reshape"_s, {{"form", form.toStdString()}}, [this](const QString &key, const json &) {
        decided(key, tr("In another form now."), true);
        if (m_row.key == key)
            load(key);
    });
}

void DeskPage::setScope(const QString &scope)
{
    if (!m_acts[3]->isEnabled() || scope == m_row.scope)
        return;
    perform(u"candidate.reshape"_s, {{"scope", scope.toStdString()}}, [this](const QString &key, const json &) {
        decided(key, tr("In another scope now."), true);
        if (m_row.key == key)
            load(key);
    });
}

} // namespace assay
