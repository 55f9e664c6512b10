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
    QStringList titles;
    QStringList projects;
    qsizetype hits = 0;
    qint64 total = 0;
};

Answer answerOf(const QList<QVariant> &arguments)
{
    Answer answer;
    for (const SessionRow &row : arguments[1].value<QList<SessionRow>>())
        answer.titles.append(row.title);
    for (const ProjectRow &row : arguments[2].value<QList<ProjectRow>>())
        answer.projects.append(row.name);
    answer.hits = arguments[3].value<QList<SearchHit>>().size();
    answer.total = arguments[4].toLongLong();
    return answer;
}

} // namespace

class TestQuickSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void names_data();
    void names();
    void hitsComeAfterTheNames();
    void manyHitsAreCountedLast();
    void newestQuestionWins();
    void noStoreIsTold();

private:
    Answer last(const QString &text, bool complete = true);
    TestStore m_store;
};

void TestQuickSearch::initTestCase()
{
    const qint64 payments = m_store.addProject(u"github.com/acme/payments"_s);
    const qint64 web = m_store.addProject(u"github.com/acme/storefront"_s);
    const qint64 retry = m_store.addSession({.uuid = u"aaaa1111-0000"_s,
                                             .project = payments,
                                             .title = u"Retry 503s from the gateway"_s,
                                             .startedAt = 3'000});
    m_store.addSession(
        {.uuid = u"bbbb2222-0000"_s, .project = web, .title = u"No autoretry, please"_s, .startedAt = 5'000});
    m_store.addSession(
        {.uuid = u"cccc3333-0000"_s, .project = web, .title = u"Ärger mit Größen"_s, .startedAt = 4'000});
    m_store.addSession(
        {.uuid = u"dddd4444-0000"_s, .project = web, .title = u"Gone retry"_s, .startedAt = 9'000, .deleted = true});
    m_store.addEvents(retry, 40);
}

Answer TestQuickSearch::last(const QString &text, bool complete)
{
    QueryRunner runner(m_store.file());
    QuickSearch search(&runner);
    QSignalSpy answered(&search, &QuickSearch::answered);
    search.ask(text);
    const auto done = [&] { return !answered.isEmpty() && (!complete || answerOf(answered.last()).total >= 0); };
    if (!QTest::qWaitFor(done))
        return {};
    return answerOf(answered.last());
}

void TestQuickSearch::names_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("titles");
    QTest::addColumn<QString>("projects");
    const QString retry = u"Retry 503s from the gateway"_s;
    const QString without = u"No autoretry, please"_s;
    const QString sizes = u"Ärger mit Größen"_s;
    QTest::newRow("nothing typed") << u""_s << without + u'|' + sizes + u'|' + retry << u"storefront|payments"_s;
    QTest::newRow("word begins before word holds") << u"retry"_s << retry + u'|' + without << u""_s;
    QTest::newRow("two words") << u"gate retr"_s << retry << u""_s;
    QTest::newRow("other case, not ASCII") << u"ärger GRÖ"_s << sizes << u""_s;
    QTest::newRow("beginning of an id") << u"bbbb22"_s << without << u""_s;
    QTest::newRow("project") << u"pay"_s << u""_s << u"payments"_s;
    QTest::newRow("key of both") << u"acme"_s << u""_s << u"storefront|payments"_s;
    QTest::newRow("fields hold too") << u"project:store retry"_s << without << u""_s;
    QTest::newRow("only a field") << u"project:pay"_s << retry << u"payments"_s;
    QTest::newRow("unwanted word") << u"retry -please"_s << retry << u""_s;
    QTest::newRow("wildcards are plain") << u"r%y"_s << u""_s << u""_s;
}

void TestQuickSearch::names()
{
    QFETCH(QString, text);
    QFETCH(QString, titles);
    QFETCH(QString, projects);
    const Answer answer = last(text);
    QCOMPARE(answer.titles.join(u'|'), titles);
    QCOMPARE(answer.projects.join(u'|'), projects);
}

void TestQuickSearch::hitsComeAfterTheNames()
{
    QueryRunner runner(m_store.file());
    QuickSearch search(&runner);
    QSignalSpy answered(&search, &QuickSearch::answered);
    search.ask(u"text"_s);
    QTRY_COMPARE(answered.size(), 3);
    QCOMPARE(answerOf(answered[0]).hits, 0);
    QCOMPARE(answerOf(answered[0]).total, -1);
    QCOMPARE(answerOf(answered[1]).hits, QuickSearch::hitLimit);
    QCOMPARE(answerOf(answered[1]).total, -1);
    QVERIFY2(runner.statements() < 30, qPrintable(QString::number(runner.statements())));
}

void TestQuickSearch::manyHitsAreCountedLast()
{
    const Answer answer = last(u"text"_s);
    QCOMPARE(answer.hits, QuickSearch::hitLimit);
    QCOMPARE(answer.total, 40);
    QCOMPARE(last(u"nowhere"_s).total, 0);
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
