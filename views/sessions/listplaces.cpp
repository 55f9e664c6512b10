// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Where the reader stands in the list, while rows come and go and time passes.
#include "views/sessions/sessionlistpane.h"

#include <QScrollBar>
#include <QTimer>

#include "models/items/sessiontreemodel.h"
#include "views/sessions/sessiontree.h"
#include "views/widgets/filterline.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype selectionKept = 200; // over rows that go and come back

} // namespace

// Where the reader stands, before rows go that may come back.
void SessionListPane::remember()
{
    if (m_before)
        return;
    const QModelIndex current = m_tree->currentIndex();
    m_before = Before{m_tree->verticalScrollBar()->value(), 0, {}, {}};
    if (m_tree->selectionModel()->isSelected(current)) {
        m_before->session = current.data(SessionTreeModel::SessionIdRole).toLongLong();
        m_before->project = current.data(SessionTreeModel::ProjectRole).value<ProjectRow>().key;
    }
    const QItemSelection selection = m_tree->selectionModel()->selection();
    qsizetype rows = 0;
    for (const QItemSelectionRange &range : selection)
        rows += range.height();
    if (rows > 1 && rows <= selectionKept)
        m_before->selected = m_tree->selectedSessions();
    m_restoring = true;
}

QModelIndex SessionListPane::projectIndex(const QString &key) const
{
    for (int row = 0; row < m_model->rowCount() && !m_model->isFlat(); ++row) {
        const QModelIndex project = m_model->index(row, 0);
        if (project.data(SessionTreeModel::ProjectRole).value<ProjectRow>().key == key)
            return project;
    }
    return {};
}

// After remember(): makes current what was current; else what is open. Of several that were selected, those there are.
void SessionListPane::restore()
{
    m_restoring = true;
    QModelIndex index = m_before->session != 0 ? m_model->indexOf(m_before->session) : QModelIndex();
    if (!index.isValid() && !m_before->project.isEmpty())
        index = projectIndex(m_before->project);
    const bool appeared = !index.isValid() && m_open != 0; // it was not in the list so far
    if (appeared)
        index = m_model->indexOf(m_open);
    if (index.isValid())
        m_tree->setCurrentIndex(index);
    else
        m_tree->clearSelection();
    QItemSelection selection;
    for (const qint64 id : std::as_const(m_before->selected)) {
        if (const QModelIndex selected = m_model->indexOf(id); selected.isValid())
            selection.select(selected, selected);
    }
    m_tree->selectionModel()->select(selection, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    m_restoring = false;
    if (appeared && index.isValid())
        m_tree->scrollTo(index);
    else
        m_tree->verticalScrollBar()->setValue(m_before->scroll);
    m_before.reset();
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

void SessionListPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_ages->start();
}

void SessionListPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_ages->stop();
}

// Rows say how long ago something was. Only a filter for what is live leaves out other sessions then.
void SessionListPane::timePassed()
{
    m_tree->viewport()->update();
    if (m_filter->text().contains("is:live"_L1, Qt::CaseInsensitive))
        m_model->refresh();
}

} // namespace assay
