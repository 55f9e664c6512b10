// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/desktop.h"

#include "app/appwindow.h"
#include "app/desktopnotice.h"
#include "views/desk/deskpage.h"
#include "views/shell/mainwindow.h"

#include <cstdio>

#include <QCoreApplication>
#include <QPixmap>
#include <QTimer>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int screenshotDelayMs = 2'000;

OpenRequest requestOf(const AppOptions &options)
{
    return {options.workspaceNamed ? options.workspace : QString(), options.session, options.eventId, options.page,
            options.candidate};
}

} // namespace

Desktop::Desktop(AgentLink *link, const DataDir &dataDir, const AppOptions &options, QObject *parent)
    : QObject(parent)
    , m_link(link)
    , m_dataDir(dataDir)
    , m_options(options)
    , m_instance(dataDir)
    , m_notice(new DesktopNotice(link, this))
{
    connect(link, &AgentLink::workspaceWanted, this, &Desktop::showWorkspace);
    connect(&m_instance, &SingleInstance::openRequested, this, &Desktop::open);
    connect(m_notice, &DesktopNotice::openRequested, this, [this](DesktopNotice::Page page) {
        OpenRequest request;
        request.page = page == DesktopNotice::Page::Skills ? u"skills"_s : u"health"_s;
        open(request);
    });
}

Desktop::~Desktop() = default;

void Desktop::begin()
{
    // A picture is of a window of its own.
    if (!m_options.screenshot.isEmpty()) {
        openFirst();
        QTimer::singleShot(screenshotDelayMs, this, &Desktop::takePicture);
        return;
    }
    m_instance.begin(requestOf(m_options), [this](bool taken) {
        if (!taken) {
            openFirst();
            return;
        }
        std::fputs(qUtf8Printable(tr("Assay runs already for this data directory; its window was raised.") + u'\n'),
                   stdout);
        QCoreApplication::exit(0);
    });
}

void Desktop::openFirst()
{
    showWorkspace(m_options.workspace);
    OpenRequest request = requestOf(m_options);
    request.workspace.clear(); // shown already
    open(request);
    m_link->open();
}

void Desktop::showWorkspace(const QString &workspace)
{
    auto next = std::make_unique<AppWindow>(m_dataDir, workspace, m_link);
    if (m_shown)
        next->window()->takeOver(*m_shown->window());
    next->window()->show();
    // The old one goes when whoever asked for the new one has returned: it may be one of its menus.
    if (AppWindow *old = m_shown.release()) {
        old->window()->hide();
        old->deleteLater();
    }
    m_shown = std::move(next);
    m_notice->startAnew();
    const MainWindow *window = m_shown->window();
    connect(window->desk(), &DeskPage::countChanged, m_notice,
            [this, window](int open) { m_notice->candidatesWait(open, window->isActiveWindow()); });
}

void Desktop::open(const OpenRequest &request)
{
    if (!request.workspace.isEmpty() && request.workspace != m_link->workspace() &&
        m_dataDir.workspaceFile(request.workspace))
        m_link->showWorkspace(request.workspace);
    MainWindow *window = m_shown->window();
    if (!request.session.isEmpty())
        m_shown->openSession(request.session, request.eventId);
    else if (request.page == "now"_L1)
        window->openNow();
    else if (!request.candidate.isEmpty() || request.page == "skills"_L1)
        window->openSkills(request.candidate);
    else if (request.page == "sessions"_L1)
        window->showSessions();
    else if (request.page == "search"_L1)
        window->openSearch();
    else if (request.page == "health"_L1)
        window->showHealth();
    else if (request.page == "welcome"_L1)
        window->showWelcome();
    window->setWindowState(window->windowState() & ~Qt::WindowMinimized);
    window->raise();
    window->activateWindow();
}

void Desktop::takePicture()
{
    if (guardTestRoot(m_options.screenshot) && m_shown->window()->grab().save(m_options.screenshot, "PNG"))
        return;
    std::fputs(
        qUtf8Printable(u"assay: "_s + tr("The picture cannot be written to %1.").arg(m_options.screenshot) + u'\n'),
        stderr);
}

} // namespace assay
