// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/shell/mainwindow.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QMenu>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include "models/items/queryrunner.h"
#include "models/items/transcriptmodel.h"
#include "views/inspector/inspectorpane.h"
#include "views/search/searchpane.h"
#include "views/sessions/sessionlistpane.h"
#include "views/shell/agentdoor.h"
#include "views/shell/shortcutsheet.h"
#include "views/shell/statusstrip.h"
#include "views/shell/welcomepane.h"
#include "views/transcript/transcriptpane.h"
#include "views/widgets/filterline.h"
#include "views/widgets/theme.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int refreshMs = 250;
constexpr qsizetype visitsKept = 100;

} // namespace

MainWindow::MainWindow(QueryRunner *runner, AgentDoor *door, QWidget *parent)
    : QMainWindow(parent)
    , m_list(new SessionListPane(runner, this))
    , m_welcome(new WelcomePane(door, this))
    , m_transcript(new TranscriptPane(runner, this))
    , m_search(new SearchPane(runner, this))
    , m_inspector(new InspectorPane(runner, door, this))
    , m_status(new StatusStrip(door, this))
    , m_refresh(new QTimer(this))
{
    m_tools = new ToolStrip(buildMenu(), this);
    buildPages();
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
    connectPanes();
    restore();
    updateTitle();
    m_list->refresh();
}

MainWindow::~MainWindow() = default;

QMenu *MainWindow::buildMenu()
{
    auto *menu = new QMenu(this);
    const auto add = [this](QMenu *to, const QString &text, const QKeySequence &keys, auto act) {
        auto *action = new QAction(text, this);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, act);
        addAction(action);
        to->addAction(action);
        return action;
    };
    add(menu, tr("Sessions"), QKeySequence(u"Ctrl+1"_s), [this] { m_tools->pageRequested(ToolStrip::Page::Sessions); });
    add(menu, tr("Search"), QKeySequence(u"Ctrl+2"_s), [this] { openSearch(); });
    add(menu, tr("Search everything"), QKeySequence(u"Ctrl+Shift+F"_s), [this] { openSearch(); });
    add(menu, tr("Filter sessions"), QKeySequence(u"Ctrl+F"_s), [this] {
        m_tools->pageRequested(ToolStrip::Page::Sessions);
        m_list->focusFilter();
    });
    menu->addSeparator();
    add(menu, tr("Back"), QKeySequence(u"Alt+Left"_s), [this] { goBack(); });
    add(menu, tr("Forward"), QKeySequence(u"Alt+Right"_s), [this] { goForward(); });
    menu->addSeparator();
    Theme *theme = Theme::instance();
    add(menu, tr("Larger"), QKeySequence(u"Ctrl++"_s), [theme] {
        theme->setZoom(theme->zoom() * 1.1);
    })->setShortcuts({QKeySequence(u"Ctrl++"_s), QKeySequence(u"Ctrl+="_s)});
    add(menu, tr("Smaller"), QKeySequence(u"Ctrl+-"_s), [theme] { theme->setZoom(theme->zoom() / 1.1); });
    add(menu, tr("Usual size"), QKeySequence(u"Ctrl+0"_s), [theme] { theme->setZoom(1); });
    QMenu *scheme = menu->addMenu(tr("Colours"));
    add(scheme, tr("As the system"), {}, [theme] { theme->apply(Theme::Scheme::System); });
    add(scheme, tr("Light"), {}, [theme] { theme->apply(Theme::Scheme::Light); });
    add(scheme, tr("Dark"), {}, [theme] { theme->apply(Theme::Scheme::Dark); });
    menu->addSeparator();
    QMenu *help = menu->addMenu(tr("Help"));
    add(help, tr("Welcome and import"), {}, [this] { showWelcome(); });
    add(help, tr("Keyboard shortcuts"), QKeySequence(u"F1"_s), [this] { (new ShortcutSheet(this))->show(); });
    menu->addSeparator();
    add(menu, tr("Quit"), QKeySequence(u"Ctrl+Q"_s), [this] { close(); });
    return menu;
}

void MainWindow::buildPages()
{
    auto *frame = new QWidget(this);
    auto *column = new QVBoxLayout(frame);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_documents = new QStackedWidget(this);
    m_documents->addWidget(m_transcript);
    m_documents->addWidget(m_welcome);
    m_documents->setMinimumWidth(520);
    m_splitter = new QSplitter(this);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_list->setMinimumWidth(220);
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(m_documents);
    m_inspector->setMinimumWidth(240);
    m_splitter->addWidget(m_inspector);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(2, 0);
    m_splitter->setSizes({316, 664, 300});
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_splitter);
    m_pages->addWidget(m_search);
    column->addWidget(m_tools);
    column->addWidget(m_pages, 1);
    column->addWidget(m_status);
    setCentralWidget(frame);
}

void MainWindow::connectPanes()
{
    connect(m_tools, &ToolStrip::backRequested, this, &MainWindow::goBack);
    connect(m_tools, &ToolStrip::forwardRequested, this, &MainWindow::goForward);
    connect(m_tools, &ToolStrip::searchRequested, this, &MainWindow::openSearch);
    connect(m_tools, &ToolStrip::pageRequested, this, [this](ToolStrip::Page page) {
        if (page == ToolStrip::Page::Search) {
            openSearch();
            return;
        }
        showSessions();
    });
    connect(m_list, &SessionListPane::sessionChosen, this, [this](qint64 id) { openSession(id); });
    connect(m_list, &SessionListPane::countsChanged, this, &MainWindow::countsChanged);
    connect(m_transcript, &TranscriptPane::runRequested, this,
            [this](qint64 session, qint64 run) { openSession(session, run); });
    connect(m_transcript, &TranscriptPane::sessionRequested, this, [this](qint64 session) {
        const bool cameFrom =
            m_at > 0 && m_visits.at(m_at - 1).sessionId == session && m_visits.at(m_at - 1).runId == 0;
        if (cameFrom)
            goBack();
        else
            openSession(session);
    });
    connect(m_transcript, &TranscriptPane::noted, m_status, &StatusStrip::note);
    connect(m_transcript, &TranscriptPane::opened, this, [this] {
        if (std::exchange(m_restorePlace, false) && m_at >= 0)
            m_transcript->view()->setPlace(m_visits.at(m_at).place);
        if (m_at >= 0 && m_visits.at(m_at).document == Document::Transcript)
            m_list->setCurrentSession(m_transcript->model()->sessionId());
        m_inspector->setSession(m_transcript->model()->sessionId());
        updateTitle();
    });
    connect(m_transcript->view(), &TranscriptView::currentRowChanged, this, [this](int row) {
        const EventRow *event = m_transcript->model()->event(row);
        m_inspector->setEvent(event != nullptr ? event->id : 0);
    });
    connect(m_inspector, &InspectorPane::eventRequested, this,
            [this](qint64 event) { openEvent(event, m_transcript->model()->sessionId(), {}); });
    connect(m_inspector, &InspectorPane::runRequested, this, &MainWindow::openSession);
    connect(m_inspector, &InspectorPane::noted, m_status, &StatusStrip::note);
    connect(m_search, &SearchPane::hitChosen, this, &MainWindow::openEvent);
    connect(m_search, &SearchPane::closeRequested, this, &MainWindow::goBack);
    connect(m_status, &StatusStrip::agentClicked, this, &MainWindow::showWelcome);
}

bool MainWindow::isTranscriptShown() const
{
    return m_pages->currentWidget() == m_splitter && m_documents->currentWidget() == m_transcript;
}

bool MainWindow::isWelcomeShown() const
{
    return m_pages->currentWidget() == m_splitter && m_documents->currentWidget() == m_welcome;
}

void MainWindow::rememberPlace()
{
    if (m_at < 0)
        return;
    Visit &present = m_visits[m_at];
    if (present.document == Document::Transcript && !m_transcript->isLoading()) {
        // An event that was searched for may lie in a run.
        present.sessionId = m_transcript->model()->sessionId();
        present.runId = m_transcript->model()->runId();
        present.place = m_transcript->view()->place();
    } else if (present.document == Document::Search) {
        present.search = m_search->field()->text();
    }
}

void MainWindow::visit(const Visit &where)
{
    rememberPlace();
    m_visits.resize(m_at + 1);
    m_visits.append(where);
    if (m_visits.size() > visitsKept)
        m_visits.removeFirst();
    m_at = m_visits.size() - 1;
    m_restorePlace = false;
    m_tools->setHistory(m_at > 0, false);
}

void MainWindow::showVisit(const Visit &where)
{
    const bool search = where.document == Document::Search;
    m_pages->setCurrentWidget(search ? static_cast<QWidget *>(m_search) : m_splitter);
    m_tools->setPage(search ? ToolStrip::Page::Search : ToolStrip::Page::Sessions);
    if (!search)
        m_documents->setCurrentWidget(where.document == Document::Welcome ? static_cast<QWidget *>(m_welcome)
                                                                          : m_transcript);
    updateTitle();
}

// The page as it was left, when it is not shown.
void MainWindow::showSessions()
{
    if (m_pages->currentWidget() == m_splitter)
        return;
    Visit where;
    for (qsizetype at = m_at; at >= 0 && where.document == Document::Nothing; --at) {
        if (m_visits.at(at).document != Document::Search)
            where = m_visits.at(at);
    }
    visit(where);
    showVisit(where);
}

bool MainWindow::isOpen(qint64 sessionId, qint64 runId) const
{
    const TranscriptModel *model = m_transcript->model();
    return !m_transcript->isLoading() && model->rowCount() > 0 && model->sessionId() == sessionId &&
           model->runId() == runId;
}

void MainWindow::showWelcome()
{
    if (isWelcomeShown())
        return;
    Visit where;
    where.document = Document::Welcome;
    visit(where);
    showVisit(where);
}

void MainWindow::openSession(qint64 sessionId, qint64 runId)
{
    Visit where;
    where.document = Document::Transcript;
    where.sessionId = sessionId;
    where.runId = runId;
    const bool open = isOpen(sessionId, runId);
    const bool coming = m_transcript->isLoading() && m_at >= 0 && m_visits.at(m_at).sessionId == sessionId &&
                        m_visits.at(m_at).runId == runId;
    if (!isTranscriptShown() || !(open || coming))
        visit(where);
    showVisit(where);
    if (!open && !coming)
        m_transcript->open(sessionId, runId);
    if (runId != 0)
        m_transcript->view()->setFocus();
}

void MainWindow::openEvent(qint64 eventId, qint64 sessionId, const QStringList &terms)
{
    Visit where;
    where.document = Document::Transcript;
    where.sessionId = sessionId;
    visit(where);
    showVisit(where);
    m_transcript->reveal(eventId, terms);
    m_transcript->view()->setFocus();
}

void MainWindow::openSearch(const QString &text)
{
    if (m_pages->currentWidget() != m_search) {
        Visit where;
        where.document = Document::Search;
        visit(where);
        showVisit(where);
    }
    if (!text.isEmpty())
        m_search->search(text);
    m_search->focusField();
}

void MainWindow::go(int step)
{
    const qsizetype target = m_at + step;
    if (target < 0 || target >= m_visits.size())
        return;
    rememberPlace();
    m_at = target;
    const Visit &where = m_visits.at(m_at);
    showVisit(where);
    if (where.document == Document::Transcript && isOpen(where.sessionId, where.runId)) {
        m_transcript->view()->setPlace(where.place);
        m_list->setCurrentSession(where.sessionId);
    } else if (where.document == Document::Transcript) {
        m_restorePlace = true;
        m_transcript->open(where.sessionId, where.runId);
    } else if (where.document == Document::Search && m_search->field()->text() != where.search) {
        m_search->search(where.search);
    }
    m_tools->setHistory(m_at > 0, m_at + 1 < m_visits.size());
}

void MainWindow::goBack()
{
    go(-1);
}

void MainWindow::goForward()
{
    go(1);
}

void MainWindow::storeChanged()
{
    m_list->refresh();
    m_transcript->refresh();
    m_inspector->refresh();
}

void MainWindow::countsChanged(int shown, int total)
{
    Q_UNUSED(shown)
    m_status->setSessions(total);
    if (total == 0 && m_at < 0)
        showWelcome();
}

void MainWindow::updateTitle()
{
    QString what;
    if (m_pages->currentWidget() == m_search)
        what = tr("Search");
    else if (isWelcomeShown())
        what = tr("Welcome");
    else
        what = m_transcript->title();
    setWindowTitle(what.isEmpty() ? u"Assay"_s : tr("%1 – Assay").arg(what));
}

void MainWindow::restore()
{
    const QSettings settings;
    resize(1280, 800);
    restoreGeometry(settings.value("window/geometry"_L1).toByteArray());
    m_splitter->restoreState(settings.value("window/splitter"_L1).toByteArray());
    Theme::instance()->setZoom(settings.value("window/zoom"_L1, 1.0).toDouble());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    QSettings settings;
    settings.setValue("window/geometry"_L1, saveGeometry());
    settings.setValue("window/splitter"_L1, m_splitter->saveState());
    settings.setValue("window/zoom"_L1, Theme::instance()->zoom());
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
