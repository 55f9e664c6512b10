// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/sessions/sessionlistpane.h"

#include <QGuiApplication>
#include <QLineEdit>
#include <QScrollBar>
#include <QSettings>
#include <QSplitter>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>

#include "models/data/filter/filterterm.h"
#include "models/items/sessiontreemodel.h"
#include "models/items/vocabularyreader.h"
#include "views/sessions/facetpanel.h"
#include "views/sessions/listheader.h"
#include "views/sessions/sessionacts.h"
#include "views/sessions/sessiontree.h"
#include "views/sessions/undodeletion.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/filterline.h"
#include "views/widgets/ground.h"
#include "views/widgets/loadingbar.h"
#include "views/widgets/theme.h"
#include "views/widgets/undoline.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int openProjects = 12;  // opened by themselves, from the top
constexpr int chooseDelayMs = 60; // so that running through the list by keys does not open every session
constexpr int agesMs = 15'000;
constexpr auto narrowKey = "sessions/narrow"_L1;

} // namespace

SessionListPane::SessionListPane(QueryRunner *runner, AgentDoor *door, QWidget *parent)
    : QWidget(parent)
    , m_model(new SessionTreeModel(runner, this))
    , m_filter(new FilterLine(u"filter"_s, tr("Filter sessions"), tr("Filter of the session list"), this))
    , m_header(new ListHeader(this))
    , m_loading(new LoadingBar(this))
    , m_split(new QSplitter(Qt::Vertical, this))
    , m_tree(new SessionTree(this))
    , m_empty(new EmptyState(this))
    , m_stack(new QStackedLayout)
    , m_facets(new FacetPanel(this))
    , m_undoLine(new UndoLine(this))
    , m_choose(new QTimer(this))
    , m_ages(new QTimer(this))
{
    build();
    buildTree();
    connectAll(runner, door);
    m_model->setShape(m_header->shape());
    m_model->setFacetsWanted(m_facets->isOpen());
    m_ages->setInterval(agesMs);
    connect(m_ages, &QTimer::timeout, this, &SessionListPane::timePassed);
    connect(Theme::instance(), &Theme::changed, this, &SessionListPane::restyle);
    restyle();
}

void SessionListPane::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(8, 6, 8, 6);
    top->addWidget(m_filter);
    column->addLayout(top);
    column->addWidget(m_header);
    column->addWidget(m_loading);
    auto *list = new QWidget(m_split);
    list->setLayout(m_stack);
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_empty);
    m_split->setAccessibleName(tr("List and narrowing"));
    m_split->addWidget(list);
    m_split->addWidget(m_facets);
    m_split->setChildrenCollapsible(false);
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 0);
    column->addWidget(m_split, 1);
    column->addWidget(m_undoLine);
    setAutoFillBackground(true);
    setAccessibleName(tr("Sessions"));
    setFocusProxy(m_tree);
    m_split->restoreState(QSettings().value(narrowKey).toByteArray());
    connect(m_split, &QSplitter::splitterMoved, this,
            [this] { QSettings().setValue(narrowKey, m_split->saveState()); });
}

void SessionListPane::buildTree()
{
    // Before the view hears of it: it makes another row current when its own goes.
    connect(m_model, &QAbstractItemModel::rowsAboutToBeRemoved, this, &SessionListPane::remember);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, &SessionListPane::remember);
    m_tree->setModel(m_model);
    // All rows of a flat list are as high as the first, which spares the view to ask for each.
    connect(m_model, &QAbstractItemModel::modelReset, this,
            [this] { m_tree->setUniformRowHeights(m_model->isFlat()); });
    connect(m_tree, &QTreeView::clicked, this, &SessionListPane::clicked);
    connect(m_tree, &QTreeView::activated, this, &SessionListPane::chooseCurrent);
    connect(m_tree, &QTreeView::expanded, this, [this](const QModelIndex &index) { noteFold(index, true); });
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex &index) { noteFold(index, false); });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (!m_restoring)
            m_choose->start();
    });
    m_choose->setSingleShot(true);
    m_choose->setInterval(chooseDelayMs);
    connect(m_choose, &QTimer::timeout, this, [this] {
        if (m_tree->onlySession() != m_open)
            chooseCurrent();
    });
}

void SessionListPane::connectAll(QueryRunner *runner, AgentDoor *door)
{
    m_acts = new SessionActs(runner, door, m_tree);
    auto *undo = new UndoDeletion(door, m_undoLine, this);
    connect(undo, &UndoDeletion::noted, this, &SessionListPane::noted);
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, m_acts, &SessionActs::selectionChanged);
    connect(m_tree, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { m_acts->showMenu(m_tree->viewport()->mapToGlobal(at)); });
    connect(m_acts, &SessionActs::openRequested, this, &SessionListPane::chooseCurrent);
    connect(m_acts, &SessionActs::exportRequested, this, &SessionListPane::exportRequested);
    connect(m_acts, &SessionActs::filterRequested, this, &SessionListPane::addFilterTerm);
    connect(m_acts, &SessionActs::noted, this, &SessionListPane::noted);
    m_filter->setVocabulary(new VocabularyReader(runner, this));
    connect(m_filter, &FilterLine::changed, this, &SessionListPane::applyFilter);
    connect(m_filter, &FilterLine::entered, this, &SessionListPane::enterList);
    connect(m_header, &ListHeader::shapeChanged, this, [this](SessionShape shape) {
        m_loading->begin();
        m_model->setShape(shape);
    });
    connect(m_facets, &FacetPanel::openChanged, this, &SessionListPane::showFacets);
    connect(m_facets, &FacetPanel::filterEdited, this, &SessionListPane::applyChoice);
    connect(m_model, &SessionTreeModel::facetsRead, m_facets, &FacetPanel::setFacets);
    connect(m_model, &SessionTreeModel::filterProblems, m_filter, &FilterLine::setProblems);
    connect(m_model, &SessionTreeModel::loaded, this, &SessionListPane::loaded);
    connect(m_model, &SessionTreeModel::failed, this, [this](const Error &error) {
        if (error.code == Error::Code::NotFound) {
            loaded(); // nothing was ever recorded: that is no error
            return;
        }
        m_loading->end();
        m_empty->showError(error.what);
        m_stack->setCurrentWidget(m_empty);
    });
    // What it says is of the filter before.
    connect(m_loading, &LoadingBar::appeared, this, [this] { m_stack->setCurrentWidget(m_tree); });
    connect(m_empty, &EmptyState::actRequested, this, [this] {
        if (m_filter->text().isEmpty())
            m_model->refresh();
        else
            m_filter->setText(QString());
    });
}

QTreeView *SessionListPane::tree() const
{
    return m_tree;
}

QString SessionListPane::filterText() const
{
    return m_filter->text();
}

void SessionListPane::setFilterText(const QString &text)
{
    m_byFrame = true;
    m_filter->setText(text);
    m_byFrame = false;
}

void SessionListPane::addFilterTerm(const QString &term)
{
    m_filter->addTerm(term);
}

// As if it had been typed: it can be undone, and is a recent filter.
void SessionListPane::applyChoice(const QString &text)
{
    m_filter->replaceText(text);
    m_filter->remember();
}

QList<qint64> SessionListPane::selectedSessions() const
{
    return m_tree->selectedSessions();
}

void SessionListPane::applyFilter(const QString &text)
{
    m_closedFiltered.clear();
    m_loading->begin();
    m_model->setFilter(text);
    m_facets->setFilter(text);
    if (!m_byFrame)
        Q_EMIT filterChanged(text);
}

void SessionListPane::clicked(const QModelIndex &index)
{
    if (QGuiApplication::keyboardModifiers() & (Qt::ShiftModifier | Qt::ControlModifier))
        return; // it was for the selection
    if (index.data(SessionTreeModel::IsProjectRole).toBool())
        m_tree->setExpanded(index, !m_tree->isExpanded(index));
    else
        chooseCurrent();
}

void SessionListPane::noteFold(const QModelIndex &index, bool open)
{
    if (m_restoring)
        return;
    const QString key = index.data(SessionTreeModel::ProjectRole).value<ProjectRow>().key;
    QSet<QString> &closed = m_filter->text().isEmpty() ? m_closed : m_closedFiltered;
    if (open)
        closed.remove(key);
    else
        closed.insert(key);
}

void SessionListPane::chooseCurrent()
{
    m_choose->stop();
    const qint64 id = m_tree->onlySession();
    if (id == 0)
        return;
    m_open = id;
    Q_EMIT sessionChosen(id);
}

void SessionListPane::enterList()
{
    m_tree->setFocus(Qt::TabFocusReason);
    // A view that gets the focus makes its first row current by itself: that is a project, not what was asked for.
    const QModelIndex current = m_tree->currentIndex();
    if (current.data(SessionTreeModel::SessionIdRole).toLongLong() != 0 &&
        m_tree->selectionModel()->isSelected(current))
        return;
    QModelIndex first = m_model->index(0, 0);
    if (!m_model->isFlat() && m_model->rowCount(first) > 0)
        first = m_model->index(0, 0, first);
    if (first.isValid())
        m_tree->setCurrentIndex(first);
}

void SessionListPane::openGroups()
{
    m_restoring = true;
    const QSet<QString> &closed = m_filter->text().isEmpty() ? m_closed : m_closedFiltered;
    for (int row = 0; row < std::min(m_model->rowCount(), openProjects) && !m_model->isFlat(); ++row) {
        const QModelIndex project = m_model->index(row, 0);
        if (!closed.contains(project.data(SessionTreeModel::ProjectRole).value<ProjectRow>().key))
            m_tree->setExpanded(project, true);
    }
    m_restoring = false;
}

void SessionListPane::loaded()
{
    m_loading->end();
    openGroups();
    if (m_before)
        restore();
    else if (m_open != 0 && !m_tree->selectionModel()->hasSelection())
        setCurrentSession(m_open);
    showState();
    Q_EMIT countsChanged(m_model->shown(), m_model->total());
}

void SessionListPane::showState()
{
    m_header->setCounts(m_model->shown(), m_model->total());
    m_filter->setMatches(m_filter->text().isEmpty() ? -1 : m_model->shown());
    if (m_model->total() == 0) {
        m_empty->tell(u"sessions"_s, tr("No sessions yet"),
                      tr("They appear here as soon as the first ones are imported."));
    } else if (m_model->shown() == 0) {
        m_empty->tell(u"filter"_s, tr("No session matches"),
                      tr("The filter leaves none of the %1 sessions.").arg(countText(m_model->total())),
                      tr("Clear the filter"));
    }
    m_stack->setCurrentWidget(m_model->shown() == 0 ? static_cast<QWidget *>(m_empty) : m_tree);
    m_facets->setVisible(m_model->total() > 0);
}

void SessionListPane::showFacets(bool open)
{
    restyle();
    const int wanted = m_facets->sizeHint().height();
    if (open && !m_split->restoreState(QSettings().value(narrowKey).toByteArray()))
        m_split->setSizes({m_split->height() - wanted, wanted});
    m_model->setFacetsWanted(open);
}

void SessionListPane::refresh()
{
    if (m_model->total() == 0) // the first time; later ones change little
        m_loading->begin();
    m_model->refresh();
}

void SessionListPane::focusFilter()
{
    m_filter->edit()->setFocus(Qt::ShortcutFocusReason);
    m_filter->edit()->selectAll();
}

void SessionListPane::restyle()
{
    const Theme *theme = Theme::instance();
    setGround(this, Tone::Pane, Tone::Pane);
    setGround(m_tree, Tone::Pane, Tone::Pane);
    m_facets->setMinimumHeight(m_facets->isOpen() ? theme->px(70) : m_facets->headHeight());
    m_facets->setMaximumHeight(m_facets->isOpen() ? QWIDGETSIZE_MAX : m_facets->headHeight());
    m_tree->doItemsLayout();
}

} // namespace assay
