// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "models/items/queryrunner.h"
#include "models/items/searchmodel.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using Mode = QAbstractItemModelTester::FailureReportingMode;

class TestSearchModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hitsAreGroupedBySession();
    void morePagesCome();
    void totalIsCountedAfterThePage();
    void typingAheadCancels();
    void emptyTextEmpties();
    void problemsAreTold();
    void failureIsTold();
    void oldTotalGoesWithTheOldWords();
    void failedCountIsTold();
    void hitsThatMovedComeOnce();
    void laterPagesSayWhatTheyContinue();
    void sessionsTellTheirHits();
};

void TestSearchModel::hitsAreGroupedBySession()
{
    TestStore store;
    const qint64 one = store.addSession({});
    const qint64 other = store.addSession({});
    const qint64 a = store.addEvent({.session = one, .at = 10, .text = u"needle"_s});
    const qint64 b = store.addEvent({.session = other, .at = 20, .text = u"needle"_s});
    const qint64 c = store.addEvent({.session = one, .at = 30, .text = u"needle"_s});
    QueryRunner runner(store.file());
    SearchModel model(&runner);
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    QSignalSpy finished(&model, &SearchModel::finished);
    model.search(u"needle"_s, SearchModel::Order::Newest);
    QVERIFY(model.isBusy());
    QVERIFY(finished.wait());
    QVERIFY(!model.isBusy());
    QList<qint64> events;
    QList<bool> heads;
    for (int row = 0; row < model.rowCount(); ++row) {
        events.append(model.index(row).data(SearchModel::EventIdRole).toLongLong());
        heads.append(model.index(row).data(SearchModel::HeadRole).toBool());
    }
    QCOMPARE(events, (QList<qint64>{0, c, a, 0, b}));
    QCOMPARE(heads, (QList{true, false, false, true, false}));
    QCOMPARE(model.index(1).data(SearchModel::HitRole).value<SearchHit>().snippet, u"needle"_s);
    QCOMPARE(model.index(0).data(SearchModel::SessionIdRole).toLongLong(), one);
    QCOMPARE(model.index(3).data(SearchModel::SessionIdRole).toLongLong(), other);
    QCOMPARE(model.total(), 3);
    QCOMPARE(model.sessions(), 2);
    QCOMPARE(model.text(), u"needle"_s);
    QCOMPARE(model.index(1).data(Qt::AccessibleTextRole).toString(), u"needle, in (no prompt)"_s);
    QCOMPARE(model.index(0).data(Qt::AccessibleTextRole).toString(), u"Session (no prompt), 2 hits"_s);
    // Hits have numbers, whatever stands between them.
    QCOMPARE(model.hitCount(), 3);
    QCOMPARE(model.hit(2).eventId, b);
    QCOMPARE(model.rowOfHit(2), 4);
    QCOMPARE(model.hitOfRow(4), 2);
    QCOMPARE(model.hitOfRow(3), -1);
    QCOMPARE(model.rowOfHit(3), -1);
}

void TestSearchModel::morePagesCome()
{
    TestStore store;
    store.addEvents(store.addSession({}), 120);
    QueryRunner runner(store.file());
    SearchModel model(&runner);
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    QSignalSpy finished(&model, &SearchModel::finished);
    QSignalSpy inserted(&model, &SearchModel::rowsInserted);
    model.search(u"text"_s, SearchModel::Order::Newest);
    QVERIFY(finished.wait());
    QCOMPARE(model.hitCount(), SearchModel::pageSize);
    while (model.hitCount() < 120) { // the tester asks for more as well
        model.fetchMore({});
        QVERIFY(!model.canFetchMore({})); // it is on its way
        QVERIFY(inserted.wait());
    }
    QCOMPARE(model.hitCount(), 120);
    QVERIFY(!model.canFetchMore({}));
    QSet<qint64> events;
    for (int number = 0; number < model.hitCount(); ++number)
        events.insert(model.hit(number).eventId);
    QCOMPARE(events.size(), 120);
}

void TestSearchModel::totalIsCountedAfterThePage()
{
    TestStore store;
    store.addEvents(store.addSession({}), 300);
    QueryRunner runner(store.file());
    SearchModel model(&runner);
    QSignalSpy finished(&model, &SearchModel::finished);
    model.search(u"text"_s, SearchModel::Order::Best);
    QVERIFY(finished.wait());
    QCOMPARE(model.total(), -1);
    QTRY_COMPARE(model.total(), 300);
}

void TestSearchModel::typingAheadCancels()
{
    TestStore store;
    store.addEvents(store.addSession({}), 5000);
    QueryRunner runner(store.file());
    SearchModel model(&runner);
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    QSignalSpy finished(&model, &SearchModel::finished);
    QSignalSpy reset(&model, &SearchModel::modelReset);
    const QString word = u"text 4321"_s;
    for (int length = 1; length <= word.size(); ++length)
        model.search(word.left(length), SearchModel::Order::Newest);
    QVERIFY(finished.wait());
    QCOMPARE(model.hitCount(), 1);
    bool idle = false;
    QObject context;
    runner.post(
        QueryRunner::Lane::Search, &context, [](Database &) {}, [&](const Result<> &) { idle = true; });
    QTRY_VERIFY(idle);
    QCOMPARE(finished.size(), 1); // none of the earlier ones answered
    QCOMPARE(reset.size(), 1);
    // The first of the nine may have run; each page costs two statements for a hit and a few for finding them.
    QVERIFY2(runner.statements() < 400, qPrintable(QString::number(runner.statements())));
}

void TestSearchModel::emptyTextEmpties()
{
    TestStore store;
    store.addEvents(store.addSession({}), 10);
    QueryRunner runner(store.file());
    SearchModel model(&runner);
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    QSignalSpy finished(&model, &SearchModel::finished);
    model.search(u"text"_s, SearchModel::Order::Newest);
    QVERIFY(finished.wait());
    QCOMPARE(model.hitCount(), 10);
    model.search(u"text"_s, SearchModel::Order::Best);
    model.search(u"  "_s, SearchModel::Order::Best);
    QCOMPARE(model.hitCount(), 0);
    QVERIFY(!model.isBusy());
    QCOMPARE(model.total(), 0);
    bool idle = false;
    QObject context;
    runner.post(
        QueryRunner::Lane::Search, &context, [](Database &) {}, [&](const Result<> &) { idle = true; });
    QTRY_VERIFY(idle);
    QCOMPARE(model.hitCount(), 0);
}

void TestSearchModel::problemsAreTold()
{
    TestStore store;
    store.addEvents(store.addSession({}), 10);
    QueryRunner runner(store.file());
    SearchModel model(&runner);
    QSignalSpy problems(&model, &SearchModel::problems);
    QSignalSpy finished(&model, &SearchModel::finished);
    model.search(u"text is:eror"_s, SearchModel::Order::Newest);
    QCOMPARE(problems.last()[0].value<QList<FilterProblem>>().size(), 1);
    QVERIFY(finished.wait());
    QCOMPARE(model.hitCount(), 10);
}

void TestSearchModel::failureIsTold()
{
    TestStore store;
    store.addEvents(store.addSession({}), 10);
    store.execute(u"DROP TABLE body"_s);
    QueryRunner runner(store.file());
    SearchModel model(&runner);
    QSignalSpy failed(&model, &SearchModel::failed);
    model.search(u"text"_s, SearchModel::Order::Newest);
    QVERIFY(failed.wait());
    QVERIFY(!model.isBusy());
}

void TestSearchModel::oldTotalGoesWithTheOldWords()
{
    TestStore store;
    store.addEvents(store.addSession({}), 10);
    QueryRunner runner(store.file());
    SearchModel model(&runner);
    QSignalSpy finished(&model, &SearchModel::finished);
    model.search(u"text"_s, SearchModel::Order::Newest);
    QVERIFY(finished.wait());
    QCOMPARE(model.total(), 10);
    model.search(u"head"_s, SearchModel::Order::Newest);
    QCOMPARE(model.total(), -1);
    QVERIFY(!model.isCounting());
}

void TestSearchModel::failedCountIsTold()
{
    TestStore store;
    store.addEvents(store.addSession({}), 200);
    QueryRunner runner(store.file());
    SearchModel model(&runner);
    QSignalSpy finished(&model, &SearchModel::finished);
    connect(&model, &QAbstractItemModel::modelReset, this, [&store] { store.execute(u"DROP TABLE body_index"_s); });
    model.search(u"text"_s, SearchModel::Order::Newest);
    QVERIFY(finished.wait());
    QVERIFY(model.isCounting());
    QTRY_VERIFY(!model.isCounting());
    QCOMPARE(model.total(), -1);
}

// An import puts new hits before those that were read.
void TestSearchModel::hitsThatMovedComeOnce()
{
    TestStore store;
    const qint64 session = store.addSession({});
    store.addEvents(session, 120);
    QueryRunner runner(store.file());
    SearchModel model(&runner);
    QSignalSpy finished(&model, &SearchModel::finished);
    model.search(u"text"_s, SearchModel::Order::Newest);
    QVERIFY(finished.wait());
    for (int i = 0; i < 20; ++i)
        store.addEvent({.session = session, .at = 1'000'000, .text = u"text"_s});
    while (model.canFetchMore({})) {
        model.fetchMore({});
        QTRY_VERIFY(model.canFetchMore({}) || model.hitCount() >= 120);
    }
    QSet<qint64> events;
    for (int number = 0; number < model.hitCount(); ++number)
        events.insert(model.hit(number).eventId);
    QCOMPARE(events.size(), model.hitCount());
    QCOMPARE(model.hitCount(), 120);
}

void TestSearchModel::laterPagesSayWhatTheyContinue()
{
    TestStore store;
    const qint64 one = store.addSession({});
    const qint64 other = store.addSession({});
    for (int i = 0; i < 120; ++i)
        store.addEvent({.session = i % 2 == 0 ? one : other, .at = 1'000 - i, .text = u"needle"_s});
    QueryRunner runner(store.file());
    SearchModel model(&runner);
    QSignalSpy finished(&model, &SearchModel::finished);
    model.search(u"needle"_s, SearchModel::Order::Newest);
    QVERIFY(finished.wait());
    model.fetchMore({});
    QTRY_COMPARE(model.hitCount(), 100);
    QList<int> heads;
    QList<bool> continued;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row).data(SearchModel::HeadRole).toBool()) {
            heads.append(row);
            continued.append(model.index(row).data(SearchModel::ContinuedRole).toBool());
        }
    }
    QCOMPARE(heads, (QList{0, 26, 52, 78}));
    QCOMPARE(continued, (QList{false, false, true, true}));
}

// How many hits a session has is known when they were counted, not from what was read of them.
void TestSearchModel::sessionsTellTheirHits()
{
    TestStore store;
    const qint64 one = store.addSession({.title = u"One"_s});
    const qint64 other = store.addSession({});
    store.addEvents(one, 120);
    store.addEvents(other, 30);
    QueryRunner runner(store.file());
    SearchModel model(&runner);
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    QSignalSpy finished(&model, &SearchModel::finished);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.search(u"text"_s, SearchModel::Order::Newest);
    QVERIFY(finished.wait());
    QCOMPARE(model.index(0).data(SearchModel::SessionHitsRole).toLongLong(), -1);
    QCOMPARE(model.index(0).data(Qt::DisplayRole).toString(), u"One"_s);
    QTRY_COMPARE(model.sessions(), 2);
    QCOMPARE(model.total(), 150);
    QCOMPARE(model.index(0).data(SearchModel::SessionHitsRole).toLongLong(), 120);
    QVERIFY(!changed.isEmpty());
}

QTEST_GUILESS_MAIN(TestSearchModel)
#include "tst_searchmodel.moc"
