// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "models/items/queryrunner.h"
#include "models/items/transcriptmodel.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using Mode = QAbstractItemModelTester::FailureReportingMode;

namespace {

constexpr int longSession = 100'000;
constexpr int textLength = 400;

// Asks for the rows as a view would that shows twenty.
void show(const TranscriptModel &model, int first)
{
    for (int row = first; row < std::min(first + 20, model.rowCount()); ++row)
        (void)model.eventAt(row);
}

bool isShown(const TranscriptModel &model, int first)
{
    for (int row = first; row < std::min(first + 20, model.rowCount()); ++row) {
        if (!model.eventAt(row))
            return false;
    }
    return true;
}

// All that was asked before has been answered.
void waitForPaging(QueryRunner &runner)
{
    bool idle = false;
    QObject context;
    runner.post(
        QueryRunner::Lane::Paging, &context, [](Database &) {}, [&](const Result<> &) { idle = true; });
    QTRY_VERIFY(idle);
}

} // namespace

class TestTranscriptModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensWithTheFirstContent();
    void openingAndJumpingToTheEndCostsLittle();
    void draggingReadsOnlyWhereItRests();
    void rowsReadAgainAreTheSame();
    void opensAtAnEvent();
    void growsAtTheEnd();
    void growsFromNothing();
    void refreshAnnouncesChangedRowsOnly();
    void changedOrderTellsWhereRowsAre();
    void olderAnswersAreDropped();
    void landmarksAreFound();
    void detailIsRead();
    void failuresAreTold();
    void runsAreThreadsOfTheirOwn();
};

void TestTranscriptModel::opensWithTheFirstContent()
{
    TestStore store;
    const qint64 session = store.addSession({.title = u"Title"_s});
    store.addEvents(session, 200);
    QueryRunner runner(store.file());
    TranscriptModel model(&runner);
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    QSignalSpy opened(&model, &TranscriptModel::opened);
    model.open(session);
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(opened.wait());
    QCOMPARE(model.rowCount(), 200);
    QCOMPARE(model.session().title, u"Title"_s);
    QCOMPARE(model.run().id, 0);
    QVERIFY(model.eventAt(0));
    QCOMPARE(model.eventAt(0)->head, u"head 0"_s);
    const QModelIndex first = model.index(0);
    QCOMPARE(first.data().toString(), u"head 0"_s);
    QCOMPARE(first.data(TranscriptModel::KindRole).toInt(), static_cast<int>(EventKind::Prompt));
    QVERIFY(first.data(TranscriptModel::LoadedRole).toBool());
    QCOMPARE(first.data(TranscriptModel::EventIdRole).toLongLong(), model.eventAt(0)->id);
    QVERIFY(!model.eventAt(150));
    QVERIFY(!model.index(150).data(TranscriptModel::LoadedRole).toBool());
    QTRY_VERIFY(model.eventAt(150));
    QVERIFY(!model.eventAt(-1));
    QVERIFY(!model.eventAt(200));
}

void TestTranscriptModel::openingAndJumpingToTheEndCostsLittle()
{
    TestStore store;
    const qint64 session = store.addSession({});
    store.addEvents(session, longSession, textLength);
    QueryRunner runner(store.file());
    TranscriptModel model(&runner);
    QSignalSpy opened(&model, &TranscriptModel::opened);
    model.open(session);
    QVERIFY(opened.wait());
    QCOMPARE(model.rowCount(), longSession);
    show(model, 0);
    // Session, count and last row, first page.
    QCOMPARE(runner.statements(), 3);
    show(model, longSession - 20);
    QTRY_VERIFY(isShown(model, longSession - 20));
    QCOMPARE(runner.statements(), 4);
    // Two pages of texts with some forty bytes of columns for each row; the session has forty megabytes.
    QVERIFY2(runner.bytes() < 2 * TranscriptModel::pageSize * (textLength + 60),
             qPrintable(QString::number(runner.bytes())));
}

void TestTranscriptModel::draggingReadsOnlyWhereItRests()
{
    TestStore store;
    const qint64 session = store.addSession({});
    store.addEvents(session, 50'000);
    QueryRunner runner(store.file());
    TranscriptModel model(&runner);
    QSignalSpy opened(&model, &TranscriptModel::opened);
    model.open(session);
    QVERIFY(opened.wait());
    const qint64 before = runner.statements();
    for (int row = 0; row < 50'000; row += 50) // a thousand frames without a turn of the event loop
        show(model, row);
    QTRY_VERIFY(isShown(model, 49'980));
    waitForPaging(runner);
    QVERIFY2(runner.statements() - before <= 6, qPrintable(QString::number(runner.statements() - before)));

    // Scrolling page by page, each page is read once.
    model.open(session);
    QVERIFY(opened.wait());
    const qint64 start = runner.statements();
    for (int row = 0; row < 6'400; row += 20)
        QTRY_VERIFY(isShown(model, row));
    QCOMPARE(runner.statements() - start, 6'400 / TranscriptModel::pageSize - 1);
}

void TestTranscriptModel::rowsReadAgainAreTheSame()
{
    TestStore store;
    const qint64 session = store.addSession({});
    store.addEvents(session, TranscriptModel::pageSize * (TranscriptModel::pagesKept + 10));
    QueryRunner runner(store.file());
    TranscriptModel model(&runner);
    QSignalSpy opened(&model, &TranscriptModel::opened);
    model.open(session);
    QVERIFY(opened.wait());
    const qint64 first = model.eventAt(0)->id;
    for (int row = 0; row < model.rowCount(); row += TranscriptModel::pageSize)
        QTRY_VERIFY(model.eventAt(row));
    QVERIFY(!model.eventAt(0)); // dropped, and asked for
    QTRY_VERIFY(model.eventAt(0));
    QCOMPARE(model.eventAt(0)->id, first);
}

void TestTranscriptModel::opensAtAnEvent()
{
    TestStore store;
    const qint64 one = store.addSession({});
    store.addEvents(one, 1000);
    const qint64 other = store.addSession({});
    store.addEvents(other, 1000);
    const qint64 event = store.number(u"SELECT id FROM event WHERE session_id = %1 AND head = 'head 700'"_s.arg(other));
    QueryRunner runner(store.file());
    TranscriptModel model(&runner);
    QSignalSpy located(&model, &TranscriptModel::located);
    QSignalSpy opened(&model, &TranscriptModel::opened);
    model.open(one);
    QVERIFY(opened.wait());
    model.openAt(event);
    QVERIFY(located.wait());
    QCOMPARE(model.sessionId(), other);
    QCOMPARE(located[0][0].toLongLong(), event);
    QCOMPARE(located[0][1].toInt(), 700);
    QVERIFY(model.eventAt(700)); // came with the opening
    QCOMPARE(opened.size(), 2);
    model.openAt(event); // in what is open already
    QVERIFY(located.wait());
    QCOMPARE(opened.size(), 2);
}

void TestTranscriptModel::growsAtTheEnd()
{
    TestStore store;
    const qint64 session = store.addSession({});
    store.addEvents(session, 10);
    QueryRunner runner(store.file());
    TranscriptModel model(&runner);
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    QSignalSpy opened(&model, &TranscriptModel::opened);
    QSignalSpy inserted(&model, &TranscriptModel::rowsInserted);
    model.open(session);
    QVERIFY(opened.wait());
    store.addEvent({.session = session, .head = u"new"_s});
    store.execute(u"UPDATE event SET head = 'changed' WHERE head = 'head 3'"_s);
    model.refresh();
    QVERIFY(inserted.wait());
    QCOMPARE(model.rowCount(), 11);
    QVERIFY(model.eventAt(3)); // the old row is shown until the new one is here
    QTRY_COMPARE(model.eventAt(3)->head, u"changed"_s);
    QTRY_VERIFY(model.eventAt(10));
    QCOMPARE(model.eventAt(10)->head, u"new"_s);
    QCOMPARE(opened.size(), 1);
}

void TestTranscriptModel::growsFromNothing()
{
    TestStore store;
    const qint64 session = store.addSession({});
    QueryRunner runner(store.file());
    TranscriptModel model(&runner);
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    QSignalSpy opened(&model, &TranscriptModel::opened);
    QSignalSpy inserted(&model, &TranscriptModel::rowsInserted);
    model.open(session);
    QVERIFY(opened.wait());
    QCOMPARE(model.rowCount(), 0);
    store.addEvents(session, 3);
    model.refresh();
    QVERIFY(inserted.wait());
    QCOMPARE(model.rowCount(), 3);
    QTRY_VERIFY(model.eventAt(2));
}

// An import elsewhere commits twice a second; what is on screen is not laid out anew for that.
void TestTranscriptModel::refreshAnnouncesChangedRowsOnly()
{
    TestStore store;
    const qint64 session = store.addSession({});
    store.addEvents(session, 40);
    QueryRunner runner(store.file());
    TranscriptModel model(&runner);
    QSignalSpy opened(&model, &TranscriptModel::opened);
    model.open(session);
    QVERIFY(opened.wait());
    show(model, 0);
    QSignalSpy changed(&model, &TranscriptModel::dataChanged);
    store.addSession({}); // somebody else's
    model.refresh();
    waitForPaging(runner);
    waitForPaging(runner); // what the answer asked for
    QCOMPARE(changed.size(), 0);

    store.execute(u"UPDATE event SET head = 'changed' WHERE head IN ('head 3', 'head 4', 'head 9')"_s);
    store.execute(u"UPDATE session SET ended_at = ended_at + 1"_s);
    model.refresh();
    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 3);
    QCOMPARE(changed.at(0).at(1).toModelIndex().row(), 4);
    QCOMPARE(changed.at(1).at(0).toModelIndex().row(), 9);
    QCOMPARE(changed.at(1).at(1).toModelIndex().row(), 9);
    QCOMPARE(model.eventAt(4)->head, u"changed"_s);
}

void TestTranscriptModel::changedOrderTellsWhereRowsAre()
{
    TestStore store;
    const qint64 session = store.addSession({});
    store.addEvents(session, 100);
    QueryRunner runner(store.file());
    TranscriptModel model(&runner);
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    QSignalSpy opened(&model, &TranscriptModel::opened);
    QSignalSpy reset(&model, &TranscriptModel::modelReset);
    QSignalSpy reordered(&model, &TranscriptModel::reordered);
    model.open(session);
    QVERIFY(opened.wait());
    const qint64 kept = model.eventAt(40)->id;
    const qint64 gone = 4711;
    store.addEvent({.session = session, .head = u"earlier"_s});
    store.execute(u"UPDATE event SET position = -1 WHERE head = 'earlier'"_s);
    reset.clear();
    model.refresh({kept, gone});
    QVERIFY(reordered.wait());
    QCOMPARE(model.rowCount(), 101);
    QCOMPARE(reordered[0][0].value<QList<int>>(), (QList{41, -1}));
    QCOMPARE(model.eventAt(41)->id, kept); // came with it
    QCOMPARE(model.eventAt(0)->head, u"earlier"_s);
    QCOMPARE(reset.size(), 1);
    QCOMPARE(opened.size(), 1);
}

void TestTranscriptModel::olderAnswersAreDropped()
{
    TestStore store;
    const qint64 one = store.addSession({});
    store.addEvents(one, 1000);
    const qint64 other = store.addSession({});
    store.addEvents(other, 5);
    QueryRunner runner(store.file());
    TranscriptModel model(&runner);
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    QSignalSpy opened(&model, &TranscriptModel::opened);
    QSignalSpy located(&model, &TranscriptModel::located);
    model.open(one);
    QVERIFY(opened.wait());
    (void)model.eventAt(900);
    model.openAt(store.number(u"SELECT max(id) FROM event WHERE session_id = %1"_s.arg(one)));
    model.open(one);
    model.open(other);
    QVERIFY(opened.wait());
    QCOMPARE(model.sessionId(), other);
    QCOMPARE(model.rowCount(), 5);
    waitForPaging(runner);
    QCOMPARE(opened.size(), 2);
    QCOMPARE(located.size(), 0);
    QCOMPARE(model.eventAt(0)->sessionId, other);
}

void TestTranscriptModel::landmarksAreFound()
{
    TestStore store;
    const qint64 session = store.addSession({});
    store.addEvents(session, 200);
    QueryRunner runner(store.file());
    TranscriptModel model(&runner);
    QSignalSpy opened(&model, &TranscriptModel::opened);
    QSignalSpy found(&model, &TranscriptModel::found);
    model.open(session);
    QVERIFY(opened.wait());
    model.findLandmark(TranscriptModel::Landmark::Prompt, 5, 1);
    QVERIFY(found.wait());
    QCOMPARE(found.takeFirst()[0].toInt(), 10);
    model.findLandmark(TranscriptModel::Landmark::Error, 199, 1);
    QVERIFY(found.wait());
    QCOMPARE(found.takeFirst()[0].toInt(), -1);
}

void TestTranscriptModel::detailIsRead()
{
    TestStore store;
    const qint64 session = store.addSession({});
    const QString text = u"x"_s.repeated(TranscriptModel::textLimit + 5);
    const qint64 event = store.addEvent({.session = session, .text = text});
    QueryRunner runner(store.file());
    TranscriptModel model(&runner);
    QSignalSpy opened(&model, &TranscriptModel::opened);
    QSignalSpy ready(&model, &TranscriptModel::detailReady);
    model.open(session);
    QVERIFY(opened.wait());
    QCOMPARE(model.eventAt(0)->text.size(), TranscriptModel::textLimit);
    model.requestDetail(event);
    model.requestDetail(event); // on its way already
    QVERIFY(ready.wait());
    QCOMPARE(ready[0][0].value<EventDetail>().text, text);
    model.requestDetail(event);
    QVERIFY(ready.wait());
    QCOMPARE(ready.size(), 2);
}

void TestTranscriptModel::failuresAreTold()
{
    TestStore store;
    QueryRunner runner(store.file());
    TranscriptModel model(&runner);
    QSignalSpy failed(&model, &TranscriptModel::failed);
    model.open(12345);
    QVERIFY(failed.wait());
    QCOMPARE(model.rowCount(), 0);
    model.openAt(12345);
    QVERIFY(failed.wait());
    QueryRunner nowhere(store.folder() + u"/none.sqlite"_s);
    TranscriptModel lost(&nowhere);
    QSignalSpy lostFailed(&lost, &TranscriptModel::failed);
    lost.open(1);
    QVERIFY(lostFailed.wait());
    QVERIFY(!lostFailed[0][0].toString().isEmpty());
}

void TestTranscriptModel::runsAreThreadsOfTheirOwn()
{
    TestStore store;
    const qint64 session = store.addSession({});
    const qint64 run = store.addRun(session, u"helper"_s);
    store.addEvent({.session = session, .head = u"main"_s});
    const qint64 inside = store.addEvent({.session = session, .run = run, .head = u"inside"_s});
    QueryRunner runner(store.file());
    TranscriptModel model(&runner);
    QSignalSpy opened(&model, &TranscriptModel::opened);
    QSignalSpy located(&model, &TranscriptModel::located);
    model.open(session);
    QVERIFY(opened.wait());
    model.openAt(inside);
    QVERIFY(located.wait());
    QCOMPARE(model.runId(), run);
    QCOMPARE(model.run().agentId, u"helper"_s);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.eventAt(0)->head, u"inside"_s);
}

QTEST_GUILESS_MAIN(TestTranscriptModel)
#include "tst_transcriptmodel.moc"
