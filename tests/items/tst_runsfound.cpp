// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What is looked for in runs that are open in place, or not yet: events, places, errors.
#include "tests/items/runstory.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestRunsFound : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eventsInRunsAreShownInTheirSession();
    void anOpenRunStaysTheDocument();
    void runsWithoutACallAreDocuments();
    void aPlaceIsFoundAgain();
    void errorsAreFoundInRuns();
    void promptsAreThePersons();
    void knotsAreNotFollowed();
    void bigSessionsWithManyRunsCostLittle();
};

void TestRunsFound::eventsInRunsAreShownInTheirSession()
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

void TestRunsFound::anOpenRunStaysTheDocument()
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

void TestRunsFound::runsWithoutACallAreDocuments()
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

void TestRunsFound::aPlaceIsFoundAgain()
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

void TestRunsFound::errorsAreFoundInRuns()
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

void TestRunsFound::promptsAreThePersons()
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
void TestRunsFound::knotsAreNotFollowed()
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

void TestRunsFound::bigSessionsWithManyRunsCostLittle()
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
            QTRY_VERIFY(model.eventAt(each));
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

QTEST_GUILESS_MAIN(TestRunsFound)
#include "tst_runsfound.moc"
