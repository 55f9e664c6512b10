// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Sub-agent runs that are open in place.
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "models/items/queryrunner.h"
#include "models/items/transcriptmodel.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

// Main thread m0..m9, where m3 and m6 started runs; the first has a0..a4, where a2 started one with b0..b2.
struct Story {
    Story()
    {
        session = store.addSession({});
        runA = store.addRun(session, u"a"_s, u"call-a"_s);
        runB = store.addRun(session, u"b"_s, u"call-b"_s);
        runC = store.addRun(session, u"c"_s, u"call-c"_s);
        for (int i = 0; i < 10; ++i)
            add(0, u"m"_s, i, i == 3 ? u"call-a"_s : i == 6 ? u"call-c"_s : QString());
        for (int i = 0; i < 5; ++i)
            add(runA, u"a"_s, i, i == 2 ? u"call-b"_s : QString());
        for (int i = 0; i < 3; ++i)
            add(runB, u"b"_s, i, {});
        add(runC, u"c"_s, 0, {});
    }
    qint64 add(qint64 run, const QString &name, int number, const QString &call)
    {
        return store.addEvent({.session = session,
                               .run = run,
                               .kind = call.isEmpty() ? EventKind::Reply : EventKind::ToolCall,
                               .tool = call.isEmpty() ? QString() : u"Task"_s,
                               .toolUseId = call,
                               .head = name + QString::number(number)});
    }
    qint64 id(const QString &head) { return store.number(u"SELECT id FROM event WHERE head = '%1'"_s.arg(head)); }
    void fail(const QString &head)
    {
        store.execute(u"UPDATE event SET outcome = 2 WHERE head = '%1'"_s.arg(head));
        store.execute(u"UPDATE run SET errors = (SELECT count(*) FROM event WHERE run_id = run.id AND outcome = 2)"_s);
    }
    void touch() { store.execute(u"UPDATE session SET ended_at = ended_at + 1"_s); }

    TestStore store;
    qint64 session = 0, runA = 0, runB = 0, runC = 0;
};

struct Shown {
    explicit Shown(Story &story)
        : runner(story.store.file())
        , model(&runner)
        , tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal)
    {
        open(story.session);
    }
    void open(qint64 session, qint64 run = 0)
    {
        const QSignalSpy opened(&model, &TranscriptModel::opened);
        model.open(session, run);
        QTRY_COMPARE(opened.size(), 1);
    }
    [[nodiscard]] QString head(int row) const
    {
        const EventRow *event = model.event(row);
        return event != nullptr ? event->head : u"?"_s;
    }
    [[nodiscard]] QString heads() const
    {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all.append(head(row));
        return all.join(u' ');
    }
    void expand(const QString &call)
    {
        QTRY_VERIFY(!heads().contains(u'?'));
        const int row = static_cast<int>(heads().split(u' ').indexOf(call));
        const QSignalSpy inserted(&model, &TranscriptModel::rowsInserted);
        model.expandRun(row);
        QVERIFY(model.isExpanded(row));
        QTRY_VERIFY(!inserted.isEmpty());
    }
    // The row that is found, after the paging lane has rested.
    int landmark(TranscriptModel::Landmark what, int from, int direction)
    {
        QSignalSpy found(&model, &TranscriptModel::found);
        model.findLandmark(what, from, direction);
        return found.wait() ? found.first().first().toInt() : -2;
    }

    QueryRunner runner;
    TranscriptModel model;
    QAbstractItemModelTester tester;
};

const QString folded = u"m0 m1 m2 m3 m4 m5 m6 m7 m8 m9"_s;
const QString oneOpen = u"m0 m1 m2 m3 a0 a1 a2 a3 a4 m4 m5 m6 m7 m8 m9"_s;
const QString allOpen = u"m0 m1 m2 m3 a0 a1 a2 b0 b1 b2 a3 a4 m4 m5 m6 c0 m7 m8 m9"_s;

} // namespace

class TestTranscriptRuns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsOpenAndCloseInPlace();
    void whatWasOpenWithinIsOpenAgain();
    void foldingWhileItComesShowsNothing();
    void rowsTellWhereTheyBelong();
    void linesTellOfTheirRuns();
    void threadsGrowAtTheirEnds();
    void growthOfARunThatIsNotLastIsNotTheEnd();
    void changedOrderKeepsRunsOpen();
    void eventsInRunsAreShownInTheirSession();
    void anOpenRunStaysTheDocument();
    void runsWithoutACallAreDocuments();
    void aPlaceIsFoundAgain();
    void errorsAreFoundInRuns();
    void promptsAreThePersons();
    void knotsAreNotFollowed();
    void bigSessionsWithManyRunsCostLittle();
};

void TestTranscriptRuns::runsOpenAndCloseInPlace()
{
    Story story;
    Shown shown(story);
    QCOMPARE(shown.heads(), folded);
    QSignalSpy inserted(&shown.model, &TranscriptModel::rowsInserted);
    QSignalSpy removed(&shown.model, &TranscriptModel::rowsRemoved);
    shown.expand(u"m3"_s);
    QCOMPARE(inserted.first().at(1).toInt(), 4);
    QCOMPARE(inserted.first().at(2).toInt(), 8);
    QCOMPARE(shown.heads(), oneOpen); // its first page came with it
    shown.expand(u"a2"_s);
    shown.expand(u"m6"_s);
    QTRY_COMPARE(shown.heads(), allOpen);
    QVERIFY(shown.model.isExpanded(3));
    QVERIFY(!shown.model.isExpanded(4));
    shown.model.collapseRun(3);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed.first().at(1).toInt(), 4);
    QCOMPARE(removed.first().at(2).toInt(), 11);
    QVERIFY(!shown.model.isExpanded(3));
    QCOMPARE(shown.model.rowCount(), 11);
    shown.model.collapseRun(6);
    QCOMPARE(shown.heads(), folded);
    shown.model.expandRun(0); // started nothing
    shown.model.collapseRun(0);
    QVERIFY(!shown.model.isExpanded(0));
}

void TestTranscriptRuns::whatWasOpenWithinIsOpenAgain()
{
    Story story;
    Shown shown(story);
    shown.expand(u"m3"_s);
    shown.expand(u"a2"_s);
    shown.model.collapseRun(3);
    QCOMPARE(shown.heads(), folded);
    shown.model.expandRun(3);
    QTRY_COMPARE(shown.model.rowCount(), 18);
    QTRY_COMPARE(shown.heads(), u"m0 m1 m2 m3 a0 a1 a2 b0 b1 b2 a3 a4 m4 m5 m6 m7 m8 m9"_s);
}

void TestTranscriptRuns::foldingWhileItComesShowsNothing()
{
    Story story;
    Shown shown(story);
    QSignalSpy changed(&shown.model, &TranscriptModel::dataChanged);
    shown.model.expandRun(3);
    QVERIFY(shown.model.isExpanded(3));
    shown.model.collapseRun(3);
    QVERIFY(!shown.model.isExpanded(3));
    QTRY_VERIFY(changed.size() >= 3); // asked for, folded, answered
    QCOMPARE(shown.heads(), folded);
    shown.expand(u"m3"_s);
    QCOMPARE(shown.heads(), oneOpen);
}

void TestTranscriptRuns::rowsTellWhereTheyBelong()
{
    Story story;
    Shown shown(story);
    shown.expand(u"m3"_s);
    shown.expand(u"a2"_s);
    const TranscriptModel &model = shown.model;
    QCOMPARE(model.depthOf(3), 0);
    QCOMPARE(model.depthOf(4), 1);
    QCOMPARE(model.depthOf(7), 2);
    QCOMPARE(model.runOf(3), 0);
    QCOMPARE(model.runOf(4), story.runA);
    QCOMPARE(model.runOf(7), story.runB);
    QCOMPARE(model.callRowOf(3), -1);
    QCOMPARE(model.callRowOf(4), 3);
    QCOMPARE(model.callRowOf(8), 6);
    QCOMPARE(model.threadRowOf(8), 3);
    QCOMPARE(model.threadRowOf(12), 4);
    QCOMPARE(model.rowOfThread(4), 12);
    QCOMPARE(model.rowOfThread(10), -1);
    QCOMPARE(model.neighbourOf(12, -1), 3);
    QCOMPARE(model.neighbourOf(3, 1), 12);
    QCOMPARE(model.neighbourOf(4, -1), -1);
    QCOMPARE(model.neighbourOf(6, 1), 10);
}

void TestTranscriptRuns::linesTellOfTheirRuns()
{
    Story story;
    story.fail(u"a1"_s);
    story.store.execute(u"UPDATE run SET agent_type = 'Explore', events = 5, tool_calls = 2, started_at = 10,"
                        " ended_at = 90 WHERE agent_id = 'a'"_s);
    Shown shown(story);
    const EventRow *call = shown.model.event(3);
    QVERIFY(call);
    QCOMPARE(call->childRunId, story.runA);
    QCOMPARE(call->childRun.agentType, u"Explore"_s);
    QCOMPARE(call->childRun.events, 5);
    QCOMPARE(call->childRun.toolCalls, 2);
    QCOMPARE(call->childRun.errors, 1);
    QCOMPARE(call->childRun.startedAt, 10);
    QCOMPARE(call->childRun.endedAt, 90);
    QVERIFY(call->childRun.answered);
    story.add(story.runA, u"a"_s, 5, u"call-unknown"_s);
    story.touch();
    shown.model.refresh();
    QTRY_VERIFY(!shown.model.event(3)->childRun.answered);
    QCOMPARE(shown.model.event(0)->childRunId, 0);
}

void TestTranscriptRuns::threadsGrowAtTheirEnds()
{
    Story story;
    story.add(0, u"m"_s, 10, u"call-d"_s);
    const qint64 runD = story.store.addRun(story.session, u"d"_s, u"call-d"_s);
    story.add(runD, u"d"_s, 0, {});
    Shown shown(story);
    shown.expand(u"m3"_s);
    shown.expand(u"a2"_s);
    shown.expand(u"m10"_s);
    QSignalSpy grew(&shown.model, &TranscriptModel::grew);
    QSignalSpy unfolding(&shown.model, &TranscriptModel::unfolding);
    story.add(story.runA, u"a"_s, 5, {});
    story.add(runD, u"d"_s, 1, {});
    story.add(runD, u"d"_s, 2, {});
    story.add(0, u"m"_s, 11, {});
    shown.model.refresh();
    QTRY_COMPARE(shown.heads(), u"m0 m1 m2 m3 a0 a1 a2 b0 b1 b2 a3 a4 a5 m4 m5 m6 m7 m8 m9 m10 d0 d1 d2 m11"_s);
    QCOMPARE(grew.size(), 1);
    QCOMPARE(grew.first().first().toInt(), 3); // the two of the last run and the one behind it
    QVERIFY(unfolding.isEmpty());
}

void TestTranscriptRuns::growthOfARunThatIsNotLastIsNotTheEnd()
{
    Story story;
    Shown shown(story);
    shown.expand(u"m3"_s);
    QSignalSpy grew(&shown.model, &TranscriptModel::grew);
    story.add(story.runA, u"a"_s, 5, {});
    story.add(story.runB, u"b"_s, 3, {}); // not shown
    shown.model.refresh();
    QTRY_COMPARE(shown.model.rowCount(), 16);
    QCOMPARE(grew.size(), 0);
    shown.expand(u"a2"_s);
    QTRY_COMPARE(shown.model.rowCount(), 20);
}

void TestTranscriptRuns::changedOrderKeepsRunsOpen()
{
    Story story;
    Shown shown(story);
    shown.expand(u"m3"_s);
    shown.expand(u"a2"_s);
    QSignalSpy reordered(&shown.model, &TranscriptModel::reordered);
    story.add(story.runB, u"early"_s, 0, {});
    story.add(0, u"early"_s, 1, {});
    story.store.execute(u"UPDATE event SET position = -1 WHERE head LIKE 'early%'"_s);
    shown.model.refresh({story.id(u"b1"_s), story.id(u"m8"_s), story.id(u"c0"_s)});
    QTRY_COMPARE(reordered.size(), 1);
    QCOMPARE(reordered.first().first().value<QList<int>>(), (QList{10, 18, -1}));
    QTRY_COMPARE(shown.heads(), u"early1 m0 m1 m2 m3 a0 a1 a2 early0 b0 b1 b2 a3 a4 m4 m5 m6 m7 m8 m9"_s);
    QVERIFY(shown.model.isExpanded(4));
}

void TestTranscriptRuns::eventsInRunsAreShownInTheirSession()
{
    Story story;
    Shown shown(story);
    QSignalSpy located(&shown.model, &TranscriptModel::located);
    QSignalSpy reset(&shown.model, &TranscriptModel::modelReset);
    shown.model.openAt(story.id(u"b1"_s));
    QTRY_COMPARE(located.size(), 1);
    QCOMPARE(located.first().at(1).toInt(), 8);
    QCOMPARE(shown.model.runId(), 0);
    QVERIFY(reset.isEmpty()); // what was open stays as it is
    QTRY_COMPARE(shown.head(8), u"b1"_s);
    shown.model.openAt(story.id(u"m9"_s));
    QTRY_COMPARE(located.size(), 2);
    QCOMPARE(located.last().at(1).toInt(), 17);

    shown.open(story.store.addSession({}));
    shown.model.openAt(story.id(u"a4"_s));
    QTRY_COMPARE(located.size(), 3);
    QCOMPARE(shown.model.sessionId(), story.session);
    QCOMPARE(located.last().at(1).toInt(), 8);
    QCOMPARE(shown.head(8), u"a4"_s); // its page came with it
    QTRY_COMPARE(shown.heads(), oneOpen);
}

void TestTranscriptRuns::anOpenRunStaysTheDocument()
{
    Story story;
    Shown shown(story);
    shown.open(story.session, story.runA);
    QCOMPARE(shown.heads(), u"a0 a1 a2 a3 a4"_s);
    QSignalSpy located(&shown.model, &TranscriptModel::located);
    shown.model.openAt(story.id(u"b1"_s));
    QTRY_COMPARE(located.size(), 1);
    QCOMPARE(shown.model.runId(), story.runA);
    QTRY_COMPARE(shown.heads(), u"a0 a1 a2 b0 b1 b2 a3 a4"_s);
    QCOMPARE(shown.model.depthOf(4), 1);
    shown.open(story.session, story.runB);
    QCOMPARE(shown.model.path().size(), 2);
    QCOMPARE(shown.model.path().first().run.id, story.runA);
    QCOMPARE(shown.model.path().first().callEvent, story.id(u"m3"_s));
    QCOMPARE(shown.model.path().last().callEvent, story.id(u"a2"_s));
    QCOMPARE(shown.model.run().id, story.runB);
    shown.model.openAt(story.id(u"c0"_s)); // elsewhere
    QTRY_COMPARE(located.size(), 2);
    QCOMPARE(shown.model.runId(), 0);
    QVERIFY(shown.model.path().isEmpty());
}

void TestTranscriptRuns::runsWithoutACallAreDocuments()
{
    Story story;
    story.store.execute(u"UPDATE run SET tool_use_id = '' WHERE agent_id = 'a'"_s);
    Shown shown(story);
    QSignalSpy located(&shown.model, &TranscriptModel::located);
    shown.model.openAt(story.id(u"b1"_s));
    QTRY_COMPARE(located.size(), 1);
    QCOMPARE(shown.model.runId(), story.runA);
    QTRY_COMPARE(shown.head(located.first().at(1).toInt()), u"b1"_s);
    QTRY_COMPARE(shown.heads(), u"a0 a1 a2 b0 b1 b2 a3 a4"_s);
}

void TestTranscriptRuns::aPlaceIsFoundAgain()
{
    Story story;
    Shown shown(story);
    shown.expand(u"m3"_s);
    shown.expand(u"a2"_s);
    shown.expand(u"m6"_s);
    const QList<qint64> runs = shown.model.expandedRuns();
    QCOMPARE(runs.size(), 3);
    shown.open(story.session);
    QCOMPARE(shown.heads(), folded);
    QSignalSpy there(&shown.model, &TranscriptModel::runsShown);
    shown.model.showRuns(runs);
    QTRY_COMPARE(there.size(), 1);
    QCOMPARE(shown.model.rowCount(), 19);
    QTRY_COMPARE(shown.heads(), allOpen);
    shown.model.showRuns({story.runC});
    QCOMPARE(there.size(), 2);
    QCOMPARE(shown.heads(), u"m0 m1 m2 m3 m4 m5 m6 c0 m7 m8 m9"_s);
    shown.model.showRuns({4711});
    QTRY_COMPARE(there.size(), 3);
    QCOMPARE(shown.heads(), folded);
}

void TestTranscriptRuns::errorsAreFoundInRuns()
{
    Story story;
    story.fail(u"b1"_s);
    story.fail(u"a4"_s);
    story.fail(u"m8"_s);
    Shown shown(story);
    const auto next = [&shown](int from) { return shown.landmark(TranscriptModel::Landmark::Error, from, 1); };
    const auto before = [&shown](int from) { return shown.landmark(TranscriptModel::Landmark::Error, from, -1); };
    QCOMPARE(next(-1), 3); // the call: there are some in its run
    QCOMPARE(next(3), 8);
    QCOMPARE(next(8), -1);
    QCOMPARE(before(10), 8);
    QCOMPARE(before(8), 3);
    QCOMPARE(before(3), -1);
    shown.expand(u"m3"_s); // m0 m1 m2 m3 a0 a1 a2 a3 a4 m4 …
    QCOMPARE(next(0), 6);  // a2 holds one
    QCOMPARE(next(6), 8);
    QCOMPARE(next(8), 13);
    QCOMPARE(before(13), 8);
    QCOMPARE(before(8), 6);
    QCOMPARE(before(6), -1);
    shown.expand(u"a2"_s); // … a2 b0 b1 b2 a3 a4 m4 …
    QCOMPARE(next(0), 8);
    QCOMPARE(next(8), 11);
    QCOMPARE(next(11), 16);
    QCOMPARE(before(16), 11);
    QCOMPARE(before(11), 8);
    QCOMPARE(before(8), -1);
}

void TestTranscriptRuns::promptsAreThePersons()
{
    Story story;
    story.store.execute(u"UPDATE event SET kind = 1 WHERE head IN ('m0', 'm5', 'a0', 'a1')"_s);
    Shown shown(story);
    shown.expand(u"m3"_s);
    const auto prompt = [&shown](int from, int direction) {
        return shown.landmark(TranscriptModel::Landmark::Prompt, from, direction);
    };
    QCOMPARE(prompt(0, 1), 10);
    QCOMPARE(prompt(6, 1), 10);
    QCOMPARE(prompt(6, -1), 0);
    QCOMPARE(prompt(15, -1), 10);
    shown.open(story.session, story.runA); // of a run that is a document, its own
    QCOMPARE(prompt(0, 1), 1);
}

// A run that was started by a call within it, and one whose call is told twice.
void TestTranscriptRuns::knotsAreNotFollowed()
{
    Story story;
    story.store.execute(u"UPDATE event SET tool_use_id = 'call-a' WHERE head = 'b1'"_s);
    story.store.execute(u"UPDATE event SET kind = 4 WHERE head IN ('b1', 'm9')"_s);
    story.store.execute(u"UPDATE event SET tool_use_id = 'call-c' WHERE head = 'm9'"_s);
    Shown shown(story);
    shown.expand(u"m3"_s);
    shown.expand(u"a2"_s);
    QTRY_COMPARE(shown.head(8), u"b1"_s);
    shown.model.expandRun(8); // its run is the one that it is in
    QVERIFY(!shown.model.isExpanded(8));
    shown.expand(u"m6"_s);
    QTRY_COMPARE(shown.heads(), allOpen);
    shown.model.expandRun(18); // the same run, under the other call
    QTRY_COMPARE(shown.heads(), u"m0 m1 m2 m3 a0 a1 a2 b0 b1 b2 a3 a4 m4 m5 m6 m7 m8 m9 c0"_s);

    story.store.execute(u"UPDATE event SET tool_use_id = '' WHERE head = 'm3'"_s); // now a and b start each other
    QSignalSpy located(&shown.model, &TranscriptModel::located);
    shown.open(story.store.addSession({}));
    shown.model.openAt(story.id(u"b2"_s));
    QTRY_COMPARE(located.size(), 1);
    QTRY_COMPARE(shown.head(located.first().at(1).toInt()), u"b2"_s);
}

void TestTranscriptRuns::bigSessionsWithManyRunsCostLittle()
{
    constexpr int runs = 50;
    constexpr int rows = 100'000;
    TestStore store;
    const qint64 session = store.addSession({});
    store.addEvents(session, rows);
    store.execute(u"UPDATE event SET outcome = 0"_s);
    QList<qint64> ids;
    for (int i = 0; i < runs; ++i) {
        const QString call = u"call-%1"_s.arg(i);
        ids.append(store.addRun(session, call, call));
        store.execute(
            u"UPDATE event SET kind = 4, tool_use_id = '%1' WHERE head = 'head %2'"_s.arg(call).arg(i * 1000 + 500));
        for (int row = 0; row < 5; ++row)
            store.addEvent({.session = session, .run = ids.last(), .head = u"inside"_s});
    }
    QueryRunner runner(store.file());
    TranscriptModel model(&runner);
    const QSignalSpy opened(&model, &TranscriptModel::opened);
    model.open(session);
    QTRY_COMPARE(opened.size(), 1);
    const QSignalSpy shown(&model, &TranscriptModel::runsShown);
    qint64 before = runner.statements();
    const auto spent = [&] { return runner.statements() - std::exchange(before, runner.statements()); };
    model.showRuns(ids);
    QTRY_COMPARE(shown.size(), 1);
    QCOMPARE(model.rowCount(), rows + runs * 5);
    QCOMPARE(spent(), 1); // all of them at once

    // A page step reads the pages that come into sight, of the run and of the thread, each once.
    for (int row = 400; row < 600; row += 20) {
        for (int each = row; each < row + 20; ++each)
            QTRY_VERIFY(model.event(each));
    }
    QVERIFY2(spent() <= 5, "pages read more than once");

    const QSignalSpy found(&model, &TranscriptModel::found);
    model.findLandmark(TranscriptModel::Landmark::Error, 0, 1);
    QTRY_COMPARE(found.size(), 1);
    QVERIFY(spent() <= 3); // the runs, the thread: no run has failures

    const QSignalSpy changed(&model, &TranscriptModel::sessionChanged);
    store.execute(u"UPDATE session SET ended_at = ended_at + 1"_s);
    model.refresh();
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(spent() <= 2 + 8); // session, ends of all threads, what was looked at last
}

QTEST_GUILESS_MAIN(TestTranscriptRuns)
#include "tst_transcriptruns.moc"
