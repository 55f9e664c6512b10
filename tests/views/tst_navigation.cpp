// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Where the window goes and what it keeps while the store changes under it.
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QTreeView>

#include "models/items/queryrunner.h"
#include "models/items/sessiontreemodel.h"
#include "models/items/transcriptmodel.h"
#include "tests/support/teststore.h"
#include "tests/views/fakedoor.h"
#include "views/inspector/foldsection.h"
#include "views/inspector/inspectorpane.h"
#include "views/search/searchpane.h"
#include "views/sessions/sessionlistpane.h"
#include "views/shell/mainwindow.h"
#include "views/transcript/transcriptpane.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/filterline.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestNavigation final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void bigRefreshKeepsWhatIsOpen();
    void foldedProjectsStayFoldedUnderAFilter();
    void refreshLeavesTheFocusedProject();
    void backReturnsIntoTheRun();
    void theInspectorTellsOfTheEventThatIsOpen();
    void sameSessionIsNoNewVisit();
    void clickReturnsFromWelcome();
    void sessionsPageIsAVisit();
    void revealingNeverShowsAnEmptySession();
    void deletedSessionsCloseAndComeBack();
    void sessionsGoneForGoodOfferNothing();
    void historyPassesOverWhatWasDeleted();

private:
    void openFirst();
    void remove(qint64 session, bool forGood = false);
    [[nodiscard]] QString shownInstead() const;
    [[nodiscard]] QPushButton *undoButton() const;
    void click(const QModelIndex &index);
    [[nodiscard]] SessionTreeModel *list() const { return m_window->sessions()->model(); }
    [[nodiscard]] TranscriptModel *transcript() const { return m_window->transcript()->model(); }
    [[nodiscard]] TranscriptView *view() const { return m_window->transcript()->view(); }

    std::unique_ptr<TestStore> m_store;
    qint64 m_project = 0;
    qint64 m_first = 0;
    qint64 m_second = 0;
    qint64 m_run = 0;
    qint64 m_inside = 0;
    FakeDoor m_door;
    std::unique_ptr<QueryRunner> m_runner;
    std::unique_ptr<MainWindow> m_window;
};

void TestNavigation::initTestCase()
{
    Theme::instance()->apply(Theme::Scheme::Light);
}

void TestNavigation::init()
{
    m_window.reset();
    m_runner.reset();
    m_store = std::make_unique<TestStore>();
    m_project = m_store->addProject(u"github.com/harbor/payments"_s);
    m_first =
        m_store->addSession({.uuid = u"one"_s, .project = m_project, .title = u"first"_s, .startedAt = 9'000'000});
    m_second = m_store->addSession({.project = m_project, .title = u"second"_s, .startedAt = 8'000'000});
    m_run = m_store->addRun(m_first, u"agent-1"_s);
    for (int i = 0; i < 60; ++i) {
        m_store->addEvent({.session = m_first, .text = u"reply"_s});
        m_store->addEvent({.session = m_second, .text = u"reply"_s});
        const qint64 event =
            m_store->addEvent({.session = m_first, .run = m_run, .text = i == 40 ? u"the cormorant"_s : u"inside"_s});
        m_inside = i == 40 ? event : m_inside;
    }
    m_door.present.state = AgentStatus::State::Running;
    m_door.restored.clear();
    m_runner = std::make_unique<QueryRunner>(m_store->file());
    m_window = std::make_unique<MainWindow>(m_runner.get(), &m_door);
    m_window->resize(1280, 800);
    m_window->show();
    QTRY_VERIFY(list()->total() >= 2);
}

void TestNavigation::click(const QModelIndex &index)
{
    QTreeView *tree = m_window->sessions()->tree();
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(index).center());
}

void TestNavigation::openFirst()
{
    click(list()->indexOf(m_first));
    QTRY_COMPARE(transcript()->sessionId(), m_first);
    QTRY_COMPARE(transcript()->rowCount(), 60);
}

// More changes than the list announces one by one: its rows go and come back.
void TestNavigation::bigRefreshKeepsWhatIsOpen()
{
    m_store->addSessions(m_project, 1'000);
    QTRY_COMPARE(list()->total(), 1'002);
    QTreeView *tree = m_window->sessions()->tree();
    openFirst();
    view()->setCurrentRow(30);
    tree->verticalScrollBar()->setValue(600);
    const QSignalSpy chosen(m_window->sessions(), &SessionListPane::sessionChosen);
    const QSignalSpy opened(m_window->transcript(), &TranscriptPane::opened);
    m_window->openSearch();
    m_store->execute(u"UPDATE session SET deleted_at = 1 WHERE title LIKE 'session %' AND id % 2 = 0"_s);
    QTRY_COMPARE(list()->total(), 502);
    for (const QTimer *pause : m_window->sessions()->findChildren<QTimer *>()) // before what was chosen is opened
        QTRY_VERIFY(!pause->isActive());
    QCOMPARE(chosen.size(), 0);
    QCOMPARE(opened.size(), 0);
    QVERIFY(m_window->search()->isVisible());
    QCOMPARE(view()->currentRow(), 30);
    QCOMPARE(tree->currentIndex(), list()->indexOf(m_first));
    QCOMPARE(tree->verticalScrollBar()->value(), 600);
}

void TestNavigation::foldedProjectsStayFoldedUnderAFilter()
{
    SessionListPane *pane = m_window->sessions();
    pane->filter()->setText(u"first"_s);
    QTRY_COMPARE(list()->shown(), 1);
    QVERIFY(pane->tree()->isExpanded(list()->index(0, 0)));
    click(list()->index(0, 0));
    QVERIFY(!pane->tree()->isExpanded(list()->index(0, 0)));
    QSignalSpy loaded(list(), &SessionTreeModel::loaded);
    list()->refresh();
    QVERIFY(loaded.wait());
    QVERIFY(!pane->tree()->isExpanded(list()->index(0, 0)));
    pane->filter()->setText(u"second"_s); // another question: shown open
    QVERIFY(loaded.wait());
    QVERIFY(pane->tree()->isExpanded(list()->index(0, 0)));
}

void TestNavigation::refreshLeavesTheFocusedProject()
{
    openFirst();
    QTreeView *tree = m_window->sessions()->tree();
    tree->setFocus();
    tree->setCurrentIndex(list()->index(0, 0));
    QSignalSpy loaded(list(), &SessionTreeModel::loaded);
    list()->refresh();
    QVERIFY(loaded.wait());
    QCOMPARE(tree->currentIndex(), list()->index(0, 0));
}

void TestNavigation::backReturnsIntoTheRun()
{
    openFirst();
    m_window->openEvent(m_inside, m_first, {u"cormorant"_s});
    QTRY_COMPARE(transcript()->runId(), m_run);
    QTRY_COMPARE(view()->currentRow(), 40);
    m_window->openSession(m_second);
    QTRY_COMPARE(transcript()->sessionId(), m_second);
    QTRY_COMPARE(transcript()->rowCount(), 60);
    m_window->goBack();
    QTRY_COMPARE(transcript()->rowCount(), 60);
    QTRY_COMPARE(transcript()->runId(), m_run);
    QTRY_COMPARE(view()->currentRow(), 40);
    m_window->goBack();
    QTRY_COMPARE(transcript()->runId(), 0);
    QCOMPARE(transcript()->sessionId(), m_first);
}

// Not of the one that was current in the session before.
void TestNavigation::theInspectorTellsOfTheEventThatIsOpen()
{
    const qint64 third = m_store->addSession({.project = m_project, .title = u"third"_s, .startedAt = 7'000'000});
    m_store->addEvent({.session = third, .kind = EventKind::ToolCall, .outcome = Outcome::Ok, .tool = u"Bash"_s});
    openFirst();
    view()->setCurrentRow(3);
    const SectionHead *raw = m_window->inspector()->section(InspectorPane::Section::Raw)->head();
    QTRY_VERIFY2(raw->figure().startsWith(u"Reply"_s), qPrintable(raw->figure()));
    m_window->openSession(third);
    QTRY_VERIFY2(raw->figure().startsWith(u"Bash"_s), qPrintable(raw->figure()));
    m_window->goBack(); // to the place that was left
    QTRY_COMPARE(view()->currentRow(), 3);
    QTRY_VERIFY2(raw->figure().startsWith(u"Reply"_s), qPrintable(raw->figure()));
}

void TestNavigation::sameSessionIsNoNewVisit()
{
    m_window->openSession(m_second);
    QTRY_COMPARE(transcript()->rowCount(), 60);
    openFirst();
    view()->setCurrentRow(30);
    const QSignalSpy opened(m_window->transcript(), &TranscriptPane::opened);
    QTest::mouseDClick(m_window->sessions()->tree()->viewport(), Qt::LeftButton, {},
                       m_window->sessions()->tree()->visualRect(list()->indexOf(m_first)).center());
    QTest::keyClick(m_window->sessions()->tree(), Qt::Key_Return);
    QCOMPARE(opened.size(), 0);
    QCOMPARE(view()->currentRow(), 30);
    m_window->goBack();
    QTRY_COMPARE(transcript()->sessionId(), m_second);
}

void TestNavigation::clickReturnsFromWelcome()
{
    openFirst();
    view()->setCurrentRow(30);
    m_window->showWelcome();
    QVERIFY(m_window->isWelcomeShown());
    click(list()->indexOf(m_first));
    QTRY_VERIFY(!m_window->isWelcomeShown());
    QCOMPARE(transcript()->sessionId(), m_first);
    QCOMPARE(view()->currentRow(), 30);
}

void TestNavigation::sessionsPageIsAVisit()
{
    openFirst();
    m_window->openSearch();
    QVERIFY(m_window->search()->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
    QTRY_VERIFY(!m_window->search()->isVisible());
    m_window->goBack();
    QVERIFY(m_window->search()->isVisible());
    m_window->goBack();
    QVERIFY(!m_window->search()->isVisible());
    QCOMPARE(transcript()->sessionId(), m_first);
}

void TestNavigation::revealingNeverShowsAnEmptySession()
{
    m_window->openSession(m_second);
    QTRY_COMPARE(transcript()->rowCount(), 60);
    view()->setFocus();
    bool flashed = false;
    connect(transcript(), &QAbstractItemModel::modelReset, this,
            [this, &flashed] { flashed = flashed || !view()->isVisibleTo(m_window.get()); });
    m_window->openEvent(m_inside, m_first, {u"cormorant"_s});
    QTRY_COMPARE(transcript()->runId(), m_run);
    QTRY_COMPARE(transcript()->rowCount(), 60);
    disconnect(transcript(), nullptr, this, nullptr);
    QVERIFY(!flashed);
    QVERIFY(view()->hasFocus());
}

// As another process does.
void TestNavigation::remove(qint64 session, bool forGood)
{
    if (forGood)
        m_store->execute(
            u"PRAGMA foreign_keys = OFF; DELETE FROM session WHERE id = %1; PRAGMA foreign_keys = ON"_s.arg(session));
    else
        m_store->execute(u"UPDATE session SET deleted_at = 1 WHERE id = %1"_s.arg(session));
}

// What stands in the place of the transcript.
QString TestNavigation::shownInstead() const
{
    QStringList texts;
    for (const EmptyState *empty : m_window->transcript()->findChildren<EmptyState *>()) {
        for (const QLabel *label : empty->findChildren<QLabel *>())
            texts.append(empty->isVisible() && label->isVisible() ? label->text() : QString());
    }
    return texts.join(u' ');
}

QPushButton *TestNavigation::undoButton() const
{
    for (QPushButton *button : m_window->transcript()->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == u"Undo"_s)
            return button;
    }
    return nullptr;
}

void TestNavigation::deletedSessionsCloseAndComeBack()
{
    openFirst();
    view()->setCurrentRow(30);
    remove(m_first);
    QTRY_COMPARE(transcript()->sessionId(), 0);
    QTRY_VERIFY2(shownInstead().contains(u"“first” is kept for ten minutes"_s), qPrintable(shownInstead()));
    QTRY_COMPARE(m_window->windowTitle(), u"Assay"_s);
    QTRY_VERIFY(undoButton() != nullptr);
    QTest::mouseClick(undoButton(), Qt::LeftButton);
    QCOMPARE(m_door.restored.size(), 1);
    QCOMPARE(m_door.restored.last(), QStringList{u"one"_s});
    m_store->execute(u"UPDATE session SET deleted_at = NULL"_s); // the agent does
    QTRY_COMPARE(transcript()->sessionId(), m_first);
    QTRY_COMPARE(view()->currentRow(), 30);
    QVERIFY(shownInstead().trimmed().isEmpty());
    QTRY_COMPARE(m_window->windowTitle(), u"first – Assay"_s);
}

void TestNavigation::sessionsGoneForGoodOfferNothing()
{
    openFirst();
    remove(m_first, true);
    QTRY_COMPARE(transcript()->sessionId(), 0);
    QTRY_VERIFY2(shownInstead().contains(u"“first” is not in the store any more"_s), qPrintable(shownInstead()));
    QVERIFY(undoButton() == nullptr);
    click(list()->indexOf(m_second));
    QTRY_COMPARE(transcript()->rowCount(), 60);
    QCOMPARE(transcript()->sessionId(), m_second);
    QVERIFY(shownInstead().trimmed().isEmpty());
}

void TestNavigation::historyPassesOverWhatWasDeleted()
{
    m_window->openSession(m_second);
    QTRY_COMPARE(transcript()->rowCount(), 60);
    openFirst();
    remove(m_first);
    QTRY_COMPARE(transcript()->sessionId(), 0);
    m_window->goBack();
    QTRY_COMPARE(transcript()->sessionId(), m_second);
    m_window->goForward();
    QTRY_VERIFY(!m_window->visits().canGo(1)); // it was forgotten
    QCOMPARE(transcript()->sessionId(), m_second);
}

QTEST_MAIN(TestNavigation)
#include "tst_navigation.moc"
