// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/desk/deskpage.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

#include "models/data/skill/skillfile.h"
#include "models/items/ask.h"
#include "models/items/desklist.h"
#include "views/desk/deskdoor.h"
#include "views/desk/deskempty.h"
#include "views/desk/deskqueue.h"
#include "views/desk/deskwords.h"
#include "views/desk/draftdiff.h"
#include "views/desk/draftkeeper.h"
#include "views/desk/evidencepane.h"
#include "views/desk/installedpane.h"
#include "views/desk/mergepane.h"
#include "views/desk/skilleditor.h"
#include "views/shell/panesplitter.h"
#include "views/text/visibletext.h"
#include "views/widgets/assaystyle.h"
#include "views/widgets/theme.h"
#include "views/widgets/undoline.h"
#include "views/widgets/wording.h"
#include "views/widgets/wraplayout.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Card {
    CandidateRow row;
    QList<RevisionRow> revisions;
};

Result<Card> readCard(Database &db, const QString &key)
{
    auto row = readCandidate(db, key);
    if (!row)
        return tl::unexpected(row.error());
    auto revisions = readRevisions(db, row->id);
    if (!revisions)
        return tl::unexpected(revisions.error());
    return Card{*row, *revisions};
}

} // namespace

DeskPage::DeskPage(QueryRunner *runner, QWidget *parent)
    : QWidget(parent)
    , m_runner(runner)
    , m_list(new DeskList(runner, this))
    , m_queue(new DeskQueue(m_list, this))
    , m_card(new CardView(this))
    , m_evidence(new EvidencePane(this))
    , m_editor(new SkillEditor(this))
    , m_merge(new MergePane(this))
    , m_installed(new InstalledPane(runner, this))
{
    build();
    addCommands();
    connectParts();
    m_card->showEmpty({}); // nobody knows yet
    m_head->hide();
    updateActs();
}

DeskPage::~DeskPage()
{
    // What its parts tell while they go must not reach a page that is half gone.
    for (QObject *part : findChildren<QObject *>())
        part->disconnect(this);
}

QWidget *DeskPage::buildHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    auto *form = new QLabel(tr("Form"), head);
    row->addWidget(form);
    for (const QString &each : {u"skill"_s, u"rule"_s, u"hook"_s, u"permission"_s}) {
        auto *button = new QPushButton(formWord(each), head);
        button->setCheckable(true);
        button->setProperty("form", each);
        button->setAccessibleName(tr("Form: %1").arg(formWord(each)));
        connect(button, &QPushButton::clicked, this, [this, each] { reshape(each); });
        row->addWidget(button);
        m_forms.append(button);
    }
    auto *scope = new QLabel(tr("Scope"), head);
    m_scope = new QComboBox(head);
    m_scope->setAccessibleName(tr("Scope"));
    m_scope->setMinimumContentsLength(14);
    scope->setBuddy(m_scope);
    connect(m_scope, &QComboBox::activated, this,
            [this](int index) { setScope(index == 0 ? u"project"_s : u"personal"_s); });
    row->addWidget(scope);
    row->addWidget(m_scope);
    row->addStretch(1);
    m_place = new QLabel(head);
    m_place->setAccessibleDescription(tr("Place in the queue"));
    row->addWidget(m_place);
    return head;
}

QWidget *DeskPage::buildActs()
{
    auto *bar = new QWidget(this);
    auto *line = new QHBoxLayout(bar);
    auto *row = new WrapLayout; // in a narrow window, or in large letters, on a second line
    row->setSpacing(Theme::instance()->px(6));
    line->addLayout(row, 1);
    const auto add = [this, bar, row](const QString &key, const QString &name, void (DeskPage::*act)()) {
        auto *button = new QPushButton(key + u"  "_s + name, bar);
        button->setAccessibleName(tr("%1, key %2").arg(name, key));
        connect(button, &QPushButton::clicked, this, act);
        row->addWidget(button);
        m_acts.append(button);
    };
    add(u"A"_s, tr("Approve"), &DeskPage::approve);
    add(u"E"_s, tr("Edit"), &DeskPage::edit);
    add(u"M"_s, tr("Merge"), &DeskPage::merge);
    auto *rule = new QPushButton(tr("R  Rule line"), bar);
    connect(rule, &QPushButton::clicked, this, [this] { reshape(u"rule"_s); });
    row->addWidget(rule);
    m_acts.append(rule);
    add(u"S"_s, tr("Snooze"), &DeskPage::snooze);
    add(u"X"_s, tr("Reject…"), &DeskPage::askRejection);
    add(u"U"_s, tr("Undo"), &DeskPage::undo);
    m_acts.first()->setProperty(AssayStyle::primaryProperty, true);
    m_hint = new QLabel(bar);
    m_hint->setAccessibleDescription(tr("What is left to do"));
    m_hint->setTextFormat(Qt::PlainText);
    line->addWidget(m_hint);
    return bar;
}

void DeskPage::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto *document = new QWidget(this);
    auto *middle = new QVBoxLayout(document);
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(0);
    m_head = buildHead();
    m_stack = new QStackedWidget(document);
    for (QWidget *each : QList<QWidget *>{m_card, m_editor, m_merge, m_installed})
        m_stack->addWidget(each);
    m_undo = new UndoLine(document);
    m_actBar = buildActs();
    // The editor and the merge have acts of their own.
    connect(m_stack, &QStackedWidget::currentChanged, this,
            [this] { m_actBar->setVisible(m_stack->currentWidget() == m_card); });
    middle->addWidget(m_head);
    middle->addWidget(m_stack, 1);
    middle->addWidget(m_undo);
    middle->addWidget(m_actBar);
    m_panes = new PaneSplitter(m_queue, document, m_evidence, this);
    column->addWidget(m_panes);
    setFocusProxy(m_queue);
    setAccessibleName(tr("Skills"));
}

void DeskPage::connectParts()
{
    connect(m_list, &DeskList::loaded, this, [this] {
        Q_EMIT countChanged(m_list->count(DeskGroup::Candidates));
        dropDecidedDrafts();
        if (!m_wanted.isEmpty())
            openCandidate(std::exchange(m_wanted, {}));
    });
    connect(m_queue, &DeskQueue::candidateChosen, this, &DeskPage::load);
    connect(m_queue, &DeskQueue::groupChanged, this, &DeskPage::groupShown);
    connect(m_card, &CardView::evidenceRequested, m_evidence, &EvidencePane::choose);
    connect(m_card, &CardView::focusLeft, m_queue, qOverload<>(&QWidget::setFocus));
    connect(m_card, &CardView::emptyActRequested, this, &DeskPage::actOnEmpty);
    connect(m_card, &CardView::ticksChanged, this, &DeskPage::updateActs);
    connect(m_evidence, &EvidencePane::eventRequested, this, &DeskPage::eventRequested);
    connect(m_editor, &SkillEditor::textChanged, this, [this](const QString &text) {
        if (!m_drafts || m_stack->currentWidget() != m_editor)
            return;
        if (!m_editor->isClean())
            m_drafts->keep(m_editor->candidate(), {m_editedRev, text});
        else if (m_drafts->has(m_editor->candidate()))
            m_drafts->drop(m_editor->candidate()); // typed back to what it was
    });
    connect(m_editor, &SkillEditor::saveRequested, this, &DeskPage::saveEdit);
    connect(m_editor, &SkillEditor::closeRequested, this, &DeskPage::closeEditor);
    connect(m_editor, &SkillEditor::discardRequested, this, [this] {
        if (m_drafts)
            m_drafts->drop(m_editor->candidate());
        closeEditor();
    });
    connect(m_merge, &MergePane::closeRequested, this, &DeskPage::closeEditor);
    connect(m_merge, &MergePane::accepted, this, [this](const QString &text, const QStringList &givenUp) {
        perform(u"candidate.edit"_s, {{"text", text.toStdString()}},
                [this, givenUp](const QString &key, const nlohmann::json &) {
                    if (m_row.key == key)
                        m_givenUp = givenUp;
                    decided(key, tr("Merged into the draft."), true);
                    showCard();
                });
    });
    connect(m_installed, &InstalledPane::counted, m_queue, &DeskQueue::setInstalledCount);
    connect(m_installed, &InstalledPane::noted, this, &DeskPage::noted);
    connect(m_installed, &InstalledPane::done, this,
            [this](const QString &what, const QString &act, const QString &path) {
                m_lastDecided.clear();
                m_undoSkill = act;
                m_undoSkillPath = path;
                if (act.isEmpty())
                    Q_EMIT noted(what); // nothing here takes it back
                else
                    m_undo->tell(what);
                updateActs();
            });
    connect(m_undo, &UndoLine::undoRequested, this, &DeskPage::undo);
}

void DeskPage::setDoor(DeskDoor *door)
{
    m_door = door;
    m_installed->setDoor(door);
    m_drafts = door != nullptr ? std::make_unique<DraftKeeper>(door->draftsFolder()) : nullptr;
    if (!m_drafts)
        return;
    connect(m_drafts.get(), &DraftKeeper::changed, this, [this] { m_queue->setDrafts(m_drafts->candidates()); });
    connect(m_drafts.get(), &DraftKeeper::replaced, this, [this](const QString &candidate) {
        const QSignalBlocker quiet(m_editor); // nothing was typed
        if (m_stack->currentWidget() == m_editor && m_editor->candidate() == candidate && m_drafts->has(candidate))
            m_editor->takeDraft(m_drafts->draft(candidate).text);
    });
}

void DeskPage::refresh()
{
    m_list->refresh();
    if (m_drafts)
        m_drafts->readAgain();
    // Reads every skill on disk, so only for somebody who looks.
    if (isVisible() && (m_queue->group() == DeskGroup::Installed || m_installed->count() == 0))
        m_installed->refresh();
    if (!m_row.key.isEmpty() && !m_plan.problem.isEmpty() && !isWorking())
        plan(); // the agent may be there now
}

void DeskPage::openCandidate(const QString &key)
{
    const CandidateRow *row = m_list->find(key);
    if (row == nullptr && m_list->rowCount() == 0)
        m_wanted = key; // it may come with the list
    if (row != nullptr && m_list->rowOf(key) < 0) {
        for (int group = 0; group < deskGroups && m_list->rowOf(key) < 0; ++group)
            m_queue->setGroup(static_cast<DeskGroup>(group));
    }
    m_queue->setCurrentKey(key);
}

void DeskPage::groupShown()
{
    const bool installed = m_queue->group() == DeskGroup::Installed;
    m_stack->setCurrentWidget(installed ? static_cast<QWidget *>(m_installed) : m_card);
    m_head->setVisible(!installed && !m_row.key.isEmpty());
    m_evidence->setVisible(!installed);
    if (installed)
        m_installed->refresh();
}

void DeskPage::load(const QString &key)
{
    if (isWorking() && m_row.key != key)
        return; // the queue moved under the editor; what it stands at is shown afterwards
    if (key.isEmpty()) {
        m_isPlanned = false;
        m_row = {};
        m_evidence->clear();
        showEmpty();
        updateActs();
        return;
    }
    if (m_row.key != key) {
        m_isPlanned = false;
        m_row = {}; // no key may meet the card before
        updateActs();
    }
    ask<Card>(
        *m_runner, QueryRunner::Lane::Paging, m_card, true, [key](Database &db) { return readCard(db, key); },
        [this, key](const Result<Card> &card) {
            if (key != m_queue->currentKey() && !isWorking())
                return; // nobody looks at it any more
            if (card && card->row == m_row && card->revisions == m_revisions && m_isPlanned)
                showPlace(); // the list moved, the card did not
            else if (card)
                shown(card->row, card->revisions);
            else
                m_card->showError(card.error().what);
        });
}

void DeskPage::showEmpty()
{
    m_head->hide();
    if (m_list->problem().isEmpty())
        m_card->showEmpty(emptyGroup(m_queue->group(), m_list->count(DeskGroup::Watch)));
    else
        m_card->showError(m_list->problem());
}

void DeskPage::shown(const CandidateRow &row, const QList<RevisionRow> &revisions)
{
    if (row.key != m_row.key)
        m_givenUp.clear();
    m_isPlanned = false;
    m_row = row;
    m_revisions = revisions;
    m_plan = {};
    m_evidence->show(row.claims, row.against);
    QList<EvidenceRow> evidence;
    for (const ClaimRow &claim : row.claims)
        evidence += claim.evidence;
    m_card->show(row, m_evidence->telling(), evidence);
    m_head->setVisible(m_queue->group() != DeskGroup::Installed);
    showForm();
    m_scope->clear();
    m_scope->addItems({visibleLine(row.projectName), tr("personal")});
    m_scope->setCurrentIndex(row.scope == "personal"_L1 ? 1 : 0);
    showPlace();
    updateActs();
    tellRevision();
    plan();
    readTriggers();
}

void DeskPage::tellRevision()
{
    if (m_stack->currentWidget() == m_editor && m_editedRev != m_row.draftRev)
        m_editor->remark(tr("This was begun over revision %1; the draft is revision %2 by now. Saving takes its place, "
                            "and both stay in the history.")
                             .arg(m_editedRev)
                             .arg(m_row.draftRev));
}

void DeskPage::showForm()
{
    for (QPushButton *button : std::as_const(m_forms))
        button->setChecked(button->property("form").toString() == m_row.form);
}

void DeskPage::readTriggers()
{
    const QString written = parseSkill(m_row.draft).value(u"description");
    const QString description = written.isEmpty() ? m_row.description : written;
    const qint64 project = m_row.projectId;
    ask<TriggerPreview>(
        *m_runner, QueryRunner::Lane::Figures, m_evidence, true,
        [project, description](Database &db) { return readTriggerPreview(db, project, description); },
        [this](const Result<TriggerPreview> &preview) {
            if (preview)
                m_card->showTriggers(*preview);
        });
}

void DeskPage::showCard()
{
    m_stack->setCurrentWidget(m_card);
    load(m_queue->currentKey());
    updateActs();
    m_queue->setFocus();
}

bool DeskPage::isWorking() const
{
    return m_stack->currentWidget() == m_editor || m_stack->currentWidget() == m_merge;
}

// What was typed is not needed beside a decision, and must not outlive one that purges.
void DeskPage::dropDecidedDrafts()
{
    for (const QString &key : m_drafts ? m_drafts->candidates() : QStringList()) {
        const CandidateRow *row = m_list->find(key);
        if (row != nullptr && (row->state == "approved"_L1 || row->state == "rejected"_L1))
            m_drafts->drop(key);
    }
}

} // namespace assay
