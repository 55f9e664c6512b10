// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "models/data/query/timeline.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestTimeline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void marksFollowTheRows();
    void growthReadsOnlyWhatIsNew();
    void openCallsAreReadAgain();
    void rowsBeforeTheEndReadEverything();
    void subAgentsSpanTheRowsUntilTheirEnd();
    void sizesAreClasses();

private:
    static void read(TestStore &store, Timeline &timeline)
    {
        Timeline before = timeline;
        before.marks.clear();
        const auto growth = readTimeline(store.db(), before, timeline.marks.size());
        QVERIFY(growth);
        applyGrowth(timeline, *growth);
    }
};

void TestTimeline::marksFollowTheRows()
{
    TestStore store;
    const qint64 session = store.addSession({});
    store.addEvents(session, 200);
    const qint64 call = store.addEvent({.session = session,
                                        .kind = EventKind::ToolCall,
                                        .outcome = Outcome::Failed,
                                        .at = 77'000,
                                        .output = QString(1000, u'x')});
    store.execute(u"UPDATE event SET output_bytes = 1000 WHERE id = %1"_s.arg(call));
    store.addBookmark(call);
    Timeline timeline{.sessionId = session, .marks = {}, .bookmarks = {}};
    read(store, timeline);
    QCOMPARE(timeline.marks.size(), 201);
    QCOMPARE(timeline.marks.first().kind, quint8(EventKind::Prompt));
    QCOMPARE(timeline.marks.at(99).outcome, quint8(Outcome::Failed));
    QCOMPARE(timeline.marks.last().event, call);
    QCOMPARE(timeline.marks.last().at, 77'000);
    QCOMPARE(timeline.marks.last().size, outputSizeClass(1000));
    QVERIFY(timeline.bookmarks.contains(call));
}

void TestTimeline::growthReadsOnlyWhatIsNew()
{
    TestStore store;
    const qint64 session = store.addSession({});
    store.addEvents(session, 5'000);
    Timeline timeline{.sessionId = session, .marks = {}, .bookmarks = {}};
    read(store, timeline);
    store.addEvents(session, 30);
    const qint64 rows = store.db().counts().rows;
    const qint64 statements = store.db().counts().statements;
    read(store, timeline);
    QVERIFY(store.db().counts().rows - rows <= 33);
    QVERIFY(store.db().counts().statements - statements <= 3);
    QCOMPARE(timeline.marks.size(), 5'030);
    Timeline fresh{.sessionId = session, .marks = {}, .bookmarks = {}};
    read(store, fresh);
    QCOMPARE(timeline.marks, fresh.marks);
}

void TestTimeline::openCallsAreReadAgain()
{
    TestStore store;
    const qint64 session = store.addSession({});
    store.addEvents(session, 50);
    const qint64 call = store.addEvent(
        {.session = session, .kind = EventKind::ToolCall, .outcome = Outcome::Pending, .tool = u"Bash"_s});
    store.addEvents(session, 10);
    Timeline timeline{.sessionId = session, .marks = {}, .bookmarks = {}};
    read(store, timeline);
    QCOMPARE(timeline.marks.at(50).outcome, quint8(Outcome::Pending));
    store.execute(u"UPDATE event SET outcome = 2 WHERE id = %1"_s.arg(call));
    read(store, timeline);
    QCOMPARE(timeline.marks.size(), 61);
    QCOMPARE(timeline.marks.at(50).outcome, quint8(Outcome::Failed));
}

void TestTimeline::rowsBeforeTheEndReadEverything()
{
    TestStore store;
    const qint64 session = store.addSession({});
    store.addEvents(session, 50);
    Timeline timeline{.sessionId = session, .marks = {}, .bookmarks = {}};
    read(store, timeline);
    store.execute(u"DELETE FROM body WHERE id = (SELECT min(id) FROM event);"
                  "DELETE FROM event WHERE id = (SELECT min(id) FROM event)"_s);
    read(store, timeline);
    QCOMPARE(timeline.marks.size(), 49);
    QCOMPARE(timeline.marks.first().kind, quint8(EventKind::Reply));
}

void TestTimeline::subAgentsSpanTheRowsUntilTheirEnd()
{
    TestStore store;
    const qint64 session = store.addSession({});
    const qint64 run = store.addRun(session, u"helper"_s, u"toolu_1"_s);
    store.execute(u"UPDATE run SET started_at = 2000, ended_at = 5000 WHERE id = %1"_s.arg(run));
    store.addEvent({.session = session, .at = 1'000});
    store.addEvent({.session = session, .kind = EventKind::ToolCall, .at = 2'000, .toolUseId = u"toolu_1"_s});
    store.addEvent({.session = session, .at = 3'000});
    store.addEvent({.session = session, .at = -1});
    store.addEvent({.session = session, .at = 5'000});
    store.addEvent({.session = session, .at = 6'000});
    Timeline timeline{.sessionId = session, .marks = {}, .bookmarks = {}};
    read(store, timeline);
    QCOMPARE(timeline.marks.at(0).spanRows, 0);
    QCOMPARE(timeline.marks.at(1).spanRows, 4);
    QCOMPARE(timeline.marks.at(2).spanRows, 0);
}

void TestTimeline::sizesAreClasses()
{
    QCOMPARE(outputSizeClass(0), quint8(0));
    QCOMPARE(outputSizeClass(-5), quint8(0));
    QCOMPARE(outputSizeClass(1), quint8(1));
    QCOMPARE(outputSizeClass(1024), quint8(11));
    QCOMPARE(outputSizeClass(qint64{1} << 40), quint8(15));
}

QTEST_GUILESS_MAIN(TestTimeline)
#include "tst_timeline.moc"
