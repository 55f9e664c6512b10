// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Sub-agent runs that are open below their calls, as a reader meets them.
#include "tests/views/showntranscript.h"
#include "views/transcript/newrowschip.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int inRun = 30;

// A call in row 5 of 60, whose run has 30 rows, with another call in the tenth.
struct Story {
    Story()
    {
        session = store.addSession({.title = u"runs"_s});
        run = store.addRun(session, u"a"_s, u"call-a"_s);
        inner = store.addRun(session, u"b"_s, u"call-b"_s);
        for (int i = 0; i < 60; ++i)
            add(0, i == 5 ? u"call-a"_s : QString(), u"reply %1"_s.arg(i));
        add(run, {}, u"do this"_s, EventKind::Prompt);
        for (int i = 1; i < inRun; ++i)
            add(run, i == 10 ? u"call-b"_s : QString(), u"inside %1"_s.arg(i));
        add(inner, {}, u"deep"_s);
        store.execute(u"UPDATE run SET events = 30, tool_calls = 1, agent_type = 'Explore' WHERE id = %1"_s.arg(run));
    }
    qint64 add(qint64 thread, const QString &call, const QString &text, EventKind kind = EventKind::Reply)
    {
        TestStore::Event event{.session = session, .run = thread, .kind = kind, .head = text, .text = text};
        if (!call.isEmpty()) {
            event.kind = EventKind::ToolCall;
            event.outcome = Outcome::Ok;
            event.tool = u"Task"_s;
            event.toolUseId = call;
            event.head = u"look around"_s;
            event.text.clear();
            event.output = u"the **report**"_s;
        }
        return store.addEvent(event);
    }
    qint64 id(const QString &head) { return store.number(u"SELECT id FROM event WHERE head = '%1'"_s.arg(head)); }

    TestStore store;
    qint64 session = 0, run = 0, inner = 0;
};

constexpr int callRow = 5;

// On the session, at the call, its run open.
void openRun(ShownTranscript &shown, const Story &story)
{
    shown.open(story.session);
    shown.view.setCurrentRow(callRow);
    shown.key(Qt::Key_Space);
    QTRY_COMPARE(shown.model.rowCount(), 60 + inRun);
}

void press(ShownTranscript &shown, const QPoint &at)
{
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, at);
    shown.view.viewport()->repaint();
}

// Columns of the row's picture that are in the colour of sub-agents from top to bottom.
QList<int> indentLines(ShownTranscript &shown, int row)
{
    const QRect rect = shown.view.rowRect(row);
    const QImage picture = shown.view.viewport()->grab(rect).toImage();
    QList<int> lines;
    for (int x = 0; x < picture.width(); ++x) {
        bool whole = true;
        for (int y = 0; y < picture.height(); ++y)
            whole = whole && picture.pixelColor(x, y) == Theme::color(Tone::Subagent, false);
        if (whole)
            lines.append(x);
    }
    return lines;
}

} // namespace

class TestRunsInPlace final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void opensWhereItIsClicked();
    void keysOpenCloseAndStepOut();
    void rowsAreIndentedAndMarked();
    void promptsOfRunsAreNotThePersons();
    void foldingFromWithinGoesToTheCall();
    void hitsInRunsAreRevealedInPlace();
    void aPlaceComesBackWithItsRuns();
    void openingAtTheEndStaysAtTheCall();
    void theEndIsFollowedAndOtherwiseCounted();
    void growthAboveMovesNothing();
    void pagesWithOpenRunsLayOutWhatIsInSight();
};

void TestRunsInPlace::initTestCase()
{
    Theme::instance()->apply(Theme::Scheme::Light);
}

void TestRunsInPlace::opensWhereItIsClicked()
{
    Story story;
    ShownTranscript shown(story.store);
    shown.open(story.session);
    const QRect call = shown.view.rowRect(callRow);
    press(shown, call.topLeft() + QPoint(200, 10));
    QVERIFY(shown.view.isRowOpen(callRow));
    QTRY_COMPARE(shown.model.rowCount(), 60 + inRun);
    shown.settle();
    QCOMPARE(shown.view.rowRect(callRow).top(), call.top());
    QCOMPARE(shown.view.rowRect(callRow).height(), call.height()); // the run tells its report
    QCOMPARE(shown.view.currentRow(), callRow);
    QCOMPARE(shown.model.eventAt(callRow + 1)->head, u"do this"_s);
    press(shown, call.topLeft() + QPoint(200, 10));
    QCOMPARE(shown.model.rowCount(), 60);
    QVERIFY(!shown.view.isRowOpen(callRow));
    QCOMPARE(shown.view.rowRect(callRow), call);
}

void TestRunsInPlace::keysOpenCloseAndStepOut()
{
    Story story;
    ShownTranscript shown(story.store);
    shown.open(story.session);
    shown.view.setCurrentRow(callRow);
    for (const Qt::Key key : {Qt::Key_Space, Qt::Key_Return}) {
        shown.key(key);
        QTRY_COMPARE(shown.model.rowCount(), 60 + inRun);
        shown.key(key);
        QCOMPARE(shown.model.rowCount(), 60);
    }
    shown.key(Qt::Key_Right);
    QTRY_COMPARE(shown.model.rowCount(), 60 + inRun);
    shown.key(Qt::Key_Right); // is open
    QCOMPARE(shown.model.rowCount(), 60 + inRun);
    shown.key(Qt::Key_Down);
    shown.key(Qt::Key_Down);
    QCOMPARE(shown.view.currentRow(), callRow + 2);
    const QSignalSpy runs(&shown.view, &TranscriptView::runRequested);
    shown.view.setCurrentRow(callRow + 11);
    shown.settle();
    shown.key(Qt::Key_O);
    QCOMPARE(runs.size(), 1);
    QCOMPARE(runs.first().first().toLongLong(), story.inner);
    shown.key(Qt::Key_Space); // within the run
    QTRY_COMPARE(shown.model.rowCount(), 61 + inRun);
    shown.view.setCurrentRow(callRow + 12);
    QTRY_COMPARE(shown.view.accessibleDescription(), u"deep"_s);
    shown.key(Qt::Key_Left);
    QCOMPARE(shown.view.currentRow(), callRow + 11);
    shown.key(Qt::Key_Left);
    QCOMPARE(shown.model.rowCount(), 60 + inRun);
    shown.key(Qt::Key_Left);
    QCOMPARE(shown.view.currentRow(), callRow);
}

void TestRunsInPlace::rowsAreIndentedAndMarked()
{
    Story story;
    ShownTranscript shown(story.store);
    openRun(shown, story);
    shown.view.setCurrentRow(callRow + 11);
    shown.settle();
    shown.key(Qt::Key_Space);
    QTRY_COMPARE(shown.model.rowCount(), 61 + inRun);
    shown.settle();
    QVERIFY(indentLines(shown, callRow).isEmpty());
    const QList<int> one = indentLines(shown, callRow + 1);
    const QList<int> two = indentLines(shown, callRow + 12);
    QCOMPARE(one.size(), 1);
    QCOMPARE(two, (QList{one.first(), one.first() + 16}));
    QVERIFY(indentLines(shown, callRow + 13).size() == 1);
}

void TestRunsInPlace::promptsOfRunsAreNotThePersons()
{
    Story story;
    ShownTranscript shown(story.store);
    openRun(shown, story);
    shown.settle();
    const QImage picture = shown.view.viewport()->grab(shown.view.rowRect(callRow + 1)).toImage();
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            QVERIFY(picture.pixelColor(x, y) != Theme::color(Tone::Accent, false));
    }
}

void TestRunsInPlace::foldingFromWithinGoesToTheCall()
{
    Story story;
    ShownTranscript shown(story.store);
    openRun(shown, story);
    shown.view.setPlace({callRow + 20, -3, callRow + 25, shown.model.expandedRuns()});
    shown.settle();
    shown.model.collapseRun(callRow);
    QCOMPARE(shown.view.currentRow(), callRow);
    shown.settle();
    QCOMPARE(shown.view.place().row, callRow);
    QVERIFY(!shown.view.rowRect(callRow).isNull());
    QTRY_VERIFY(shown.view.accessibleDescription().contains(u"look around"_s));
}

void TestRunsInPlace::hitsInRunsAreRevealedInPlace()
{
    Story story;
    ShownTranscript shown(story.store);
    shown.view.reveal(story.id(u"deep"_s), {u"deep"_s});
    QTRY_COMPARE(shown.model.rowCount(), 61 + inRun);
    QTRY_COMPARE(shown.view.currentRow(), callRow + 12);
    shown.settle();
    QCOMPARE(shown.model.runId(), 0);
    QVERIFY(!shown.view.rowRect(callRow + 12).isNull());
    QCOMPARE(shown.model.eventAt(callRow + 12)->head, u"deep"_s);
}

void TestRunsInPlace::aPlaceComesBackWithItsRuns()
{
    Story story;
    const qint64 other = story.store.addSession({.title = u"other"_s});
    story.store.addEvents(other, 5);
    ShownTranscript shown(story.store);
    openRun(shown, story);
    shown.view.setPlace({callRow + 20, -3, callRow + 22, shown.model.expandedRuns()});
    shown.settle();
    const TranscriptView::Place place = shown.view.place();
    QCOMPARE(place.runs, QList<qint64>{story.run});
    shown.open(other);
    shown.open(story.session);
    shown.view.setPlace(place);
    QTRY_COMPARE(shown.view.currentRow(), callRow + 22);
    shown.settle();
    QCOMPARE(shown.view.place().row, callRow + 20);
    QCOMPARE(shown.view.place().top, -3.0);
    QCOMPARE(shown.model.eventAt(callRow + 20)->head, u"inside 19"_s);
    shown.view.setPlace({0, 0, 0});
    QCOMPARE(shown.model.rowCount(), 60); // as it was then: nothing open
}

void TestRunsInPlace::openingAtTheEndStaysAtTheCall()
{
    Story story;
    story.add(0, u"call-z"_s, {});
    const qint64 last = story.store.addRun(story.session, u"z"_s, u"call-z"_s);
    for (int i = 0; i < 50; ++i)
        story.add(last, {}, u"late %1"_s.arg(i));
    ShownTranscript shown(story.store);
    shown.open(story.session);
    shown.key(Qt::Key_End);
    shown.settle();
    const int call = shown.model.rowCount() - 1;
    const int top = shown.view.rowRect(call).top();
    shown.key(Qt::Key_Space);
    QTRY_COMPARE(shown.model.rowCount(), call + 51);
    shown.settle();
    QCOMPARE(shown.view.rowRect(call).top(), top);
    QCOMPARE(shown.view.newRows()->count(), 0); // nothing is new
}

void TestRunsInPlace::theEndIsFollowedAndOtherwiseCounted()
{
    Story story;
    story.add(0, u"call-z"_s, {});
    const qint64 last = story.store.addRun(story.session, u"z"_s, u"call-z"_s);
    story.add(last, {}, u"late"_s);
    ShownTranscript shown(story.store);
    shown.open(story.session);
    shown.key(Qt::Key_End);
    shown.settle();
    shown.key(Qt::Key_Space);
    QTRY_COMPARE(shown.model.rowCount(), 62);
    shown.key(Qt::Key_End);
    shown.settle();
    story.add(last, {}, u"later"_s); // in the run that stands at the end
    shown.view.refresh();
    QTRY_COMPARE(shown.model.rowCount(), 63);
    shown.settle();
    QVERIFY(!shown.view.rowRect(62).isNull());
    QCOMPARE(shown.view.newRows()->count(), 0);

    shown.key(Qt::Key_Home);
    shown.settle();
    story.add(last, {}, u"latest"_s);
    story.add(0, {}, u"after all"_s);
    shown.view.refresh();
    QTRY_COMPARE(shown.view.newRows()->count(), 2);
    shown.settle();
    QCOMPARE(shown.view.place().row, 0);
    shown.key(Qt::Key_End);
    shown.settle();
    QCOMPARE(shown.view.newRows()->count(), 0);
}

void TestRunsInPlace::growthAboveMovesNothing()
{
    Story story;
    ShownTranscript shown(story.store);
    openRun(shown, story);
    shown.view.setPlace({callRow + inRun + 10, -5, callRow + inRun + 12, shown.model.expandedRuns()});
    shown.settle();
    const qint64 first = shown.model.eventAt(shown.view.place().row)->id;
    story.add(story.run, {}, u"more"_s);
    shown.view.refresh();
    QTRY_COMPARE(shown.model.rowCount(), 61 + inRun);
    shown.settle();
    QCOMPARE(shown.view.place().row, callRow + inRun + 11);
    QCOMPARE(shown.view.place().top, -5.0);
    QCOMPARE(shown.view.currentRow(), callRow + inRun + 13);
    QCOMPARE(shown.model.eventAt(shown.view.place().row)->id, first);
}

void TestRunsInPlace::pagesWithOpenRunsLayOutWhatIsInSight()
{
    TestStore store;
    const qint64 session = store.addSession({});
    store.addEvents(session, 20'000, 100);
    QList<qint64> runs;
    for (int i = 0; i < 50; ++i) {
        const QString call = u"call-%1"_s.arg(i);
        runs.append(store.addRun(session, call, call));
        store.execute(u"UPDATE event SET kind = 4, outcome = 1, tool = 'Task', tool_use_id = '%1' WHERE"
                      " head = 'head %2'"_s.arg(call)
                          .arg(10 + i));
        for (int row = 0; row < 3; ++row)
            store.addEvent({.session = session, .run = runs.last(), .text = u"inside"_s});
    }
    ShownTranscript shown(store);
    shown.open(session);
    shown.view.setPlace({0, 0, 0, runs});
    QTRY_COMPARE(shown.model.rowCount(), 20'150);
    shown.settle();
    for (int step = 0; step < 8; ++step) {
        const qint64 layouts = shown.view.layoutsMade();
        const qint64 statements = shown.runner.statements();
        shown.key(Qt::Key_PageDown);
        shown.settle();
        const int inSight = shown.view.lastInSight() - shown.view.firstInSight() + 1;
        QVERIFY2(shown.view.layoutsMade() - layouts < 3 * inSight + 20,
                 qPrintable(QString::number(shown.view.layoutsMade() - layouts)));
        QVERIFY2(shown.runner.statements() - statements < inSight,
                 qPrintable(QString::number(shown.runner.statements() - statements)));
        QVERIFY(shown.view.laidOutBlocks() <= BlockCache::usualCapacity);
    }
}

QTEST_MAIN(TestRunsInPlace)
#include "tst_runsinplace.moc"
