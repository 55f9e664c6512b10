// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What the transcript shows while its session changes, and of events that are only shown in part.
#include <QClipboard>
#include <QGuiApplication>

#include "tests/views/showntranscript.h"
#include "views/transcript/runningclock.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestTranscriptChanges final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void resultsOfOpenCallsAppear();
    void changedOrderKeepsThePlace();
    void runningCallsTick();
    void callsEndWithTheirTurn();
    void resultsWithoutTheirCallHaveAName();
    void revealsWhatWasCutOff();

private:
    TestStore m_store;
};

void TestTranscriptChanges::initTestCase()
{
    Theme::instance()->apply(Theme::Scheme::Light);
}

void TestTranscriptChanges::resultsOfOpenCallsAppear()
{
    const qint64 session = m_store.addSession({.title = u"live"_s});
    const qint64 call = m_store.addEvent({.session = session,
                                          .kind = EventKind::ToolCall,
                                          .outcome = Outcome::Pending,
                                          .tool = u"Grep"_s,
                                          .head = u"needle"_s,
                                          .input = u"{\"pattern\":\"needle\"}"_s});
    ShownTranscript shown(m_store);
    shown.open(session);
    shown.key(Qt::Key_Space);
    const auto copied = [&shown] {
        shown.view.viewport()->repaint();
        QTest::keySequence(&shown.view, QKeySequence::Copy);
        return QGuiApplication::clipboard()->text();
    };
    QTRY_VERIFY(copied().contains(u"\"pattern\""_s));
    m_store.execute(u"UPDATE event SET outcome = 1, output_bytes = 9 WHERE id = %1"_s.arg(call));
    m_store.execute(u"UPDATE body SET output = 'found two' WHERE id = %1"_s.arg(call));
    m_store.execute(u"UPDATE session SET ended_at = ended_at + 1 WHERE id = %1"_s.arg(session));
    shown.model.refresh();
    QTRY_VERIFY(copied().contains(u"found two"_s) && copied().contains(u"\"pattern\""_s));
}

void TestTranscriptChanges::changedOrderKeepsThePlace()
{
    const qint64 session = m_store.addSession({.title = u"reordered"_s});
    m_store.addEvents(session, 400);
    ShownTranscript shown(m_store);
    shown.open(session);
    shown.view.setPlace({200, -7, 203});
    shown.settle();
    const qint64 first = shown.model.eventAt(200)->id;
    const qint64 current = shown.model.eventAt(203)->id;
    const QSignalSpy reset(&shown.model, &TranscriptModel::modelReset);
    for (int i = 0; i < 3; ++i) {
        const qint64 added = m_store.addEvent({.session = session, .head = u"earlier"_s});
        m_store.execute(u"UPDATE event SET position = -%1 WHERE id = %2"_s.arg(i + 1).arg(added));
    }
    shown.view.refresh();
    QTRY_VERIFY(!reset.isEmpty());
    QTRY_COMPARE(shown.model.rowCount(), 403);
    shown.settle();
    QCOMPARE(shown.view.place().row, 203);
    QCOMPARE(shown.view.place().top, -7.0);
    QCOMPARE(shown.model.eventAt(203)->id, first);
    QCOMPARE(shown.view.currentRow(), 206);
    QCOMPARE(shown.model.eventAt(206)->id, current);
    QCOMPARE(reset.size(), 1);
}

void TestTranscriptChanges::runningCallsTick()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const qint64 session = m_store.addSession({.title = u"running"_s, .startedAt = now - 90'000, .endedAt = now});
    const qint64 call = m_store.addEvent({.session = session,
                                          .kind = EventKind::ToolCall,
                                          .outcome = Outcome::Pending,
                                          .at = now - 65'000,
                                          .tool = u"Bash"_s,
                                          .head = u"make"_s});
    ShownTranscript shown(m_store);
    shown.open(session);
    auto *clock = shown.view.viewport()->findChild<RunningClock *>();
    QVERIFY(clock != nullptr && clock->isRunning());
    const auto says = [&shown] { return shown.view.block(0)->accessibleText(); };
    QVERIFY2(says().contains(u"running, 1 m"_s), qPrintable(says()));
    const qint64 layouts = shown.view.layoutsMade();
    QSignalSpy ticked(clock, &RunningClock::ticked);
    QVERIFY(ticked.wait(5'000));
    shown.view.viewport()->repaint();
    QCOMPARE(shown.view.layoutsMade(), layouts); // painted again, nothing more
    shown.view.hide();
    QVERIFY(!clock->isRunning());
    shown.view.show();
    shown.settle();
    QTRY_VERIFY(clock->isRunning());
    m_store.execute(u"UPDATE event SET outcome = 1, duration_ms = 70000 WHERE id = %1"_s.arg(call));
    m_store.execute(u"UPDATE session SET ended_at = ended_at + 1 WHERE id = %1"_s.arg(session));
    shown.model.refresh();
    QTRY_VERIFY((shown.view.viewport()->repaint(), !clock->isRunning()));
    QVERIFY(says().contains(u"1 m 10 s"_s));
}

// Its result came during a pause, and is nowhere.
void TestTranscriptChanges::callsEndWithTheirTurn()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const qint64 session = m_store.addSession({.title = u"turns"_s, .startedAt = now - 90'000, .endedAt = now});
    m_store.addEvent({.session = session,
                      .kind = EventKind::ToolCall,
                      .outcome = Outcome::Pending,
                      .at = now - 65'000,
                      .tool = u"Bash"_s,
                      .head = u"make"_s});
    ShownTranscript shown(m_store);
    shown.open(session);
    auto *clock = shown.view.viewport()->findChild<RunningClock *>();
    QVERIFY(clock != nullptr && clock->isRunning());
    m_store.addEvent({.session = session, .kind = EventKind::Reply, .at = now, .text = u"meanwhile"_s});
    shown.model.refresh();
    QTRY_COMPARE(shown.model.rowCount(), 2);
    shown.view.viewport()->repaint();
    QVERIFY(clock->isRunning());
    m_store.addEvent({.session = session, .kind = EventKind::Prompt, .at = now, .text = u"and now"_s});
    shown.model.refresh();
    QTRY_COMPARE(shown.model.rowCount(), 3);
    QTRY_VERIFY((shown.view.viewport()->repaint(), !clock->isRunning()));
    QVERIFY(shown.view.block(0)->accessibleText().contains(u"no result"_s));
}

void TestTranscriptChanges::resultsWithoutTheirCallHaveAName()
{
    const qint64 session = m_store.addSession({.title = u"orphan"_s});
    m_store.addEvent({.session = session, .kind = EventKind::ToolCall, .outcome = Outcome::Ok, .output = u"found"_s});
    ShownTranscript shown(m_store);
    shown.open(session);
    QVERIFY(shown.view.block(0)->accessibleText().startsWith(u"Result"_s));
}

void TestTranscriptChanges::revealsWhatWasCutOff()
{
    const qint64 session = m_store.addSession({.title = u"giants"_s});
    const QString filling = u"a paragraph of prose\n\n"_s.repeated(5'000);
    const qint64 reply = m_store.addEvent({.session = session, .text = filling + u"the haystack"_s});
    const qint64 prompt =
        m_store.addEvent({.session = session, .kind = EventKind::Prompt, .text = filling + u"the haystack"_s});
    ShownTranscript shown(m_store);
    for (const qint64 event : {reply, prompt}) {
        const int row = event == reply ? 0 : 1;
        shown.view.reveal(event, {u"haystack"_s});
        QTRY_COMPARE(shown.view.currentRow(), row);
        QTRY_VERIFY((shown.view.viewport()->repaint(), shown.view.rowRect(row).top() < -50'000));
        QVERIFY(shown.view.rowRect(row).bottom() < shown.view.height() * 2);
    }
}

QTEST_MAIN(TestTranscriptChanges)
#include "tst_transcriptchanges.moc"
