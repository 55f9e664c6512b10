// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Selecting and copying in a transcript, by mouse and by keys.
#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>

#include "tests/views/showntranscript.h"
#include "views/transcript/rowcopier.h"
#include "views/transcript/transcriptselection.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int manyRows = 10'000;

QString clipboard()
{
    return QGuiApplication::clipboard()->text();
}

QString rowText(int row)
{
    return u"row %1 of the rows"_s.arg(row);
}

} // namespace

class TestTranscriptSelection final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void dragsAcrossRows();
    void dragsOverManyRows();
    void scrollsWhileDraggedBeyondTheEdge();
    void takesWordsAndLines();
    void extendsByShift();
    void selectsTheEventThenEverything();
    void survivesPagingAndNewRows();
    void movesWithRowsThatComeEarlier();
    void copiesRowsThatWereNeverShown();
    void copiesOpenCallsAsShown();
    void boundsWhatIsCopied();
    void copiesAsMarkdown();
    void givesUpByEscape();
    void copiesByTheButton();

private:
    [[nodiscard]] QString selected() { return m_shown->view.selection()->textInSight(); }
    [[nodiscard]] QPoint inText(int row, int x = 0)
    {
        return m_shown->view.rowRect(row).topLeft() + QPoint(81 + x, 12);
    }
    void openNew(qint64 session);

    TestStore m_store;
    qint64 m_rows = 0;
    qint64 m_mixed = 0;
    std::unique_ptr<ShownTranscript> m_shown;
};

void TestTranscriptSelection::initTestCase()
{
    Theme::instance()->apply(Theme::Scheme::Light);
    m_rows = m_store.addSession({.title = u"rows"_s});
    m_store.addEvents(m_rows, manyRows);
    m_store.execute(u"UPDATE event SET kind = 2, outcome = 0 WHERE session_id = %1"_s.arg(m_rows));
    m_store.execute(u"UPDATE body SET text = 'row ' || (id - (SELECT min(id) FROM event WHERE session_id = %1))"
                    " || ' of the rows' WHERE id IN (SELECT id FROM event WHERE session_id = %1)"_s.arg(m_rows));
    m_mixed = m_store.addSession({.title = u"mixed"_s});
    m_store.addEvent({.session = m_mixed, .kind = EventKind::Prompt, .text = u"please look\nat both lines"_s});
    m_store.addEvent({.session = m_mixed,
                      .kind = EventKind::ToolCall,
                      .outcome = Outcome::Ok,
                      .tool = u"Bash"_s,
                      .head = u"make all"_s,
                      .input = u"{\"command\":\"make all\"}"_s,
                      .output = u"first\nsecond"_s});
    m_store.addEvent({.session = m_mixed, .text = u"A **bold** word.\n\nAnother paragraph."_s});
}

void TestTranscriptSelection::init()
{
    m_shown = std::make_unique<ShownTranscript>(m_store);
    QGuiApplication::clipboard()->clear();
}

void TestTranscriptSelection::openNew(qint64 session)
{
    m_shown->open(session);
    m_shown->settle();
}

void TestTranscriptSelection::dragsAcrossRows()
{
    openNew(m_rows);
    QSignalSpy noted(&m_shown->view, &TranscriptView::noted);
    m_shown->drag(inText(3, 40), inText(5, 40));
    const QStringList lines = selected().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(rowText(3).endsWith(lines.at(0)) && !lines.at(0).isEmpty() && lines.at(0) != rowText(3));
    QCOMPARE(lines.at(1), rowText(4));
    QVERIFY(rowText(5).startsWith(lines.at(2)) && !lines.at(2).isEmpty() && lines.at(2) != rowText(5));
    const QString downwards = selected();
    QTest::keySequence(&m_shown->view, QKeySequence::Copy);
    QCOMPARE(clipboard(), downwards);
    QCOMPARE(noted.size(), 1);
    m_shown->drag(inText(5, 40), inText(3, 40));
    QCOMPARE(selected(), downwards);
    // A click somewhere else leaves nothing selected, and what is copied is the event again.
    QTest::mouseClick(m_shown->view.viewport(), Qt::LeftButton, {}, inText(7));
    QVERIFY(m_shown->view.selection()->range().isEmpty());
    QTest::keySequence(&m_shown->view, QKeySequence::Copy);
    QCOMPARE(clipboard(), rowText(7));
}

// Only rows that come into sight are laid out, however many lie between.
void TestTranscriptSelection::dragsOverManyRows()
{
    openNew(m_rows);
    m_shown->drag(inText(2), inText(4), false);
    const qint64 layouts = m_shown->view.layoutsMade();
    const qint64 statements = m_shown->runner.statements();
    QScrollBar *bar = m_shown->view.verticalScrollBar();
    bar->setValue(bar->maximum());
    m_shown->settle();
    const QPoint end = m_shown->view.rowRect(manyRows - 1).center();
    m_shown->moveTo(end);
    QTest::mouseRelease(m_shown->view.viewport(), Qt::LeftButton, {}, end);
    m_shown->view.viewport()->repaint();
    QCOMPARE(m_shown->view.selection()->range().first().row, 2);
    QCOMPARE(m_shown->view.selection()->range().last().row, manyRows - 1);
    QVERIFY2(m_shown->view.layoutsMade() - layouts < 80, qPrintable(QString::number(m_shown->view.layoutsMade())));
    QVERIFY(m_shown->view.laidOutBlocks() <= BlockCache::usualCapacity);
    QVERIFY2(m_shown->runner.statements() - statements < 12,
             qPrintable(QString::number(m_shown->runner.statements() - statements)));
    // The rows between are painted as selected when they are come to.
    bar->setValue(5000 * RowScroll::unit);
    m_shown->settle();
    const QImage picture = m_shown->view.viewport()->grab().toImage();
    const QRect row = m_shown->view.rowRect(5002);
    bool marked = false;
    for (int x = row.left(); x < row.right(); ++x)
        marked = marked || picture.pixelColor(x, row.center().y()) == Theme::color(Tone::Selection, false);
    QVERIFY(marked);
}

void TestTranscriptSelection::scrollsWhileDraggedBeyondTheEdge()
{
    openNew(m_rows);
    m_shown->drag(inText(2), inText(4), false);
    const QPoint below(200, m_shown->view.viewport()->height() + 80);
    m_shown->moveTo(below);
    QTRY_VERIFY(m_shown->view.firstInSight() > 10);
    QVERIFY(m_shown->view.selection()->range().last().row >= m_shown->view.lastInSight() - 1);
    m_shown->moveTo(QPoint(200, -60));
    QTRY_COMPARE(m_shown->view.firstInSight(), 0);
    QTest::mouseRelease(m_shown->view.viewport(), Qt::LeftButton, {}, QPoint(200, -60));
    const int row = m_shown->view.firstInSight();
    QTest::qWait(100); // nothing moves any more
    QCOMPARE(m_shown->view.firstInSight(), row);
    QCOMPARE(m_shown->view.selection()->range().first().row, 0);
}

void TestTranscriptSelection::takesWordsAndLines()
{
    openNew(m_mixed);
    QWidget *rows = m_shown->view.viewport();
    const QPoint first = inText(0, 4) + QPoint(0, 8);
    QTest::mouseClick(rows, Qt::LeftButton, {}, first);
    QTest::mouseDClick(rows, Qt::LeftButton, {}, first);
    QCOMPARE(selected(), u"please"_s);
    QTest::mouseClick(rows, Qt::LeftButton, {}, first);
    QCOMPARE(selected(), u"please look"_s);
    // A second click on a line that opens does not close it again.
    const QPoint head = inText(1, 60);
    QTest::mouseClick(rows, Qt::LeftButton, {}, head);
    QTest::mouseDClick(rows, Qt::LeftButton, {}, head);
    QVERIFY(m_shown->view.isRowOpen(1));
}

void TestTranscriptSelection::extendsByShift()
{
    openNew(m_rows);
    QTest::mouseClick(m_shown->view.viewport(), Qt::LeftButton, {}, inText(2, 30));
    QTest::mouseClick(m_shown->view.viewport(), Qt::LeftButton, Qt::ShiftModifier, inText(4, 30));
    QCOMPARE(selected().count(u'\n'), 2);
    m_shown->view.selection()->clear();
    m_shown->view.setCurrentRow(6);
    m_shown->key(Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(selected(), rowText(6) + u'\n' + rowText(7));
    m_shown->key(Qt::Key_Down, Qt::ShiftModifier);
    m_shown->key(Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(selected(), rowText(6) + u'\n' + rowText(7));
    QCOMPARE(m_shown->view.currentRow(), 7);
    m_shown->key(Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(selected(), (rowText(6) + u'\n' + rowText(7)).chopped(1));
    m_shown->key(Qt::Key_Escape);
    QVERIFY(m_shown->view.selection()->range().isEmpty());
    m_shown->view.setCurrentRow(3);
    m_shown->key(Qt::Key_End, Qt::ShiftModifier);
    QCOMPARE(m_shown->view.selection()->range().first().row, 3);
    QCOMPARE(m_shown->view.selection()->range().last().row, manyRows - 1);
}

void TestTranscriptSelection::selectsTheEventThenEverything()
{
    openNew(m_mixed);
    m_shown->view.setCurrentRow(2);
    QTest::keySequence(&m_shown->view, QKeySequence::SelectAll);
    QCOMPARE(selected(), u"A bold word.\nAnother paragraph."_s);
    QTest::keySequence(&m_shown->view, QKeySequence::SelectAll);
    QCOMPARE(selected(), u"please look\nat both lines\nBash make all\nA bold word.\nAnother paragraph."_s);
}

void TestTranscriptSelection::survivesPagingAndNewRows()
{
    const qint64 session = m_store.addSession({.title = u"growing"_s});
    m_store.addEvents(session, 3000);
    openNew(session);
    m_shown->drag(inText(3, 30), inText(5, 30));
    const QString before = selected();
    QVERIFY(!before.isEmpty());
    QScrollBar *bar = m_shown->view.verticalScrollBar();
    for (int at = 1; at <= 20; ++at) { // far enough that the first pages are forgotten
        bar->setValue(at * 140 * RowScroll::unit);
        m_shown->settle();
    }
    m_store.addEvents(session, 10);
    m_store.execute(u"UPDATE session SET ended_at = ended_at + 1 WHERE id = %1"_s.arg(session));
    m_shown->view.refresh();
    QTRY_COMPARE(m_shown->model.rowCount(), 3010);
    bar->setValue(0);
    m_shown->settle();
    QCOMPARE(selected(), before);
    m_shown->view.resize(700, 500);
    m_shown->settle();
    QCOMPARE(selected(), before);
}

void TestTranscriptSelection::movesWithRowsThatComeEarlier()
{
    const qint64 session = m_store.addSession({.title = u"reordered"_s});
    m_store.addEvents(session, 100);
    openNew(session);
    m_shown->drag(inText(3, 30), inText(5, 30));
    const QString before = selected();
    for (int i = 0; i < 2; ++i) {
        const qint64 added = m_store.addEvent({.session = session, .text = u"earlier"_s});
        m_store.execute(u"UPDATE event SET position = -%1 WHERE id = %2"_s.arg(i + 1).arg(added));
    }
    m_shown->view.refresh();
    QTRY_COMPARE(m_shown->model.rowCount(), 102);
    m_shown->settle();
    QCOMPARE(m_shown->view.selection()->range().first().row, 5);
    QCOMPARE(m_shown->view.selection()->range().last().row, 7);
    QCOMPARE(selected(), before);
}

void TestTranscriptSelection::copiesRowsThatWereNeverShown()
{
    openNew(m_rows);
    QSignalSpy noted(&m_shown->view, &TranscriptView::noted);
    QTest::keySequence(&m_shown->view, QKeySequence::SelectAll);
    QTest::keySequence(&m_shown->view, QKeySequence::SelectAll);
    const qint64 layouts = m_shown->view.layoutsMade();
    QTest::keySequence(&m_shown->view, QKeySequence::Copy);
    QTRY_VERIFY_WITH_TIMEOUT(!clipboard().isEmpty(), 60'000);
    const QStringList lines = clipboard().split(u'\n');
    QCOMPARE(lines.size(), manyRows);
    for (int row = 0; row < manyRows; ++row)
        QCOMPARE(lines.at(row), rowText(row));
    QVERIFY(noted.last().first().toString().contains(u"10,000"_s));
    QVERIFY(m_shown->view.layoutsMade() - layouts < 80);
}

// And what lies between is read whole, although it is out of sight.
void TestTranscriptSelection::copiesOpenCallsAsShown()
{
    const qint64 session = m_store.addSession({.title = u"open"_s});
    m_store.addEvent({.session = session, .text = u"the start"_s});
    m_store.addEvent({.session = session,
                      .kind = EventKind::ToolCall,
                      .outcome = Outcome::Failed, // stands open
                      .tool = u"Bash"_s,
                      .head = u"make"_s,
                      .input = u"{\"command\":\"make\"}"_s,
                      .output = u"it broke here"_s});
    m_store.addEvent({.session = session, .text = u"long "_s.repeated(4000) + u"tail"_s});
    for (int i = 0; i < 300; ++i)
        m_store.addEvent({.session = session, .text = u"the end"_s});
    openNew(session);
    m_shown->key(Qt::Key_End);
    m_shown->settle();
    m_shown->view.setCurrentRow(302);
    m_shown->key(Qt::Key_Home, Qt::ShiftModifier);
    m_shown->key(Qt::Key_End);
    QTest::keySequence(&m_shown->view, QKeySequence::Copy);
    QTRY_VERIFY(!clipboard().isEmpty());
    QVERIFY(clipboard().startsWith(u"the start\nBash make\n"_s));
    QVERIFY(clipboard().contains(u"it broke here"_s));
    QVERIFY(clipboard().contains(u"long tail"_s));
    QCOMPARE(clipboard().count(u"the end"_s), 300);
}

void TestTranscriptSelection::boundsWhatIsCopied()
{
    const qint64 session = m_store.addSession({.title = u"giants"_s});
    for (int i = 0; i < 400; ++i)
        m_store.addEvent({.session = session, .kind = EventKind::Prompt, .text = u"x"_s.repeated(30'000)});
    m_store.execute(u"UPDATE event SET kind = 2 WHERE session_id = %1"_s.arg(session));
    openNew(session);
    QSignalSpy noted(&m_shown->view, &TranscriptView::noted);
    QTest::keySequence(&m_shown->view, QKeySequence::SelectAll);
    QTest::keySequence(&m_shown->view, QKeySequence::SelectAll);
    QTest::keySequence(&m_shown->view, QKeySequence::Copy);
    QTRY_VERIFY_WITH_TIMEOUT(!clipboard().isEmpty(), 60'000);
    QVERIFY(clipboard().size() <= RowCopier::byteLimit);
    QVERIFY(clipboard().size() > RowCopier::byteLimit - 40'000);
    QVERIFY2(noted.last().first().toString().contains(u"279 of 400"_s), qPrintable(noted.last().first().toString()));
}

void TestTranscriptSelection::copiesAsMarkdown()
{
    openNew(m_mixed);
    m_shown->view.setCurrentRow(2);
    QTest::keyClick(&m_shown->view, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(clipboard().contains(u"A **bold** word."_s));
    QVERIFY(!clipboard().contains(u"please look"_s));
    QGuiApplication::clipboard()->clear();
    m_shown->drag(inText(0, 20), inText(2, 20));
    QTest::keyClick(&m_shown->view, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(clipboard().contains(u"A **bold** word."_s));
    QVERIFY(clipboard().contains(u"please look"_s) && clipboard().contains(u"make all"_s));
}

void TestTranscriptSelection::givesUpByEscape()
{
    openNew(m_rows);
    QTest::keySequence(&m_shown->view, QKeySequence::SelectAll);
    QTest::keySequence(&m_shown->view, QKeySequence::SelectAll);
    QTest::keySequence(&m_shown->view, QKeySequence::Copy);
    m_shown->key(Qt::Key_Escape);
    QVERIFY(!m_shown->view.selection()->range().isEmpty()); // the copying first
    QTest::qWait(50);
    QVERIFY(clipboard().isEmpty());
    m_shown->key(Qt::Key_Escape);
    QVERIFY(m_shown->view.selection()->range().isEmpty());
}

void TestTranscriptSelection::copiesByTheButton()
{
    openNew(m_mixed);
    const QRect row = m_shown->view.rowRect(2);
    QTest::mouseClick(m_shown->view.viewport(), Qt::LeftButton, {}, QPoint(row.right() - 6, row.top() + 14));
    QCOMPARE(clipboard(), u"A **bold** word.\n\nAnother paragraph."_s);
}

QTEST_MAIN(TestTranscriptSelection)
#include "tst_transcriptselection.moc"
