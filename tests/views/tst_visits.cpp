// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Back and forward through what was visited: filters, deleted sessions, other workspaces.
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include "models/items/queryrunner.h"
#include "models/items/sessiontreemodel.h"
#include "models/items/transcriptmodel.h"
#include "tests/support/teststore.h"
#include "tests/views/fakedoor.h"
#include "views/search/searchpane.h"
#include "views/sessions/sessionlistpane.h"
#include "views/shell/mainwindow.h"
#include "views/shell/statusstrip.h"
#include "views/shell/toolstrip.h"
#include "views/transcript/transcriptpane.h"
#include "views/widgets/filterline.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestVisits final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void historyForgetsWhatLayAhead();
    void historyForgetsOnePlace();
    void backUndoesAFilter();
    void typedFilterIsOnePlace();
    void filterComesBackWithItsSession();
    void deletedSessionIsPassedOver();
    void menusNameThePlaces();
    void goesBackToAnotherWorkspace();

private:
    void open(qint64 session);
    [[nodiscard]] SessionTreeModel *list() const { return m_window->sessions()->model(); }
    [[nodiscard]] TranscriptModel *transcript() const { return m_window->transcript()->model(); }

    std::unique_ptr<TestStore> m_store;
    qint64 m_sessions[3] = {};
    FakeDoor m_door;
    std::unique_ptr<QueryRunner> m_runner;
    std::unique_ptr<MainWindow> m_window;
};

void TestVisits::init()
{
    m_window.reset();
    m_runner.reset();
    m_door.wanted.clear();
    m_store = std::make_unique<TestStore>();
    const qint64 project = m_store->addProject(u"github.com/harbor/payments"_s);
    int at = 0;
    for (qint64 &session : m_sessions) {
        session = m_store->addSession(
            {.project = project, .title = u"session %1"_s.arg(u"abc"_s.at(at)), .startedAt = 9'000 - 1'000 * at});
        ++at;
        for (int i = 0; i < 30; ++i)
            m_store->addEvent({.session = session, .text = u"reply"_s});
    }
    m_door.present.state = AgentStatus::State::Running;
    m_runner = std::make_unique<QueryRunner>(m_store->file());
    m_window = std::make_unique<MainWindow>(m_runner.get(), &m_door);
    m_window->resize(1280, 800);
    m_window->show();
    QTRY_COMPARE(list()->total(), 3);
}

void TestVisits::open(qint64 session)
{
    m_window->openSession(session);
    QTRY_COMPARE(transcript()->sessionId(), session);
    QTRY_VERIFY(!m_window->transcript()->isLoading());
}

void TestVisits::historyForgetsWhatLayAhead()
{
    VisitHistory history;
    QVERIFY(history.isEmpty() && !history.canGo(-1));
    for (int i = 0; i < 4; ++i)
        history.add({.sessionId = i + 1, .title = QString::number(i + 1)});
    history.go(-2);
    QCOMPARE(history.present().sessionId, 2);
    QCOMPARE(history.ahead().size(), 2);
    QCOMPARE(history.behind().first().sessionId, 1);
    history.add({.sessionId = 9});
    QVERIFY(!history.canGo(1));
    QCOMPARE(history.at(-1).sessionId, 2);
    for (int i = 0; i < 2 * VisitHistory::kept; ++i)
        history.add({});
    QVERIFY(!history.canGo(-VisitHistory::kept));
    QVERIFY(history.canGo(1 - VisitHistory::kept));
}

void TestVisits::historyForgetsOnePlace()
{
    VisitHistory history;
    for (int i = 1; i <= 3; ++i)
        history.add({.sessionId = i});
    history.go(-1);
    history.forget(-1);
    QCOMPARE(history.present().sessionId, 2);
    QVERIFY(!history.canGo(-1));
    history.forget(0);
    history.forget(1);
    QVERIFY(!history.canGo(1));
    QCOMPARE(history.present().sessionId, 2);
}

void TestVisits::backUndoesAFilter()
{
    open(m_sessions[0]);
    m_window->sessions()->filter()->setText(u"session:none"_s);
    m_window->sessions()->filter()->setText(u"b"_s);
    QTRY_COMPARE(list()->shown(), 1);
    m_window->goBack();
    m_window->goBack();
    QTRY_COMPARE(list()->shown(), 3);
    QCOMPARE(transcript()->sessionId(), m_sessions[0]);
    m_window->goForward();
    m_window->goForward();
    QTRY_COMPARE(list()->shown(), 1);
    QCOMPARE(m_window->sessions()->filter()->text(), u"b"_s);
}

void TestVisits::typedFilterIsOnePlace()
{
    open(m_sessions[0]);
    QTest::keyClick(m_window.get(), Qt::Key_Slash);
    QLineEdit *edit = m_window->sessions()->filter()->edit();
    QTRY_VERIFY(edit->hasFocus());
    const QSignalSpy changed(m_window->sessions()->filter(), &FilterLine::changed);
    QTest::keyClicks(edit, u"session"_s);
    QTRY_COMPARE(changed.size(), 1);
    QTest::keyClicks(edit, u" b"_s);
    QTRY_COMPARE(changed.size(), 2);
    QTRY_COMPARE(list()->shown(), 1);
    m_window->goBack();
    QCOMPARE(m_window->sessions()->filter()->text(), QString());
    QTRY_COMPARE(list()->shown(), 3);
}

void TestVisits::filterComesBackWithItsSession()
{
    m_window->sessions()->filter()->setText(u"a"_s);
    open(m_sessions[0]);
    m_window->sessions()->filter()->setText(u"b"_s);
    open(m_sessions[1]);
    m_window->goBack(); // to the first under the second filter
    QTRY_COMPARE(transcript()->sessionId(), m_sessions[0]);
    QCOMPARE(m_window->sessions()->filter()->text(), u"b"_s);
    m_window->goBack();
    QTRY_COMPARE(m_window->sessions()->filter()->text(), u"a"_s);
}

void TestVisits::deletedSessionIsPassedOver()
{
    for (const qint64 session : m_sessions)
        open(session);
    m_store->execute(u"UPDATE session SET deleted_at = 1 WHERE id = %1"_s.arg(m_sessions[1]));
    QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(transcript()->sessionId(), m_sessions[0]);
    QVERIFY2(m_window->status()->noteShown().contains(u"session b"_s), qPrintable(m_window->status()->noteShown()));
    QVERIFY(!m_window->visits().canGo(-1));
    m_window->goForward();
    QTRY_COMPARE(transcript()->sessionId(), m_sessions[2]);
    QVERIFY(!m_window->visits().canGo(1));
}

void TestVisits::menusNameThePlaces()
{
    for (const qint64 session : m_sessions)
        open(session);
    m_window->openSearch(u"reply"_s);
    m_window->goBack();
    QTRY_COMPARE(transcript()->sessionId(), m_sessions[2]);
    const auto names = [](const QToolButton *button) {
        QStringList texts;
        for (const QAction *place : button->menu()->actions())
            texts.append(place->text());
        return texts;
    };
    QCOMPARE(names(m_window->tools()->backButton()), (QStringList{u"session b"_s, u"session a"_s}));
    QCOMPARE(names(m_window->tools()->forwardButton()), QStringList{u"Search: reply"_s});
    m_window->tools()->backButton()->menu()->actions().at(1)->trigger();
    QTRY_COMPARE(transcript()->sessionId(), m_sessions[0]);
}

void TestVisits::goesBackToAnotherWorkspace()
{
    open(m_sessions[1]);
    const QString here = m_window->visits().present().workspace;
    QueryRunner runner(m_store->folder() + u"/samples.sqlite"_s);
    MainWindow samples(&runner, &m_door);
    samples.takeOver(*m_window);
    samples.show();
    QTRY_VERIFY(samples.isWelcomeShown());
    QVERIFY(m_door.wanted.isEmpty());
    samples.goBack();
    QCOMPARE(m_door.wanted, QStringList{here});
    // What the program does then.
    MainWindow back(m_runner.get(), &m_door);
    back.takeOver(samples);
    back.show();
    QTRY_COMPARE(back.transcript()->model()->sessionId(), m_sessions[1]);
    QVERIFY(back.visits().canGo(1));
}

QTEST_MAIN(TestVisits)
#include "tst_visits.moc"
