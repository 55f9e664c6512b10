// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/sessions/sessiontree.h"

#include <QKeyEvent>

#include <algorithm>

#include "models/items/sessiontreemodel.h"
#include "views/sessions/sessiondelegate.h"

namespace assay {

namespace {

qint64 sessionOf(const QModelIndex &index)
{
    return index.data(SessionTreeModel::SessionIdRole).toLongLong();
}

// In the order of the list; asking the view where rows stand would cost all rows for each.
bool isAbove(const QModelIndex &a, const QModelIndex &b)
{
    const auto place = [](const QModelIndex &index) {
        return index.parent().isValid() ? std::pair(index.parent().row(), index.row()) : std::pair(index.row(), -1);
    };
    return place(a) < place(b);
}

} // namespace

SessionTree::SessionTree(QWidget *parent)
    : QTreeView(parent)
{
    setItemDelegate(new SessionDelegate(this));
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(0);
    setExpandsOnDoubleClick(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setMouseTracking(true);
    setAccessibleName(tr("Session list"));
}

void SessionTree::keyboardSearch(const QString &search)
{
    Q_UNUSED(search)
}

QList<qint64> SessionTree::selectedSessions() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), isAbove);
    QList<qint64> sessions;
    sessions.reserve(rows.size());
    for (const QModelIndex &row : std::as_const(rows)) {
        if (const qint64 id = sessionOf(row); id != 0)
            sessions.append(id);
    }
    return sessions;
}

qint64 SessionTree::onlySession() const
{
    const QItemSelection selection = selectionModel()->selection();
    const bool isOne = selection.size() == 1 && selection.front().height() == 1;
    return isOne && selection.front().contains(currentIndex()) ? sessionOf(currentIndex()) : 0;
}

QModelIndex SessionTree::neighbourOfSelection() const
{
    const QModelIndexList selected = selectionModel()->selectedRows();
    if (selected.isEmpty())
        return {};
    const auto [first, last] = std::minmax_element(selected.cbegin(), selected.cend(), isAbove);
    const auto fits = [this](const QModelIndex &index) {
        return sessionOf(index) != 0 && !selectionModel()->isSelected(index);
    };
    for (QModelIndex below = indexBelow(*last); below.isValid(); below = indexBelow(below)) {
        if (fits(below))
            return below;
    }
    for (QModelIndex above = indexAbove(*first); above.isValid(); above = indexAbove(above)) {
        if (fits(above))
            return above;
    }
    return {};
}

void SessionTree::keyPressEvent(QKeyEvent *event)
{
    // Not every platform makes a context menu event of these.
    const bool menu =
        event->key() == Qt::Key_Menu || (event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier);
    if (menu)
        Q_EMIT customContextMenuRequested(visualRect(currentIndex()).center());
    else
        QTreeView::keyPressEvent(event);
}

} // namespace assay
