// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/sessions/sessionlistpane.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QStackedLayout>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>

#include "models/items/sessiontreemodel.h"
#include "views/sessions/sessiondelegate.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/filterline.h"
#include "views/widgets/loadingbar.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int openProjects = 12;  // opened by themselves, from the top
constexpr int chooseDelayMs = 60; // so that running through the list by keys does not open every session

} // namespace

SessionListPane::SessionListPane(QueryRunner *runner, QWidget *parent)
    : QWidget(parent)
    , m_model(new SessionTreeModel(runner, this))
    , m_filter(new FilterLine(u"filter"_s, tr("Filter sessions"), tr("Filter of the session list"), this))
    , m_strip(new QWidget(this))
    , m_caption(new QLabel(tr("By project"), m_strip))
    , m_counts(new QLabel(m_strip))
    , m_loading(new LoadingBar(this))
    , m_tree(new QTreeView(this))
    , m_empty(new EmptyState(this))
    , m_stack(new QStackedLayout)
    , m_choose(new QTimer(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(8, 6, 8, 6);
    top->addWidget(m_filter);
    column->addLayout(top);
    auto *strip = new QHBoxLayout(m_strip);
    strip->setContentsMargins(10, 0, 10, 0);
    strip->addWidget(m_caption);
    strip->addStretch(1);
    strip->addWidget(m_counts);
    m_strip->setAutoFillBackground(true);
    column->addWidget(m_strip);
    column->addWidget(m_loading);
    buildTree();
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_empty);
    column->addLayout(m_stack, 1);
    setAutoFillBackground(true);
    setAccessibleName(tr("Sessions"));

    m_choose->setSingleShot(true);
    m_choose->setInterval(chooseDelayMs);
    connect(m_choose, &QTimer::timeout, this, [this] {
        if (m_tree->currentIndex().data(SessionTreeModel::SessionIdRole).toLongLong() != m_open)
            chooseCurrent();
    });
    connect(m_filter, &FilterLine::changed, this, [this](const QString &text) {
        m_closedFiltered.clear();
        m_loading->begin();
        m_model->setFilter(text);
    });
    connect(m_filter, &FilterLine::entered, this, &SessionListPane::enterList);
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
    connect(m_empty, &EmptyState::actRequested, this, [this] {
        if (m_filter->text().isEmpty())
            m_model->refresh();
        else
            m_filter->setText(QString());
    });
    connect(Theme::instance(), &Theme::changed, this, &SessionListPane::restyle);
    restyle();
}

void SessionListPane::buildTree()
{
    // Before the view hears of it: it makes another row current when its own goes.
    connect(m_model, &QAbstractItemModel::rowsAboutToBeRemoved, this, &SessionListPane::remember);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, &SessionListPane::remember);
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new SessionDelegate(m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(0);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setMouseTracking(true);
    m_tree->setAccessibleName(tr("Session list"));
    connect(m_tree, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        if (index.parent().isValid())
            chooseCurrent();
        else
            m_tree->setExpanded(index, !m_tree->isExpanded(index));
    });
    const auto note = [this](const QModelIndex &index, bool open) {
        const QString key = index.data(SessionTreeModel::ProjectRole).value<ProjectRow>().key;
        if (m_restoring)
            return;
        QSet<QString> &closed = m_filter->text().isEmpty() ? m_closed : m_closedFiltered;
        if (open)
            closed.remove(key);
        else
            closed.insert(key);
    };
    connect(m_tree, &QTreeView::expanded, this, [note](const QModelIndex &index) { note(index, true); });
    connect(m_tree, &QTreeView::collapsed, this, [note](const QModelIndex &index) { note(index, false); });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (!m_restoring)
            m_choose->start();
    });
    connect(m_tree, &QTreeView::activated, this, &SessionListPane::chooseCurrent);
}

void SessionListPane::chooseCurrent()
{
    m_choose->stop();
    const qint64 id = m_tree->currentIndex().data(SessionTreeModel::SessionIdRole).toLongLong();
    if (id == 0 || !m_tree->selectionModel()->isSelected(m_tree->currentIndex()))
        return;
    m_open = id;
    Q_EMIT sessionChosen(id);
}

// Where the reader stands, before rows go that may come back.
void SessionListPane::remember()
{
    if (m_before)
        return;
    const QModelIndex current = m_tree->currentIndex();
    m_before = Before{m_tree->verticalScrollBar()->value(), 0, {}};
    if (m_tree->selectionModel()->isSelected(current)) {
        m_before->session = current.data(SessionTreeModel::SessionIdRole).toLongLong();
        m_before->project = current.data(SessionTreeModel::ProjectRole).value<ProjectRow>().key;
    }
    m_restoring = true;
}

QModelIndex SessionListPane::projectIndex(const QString &key) const
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex project = m_model->index(row, 0);
        if (project.data(SessionTreeModel::ProjectRole).value<ProjectRow>().key == key)
            return project;
    }
    return {};
}

// After remember(): makes current what was current; else what is open.
void SessionListPane::restore()
{
    m_restoring = true;
    QModelIndex index = m_before->session != 0 ? m_model->indexOf(m_before->session) : QModelIndex();
    if (!index.isValid() && !m_before->project.isEmpty())
        index = projectIndex(m_before->project);
    if (!index.isValid() && m_open != 0)
        index = m_model->indexOf(m_open);
    if (index.isValid())
        m_tree->setCurrentIndex(index);
    else
        m_tree->clearSelection();
    m_restoring = false;
    m_tree->verticalScrollBar()->setValue(m_before->scroll);
    m_before.reset();
}

void SessionListPane::enterList()
{
    m_tree->setFocus(Qt::TabFocusReason);
    // A view that gets the focus makes its first row current by itself: that is a project, not what was asked for.
    if (!m_tree->currentIndex().parent().isValid() && m_model->rowCount() > 0) {
        const QModelIndex project = m_model->index(0, 0);
        m_tree->setCurrentIndex(m_model->rowCount(project) > 0 ? m_model->index(0, 0, project) : project);
    }
}

void SessionListPane::loaded()
{
    m_loading->end();
    m_restoring = true;
    const bool filtered = !m_filter->text().isEmpty();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex project = m_model->index(row, 0);
        const QString key = project.data(SessionTreeModel::ProjectRole).value<ProjectRow>().key;
        if (row < openProjects && !(filtered ? m_closedFiltered : m_closed).contains(key))
            m_tree->setExpanded(project, true);
    }
    m_restoring = false;
    if (m_before)
        restore();
    else if (m_open != 0 && !m_tree->selectionModel()->hasSelection())
        setCurrentSession(m_open);
    updateHeader();
    if (m_model->total() == 0) {
        m_empty->tell(u"sessions"_s, tr("No sessions yet"),
                      tr("They appear here as soon as the first ones are imported."));
    } else if (m_model->shown() == 0) {
        m_empty->tell(u"filter"_s, tr("No session matches"),
                      tr("The filter leaves none of the %1 sessions.").arg(countText(m_model->total())),
                      tr("Clear the filter"));
    }
    m_stack->setCurrentWidget(m_model->shown() == 0 ? static_cast<QWidget *>(m_empty) : m_tree);
    Q_EMIT countsChanged(m_model->shown(), m_model->total());
}

void SessionListPane::updateHeader()
{
    m_counts->setText(tr("%1 of %2").arg(countText(m_model->shown()), countText(m_model->total())));
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

void SessionListPane::setCurrentSession(qint64 sessionId)
{
    m_open = sessionId;
    const QModelIndex index = sessionId != 0 ? m_model->indexOf(sessionId) : QModelIndex();
    if (index.isValid() == m_tree->currentIndex().isValid() && index == m_tree->currentIndex())
        return;
    m_restoring = true;
    if (index.isValid())
        m_tree->setCurrentIndex(index);
    else
        m_tree->clearSelection();
    m_restoring = false;
}

void SessionListPane::restyle()
{
    const Theme *theme = Theme::instance();
    QPalette pane = theme->palette(theme->isDark());
    pane.setColor(QPalette::Window, theme->color(Tone::Pane));
    pane.setColor(QPalette::Base, theme->color(Tone::Pane));
    setPalette(pane);
    m_tree->setPalette(pane);
    QPalette strip = pane;
    strip.setColor(QPalette::Window, theme->color(Tone::Chrome));
    strip.setColor(QPalette::WindowText, theme->color(Tone::Text2));
    m_strip->setPalette(strip);
    m_strip->setFixedHeight(theme->px(26));
    m_caption->setFont(theme->font(Face::Row));
    m_counts->setFont(theme->font(Face::Meta));
    m_tree->doItemsLayout();
}

} // namespace assay
