// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include "models/data/store/migrations.h"
#include "models/data/store/statement.h"
#include "models/items/queryrunner.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using Lane = QueryRunner::Lane;

namespace {

// Runs until it is interrupted.
void runForever(Database &db, std::atomic<bool> &interrupted)
{
    Statement endless(db, u"WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"_s);
    interrupted = !endless.next() && endless.error().code == Error::Code::Cancelled;
}

} // namespace

class TestQueryRunner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void workRunsElsewhereAndAnswersHere();
    void missingStoreFailsUntilItIsThere();
    void olderStoreFailsUntilItIsMigrated();
    void replacedStoreIsOpenedAnew();
    void lanesDoNotWaitForEachOther();
    void newerJobReplacesTheOlder();
    void answerOnItsWayIsDroppedToo();
    void jobsOfOthersAreKept();
    void contextThatIsGoneGetsNoAnswer();
    void destructionInterrupts();
    void changesOfOthersAreTold();
};

void TestQueryRunner::workRunsElsewhereAndAnswersHere()
{
    TestStore store;
    QueryRunner runner(store.file());
    QObject context;
    QThread *worked = nullptr;
    QThread *answered = nullptr;
    runner.post(
        Lane::Paging, &context,
        [&](Database &db) {
            worked = QThread::currentThread();
            Statement s(db, u"SELECT 'four'"_s);
            if (s.next())
                (void)s.text(0);
        },
        [&](const Result<> &done) { answered = done ? QThread::currentThread() : nullptr; });
    QTRY_VERIFY(answered);
    QCOMPARE(answered, QThread::currentThread());
    QVERIFY(worked != answered);
    QCOMPARE(runner.statements(), 1);
    QCOMPARE(runner.bytes(), 4);
}

void TestQueryRunner::missingStoreFailsUntilItIsThere()
{
    QTemporaryDir folder;
    QueryRunner runner(folder.filePath(u"store.sqlite"_s));
    QObject context;
    std::optional<Result<>> answer;
    const auto ask = [&] {
        answer.reset();
        runner.post(
            Lane::Paging, &context, [](Database &) {}, [&](const Result<> &done) { answer = done; });
    };
    ask();
    QTRY_VERIFY(answer);
    QCOMPARE(answer->error().code, Error::Code::NotFound);
    QVERIFY(Database::open(folder.filePath(u"store.sqlite"_s), Database::Mode::Writer));
    ask();
    QTRY_VERIFY(answer);
    QVERIFY(answer->has_value());
}

void TestQueryRunner::olderStoreFailsUntilItIsMigrated()
{
    TestStore store;
    store.execute(u"PRAGMA user_version=1"_s);
    QueryRunner runner(store.file());
    QSignalSpy changes(&runner, &QueryRunner::storeChanged);
    int answers = 0;
    Result<> told;
    const auto askOnce = [&] {
        const int before = answers;
        runner.post(
            Lane::Paging, this, [](Database &) {},
            [&](const Result<> &opened) {
                told = opened;
                ++answers;
            });
        return QTest::qWaitFor([&] { return answers > before; });
    };
    QVERIFY(askOnce());
    QVERIFY(!told);
    QCOMPARE(told.error().code, Error::Code::Busy);
    store.execute(u"PRAGMA user_version=%1"_s.arg(newestSchema({})));
    QTRY_VERIFY(changes.count() > 0);
    QVERIFY(askOnce());
    QVERIFY(told);
}

void TestQueryRunner::replacedStoreIsOpenedAnew()
{
    TestStore old;
    TestStore repaired;
    repaired.addSession({});
    repaired.execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    QueryRunner runner(old.file());
    QObject context;
    std::atomic<qint64> sessions = -1; // written on the lane
    const auto ask = [&] {
        sessions = -1;
        runner.post(
            Lane::Paging, &context,
            [&](Database &db) {
                Statement s(db, u"SELECT count(*) FROM session"_s);
                sessions = s.next() ? s.integer(0) : -2;
            },
            [](const Result<> &) {});
    };
    ask();
    QTRY_COMPARE(sessions.load(), 0);
    QVERIFY(QFile::copy(repaired.file(), old.file() + u".new"_s));
    QVERIFY(QFile::rename(old.file(), old.file() + u".damaged"_s));
    QFile::remove(old.file() + u"-wal"_s);
    QFile::remove(old.file() + u"-shm"_s);
    QVERIFY(QFile::rename(old.file() + u".new"_s, old.file()));
    ask();
    QTRY_COMPARE(sessions.load(), 1);
}

void TestQueryRunner::lanesDoNotWaitForEachOther()
{
    TestStore store;
    std::atomic<bool> interrupted = false;
    {
        QueryRunner runner(store.file());
        QObject context;
        bool paged = false;
        runner.post(
            Lane::Search, &context, [&](Database &db) { runForever(db, interrupted); }, [](const Result<> &) {});
        runner.post(
            Lane::Paging, &context, [](Database &) {}, [&](const Result<> &) { paged = true; });
        QTRY_VERIFY(paged);
        QVERIFY(!interrupted);
    }
    QVERIFY(interrupted);
}

void TestQueryRunner::newerJobReplacesTheOlder()
{
    TestStore store;
    QueryRunner runner(store.file());
    QObject context;
    std::atomic<bool> started = false;
    std::atomic<bool> interrupted = false;
    std::atomic<int> ran = 0;
    QList<int> answers;
    runner.post(
        Lane::Search, &context,
        [&](Database &db) {
            started = true;
            // Two statements: the interruption may fall between them.
            runForever(db, interrupted);
            runForever(db, interrupted);
        },
        [&](const Result<> &) { answers.append(0); }, true);
    QTRY_VERIFY(started);
    for (int i = 1; i <= 20; ++i)
        runner.post(
            Lane::Search, &context, [&](Database &) { ++ran; }, [&, i](const Result<> &) { answers.append(i); }, true);
    QTRY_COMPARE(answers, QList{20});
    QVERIFY(interrupted);
    QCOMPARE(ran.load(), 1); // nineteen were dropped while they waited
}

void TestQueryRunner::answerOnItsWayIsDroppedToo()
{
    TestStore store;
    QueryRunner runner(store.file());
    QObject context;
    std::atomic<bool> other = false;
    QList<int> answers;
    runner.post(
        Lane::Search, &context, [](Database &) {}, [&](const Result<> &) { answers.append(1); }, true);
    runner.post(
        Lane::Search, &runner, [&](Database &) { other = true; }, [](const Result<> &) {});
    while (!other) // without the event loop, so that the first answer waits in it
        QThread::yieldCurrentThread();
    runner.post(
        Lane::Search, &context, [](Database &) {}, [&](const Result<> &) { answers.append(2); }, true);
    QTRY_VERIFY(!answers.isEmpty());
    QCOMPARE(answers, QList{2});
}

void TestQueryRunner::jobsOfOthersAreKept()
{
    TestStore store;
    QueryRunner runner(store.file());
    QObject one;
    QObject other;
    QStringList answers;
    runner.post(
        Lane::Search, &one, [](Database &) {}, [&](const Result<> &) { answers.append(u"one"_s); }, true);
    runner.post(
        Lane::Search, &other, [](Database &) {}, [&](const Result<> &) { answers.append(u"other"_s); }, true);
    QTRY_COMPARE(answers.join(u' '), u"one other"_s);
}

void TestQueryRunner::contextThatIsGoneGetsNoAnswer()
{
    TestStore store;
    QueryRunner runner(store.file());
    QObject witness;
    bool answered = false;
    bool after = false;
    auto context = std::make_unique<QObject>();
    runner.post(
        Lane::Paging, context.get(), [](Database &) {}, [&](const Result<> &) { answered = true; });
    context.reset();
    runner.post(
        Lane::Paging, &witness, [](Database &) {}, [&](const Result<> &) { after = true; });
    QTRY_VERIFY(after);
    QVERIFY(!answered);
}

void TestQueryRunner::destructionInterrupts()
{
    TestStore store;
    QObject context;
    std::atomic<bool> started = false;
    std::atomic<bool> interrupted = false;
    bool answered = false;
    {
        QueryRunner runner(store.file());
        runner.post(
            Lane::Paging, &context,
            [&](Database &db) {
                started = true;
                runForever(db, interrupted);
            },
            [&](const Result<> &) { answered = true; });
        QTRY_VERIFY(started);
    }
    QVERIFY(interrupted);
    QCoreApplication::processEvents();
    QVERIFY(!answered);
}

void TestQueryRunner::changesOfOthersAreTold()
{
    TestStore store;
    QueryRunner runner(store.file());
    QObject context;
    bool read = false;
    runner.post(
        Lane::Paging, &context, [](Database &) {}, [&](const Result<> &) { read = true; });
    QTRY_VERIFY(read);
    store.addSession({}); // between what was read and the connection
    QSignalSpy changed(&runner, &QueryRunner::storeChanged);
    QTRY_COMPARE(changed.size(), 1);
    store.addSession({});
    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(runner.statements(), 0); // asking is no work done for anybody

    QTemporaryDir folder;
    const QString later = folder.filePath(u"later.sqlite"_s);
    QueryRunner waiting(later);
    QSignalSpy appeared(&waiting, &QueryRunner::storeChanged);
    std::optional<Result<>> answer;
    waiting.post(
        Lane::Paging, &context, [](Database &) {}, [&](const Result<> &done) { answer = done; });
    QTRY_VERIFY(answer && !*answer);
    QCOMPARE(appeared.size(), 0);
    QVERIFY(Database::open(later, Database::Mode::Writer));
    QTRY_COMPARE(appeared.size(), 1);
}

QTEST_GUILESS_MAIN(TestQueryRunner)
#include "tst_queryrunner.moc"
