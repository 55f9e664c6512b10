// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/shell/mainwindow.h"

#include <QCloseEvent>
#include <QFileInfo>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include "models/items/queryrunner.h"
#include "views/capture/healthpane.h"
#include "views/desk/deskpage.h"
#include "views/inspector/inspectorpane.h"
#include "views/now/nowpage.h"
#include "views/search/hitstrip.h"
#include "views/search/searchpane.h"
#include "views/sessions/sessionlistpane.h"
#include "views/shell/agentdoor.h"
#include "views/shell/commandmenu.h"
#include "views/shell/palette.h"
#include "views/shell/panesplitter.h"
#include "views/shell/settingsdialog.h"
#include "views/shell/shortcutsheet.h"
#include "views/shell/statusstrip.h"
#include "views/shell/toolstrip.h"
#include "views/shell/welcomepane.h"
#include "views/transcript/transcriptpane.h"
#include "views/widgets/theme.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int refreshMs = 250;
constexpr int usualWidth = 1440;
constexpr int usualHeight = 900;
constexpr int titleCharacters = 80;
constexpr int paletteTop = 64;

// The one of its kind that is open, or a new one.
template<typename Dialog, typename... Arguments>
Dialog *showOnly(QWidget *window, Arguments... arguments)
{
    auto *dialog = window->findChild<Dialog *>();
    if (dialog == nullptr)
        dialog = new Dialog(arguments..., window);
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
    return dialog;
}

} // namespace

MainWindow::MainWindow(QueryRunner *runner, AgentDoor *door, QWidget *parent)
    : QMainWindow(parent)
    , m_runner(runner)
    , m_door(door)
    , m_workspace(QFileInfo(runner->storeFile()).completeBaseName())
    , m_tools(new ToolStrip(makeCommandMenu(this), this))
    , m_list(new SessionListPane(runner, door, this))
    , m_welcome(new WelcomePane(door, this))
    , m_health(new HealthPane(door, this))
    , m_transcript(new TranscriptPane(runner, door, this))
    , m_search(new SearchPane(runner, this))
    , m_inspector(new InspectorPane(runner, door, this))
    , m_desk(new DeskPage(runner, this))
    , m_now(new NowPage(runner, this))
    , m_status(new StatusStrip(runner, door, this))
    , m_refresh(new QTimer(this))
{
    buildPages();
    m_palette = new Palette(runner, this);
    m_refresh->setSingleShot(true);
    m_refresh->setInterval(refreshMs);
    connect(m_refresh, &QTimer::timeout, this, &MainWindow::storeChanged);
    // Not restarted by later changes, or a steady import would put the refresh off for ever.
    const auto soon = [this] {
        if (!m_refresh->isActive())
            m_refresh->start();
    };
    connect(runner, &QueryRunner::storeChanged, this, soon);
    connect(door, &AgentDoor::importFinished, this, soon);
    // At once, when the agent says so; what comes within the next moment is read at its end.
    connect(door, &AgentDoor::storeTouched, this, [this, soon] {
        if (!m_refresh->isActive())
            storeChanged();
        soon();
    });
    addCommands();
    connectFrame();
    connectPanes();
    connectPalette();
    m_visits.add(visitOf(Visit::Document::Nothing));
    restore();
    updateTitle();
    m_list->refresh();
}

// What its parts tell while they go must not reach a window that is half gone; a line that loses the focus tells much.
MainWindow::~MainWindow()
{
    if (QWidget *focused = focusWidget())
        focused->clearFocus();
    for (QObject *part : findChildren<QObject *>())
        part->disconnect(this);
}

void MainWindow::buildPages()
{
    auto *frame = new QWidget(this);
    auto *column = new QVBoxLayout(frame);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_documents = new QStackedWidget(this);
    m_reading = new QWidget(this);
    auto *reading = new QVBoxLayout(m_reading);
    reading->setContentsMargins(0, 0, 0, 0);
    reading->setSpacing(0);
    m_hits = new HitStrip(m_search, m_reading);
    reading->addWidget(m_hits);
    reading->addWidget(m_transcript, 1);
    m_documents->addWidget(m_reading);
    m_documents->addWidget(m_welcome);
    m_documents->addWidget(m_health);
    m_panes = new PaneSplitter(m_list, m_documents, m_inspector, this);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_panes);
    m_pages->addWidget(m_search);
    m_pages->addWidget(m_desk);
    m_pages->addWidget(m_now);
    m_nowTab = m_tools->addPage(u"now"_s, tr("Now"));
    m_skillsTab = m_tools->addPage(u"skills"_s, tr("Skills"));
    column->addWidget(m_tools);
    column->addWidget(m_pages, 1);
    column->addWidget(m_status);
    setCentralWidget(frame);
}

bool MainWindow::isTranscriptShown() const
{
    return m_pages->currentWidget() == m_panes && m_documents->currentWidget() == m_reading;
}

bool MainWindow::isWelcomeShown() const
{
    return m_pages->currentWidget() == m_panes && m_documents->currentWidget() == m_welcome;
}

void MainWindow::openPalette(const QString &text)
{
    m_palette->open(text, m_visits.sessionsSeen(m_workspace), Theme::instance()->px(paletteTop));
}

SettingsDialog *MainWindow::openSettings()
{
    auto *dialog = showOnly<SettingsDialog>(this, m_runner, m_door);
    connect(dialog, &SettingsDialog::sessionRequested, this, &MainWindow::openSession, Qt::UniqueConnection);
    return dialog;
}

void MainWindow::openShortcuts()
{
    showOnly<ShortcutSheet>(this);
}

void MainWindow::storeChanged()
{
    m_list->refresh();
    m_transcript->refresh();
    m_inspector->refresh();
    m_status->refresh();
    m_palette->forgetNames();
    m_desk->refresh();
    m_now->refresh();
}

void MainWindow::countsChanged(int shown, int total)
{
    m_status->setCounts(shown, total);
    if (total == 0 && m_visits.present().document == Visit::Document::Nothing)
        showWelcome();
}

void MainWindow::updateTitle()
{
    QString what;
    if (m_pages->currentWidget() == m_search)
        what = tr("Search");
    else if (m_pages->currentWidget() == m_desk)
        what = tr("Skills");
    else if (m_pages->currentWidget() == m_now)
        what = tr("Now");
    else if (isWelcomeShown())
        what = tr("Welcome");
    else if (m_documents->currentWidget() == m_health)
        what = tr("Capture health");
    else
        what = m_transcript->title();
    if (what.size() > titleCharacters)
        what = what.left(titleCharacters - 1) + u'…';
    setWindowTitle(what.isEmpty() ? u"Assay"_s : tr("%1 – Assay").arg(what));
}

void MainWindow::restore()
{
    const QSettings settings;
    const QSize frame(0, Theme::instance()->px(40)); // about what the platform puts around it
    resize(QSize(usualWidth, usualHeight).boundedTo(screen()->availableSize() - frame));
    restoreGeometry(settings.value("window/geometry"_L1).toByteArray());
    m_panes->setState(settings.value("window/panes"_L1).toByteArray());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    QSettings settings;
    settings.setValue("window/geometry"_L1, saveGeometry());
    settings.setValue("window/panes"_L1, m_panes->state());
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    // Some platforms tell a change of the scheme to windows only.
    if (event->type() == QEvent::ThemeChange)
        Theme::instance()->systemChanged();
    QMainWindow::changeEvent(event);
}

} // namespace assay
