// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// assay-screenshots OUT_DIR STORE_FILE: pictures of the window over that store, 1280 × 800, for docs/screenshots and
// for eyes.
#include <cstdio>

#include <QApplication>
#include <QCursor>
#include <QDir>
#include <QEventLoop>
#include <QLineEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <QTreeView>

#include "models/items/queryrunner.h"
#include "models/items/sessiontreemodel.h"
#include "models/items/transcriptmodel.h"
#include "tests/views/fakedoor.h"
#include "views/search/searchpane.h"
#include "views/sessions/sessionlistpane.h"
#include "views/shell/mainwindow.h"
#include "views/shell/palette.h"
#include "views/transcript/transcriptpane.h"
#include "views/widgets/filterline.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

// Lets the workers answer: there is no one signal after which a window is complete.
void rest(int ms = 500)
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
        const EventRow *event = pane->model()->event(row);
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
        const EventRow *event = window.transcript()->model()->event(row);
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
    takeStates(camera, window, query);
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
