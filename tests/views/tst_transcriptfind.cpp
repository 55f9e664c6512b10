// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// The bars above a transcript and the menu of a row, by the keys and clicks of a person.
#include <QApplication>
#include <QClipboard>
#include <QMenu>

#include "tests/views/readerwithbars.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

using Reader = ReaderWithBars;

class TestTranscriptFind final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wordsAreTypedAndWalked();
    void buttonsWalkAndTellCase();
    void escapeLeavesTheBar();
    void keysOfTheRowsAreTextInTheBar();
    void growingSessionsKeepTheHit();
    void whatWasSearchedIsNotReadAgain();
    void linesOfAnAgentCountBehindItsCall();
    void eventsThatComeBeforeMoveTheCount();
    void eventsThatMoveOrGoAreFoundAnew();
    void anotherSessionIsCountedNotMoved();
    void hitsBehindTheCutComeInOrder();
    void eventsThatAreGoneArePassed();
    void goToTakesNumbersTimesAndShares();
    void goToSaysWhatItDoesNotUnderstand();
    void menuOpensByButtonAndKey();

private:
    qint64 addWords(int count, int every, const QString &word);
    // Something of the session is another.
    void lookAgain(Reader &reader, qint64 session)
    {
        m_store.execute(u"UPDATE session SET ended_at = ended_at + 1 WHERE id = %1"_s.arg(session));
        reader.view.refresh();
    }

    TestStore m_store;
};

void TestTranscriptFind::initTestCase()
{
    Theme::instance()->apply(Theme::Scheme::Light);
}

// Replies; every so many-th holds the word.
qint64 TestTranscriptFind::addWords(int count, int every, const QString &word)
{
    const qint64 session = m_store.addSession({.title = word});
    for (int i = 0; i < count; ++i)
        m_store.addEvent(
            {.session = session, .text = i % every == 0 ? u"a %1 in line %2"_s.arg(word).arg(i) : u"hay"_s});
    return session;
}

void TestTranscriptFind::wordsAreTypedAndWalked()
{
    Reader reader(m_store, addWords(100, 20, u"needle"_s));
    reader.find(u"needle"_s);
    QTRY_COMPARE(reader.count(), u"1 of 5 events · 5 hits"_s);
    QCOMPARE(reader.view.currentRow(), 0);
    QTest::keyClick(reader.bar()->field(), Qt::Key_Return);
    QTRY_COMPARE(reader.count(), u"2 of 5 events · 5 hits"_s);
    QTRY_COMPARE(reader.view.currentRow(), 20);
    QTest::keyClick(reader.bar()->field(), Qt::Key_F3);
    QTRY_COMPARE(reader.count(), u"3 of 5 events · 5 hits"_s);
    QTRY_COMPARE(reader.view.currentRow(), 40);
    reader.settle();
    QTest::keyClick(reader.bar()->field(), Qt::Key_Return, Qt::ShiftModifier);
    QTRY_COMPARE(reader.view.currentRow(), 20);
    reader.settle();
    QTest::keyClick(reader.bar()->field(), Qt::Key_F3, Qt::ShiftModifier);
    QTRY_COMPARE(reader.view.currentRow(), 0);
    reader.settle();
    QSignalSpy noted(&reader.view, &TranscriptView::noted);
    QTest::keyClick(reader.bar()->field(), Qt::Key_F3, Qt::ShiftModifier);
    QTRY_COMPARE(reader.view.currentRow(), 80); // from the end again, and said so
    QCOMPARE(noted.size(), 1);
}

void TestTranscriptFind::buttonsWalkAndTellCase()
{
    const qint64 session = m_store.addSession({.title = u"case"_s});
    for (const QString &text : {u"Word"_s, u"word"_s, u"Word"_s})
        m_store.addEvent({.session = session, .text = text});
    Reader reader(m_store, session);
    reader.find(u"Word"_s);
    QTRY_COMPARE(reader.count(), u"1 of 3 events · 3 hits"_s);
    reader.clickButton(u"Next"_s);
    QTRY_COMPARE(reader.count(), u"2 of 3 events · 3 hits"_s);
    QTRY_COMPARE(reader.view.currentRow(), 1);
    reader.settle();
    reader.clickButton(u"Match case"_s);
    QTRY_COMPARE(reader.count(), u"2 of 2 events · 2 hits"_s); // from where the reader is
    QTRY_COMPARE(reader.view.currentRow(), 2);
    reader.settle();
    reader.clickButton(u"Previous"_s);
    QTRY_COMPARE(reader.view.currentRow(), 0);
}

void TestTranscriptFind::escapeLeavesTheBar()
{
    Reader reader(m_store, addWords(10, 5, u"needle"_s));
    reader.find(u"nothing like it"_s);
    QTRY_COMPARE(reader.count(), u"Nothing found"_s);
    QTest::keyClick(reader.bar()->field(), Qt::Key_Escape);
    QVERIFY(!reader.bar()->isOpen());
    QVERIFY(reader.view.hasFocus());
    reader.find(u"needle"_s); // what was typed is selected: typing replaces it
    QTRY_COMPARE(reader.count(), u"1 of 2 events · 2 hits"_s);
    reader.clickButton(u"Close"_s);
    QVERIFY(!reader.bar()->isOpen());
    QTest::keyClick(&reader.view, Qt::Key_F3); // opens it again with the same words
    QTRY_COMPARE(reader.count(), u"1 of 2 events · 2 hits"_s);
}

void TestTranscriptFind::keysOfTheRowsAreTextInTheBar()
{
    Reader reader(m_store, addWords(30, 3, u"needle"_s));
    reader.find(u"ne b r"_s);
    QCOMPARE(reader.bar()->field()->text(), u"ne b r"_s);
    QTRY_COMPARE(reader.count(), u"Nothing found"_s);
    QCOMPARE(reader.view.currentRow(), 0);
    QVERIFY(!reader.view.isRowOpen(0));
}

void TestTranscriptFind::growingSessionsKeepTheHit()
{
    const qint64 session = addWords(60, 20, u"needle"_s);
    Reader reader(m_store, session);
    reader.find(u"needle"_s);
    QTRY_COMPARE(reader.count(), u"1 of 3 events · 3 hits"_s);
    QTest::keyClick(reader.bar()->field(), Qt::Key_Return);
    QTRY_COMPARE(reader.count(), u"2 of 3 events · 3 hits"_s);
    reader.settle();
    const int top = reader.view.rowRect(20).top();
    m_store.addEvent({.session = session, .text = u"needle, needle"_s});
    lookAgain(reader, session);
    QTRY_COMPARE(reader.count(), u"2 of 4 events · 5 hits"_s);
    QCOMPARE(reader.view.currentRow(), 20);
    QCOMPARE(reader.view.rowRect(20).top(), top);
    for (int i = 0; i < 2; ++i) {
        QTest::keyClick(reader.bar()->field(), Qt::Key_Return);
        QTRY_COMPARE(reader.count(), u"%1 of 4 events · 5 hits"_s.arg(3 + i));
        reader.settle();
    }
    QTRY_COMPARE(reader.view.currentRow(), 60);
}

void TestTranscriptFind::whatWasSearchedIsNotReadAgain()
{
    const qint64 session = addWords(60, 20, u"needle"_s);
    Reader reader(m_store, session);
    reader.find(u"needle"_s);
    QTRY_COMPARE(reader.count(), u"1 of 3 events · 3 hits"_s);
    // Who read these texts again would find nothing in them.
    m_store.execute(
        u"UPDATE body SET text = 'hay' WHERE id IN (SELECT id FROM event WHERE session_id = %1)"_s.arg(session));
    for (int i = 1; i <= 3; ++i) {
        m_store.addEvent({.session = session, .text = u"needle"_s});
        lookAgain(reader, session);
        QTRY_COMPARE(reader.count(), u"1 of %1 events · %1 hits"_s.arg(3 + i));
    }
}

void TestTranscriptFind::linesOfAnAgentCountBehindItsCall()
{
    const qint64 session = addWords(10, 5, u"needle"_s);
    m_store.addEvent(
        {.session = session, .kind = EventKind::ToolCall, .toolUseId = u"toolu_agent"_s, .text = u"needle"_s});
    const qint64 last = m_store.addEvent({.session = session, .text = u"needle"_s});
    const qint64 run = m_store.addRun(session, u"agent"_s, u"toolu_agent"_s);
    Reader reader(m_store, session);
    reader.view.setCurrentRow(11);
    reader.find(u"needle"_s);
    QTRY_COMPARE(reader.count(), u"4 of 4 events · 4 hits"_s);
    reader.settle();
    const qint64 inRun = m_store.addEvent({.session = session, .run = run, .text = u"needle needle"_s});
    lookAgain(reader, session);
    QTRY_COMPARE(reader.count(), u"5 of 5 events · 6 hits"_s);
    QCOMPARE(reader.view.eventAt(reader.view.currentRow()), last);
    QTest::keyClick(reader.bar()->field(), Qt::Key_Return, Qt::ShiftModifier);
    QTRY_COMPARE(reader.count(), u"4 of 5 events · 6 hits"_s);
    QTRY_COMPARE(reader.view.eventAt(reader.view.currentRow()), inRun);
}

void TestTranscriptFind::eventsThatComeBeforeMoveTheCount()
{
    const qint64 session = addWords(40, 20, u"needle"_s);
    Reader reader(m_store, session);
    reader.find(u"needle"_s);
    QTRY_COMPARE(reader.count(), u"1 of 2 events · 2 hits"_s);
    const qint64 at = reader.view.eventAt(reader.view.currentRow());
    const qint64 before = m_store.addEvent({.session = session, .text = u"needle of yesterday"_s});
    m_store.execute(u"UPDATE event SET position = -1 WHERE id = %1"_s.arg(before));
    lookAgain(reader, session);
    QTRY_COMPARE(reader.count(), u"2 of 3 events · 3 hits"_s);
    QTRY_COMPARE(reader.view.eventAt(reader.view.currentRow()), at);
    QTest::keyClick(reader.bar()->field(), Qt::Key_Return, Qt::ShiftModifier);
    QTRY_COMPARE(reader.count(), u"1 of 3 events · 3 hits"_s);
    QTRY_COMPARE(reader.view.eventAt(reader.view.currentRow()), before);
}

void TestTranscriptFind::eventsThatMoveOrGoAreFoundAnew()
{
    const qint64 session = addWords(80, 20, u"needle"_s);
    Reader reader(m_store, session);
    reader.find(u"needle"_s);
    QTRY_COMPARE(reader.count(), u"1 of 4 events · 4 hits"_s);
    QTest::keyClick(reader.bar()->field(), Qt::Key_Return);
    QTRY_COMPARE(reader.count(), u"2 of 4 events · 4 hits"_s);
    reader.settle();
    const qint64 at = reader.view.eventAt(20);
    const qint64 moved = reader.view.eventAt(40);
    m_store.execute(u"PRAGMA foreign_keys = OFF; DELETE FROM event WHERE id = %1"_s.arg(reader.view.eventAt(0)));
    m_store.execute(u"UPDATE event SET position = -1 WHERE id = %1"_s.arg(moved));
    lookAgain(reader, session);
    QTRY_COMPARE(reader.count(), u"2 of 3 events · 3 hits"_s);
    QTRY_COMPARE(reader.view.eventAt(reader.view.currentRow()), at);
    QTest::keyClick(reader.bar()->field(), Qt::Key_Return, Qt::ShiftModifier);
    QTRY_COMPARE(reader.count(), u"1 of 3 events · 3 hits"_s);
    QTRY_COMPARE(reader.view.eventAt(reader.view.currentRow()), moved);
    reader.settle();
    m_store.execute(u"DELETE FROM event WHERE id = %1"_s.arg(moved)); // where the reader is
    lookAgain(reader, session);
    QTRY_COMPARE(reader.count(), u"2 events · 2 hits"_s);
}

void TestTranscriptFind::anotherSessionIsCountedNotMoved()
{
    const qint64 other = addWords(30, 10, u"needle"_s);
    Reader reader(m_store, addWords(10, 5, u"needle"_s));
    reader.find(u"needle"_s);
    QTRY_COMPARE(reader.count(), u"1 of 2 events · 2 hits"_s);
    reader.open(other);
    QTRY_COMPARE(reader.count(), u"3 events · 3 hits"_s);
    reader.view.setCurrentRow(5);
    QTest::keyClick(&reader.view, Qt::Key_F3);
    QTRY_COMPARE(reader.count(), u"1 of 3 events · 3 hits"_s);
}

void TestTranscriptFind::hitsBehindTheCutComeInOrder()
{
    const qint64 session = m_store.addSession({.title = u"giants"_s});
    const QString filling = u"a paragraph of prose\n\n"_s.repeated(5'000);
    const QString text = u"the **needle** at the start\n\n"_s + filling + u"the needle at the end"_s;
    for (const EventKind kind : {EventKind::Reply, EventKind::Prompt})
        m_store.addEvent({.session = session, .kind = kind, .text = text});
    m_store.addEvent({.session = session, .text = u"needle"_s});
    Reader reader(m_store, session);
    QSignalSpy revealed(&reader.view, &TranscriptView::revealed);
    reader.find(u"needle"_s);
    for (int step = 0; step < 5; ++step) {
        QTRY_COMPARE((reader.count(), revealed.size()), step + 1);
        QCOMPARE(reader.view.currentRow(), step / 2);
        QCOMPARE(revealed.last().at(1).toInt(), step % 2);
        QCOMPARE(revealed.last().at(2).toInt(), step < 4 ? 2 : 1);
        reader.view.viewport()->repaint();
        const QRect row = reader.view.rowRect(step / 2);
        if (step < 4)
            QVERIFY2(step % 2 == 0 ? row.top() > -1000 : row.top() < -50'000,
                     qPrintable(u"%1: %2"_s.arg(step).arg(row.top())));
        QTest::keyClick(reader.bar()->field(), Qt::Key_Return);
    }
}

void TestTranscriptFind::eventsThatAreGoneArePassed()
{
    const qint64 session = addWords(60, 20, u"needle"_s);
    Reader reader(m_store, session);
    reader.find(u"needle"_s);
    QTRY_COMPARE(reader.count(), u"1 of 3 events · 3 hits"_s);
    reader.settle();
    const qint64 second = reader.view.eventAt(20);
    m_store.execute(u"PRAGMA foreign_keys = OFF; DELETE FROM event WHERE id = %1"_s.arg(second));
    const QSignalSpy failed(&reader.model, &TranscriptModel::failed);
    QTest::keyClick(reader.bar()->field(), Qt::Key_F3);
    QTRY_VERIFY(!failed.isEmpty());
    QTest::keyClick(reader.bar()->field(), Qt::Key_F3);
    QTRY_COMPARE(reader.count(), u"3 of 3 events · 3 hits"_s);
}

void TestTranscriptFind::goToTakesNumbersTimesAndShares()
{
    const qint64 day = QDateTime(QDate(2026, 3, 4), QTime(10, 0)).toMSecsSinceEpoch();
    const qint64 session = m_store.addSession({.title = u"places"_s, .startedAt = day});
    for (int i = 0; i < 200; ++i)
        m_store.addEvent({.session = session, .at = day + i * 60'000, .text = u"reply %1"_s.arg(i)});
    Reader reader(m_store, session);
    QTest::keySequence(&reader.view, QKeySequence(Qt::CTRL | Qt::Key_G));
    QVERIFY(reader.goTo()->note()->text().contains(u"1 of 200"_s));
    QTest::keyClick(reader.goTo()->field(), Qt::Key_Escape);
    QVERIFY(reader.view.hasFocus());
    reader.typeInGoTo(u"120"_s);
    QCOMPARE(reader.view.currentRow(), 119);
    QVERIFY(!reader.goTo()->isOpen() && reader.view.hasFocus());
    reader.typeInGoTo(u"50 %"_s);
    QCOMPARE(reader.view.currentRow(), 100);
    reader.typeInGoTo(u"10:07"_s);
    QTRY_COMPARE(reader.view.currentRow(), 7);
}

void TestTranscriptFind::goToSaysWhatItDoesNotUnderstand()
{
    Reader reader(m_store, addWords(20, 5, u"needle"_s));
    for (const QString &text : {u"soon"_s, u"400 %"_s, u"-1"_s, u"999"_s}) {
        reader.typeInGoTo(text);
        QVERIFY2(reader.goTo()->isOpen(), qPrintable(text));
        QVERIFY(!reader.goTo()->note()->text().isEmpty());
        QCOMPARE(reader.view.currentRow(), 0);
        QTest::keyClick(reader.goTo()->field(), Qt::Key_Escape);
    }
}

void TestTranscriptFind::menuOpensByButtonAndKey()
{
    const qint64 session = m_store.addSession({.uuid = u"feed-beef"_s, .title = u"menu"_s});
    const qint64 call = m_store.addEvent({.session = session,
                                          .kind = EventKind::ToolCall,
                                          .outcome = Outcome::Ok,
                                          .tool = u"Bash"_s,
                                          .head = u"make"_s,
                                          .input = u"{\"command\":\"make -j2\"}"_s,
                                          .output = u"built"_s});
    Reader reader(m_store, session);
    const auto press = [&reader](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        reader.view.activateWindow(); // the platform of tests does not, when a menu goes
        QTRY_VERIFY(reader.view.hasFocus());
        QTest::keyClick(&reader.view, key, modifiers);
    };
    const auto choose = [](const QString &text) {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY2(menu != nullptr, "no menu is open");
        for (QAction *action : menu->actions()) {
            if (action->text() == text)
                menu->setActiveAction(action);
        }
        QVERIFY2(menu->activeAction() != nullptr, qPrintable(text));
        QTest::keyClick(menu, Qt::Key_Return);
    };
    QContextMenuEvent asked(QContextMenuEvent::Mouse, reader.view.rowRect(0).center(),
                            reader.view.viewport()->mapToGlobal(reader.view.rowRect(0).center()));
    QCoreApplication::sendEvent(reader.view.viewport(), &asked);
    choose(u"Copy command"_s);
    QTRY_COMPARE(QApplication::clipboard()->text(), u"make -j2"_s);
    press(Qt::Key_F10, Qt::ShiftModifier);
    choose(u"Copy link"_s);
    QCOMPARE(QApplication::clipboard()->text(), u"assay://session/feed-beef#%1"_s.arg(call));
    const QSignalSpy filters(&reader.view, &TranscriptView::filterRequested);
    press(Qt::Key_Menu);
    choose(u"Filter by this tool"_s);
    QCOMPARE(filters.value(0).value(0).toString(), u"tool:Bash"_s);
    const QSignalSpy marks(&reader.view, &TranscriptView::bookmarkRequested);
    press(Qt::Key_Menu);
    choose(u"Bookmark"_s);
    QCOMPARE(marks.value(0).value(0).toLongLong(), call);
    press(Qt::Key_Menu);
    choose(u"Show raw"_s);
    QVERIFY(reader.view.stateOf(0).raw);
}

QTEST_MAIN(TestTranscriptFind)
#include "tst_transcriptfind.moc"
