// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/capture/retentionpage.h"

#include <algorithm>

#include <QCheckBox>
#include <QDateTime>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "models/data/filter/filtersql.h"
#include "models/data/query/sessionquery.h"
#include "models/items/ask.h"
#include "models/items/valuetable.h"
#include "views/capture/capturedoor.h"
#include "views/capture/limitwords.h"
#include "views/capture/valueview.h"
#include "views/shell/agentdoor.h"
#include "views/text/visibletext.h"
#include "views/widgets/ground.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int usualDays = 180;
constexpr double usualGigabytes = 2;

} // namespace

RetentionPage::RetentionPage(QueryRunner *runner, AgentDoor *door, QWidget *parent)
    : QWidget(parent)
    , m_runner(runner)
    , m_door(door)
    , m_limits(new ValueTable({{tr("Project")}, {tr("Sessions"), true}, {tr("Kept"), true}}, this))
    , m_preview(new ValueTable({{tr("Would go")}, {tr("Project")}, {tr("Last event"), true}, {tr("Size"), true}}, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    buildLimits(column);
    buildPreview(column);
    connect(m_door->capture(), &CaptureDoor::settingsChanged, this, &RetentionPage::settingsCame);
    connect(Theme::instance(), &Theme::changed, this, &RetentionPage::restyle);
    showLimits();
    restyle();
}

void RetentionPage::buildLimits(QVBoxLayout *column)
{
    m_limitsView = new ValueView(tr("What is kept of each project"), m_limits, this);
    column->addWidget(m_limitsView, 1);
    auto *row = new QHBoxLayout;
    m_byAge = new QCheckBox(tr("At most"), this);
    m_byAge->setAccessibleName(tr("Limit the age"));
    m_days = new QSpinBox(this);
    m_days->setRange(1, 36'500);
    m_days->setSuffix(tr(" days"));
    m_days->setAccessibleName(tr("Days that a session is kept"));
    m_bySize = new QCheckBox(tr("at most"), this);
    m_bySize->setAccessibleName(tr("Limit the size"));
    m_gigabytes = new QDoubleSpinBox(this);
    m_gigabytes->setRange(leastGigabytes, mostGigabytes);
    m_gigabytes->setDecimals(2);
    m_gigabytes->setSuffix(tr(" GB"));
    m_gigabytes->setAccessibleName(tr("Size of what is kept"));
    m_keep = new QPushButton(themeIcon(u"check"_s), tr("Keep it so"), this);
    m_inherit = new QPushButton(tr("As all projects"), this);
    for (QWidget *part : std::initializer_list<QWidget *>{m_byAge, m_days, m_bySize, m_gigabytes})
        row->addWidget(part);
    row->addWidget(m_keep);
    row->addStretch(1);
    row->addWidget(m_inherit);
    column->addLayout(row);
    connect(m_limitsView, &ValueView::currentKeyChanged, this, &RetentionPage::showEditor);
    connect(m_byAge, &QCheckBox::toggled, this, &RetentionPage::limitEdited);
    connect(m_bySize, &QCheckBox::toggled, this, &RetentionPage::limitEdited);
    connect(m_days, &QSpinBox::valueChanged, this, &RetentionPage::limitEdited);
    connect(m_gigabytes, &QDoubleSpinBox::valueChanged, this, &RetentionPage::limitEdited);
    connect(m_keep, &QPushButton::clicked, this, &RetentionPage::keep);
    connect(m_inherit, &QPushButton::clicked, this, &RetentionPage::inherit);
}

void RetentionPage::buildPreview(QVBoxLayout *column)
{
    m_previewView = new ValueView(tr("Sessions that would go"), m_preview, this);
    m_message = new QLabel(this);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_plan = new QPushButton(themeIcon(u"filter"_s), tr("Show what would go"), this);
    m_prune = new QPushButton(themeIcon(u"trash"_s), QString(), this);
    m_undoButton = new QPushButton(themeIcon(u"undo"_s), tr("Undo"), this);
    m_undoButton->setAccessibleName(tr("Bring back what was deleted"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_plan);
    row->addWidget(m_prune);
    row->addWidget(m_message, 1);
    row->addWidget(m_undoButton);
    column->addWidget(m_previewView, 1);
    column->addLayout(row);
    for (QPushButton *button : {m_keep, m_inherit, m_plan, m_prune, m_undoButton})
        button->setAutoDefault(false);
    m_prune->hide();
    m_undoButton->hide();
    m_previewView->hide();
    connect(m_plan, &QPushButton::clicked, this, &RetentionPage::plan);
    connect(m_prune, &QPushButton::clicked, this, &RetentionPage::prune);
    connect(m_undoButton, &QPushButton::clicked, this, [this] {
        m_undoButton->hide();
        m_door->capture()->undoPrune(this, [this](const Result<qint64> &back) { broughtBack(back); });
    });
}

QString RetentionPage::message() const
{
    return m_message->text();
}

void RetentionPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_door->capture()->lookAtSettings();
    read();
}

void RetentionPage::read()
{
    ask<QList<ProjectRow>>(
        *m_runner, QueryRunner::Lane::Paging, this, true, [](Database &db) { return readProjects(db, FilterSql()); },
        [this](const Result<QList<ProjectRow>> &projects) {
            m_projects = projects.value_or(QList<ProjectRow>());
            showLimits();
        });
}

QString RetentionPage::chosenProject() const
{
    return m_limitsView->currentKey().toString();
}

void RetentionPage::showLimits()
{
    const CaptureSettings settings = m_door->capture()->settings();
    qint64 sessions = 0;
    for (const ProjectRow &project : std::as_const(m_projects))
        sessions += project.sessions;
    QList<ValueRow> rows{{{tr("All projects"), countText(sessions), limitText(settings.keep)}, QString(), {}}};
    for (const ProjectRow &project : std::as_const(m_projects)) {
        const auto own = settings.keepOf.constFind(project.key);
        const QString kept = own != settings.keepOf.constEnd() ? limitText(*own) : tr("as all projects");
        rows.append({{visibleLine(project.name), countText(project.sessions), kept}, project.key, project.key});
    }
    const QString chosen = chosenProject();
    const auto isChosen = [&chosen](const ValueRow &row) { return row.key.toString() == chosen; };
    const auto row = std::find_if(rows.cbegin(), rows.cend(), isChosen);
    m_filling = true; // the editor stays as it is while its row comes back
    m_limits->setRows(rows);
    const auto place = row != rows.cend() ? static_cast<int>(row - rows.cbegin()) : 0;
    if (m_limitsView->currentIndex().row() != place)
        m_limitsView->setCurrentIndex(m_limits->index(place, 0));
    m_filling = false;
    showEditor();
}

void RetentionPage::settingsCame()
{
    showLimits();
    if (m_keeping && *m_keeping == keptLimit())
        tell(tr("Kept so. What is beyond it is deleted by itself from now on, once a day."));
    m_keeping.reset();
}

bool RetentionPage::isDraft() const
{
    return m_inherits || typedLimit() != keptLimit();
}

KeepLimit RetentionPage::keptLimit() const
{
    const CaptureSettings settings = m_door->capture()->settings();
    return settings.keepOf.value(chosenProject(), settings.keep);
}

KeepLimit RetentionPage::typedLimit() const
{
    KeepLimit limit;
    if (m_byAge->isChecked())
        limit.olderThanDays = m_days->value();
    if (m_bySize->isChecked())
        limit.maxBytes = bytesOf(m_gigabytes->value());
    // What is kept may be finer than what can be typed.
    const qint64 kept = m_inherits ? m_door->capture()->settings().keep.maxBytes : keptLimit().maxBytes;
    if (limit.maxBytes >= 0 && kept >= 0 && bytesOf(gigabytesOf(kept)) == limit.maxBytes)
        limit.maxBytes = kept;
    return limit;
}

// What is typed stays while the limit it would replace is still the same.
void RetentionPage::showEditor()
{
    if (m_filling)
        return;
    const CaptureSettings settings = m_door->capture()->settings();
    const QString project = chosenProject();
    const bool own = settings.keepOf.contains(project);
    if (m_editorLimit != keptLimit() || m_editorOf != project || !(own || !m_inherits)) {
        m_inherits = false;
        m_editorOf = project;
        m_editorLimit = keptLimit();
        fillEditor(*m_editorLimit);
    }
    m_byAge->setEnabled(settings.known);
    m_bySize->setEnabled(settings.known);
    m_inherit->setVisible(!project.isEmpty());
    m_inherit->setEnabled(settings.known && own);
    m_plan->setEnabled(settings.known);
    showDraft();
}

void RetentionPage::fillEditor(const KeepLimit &limit)
{
    const auto parts = {static_cast<QWidget *>(m_byAge), static_cast<QWidget *>(m_bySize),
                        static_cast<QWidget *>(m_days), static_cast<QWidget *>(m_gigabytes)};
    for (QWidget *part : parts)
        part->blockSignals(true);
    m_byAge->setChecked(limit.olderThanDays >= 0);
    m_bySize->setChecked(limit.maxBytes >= 0);
    m_days->setValue(limit.olderThanDays >= 0 ? limit.olderThanDays : usualDays);
    m_gigabytes->setValue(limit.maxBytes >= 0 ? gigabytesOf(limit.maxBytes) : usualGigabytes);
    for (QWidget *part : parts)
        part->blockSignals(false);
}

void RetentionPage::limitEdited()
{
    m_inherits = m_answered = false;
    showDraft();
}

// What was shown of another limit says nothing of this one.
void RetentionPage::showDraft()
{
    const bool known = m_door->capture()->settings().known;
    m_days->setEnabled(known && m_byAge->isChecked());
    m_gigabytes->setEnabled(known && m_bySize->isChecked());
    const bool shown = m_planned && m_wish == wish();
    const bool draft = isDraft();
    if (m_planned && !shown) {
        m_planned = false;
        showPlan(PruneList());
        tell({});
    }
    const bool mustLook = !keepsAsMuch(typedLimit(), keptLimit()) && !shown;
    m_keep->setVisible(known && draft);
    m_keep->setEnabled(!mustLook);
    if (draft && !shown && !m_answered)
        tell(mustLook ? tr("Not kept yet. Look first at what would go by it.")
                      : tr("Not kept yet. Nothing goes by it that does not go already."));
    else if (m_draftTold)
        tell({});
    m_draftTold = draft && !shown && !m_answered;
}

void RetentionPage::keep()
{
    CaptureSettings wanted = m_door->capture()->settings();
    m_keeping = typedLimit();
    if (const QString project = chosenProject(); project.isEmpty())
        wanted.keep = *m_keeping;
    else if (m_inherits)
        wanted.keepOf.remove(project);
    else
        wanted.keepOf.insert(project, *m_keeping);
    m_planned = false;
    showPlan(PruneList());
    m_door->capture()->changeSettings(wanted);
}

// A draft like another: by the limit of all projects more may go than by its own.
void RetentionPage::inherit()
{
    fillEditor(m_door->capture()->settings().keep);
    m_answered = false;
    m_inherits = true;
    showDraft();
}

PruneWish RetentionPage::wish() const
{
    return {isDraft() ? std::optional(typedLimit()) : std::nullopt, chosenProject()};
}

void RetentionPage::plan()
{
    m_wish = wish();
    const CaptureSettings settings = m_door->capture()->settings();
    const auto limits = [](const KeepLimit &limit) { return limit != KeepLimit(); };
    if (!m_wish.limit && !limits(settings.keep) &&
        std::none_of(settings.keepOf.cbegin(), settings.keepOf.cend(), limits)) {
        tell(tr("No limit is set: everything is kept."));
        return;
    }
    m_plan->setEnabled(false);
    m_door->capture()->planPrune(m_wish, this, [this](const Result<PruneList> &list) { planned(list); });
}

void RetentionPage::planned(const Result<PruneList> &list)
{
    m_plan->setEnabled(true);
    m_planned = list.has_value();
    showPlan(list);
    showDraft(); // it may have changed since it was asked for
    if (!list)
        tell(list.error().what);
    else if (m_planned && m_list.sessions.isEmpty())
        tell(tr("By these limits nothing goes."));
    else if (m_planned)
        tell(tr("%1 of %2 would go. Nothing is deleted yet.")
                 .arg(bytesText(m_list.bytes), pluralText(m_list.total, tr("%1 session"), tr("%1 sessions"))));
}

void RetentionPage::showPlan(const Result<PruneList> &list)
{
    m_list = list.value_or(PruneList());
    QList<ValueRow> rows;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (const PruneRow &session : std::as_const(m_list.sessions)) {
        const QString title = session.title.isEmpty() ? tr("(no prompt)") : visibleLine(session.title);
        const auto project = std::ranges::find(m_projects, session.project, &ProjectRow::key);
        const QString name = project != m_projects.cend() ? project->name : session.project;
        rows.append({{title, visibleLine(name), session.at >= 0 ? relativeText(session.at, now) : u"–"_s,
                      bytesText(session.bytes)},
                     session.id,
                     session.id});
    }
    m_preview->setRows(rows);
    m_previewView->setVisible(!rows.isEmpty());
    m_prune->setVisible(!rows.isEmpty());
    m_prune->setText(pluralText(m_list.total, tr("Delete this session"), tr("Delete these %1 sessions")));
}

void RetentionPage::prune()
{
    m_prune->setEnabled(false);
    m_door->capture()->applyPrune(m_wish, m_list.hash, this, [this](const Result<PruneList> &list) { pruned(list); });
}

void RetentionPage::pruned(const Result<PruneList> &list)
{
    m_prune->setEnabled(true);
    if (!list)
        return tell(list.error().what);
    m_planned = false;
    m_answered = true;
    showPlan(PruneList());
    m_undoButton->setVisible(list->total > 0);
    tell(pluralText(list->total, tr("%1 session is deleted; for ten minutes that can be undone."),
                    tr("%1 sessions are deleted; for ten minutes that can be undone.")));
    read();
}

void RetentionPage::broughtBack(const Result<qint64> &back)
{
    m_answered = true;
    if (!back)
        tell(back.error().what);
    else if (*back == 0)
        tell(tr("There is nothing to bring back: what was deleted is gone for good."));
    else
        tell(pluralText(*back, tr("%1 session is back."), tr("%1 sessions are back.")));
    read();
}

void RetentionPage::tell(const QString &text)
{
    m_draftTold = false;
    m_message->setText(visibleText(text));
}

void RetentionPage::restyle()
{
    const Theme *theme = Theme::instance();
    layout()->setSpacing(theme->px(8));
    m_message->setFont(theme->font(Face::Row));
    setTextTone(m_message, Tone::Text2);
    m_limitsView->setMinimumHeight(theme->px(120));
    m_previewView->setMinimumHeight(theme->px(140));
}

} // namespace assay
