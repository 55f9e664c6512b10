// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include "tests/views/showntranscript.h"
#include "views/transcript/transcriptselection.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int manyRows = 100'000;

} // namespace

class TestTranscriptView final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void laysOutOnlyWhatIsInSight();
    void scrollsByWheelAndBar();
    void walksByKeys();
    void findsLandmarks();
    void opensAndClosesRows();
    void closedRowsAreShownFromTheirHead();
    void failedCallsAreOpen();
    void opensRunsAndCopies();
    void revealsAnEvent();
    void describesTheCurrentRow();
    void keysBeforeTheRowsDoNothing();
    void survivesHostileRows();

private:
    TestStore m_store;
    qint64 m_long = 0;
    qint64 m_short = 0;
    qint64 m_run = 0;
    qint64 m_hit = 0;
};

void TestTranscriptView::initTestCase()
{
    Theme::instance()->apply(Theme::Scheme::Light);
    m_long = m_store.addSession({.title = u"long"_s});
    m_store.addEvents(m_long, manyRows, 200);

    m_short = m_store.addSession({.title = u"short"_s});
    const auto add = [this](TestStore::Event event) {
        event.session = m_short;
        return m_store.addEvent(event);
    };
    add({.kind = EventKind::Prompt, .text = u"first line\n"_s.repeated(20)});
    add({.kind = EventKind::Reply, .text = u"A **reply** with `code`.\n\n```cpp\nint x;\n```\n\n- one\n- two"_s});
    add({.kind = EventKind::ToolCall,
         .outcome = Outcome::Ok,
         .tool = u"Grep"_s,
         .head = u"needle"_s,
         .input = u"{\"pattern\":\"needle\"}"_s,
         .output = u"line\n"_s.repeated(300)});
    add({.kind = EventKind::ToolCall,
         .outcome = Outcome::Failed,
         .tool = u"Bash"_s,
         .head = u"make"_s,
         .input = u"{\"command\":\"make\"}"_s,
         .output = u"Exit code 2\nbroken"_s});
    m_run = m_store.addRun(m_short, u"agent-1"_s, u"toolu_1"_s);
    add({.kind = EventKind::ToolCall,
         .outcome = Outcome::Ok,
         .tool = u"Task"_s,
         .toolUseId = u"toolu_1"_s,
         .head = u"look around"_s,
         .output = u"done"_s});
    m_hit = add({.kind = EventKind::Reply, .text = u"padding\n\n"_s.repeated(60) + u"the haystack holds it"_s});
    for (int i = 0; i < 60; ++i)
        add({.kind = EventKind::Reply, .text = u"after"_s});
}

void TestTranscriptView::laysOutOnlyWhatIsInSight()
{
    ShownTranscript shown(m_store);
    shown.open(m_long);
    QCOMPARE(shown.model.rowCount(), manyRows);
    QVERIFY(shown.view.laidOutBlocks() <= BlockCache::usualCapacity);
    const qint64 before = shown.view.layoutsMade();
    const qint64 statements = shown.runner.statements();
    shown.key(Qt::Key_End);
    shown.settle();
    QCOMPARE(shown.view.currentRow(), manyRows - 1);
    QVERIFY(!shown.view.rowRect(manyRows - 1).isNull());
    QVERIFY2(shown.view.layoutsMade() - before < 120, qPrintable(QString::number(shown.view.layoutsMade() - before)));
    QVERIFY2(shown.runner.statements() - statements < 40,
             qPrintable(QString::number(shown.runner.statements() - statements)));
    QVERIFY(shown.view.laidOutBlocks() <= BlockCache::usualCapacity);
    for (int value = 0; value < 50; ++value) {
        shown.view.verticalScrollBar()->setValue(shown.view.verticalScrollBar()->maximum() / 50 * value);
        shown.view.viewport()->repaint();
        QVERIFY(shown.view.laidOutBlocks() <= BlockCache::usualCapacity);
    }
    shown.key(Qt::Key_Home);
    shown.settle();
    QCOMPARE(shown.view.place().row, 0);
}

void TestTranscriptView::scrollsByWheelAndBar()
{
    ShownTranscript shown(m_store);
    shown.open(m_long);
    const QPointF middle(400, 300);
    QWheelEvent wheel(middle, shown.view.viewport()->mapToGlobal(middle), QPoint(0, -50), QPoint(0, -120), Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(shown.view.viewport(), &wheel);
    shown.view.viewport()->repaint();
    int moved = 0;
    for (int row = 0; row < shown.view.place().row; ++row)
        moved += 1;
    QVERIFY(shown.view.place().top < 0 || moved > 0);
    shown.view.verticalScrollBar()->setValue(500 * RowScroll::unit);
    shown.settle();
    QCOMPARE(shown.view.place().row, 500);
    const int value = shown.view.verticalScrollBar()->value();
    QVERIFY(std::abs(value - 500 * RowScroll::unit) < RowScroll::unit);
}

void TestTranscriptView::walksByKeys()
{
    ShownTranscript shown(m_store);
    shown.open(m_long);
    QCOMPARE(shown.view.currentRow(), 0);
    shown.key(Qt::Key_Down);
    shown.key(Qt::Key_Down);
    QCOMPARE(shown.view.currentRow(), 2);
    shown.key(Qt::Key_Up);
    QCOMPARE(shown.view.currentRow(), 1);
    shown.key(Qt::Key_PageDown);
    shown.settle();
    const int below = shown.view.currentRow();
    QVERIFY(below > 3);
    QVERIFY(!shown.view.rowRect(below).isNull());
    shown.key(Qt::Key_PageUp);
    shown.settle();
    QVERIFY(shown.view.currentRow() < below);
    QVERIFY(!shown.view.accessibleName().isEmpty());
}

void TestTranscriptView::findsLandmarks()
{
    ShownTranscript shown(m_store);
    shown.open(m_long);
    const int start = shown.view.currentRow();
    shown.key(Qt::Key_N);
    QTRY_VERIFY(shown.view.currentRow() > start);
    const int prompt = shown.view.currentRow();
    shown.settle();
    QCOMPARE(shown.model.eventAt(prompt)->kind, EventKind::Prompt);
    shown.key(Qt::Key_E);
    QTRY_VERIFY(shown.view.currentRow() > prompt);
    shown.settle();
    QCOMPARE(shown.model.eventAt(shown.view.currentRow())->outcome, Outcome::Failed);
    const int error = shown.view.currentRow();
    shown.key(Qt::Key_N, Qt::ShiftModifier);
    QTRY_VERIFY(shown.view.currentRow() < error);
    QSignalSpy noted(&shown.view, &TranscriptView::noted);
    shown.key(Qt::Key_Home);
    shown.key(Qt::Key_E, Qt::ShiftModifier);
    QTRY_VERIFY(!noted.isEmpty());
}

void TestTranscriptView::opensAndClosesRows()
{
    ShownTranscript shown(m_store);
    shown.open(m_short);
    const int folded = shown.view.rowRect(2).height();
    const int top = shown.view.rowRect(2).top();
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, shown.view.rowRect(2).topLeft() + QPoint(200, 10));
    QVERIFY(shown.view.isRowOpen(2));
    QTRY_VERIFY(shown.view.rowRect(2).height() > folded + 100);
    QCOMPARE(shown.view.rowRect(2).top(), top);
    const int few = shown.view.rowRect(2).height();
    shown.key(Qt::Key_M);
    QTRY_VERIFY(shown.view.rowRect(2).height() > few + 1000);
    shown.key(Qt::Key_Space);
    QVERIFY(!shown.view.isRowOpen(2));
    QTRY_COMPARE(shown.view.rowRect(2).height(), folded);
    shown.key(Qt::Key_Return);
    QVERIFY(shown.view.isRowOpen(2));

    shown.key(Qt::Key_Home);
    const int prompt = shown.view.rowRect(0).height();
    shown.key(Qt::Key_Space);
    QVERIFY(shown.view.rowRect(0).height() > prompt + 100);
}

// With its head above what is in sight, another thing of another height stands there.
void TestTranscriptView::closedRowsAreShownFromTheirHead()
{
    const qint64 session = m_store.addSession({.title = u"long output"_s});
    m_store.addEvents(session, 20, 40);
    m_store.addEvent({.session = session,
                      .kind = EventKind::ToolCall,
                      .outcome = Outcome::Failed,
                      .tool = u"Bash"_s,
                      .head = u"make"_s,
                      .output = u"line\n"_s.repeated(12)});
    m_store.addEvents(session, 60, 40);
    for (const Qt::Key key : {Qt::Key_Space, Qt::Key_R}) {
        ShownTranscript shown(m_store);
        shown.open(session);
        shown.view.setCurrentRow(20);
        shown.settle();
        QVERIFY(shown.view.isRowOpen(20));
        shown.view.setPlace({20, -150, 20});
        shown.settle();
        QVERIFY2(shown.view.rowRect(20).top() < -100, qPrintable(QString::number(shown.view.rowRect(20).top())));
        shown.key(key);
        shown.settle();
        QCOMPARE(shown.view.rowRect(20).top(), 0);
        QCOMPARE(shown.view.currentRow(), 20);
    }
}

void TestTranscriptView::failedCallsAreOpen()
{
    ShownTranscript shown(m_store);
    shown.open(m_short);
    QVERIFY(shown.view.isRowOpen(3));
    QVERIFY(!shown.view.isRowOpen(2));
    QVERIFY(shown.view.rowRect(3).height() > 40);
}

void TestTranscriptView::opensRunsAndCopies()
{
    ShownTranscript shown(m_store);
    shown.open(m_short);
    shown.view.setCurrentRow(4);
    const QSignalSpy runs(&shown.view, &TranscriptView::runRequested);
    shown.key(Qt::Key_O);
    QCOMPARE(runs.size(), 1);
    QCOMPARE(runs.first().first().toLongLong(), m_run);
    shown.view.setCurrentRow(1);
    QTest::keySequence(&shown.view, QKeySequence::Copy);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"A **reply**"_s));

    const QPoint start = shown.view.rowRect(1).topLeft() + QPoint(82, 12);
    shown.drag(start, start + QPoint(60, 0));
    const QString selected = shown.view.selection()->textInSight();
    QVERIFY2(selected.startsWith(u"A re"_s), qPrintable(selected));
}

void TestTranscriptView::revealsAnEvent()
{
    ShownTranscript shown(m_store);
    shown.view.reveal(m_hit, {u"haystack"_s});
    QTRY_COMPARE(shown.view.currentRow(), 5);
    shown.settle();
    // The row is taller than the view; its last line, where the term is, is in sight all the same.
    QTRY_VERIFY(shown.view.rowRect(5).height() > 700);
    QTRY_VERIFY(shown.view.rowRect(5).top() < -300);
    bool yellow = false;
    const QImage picture = shown.view.viewport()->grab().toImage();
    for (int y = 0; y < picture.height() && !yellow; ++y) {
        for (int x = 0; x < picture.width(); ++x)
            yellow = yellow || picture.pixelColor(x, y) == Theme::color(Tone::Find, false);
    }
    QVERIFY(yellow);
}

// However it became the current one.
void TestTranscriptView::describesTheCurrentRow()
{
    const qint64 session = m_store.addSession({.title = u"words"_s});
    QList<qint64> events;
    for (int i = 0; i < 200; ++i)
        events.append(m_store.addEvent({.session = session, .text = u"reply number %1"_s.arg(i)}));
    ShownTranscript shown(m_store);
    shown.open(session);
    const auto described = [&shown] { return shown.view.accessibleDescription(); };
    QCOMPARE(described(), u"reply number 0"_s);
    shown.key(Qt::Key_Down);
    QCOMPARE(described(), u"reply number 1"_s);
    shown.key(Qt::Key_PageDown);
    QCOMPARE(described(), u"reply number %1"_s.arg(shown.view.currentRow()));
    shown.key(Qt::Key_End);
    QTRY_COMPARE(described(), u"reply number 199"_s);
    shown.key(Qt::Key_Home);
    shown.settle();
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, shown.view.rowRect(2).center());
    QCOMPARE(described(), u"reply number 2"_s);
    shown.view.reveal(events.at(120), {});
    QTRY_COMPARE(described(), u"reply number 120"_s);
}

void TestTranscriptView::keysBeforeTheRowsDoNothing()
{
    ShownTranscript shown(m_store);
    shown.model.open(m_long);
    QCOMPARE(shown.model.rowCount(), 0); // on its way
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Up, Qt::Key_PageDown, Qt::Key_PageUp, Qt::Key_Home, Qt::Key_End,
                              Qt::Key_N, Qt::Key_O, Qt::Key_M, Qt::Key_Space})
        shown.key(key);
    QCOMPARE(shown.view.currentRow(), -1);
    QTRY_COMPARE(shown.model.rowCount(), manyRows);
    QCOMPARE(shown.view.currentRow(), 0);
}

void TestTranscriptView::survivesHostileRows()
{
    const qint64 session = m_store.addSession({.title = u"hostile"_s});
    const auto add = [&](EventKind kind, const QString &text, const QString &output = {}) {
        m_store.addEvent({.session = session,
                          .kind = kind,
                          .outcome = kind == EventKind::ToolCall ? Outcome::Failed : Outcome::None,
                          .tool = u"Bash\u202e"_s,
                          .head = text.left(300),
                          .text = text,
                          .output = output});
    };
    add(EventKind::Reply, u"<img src=file:///etc/passwd>\u202e\u0000"_s + QString(QChar(0xD800)));
    add(EventKind::Reply, u"| a |\n|---|\n"_s + u"| b |\n"_s.repeated(500));
    add(EventKind::ToolCall, u"x"_s.repeated(2'000'000), u"\x1b["_s.repeated(3000) + u"y"_s.repeated(1'000'000));
    add(EventKind::Prompt, QString());
    for (int kind = 1; kind <= 16; ++kind)
        add(static_cast<EventKind>(kind), u"["_s.repeated(1000));
    ShownTranscript shown(m_store);
    shown.open(session);
    for (int row = 0; row < shown.model.rowCount(); ++row) {
        shown.view.setCurrentRow(row);
        shown.key(Qt::Key_Space);
        shown.key(Qt::Key_M);
    }
    QVERIFY(shown.view.laidOutBlocks() > 0);
}

QTEST_MAIN(TestTranscriptView)
#include "tst_transcriptview.moc"
