// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Every page of the window at every size of text: each control has a name, and room for its words.
#include <QSettings>
#include <QTest>

#include "models/items/queryrunner.h"
#include "models/items/sessiontreemodel.h"
#include "tests/support/teststore.h"
#include "tests/views/controls.h"
#include "tests/views/fakedoor.h"
#include "views/desk/deskpage.h"
#include "views/now/nowpage.h"
#include "views/sessions/sessionlistpane.h"
#include "views/shell/mainwindow.h"
#include "views/transcript/transcriptpane.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestPageControls final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { Theme::instance()->setZoom(1); }
    void named_data() { pages(); }
    void named();
    void roomForTheirWords_data() { pages(); }
    void roomForTheirWords();

private:
    static void pages();
    void show(const QString &page);

    TestStore m_store;
    FakeDoor m_door;
    std::unique_ptr<QueryRunner> m_runner;
    std::unique_ptr<MainWindow> m_window;
    qint64 m_session = 0;
};

void TestPageControls::initTestCase()
{
    QSettings().clear();
    Theme::instance()->apply(Theme::Scheme::Light);
    const qint64 project = m_store.addProject(u"github.com/acme/payments"_s);
    m_session = m_store.addSession({.project = project, .title = u"Fix the parser"_s});
    for (int i = 0; i < 20; ++i)
        m_store.addEvent({.session = m_session,
                          .kind = EventKind::ToolCall,
                          .outcome = i % 3 == 0 ? Outcome::Failed : Outcome::Ok,
                          .tool = u"Bash"_s,
                          .head = u"make"_s,
                          .output = u"broken"_s});
    m_store.execute(
        u"INSERT INTO candidate(key, project_id, canon, detector, form, name, sentence, description, strength_text, "
        "state, ready, lineages, days, authors, expected, against, first_day, last_day, score, score_parts, coverage, "
        "flags, target_path, draft_rev, created_at, changed_at) SELECT 'c-1', id, 'x', 'x', 'skill', 'rebase-first', "
        "'Before a push, rebase on main and run the tests of everything that was touched.', 'd', 's', 'new', 1, 3, 3, "
        "1, 0.1, 0, 1, 1, 1.0, '{}', '{}', '[\"network\"]', 'p', 1, 1, 1 FROM project LIMIT 1"_s);
    m_door.present.state = AgentStatus::State::Running;
    m_runner = std::make_unique<QueryRunner>(m_store.file());
    m_window = std::make_unique<MainWindow>(m_runner.get(), &m_door);
    m_window->show();
    QTRY_COMPARE(m_window->sessions()->model()->total(), 1);
}

void TestPageControls::pages()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<double>("zoom");
    for (const char *page : {"sessions", "search", "now", "skills", "health", "welcome"}) {
        for (const double zoom : {0.9, 1.0, 1.5, 2.0})
            QTest::addRow("%s %g", page, zoom) << QString::fromLatin1(page) << zoom;
    }
}

void TestPageControls::show(const QString &page)
{
    if (page == "sessions"_L1) {
        m_window->openSession(m_session);
        m_window->transcript()->setWaterfallShown(true);
        QTRY_VERIFY(m_window->transcript()->isVisible());
    } else if (page == "search"_L1) {
        m_window->openSearch(u"broken"_s);
    } else if (page == "now"_L1) {
        m_window->openNow();
        QTRY_VERIFY(m_window->now()->isVisible());
    } else if (page == "skills"_L1) {
        m_window->desk()->refresh();
        m_window->openSkills(u"c-1"_s);
        QTRY_COMPARE(m_window->desk()->currentKey(), u"c-1"_s);
    } else if (page == "health"_L1) {
        m_window->showHealth();
    } else {
        m_window->showWelcome();
    }
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QCoreApplication::processEvents();
}

void TestPageControls::named()
{
    QFETCH(QString, page);
    QFETCH(double, zoom);
    Theme::instance()->setZoom(zoom);
    show(page);
    const QStringList unnamed = test::unnamedControls(m_window.get());
    QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(u'\n')));
}

void TestPageControls::roomForTheirWords()
{
    QFETCH(QString, page);
    QFETCH(double, zoom);
    Theme::instance()->setZoom(zoom);
    for (const QSize size : {QSize(1440, 900), QSize(900, 700)}) {
        m_window->resize(size);
        show(page);
        const auto cut = [this] { return test::cutControls(m_window.get()); };
        QTRY_VERIFY2(cut().isEmpty(), qPrintable(QString::number(size.width()) + u'\n' + cut().join(u'\n')));
    }
}

QTEST_MAIN(TestPageControls)
#include "tst_pagecontrols.moc"
