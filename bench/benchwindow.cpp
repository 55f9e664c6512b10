// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/benchwindow.h"

#include <QTreeView>

#include "bench/workbench.h"
#include "models/items/sessiontreemodel.h"
#include "views/sessions/sessionlistpane.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize windowSize{1280, 800};
constexpr int rowStep = 8; // px; rows are higher

} // namespace

BenchWindow::BenchWindow(const DataDir &dataDir)
    : m_link(dataDir, u"default"_s, dataDir.path())
    , m_runner(Workbench::storeFile(dataDir.path()))
    , m_window(&m_runner, &m_link)
{
    m_window.resize(windowSize);
}

bool BenchWindow::isListComplete() const
{
    const QTreeView *tree = m_window.sessions()->tree();
    int sessions = 0;
    for (int y = 1; y < tree->viewport()->height(); y += rowStep) {
        const QModelIndex index = tree->indexAt(QPoint(20, y));
        if (!index.isValid())
            break;
        if (index.data(SessionTreeModel::IsProjectRole).toBool())
            continue;
        if (!index.data(SessionTreeModel::SessionRole).isValid())
            return false;
        ++sessions;
    }
    return sessions > 0;
}

qint64 BenchWindow::showList()
{
    SessionListPane *list = m_window.sessions();
    PaintWatch watch(list->tree()->viewport(), list->model());
    m_window.show();
    return watch.wait([this] { return isListComplete(); });
}

qint64 BenchWindow::newestSession() const
{
    const SessionTreeModel *model = m_window.sessions()->model();
    return model->index(0, 0, model->index(0, 0)).data(SessionTreeModel::SessionIdRole).toLongLong();
}

} // namespace assay
