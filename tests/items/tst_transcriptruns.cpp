// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Sub-agent runs that are open in place: opening, closing, growing.
#include "tests/items/runstory.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

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
    const EventRow *call = shown.model.eventAt(3);
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
    QTRY_VERIFY(!shown.model.eventAt(3)->childRun.answered);
    QCOMPARE(shown.model.eventAt(0)->childRunId, 0);
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

QTEST_GUILESS_MAIN(TestTranscriptRuns)
#include "tst_transcriptruns.moc"
