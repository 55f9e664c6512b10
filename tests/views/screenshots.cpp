// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// assay-screenshots OUT_DIR STORE_FILE: pictures of the window over that store, 1280 × 800, for docs/screenshots and
// for eyes.
#include <cstdio>
#include <functional>

#include <QApplication>
#include <QCursor>
#include <QDateTime>
#include <QDir>
#include <QEventLoop>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTextBrowser>
#include <QTimer>
#include <QTreeView>

#include "models/items/desklist.h"
#include "models/items/queryrunner.h"
#include "models/items/sessiontreemodel.h"
#include "models/items/transcriptmodel.h"
#include "tests/views/fakedoor.h"
#include "views/desk/deskpage.h"
#include "views/desk/deskqueue.h"
#include "views/now/askbar.h"
#include "views/now/nowpage.h"
#include "views/search/searchpane.h"
#include "views/sessions/sessionlistpane.h"
#include "views/shell/mainwindow.h"
#include "views/shell/palette.h"
#include "views/shell/settingsdialog.h"
#include "views/transcript/transcriptpane.h"
#include "views/widgets/filterline.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

// Lets the workers answer: there is no one signal after which a window is complete.
void rest(int ms = 900)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

TranscriptFolder someTranscripts()
{
    TranscriptFolder found;
    found.folder = u"~/.claude/projects"_s;
    found.files = 612;
    found.bytes = 1'400'000'000;
    found.projects = 23;
    found.oldest = 1773446400000;
    return found;
}

CaptureHealth someHealth(bool wired)
{
    CaptureHealth health;
    health.state = CaptureHealth::State::Running;
    health.lastEventAt = QDateTime::currentMSecsSinceEpoch() - 3'000;
    health.queueDepth = 0;
    health.spoolFiles = 2;
    health.spoolBytes = 1'840;
    health.dropped = 0;
    health.hookMsP95 = 1.3;
    health.watching = u"inotify"_s;
    health.foldersWatched = 24;
    health.hooks = {true, wired, {}, u"/home/ada/.claude/settings.json"_s, u"/usr/bin/assay-hook"_s};
    if (wired)
        health.hooks.events = {u"SessionStart"_s, u"UserPromptSubmit"_s, u"PreToolUse"_s,   u"PostToolUse"_s, u"Stop"_s,
                               u"SubagentStop"_s, u"PreCompact"_s,       u"Notification"_s, u"SessionEnd"_s};
    return health;
}

ChangePlan somePlan()
{
    QString diff = u"@@ -1,4 +1,14 @@\n {\n   \"model\": \"opus\",\n-  \"hooks\": {}\n+  \"hooks\": {\n"_s;
    for (const char *event : {"SessionStart", "UserPromptSubmit", "PreToolUse", "PostToolUse", "Stop", "SessionEnd"})
        diff += u"+    \"%1\": [{\"hooks\": [{\"type\": \"command\", \"command\": \"/usr/bin/assay-hook\"}]}],\n"_s.arg(
            QLatin1StringView(event));
    diff += u"+  }\n }\n"_s;
    return {{{u"/home/ada/.claude/settings.json"_s, u"settings"_s, u"change"_s, diff},
             {u"/home/ada/.config/systemd/user/assay-agent.service"_s, u"service"_s, u"create"_s,
              u"@@ -0,0 +1,3 @@\n+[Service]\n+Type=notify\n+ExecStart=/usr/bin/assay-agent run\n"_s}},
            {},
            u"0"_s};
}

class Camera {
public:
    explicit Camera(const QString &folder)
        : m_folder(folder)
    {
    }
    void take(QWidget &window, const QString &name)
    {
        rest();
        const QString file = m_folder.filePath(name + u".png"_s);
        const bool saved = window.grab().save(file, "PNG", 0);
        std::printf("%s %s\n", saved ? "wrote" : "could not write", qUtf8Printable(file));
        m_ok = m_ok && saved;
    }
    [[nodiscard]] bool ok() const { return m_ok; }

private:
    QDir m_folder;
    bool m_ok = true;
};

void takeEmpty(Camera &camera, const QString &folder)
{
    QueryRunner runner(folder + u"/none.db"_s);
    FakeDoor door;
    door.present.state = AgentStatus::State::Running;
    door.present.sessions = 0;
    door.present.events = 0;
    door.transcripts = someTranscripts();
    door.captured.present = someHealth(false);
    door.captured.wiring = somePlan();
    MainWindow window(&runner, &door);
    window.resize(1440, 900);
    window.show();
    camera.take(window, u"first-run"_s);
}

void takeImporting(Camera &camera, const QString &store)
{
    QueryRunner runner(store);
    FakeDoor door;
    door.present.state = AgentStatus::State::Running;
    door.transcripts = someTranscripts();
    door.import = {true, 612, 251, 583'000'000, 1'400'000'000, 71e6, 12, 28'410, 3, {}};
    MainWindow window(&runner, &door);
    window.resize(1440, 900);
    window.showWelcome();
    window.show();
    camera.take(window, u"importing"_s);
}

void restUntil(const std::function<bool()> &isThere)
{
    for (int i = 0; i < 200 && !isThere(); ++i)
        rest(50);
}

// The page Now over everything there is, with a question.
void takeNow(Camera &camera, MainWindow &window, const QString &query)
{
    window.openNow();
    NowPage *page = window.now();
    for (const auto scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
        const QString name = scheme == Theme::Scheme::Light ? u"light"_s : u"dark"_s;
        Theme::instance()->apply(scheme);
        page->setDays({0, QDateTime::currentMSecsSinceEpoch()});
        restUntil([page] { return page->contents().has_value() && page->contents()->span.from == 0; });
        camera.take(window, u"now-"_s + name);
        page->ask(query + u" failures ever"_s);
        restUntil([page] { return !page->askBar()->chips().isEmpty(); });
        Q_EMIT page->document()->anchorClicked(QUrl(u"evidence:0"_s));
        camera.take(window, u"now-asked-"_s + name);
        page->askBar()->clear();
    }
}

// The desk; of the samples some candidates are still watched.
void takeSkills(Camera &camera, MainWindow &window)
{
    window.desk()->refresh();
    restUntil([&window] { return window.desk()->list()->isLoaded(); });
    window.openSkills();
    if (window.desk()->list()->count(DeskGroup::Candidates) == 0)
        window.desk()->queue()->setGroup(DeskGroup::Watch);
    for (const auto scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
        Theme::instance()->apply(scheme);
        camera.take(window, scheme == Theme::Scheme::Light ? u"skills-light"_s : u"skills-dark"_s);
    }
}

// The session with most to show.
qint64 richestSession(SessionTreeModel *model, bool withRuns = false)
{
    qint64 best = 0;
    int most = -1;
    for (int p = 0; p < model->rowCount(); ++p) {
        const QModelIndex project = model->index(p, 0);
        for (int s = 0; s < std::min(model->rowCount(project), 60); ++s) {
            const auto row = model->index(s, 0, project).data(SessionTreeModel::SessionRole).value<SessionRow>();
            if (withRuns && row.subagents < 2)
                continue;
            const int figure = row.toolCalls + row.errors * 10 + row.compactions * 100;
            if (figure > most) {
                most = figure;
                best = row.id;
            }
        }
    }
    return best;
}

// A sub-agent's run in place, the waterfall, find, the palette, search, large text.
void takeStates(Camera &camera, MainWindow &window, const QString &query)
{
    TranscriptPane *pane = window.transcript();
    TranscriptView *view = pane->view();
    window.openSession(richestSession(window.sessions()->model(), true));
    rest();
    for (int row = 0; row < pane->model()->rowCount(); ++row) {
        const EventRow *event = pane->model()->eventAt(row);
        if (event == nullptr || event->childRunId == 0)
            continue;
        view->setCurrentRow(row);
        view->act(row, {BlockAct::Toggle});
        rest();
        view->setPlace({row, 0, row, pane->model()->expandedRuns()});
        break;
    }
    pane->setWaterfallShown(true);
    camera.take(window, u"run-and-waterfall"_s);
    pane->setWaterfallShown(false);
    window.openPalette();
    window.quickPalette()->edit()->setText(query.left(4));
    camera.take(window, u"palette"_s);
    window.quickPalette()->dismiss();
    Theme::instance()->setZoom(2);
    camera.take(window, u"large-text"_s);
    Theme::instance()->setZoom(1);
    window.openSearch(query);
    camera.take(window, u"search"_s);
}

// Each density at the same place, a window as small as is laid out for, and a list without rows.
void takeSizes(Camera &camera, MainWindow &window)
{
    Theme *theme = Theme::instance();
    theme->setDensity(Theme::Density::Comfortable);
    camera.take(window, u"density-comfortable"_s);
    theme->setDensity(Theme::Density::Compact);
    camera.take(window, u"density-compact"_s);
    theme->setDensity(Theme::Density::Normal);
    const QSize usual = window.size();
    window.resize(1280, 800);
    camera.take(window, u"size-1280"_s);
    window.resize(900, 600);
    camera.take(window, u"size-900"_s);
    theme->setZoom(2);
    camera.take(window, u"size-900-large-text"_s);
    theme->setZoom(1);
    window.resize(usual);
    window.sessions()->filter()->setText(u"tool:NoSuchTool"_s);
    camera.take(window, u"list-empty"_s);
    window.sessions()->filter()->setText({});
    rest();
}

// Health, settings with the change to the hooks, what is kept with a preview, what was masked; in both schemes.
void takeCapture(Camera &camera, MainWindow &window, FakeDoor &door, const QString &scheme)
{
    door.captured.show(someHealth(true));
    window.showHealth();
    camera.take(window, u"health-"_s + scheme);
    CaptureHealth ill = someHealth(false);
    ill.queueDepth = 3;
    ill.dropped = 2;
    ill.faults = {{u"/home/ada/.claude/projects/-src-payments-api/4f2a91c0.jsonl"_s,
                   u"No permission to read it. Nothing of it is in the store. Give yourself the right to read it."_s,
                   {},
                   QDateTime::currentMSecsSinceEpoch() - 90'000}};
    door.captured.show(ill);
    camera.take(window, u"health-ill-"_s + scheme);
    door.captured.wiring = somePlan();
    door.captured.show(someHealth(false));
    door.captured.kept.known = true;
    door.captured.kept.ignoredFolders = {u"/home/ada/src/private"_s, u"/home/ada/tax"_s};
    door.captured.kept.keep = {180, 5'000'000'000};
    SettingsDialog *dialog = window.openSettings();
    dialog->showPage(SettingsDialog::Page::Capture);
    camera.take(*dialog, u"settings-capture-"_s + scheme);
    dialog->showWiring();
    camera.take(*dialog, u"settings-diff-"_s + scheme);
    PruneList list;
    for (int i = 0; i < 9; ++i)
        list.sessions.append({u"id%1"_s.arg(i), u"Session of last winter, number %1"_s.arg(i), u"payments-api"_s,
                              (9 - i) * 3'400'000, 1'764'108'000'000 - i * 86'400'000LL});
    list.bytes = 153'000'000;
    list.total = 9;
    door.captured.pruneList = list;
    dialog->showPage(SettingsDialog::Page::Kept);
    for (QPushButton *button : dialog->page(SettingsDialog::Page::Kept)->findChildren<QPushButton *>()) {
        if (button->text().startsWith(u"Show what would go"_s))
            button->click();
    }
    camera.take(*dialog, u"retention-"_s + scheme);
    dialog->showPage(SettingsDialog::Page::Masked);
    camera.take(*dialog, u"masked-"_s + scheme);
    dialog->close();
    window.showSessions();
}

void takeFull(Camera &camera, const QString &store, const QString &query)
{
    QueryRunner runner(store);
    FakeDoor door;
    door.present.state = AgentStatus::State::Running;
    MainWindow window(&runner, &door);
    window.resize(1440, 900);
    window.show();
    rest();
    SessionTreeModel *model = window.sessions()->model();
    (void)richestSession(model); // asks for the rows
    rest();
    window.openSession(richestSession(model));
    rest();
    window.sessions()->setCurrentSession(window.transcript()->model()->sessionId());
    TranscriptView *view = window.transcript()->view();
    for (int row = 0, opened = 0; row < window.transcript()->model()->rowCount() && opened < 2; ++row) {
        const EventRow *event = window.transcript()->model()->eventAt(row);
        if (event == nullptr || event->kind != EventKind::ToolCall || event->tool != "Edit"_L1 ||
            event->linesAdded == 0)
            continue;
        view->setCurrentRow(row);
        view->act(row, {BlockAct::Toggle});
        ++opened;
    }
    rest();
    view->setFocus();
    view->setPlace({std::max(0, view->currentRow() - 6), 0, view->currentRow()});
    Theme::instance()->apply(Theme::Scheme::Light);
    camera.take(window, u"sessions-light"_s);
    Theme::instance()->apply(Theme::Scheme::Dark);
    camera.take(window, u"sessions-dark"_s);
    Theme::instance()->apply(Theme::Scheme::Light);
    view->setPlace({0, 0, 0});
    camera.take(window, u"session-start"_s);
    view->goToEnd();
    camera.take(window, u"session-end"_s);
    takeSizes(camera, window);
    takeStates(camera, window, query);
    for (const auto scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
        Theme::instance()->apply(scheme);
        takeCapture(camera, window, door, scheme == Theme::Scheme::Light ? u"light"_s : u"dark"_s);
    }
    Theme::instance()->setZoom(1.5);
    window.showHealth();
    camera.take(window, u"health-large"_s);
    Theme::instance()->setZoom(1);
    door.captured.show(someHealth(true));
    takeNow(camera, window, query);
    takeSkills(camera, window);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 3) {
        std::fputs("usage: assay-screenshots OUT_DIR STORE_FILE [SEARCH]\n", stderr);
        return 2;
    }
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    QCoreApplication::setOrganizationName(u"assay-screenshots"_s);
    const QTemporaryDir scratch;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, scratch.path());
    Theme::instance()->apply(Theme::Scheme::Light);
    const QString folder = QFile::decodeName(argv[1]);
    const QString store = QFile::decodeName(argv[2]);
    QDir().mkpath(folder);
    QCursor::setPos(1439, 899); // nothing is hovered
    Camera camera(folder);
    takeEmpty(camera, scratch.path());
    takeImporting(camera, store);
    takeFull(camera, store, argc > 3 ? QString::fromLocal8Bit(argv[3]) : u"error"_s);
    return camera.ok() ? 0 : 1;
}
