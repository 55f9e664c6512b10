// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QSignalSpy>
#include <QTest>

#include "models/items/queryrunner.h"
#include "models/items/quicksearch.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Answer {
    qsizetype hits = 0;
    qint64 total = 0;
};

Answer answerOf(const QList<QVariant> &arguments)
{
    return {arguments[1].value<QList<SearchHit>>().size(), arguments[2].toLongLong()};
}

} // namespace

class TestQuickSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void hitsComeBeforeTheirNumber();
    void manyHitsAreCountedLast();
    void newestQuestionWins();
    void noStoreIsTold();

private:
    Answer last(const QString &text);
    TestStore m_store;
};

void TestQuickSearch::initTestCase()
{
    const qint64 project = m_store.addProject(u"github.com/acme/payments"_s);
    const qint64 retry = m_store.addSession({.project = project, .title = u"Retry 503s from the gateway"_s});
    m_store.addEvents(retry, 40);
}

Answer TestQuickSearch::last(const QString &text)
{
    QueryRunner runner(m_store.file());
    QuickSearch search(&runner);
    QSignalSpy answered(&search, &QuickSearch::answered);
    search.ask(text);
    const auto done = [&] { return !answered.isEmpty() && answerOf(answered.last()).total >= 0; };
    if (!QTest::qWaitFor(done))
        return {};
    return answerOf(answered.last());
}

void TestQuickSearch::hitsComeBeforeTheirNumber()
{
    QueryRunner runner(m_store.file());
    QuickSearch search(&runner);
    QSignalSpy answered(&search, &QuickSearch::answered);
    search.ask(u"text"_s);
    QTRY_COMPARE(answered.size(), 2);
    QCOMPARE(answerOf(answered[0]).hits, QuickSearch::hitLimit);
    QCOMPARE(answerOf(answered[0]).total, -1);
    QVERIFY2(runner.statements() < 30, qPrintable(QString::number(runner.statements())));
}

void TestQuickSearch::manyHitsAreCountedLast()
{
    const Answer answer = last(u"text"_s);
    QCOMPARE(answer.hits, QuickSearch::hitLimit);
    QCOMPARE(answer.total, 40);
    QCOMPARE(last(u"nowhere"_s).total, 0);
    QCOMPARE(last(u"  "_s).total, 0);
}

void TestQuickSearch::newestQuestionWins()
{
    QueryRunner runner(m_store.file());
    QuickSearch search(&runner);
    QSignalSpy answered(&search, &QuickSearch::answered);
    for (const QString &text : {u"r"_s, u"re"_s, u"ret"_s, u"retry"_s})
        search.ask(text);
    QTRY_VERIFY(!answered.isEmpty() && answerOf(answered.last()).total >= 0);
    for (const auto &arguments : answered)
        QCOMPARE(arguments[0].toString(), u"retry"_s);
    answered.clear();
    search.ask(u"text"_s);
    search.cancel();
    bool idle = false;
    QObject context;
    runner.post(
        QueryRunner::Lane::Search, &context, [](Database &) {}, [&](const Result<> &) { idle = true; });
    QTRY_VERIFY(idle);
    QCOMPARE(answered.size(), 0);
}

void TestQuickSearch::noStoreIsTold()
{
    QueryRunner runner(m_store.folder() + u"/none.sqlite"_s);
    QuickSearch search(&runner);
    QSignalSpy failed(&search, &QuickSearch::failed);
    search.ask(u"text"_s);
    QVERIFY(failed.wait());
    QCOMPARE(failed.first().first().value<Error>().code, Error::Code::NotFound);
}

QTEST_GUILESS_MAIN(TestQuickSearch)
#include "tst_quicksearch.moc"
