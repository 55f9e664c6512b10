// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/appwindow.h"

#include "models/data/query/sessionquery.h"
#include "models/data/store/datadir.h"
#include "models/items/queryrunner.h"
#include "views/desk/deskdoor.h"
#include "views/desk/deskpage.h"
#include "views/shell/agentdoor.h"
#include "views/shell/mainwindow.h"

namespace assay {

AppWindow::AppWindow(const DataDir &dataDir, const QString &workspace, AgentDoor *door)
    : m_runner(std::make_unique<QueryRunner>(dataDir.workspaceFile(workspace).value_or(QString())))
    , m_window(std::make_unique<MainWindow>(m_runner.get(), door))
{
    connect(this, &AppWindow::failed, door, &AgentDoor::failed);
    m_window->desk()->setDoor(dynamic_cast<DeskDoor *>(door));
}

AppWindow::~AppWindow() = default;

void AppWindow::openSession(const QString &idPrefix, qint64 eventId)
{
    const auto found = std::make_shared<Result<SessionRow>>();
    m_runner->post(
        QueryRunner::Lane::Paging, this, [found, idPrefix](Database &db) { *found = findSession(db, idPrefix); },
        [this, found, eventId](const Result<> &opened) {
            if (!opened || !*found)
                Q_EMIT failed(opened ? found->error().what : opened.error().what);
            else if (eventId > 0)
                m_window->openEvent(eventId, (*found)->id, {});
            else
                m_window->openSession((*found)->id);
        });
}

} // namespace assay
