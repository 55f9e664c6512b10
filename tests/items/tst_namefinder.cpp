// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QSignalSpy>
#include <QTest>

#include "models/items/namefinder.h"
#include "models/items/queryrunner.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestNameFinder final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void finds_data();
    void finds();
    void recentOnesComeFirst();
    void idsOpenTheirEvent();
    void readsTheNamesOnce();
    void newestQuestionWins();
    void seesNewSessionsWhenToldTo();
    void answersWithoutAStore();

private:
    [[nodiscard]] FoundNames ask(NameFinder &finder, const QString &text, const QList<qint64> &recent = {});
    TestStore m_store;
    qint64 m_retry = 0;
    qint64 m_storm = 0;
};

void TestNameFinder::initTestCase()
{
    const qint64 payments = m_store.addProject(u"github.com/acme/payments"_s);
    const qint64 web = m_store.addProject(u"github.com/acme/storefront"_s);
    m_retry = m_store.addSession({.uuid = u"7c1e04d2-0000-4000-8000-000000000001"_s,
                                  .project = payments,
                                  .title = u"Retry 503s from the gateway"_s,
                                  .startedAt = 3'000});
    m_storm = m_store.addSession({.project = web, .title = u"Webhook retry storm"_s, .startedAt = 5'000});
    m_store.addSession({.project = web, .title = u"Cart drawer"_s, .startedAt = 4'000});
    m_store.addSession({.project = web, .title = u"Retry, deleted"_s, .startedAt = 9'000, .deleted = true});
}

FoundNames TestNameFinder::ask(NameFinder &finder, const QString &text, const QList<qint64> &recent)
{
    QSignalSpy found(&finder, &NameFinder::found);
    finder.find(text, recent, 6);
    return found.wait() ? found.last().first().value<FoundNames>() : FoundNames();
}

void TestNameFinder::finds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("titles");
    QTest::addColumn<QString>("projects");
    QTest::newRow("nothing typed: the newest")
        << u""_s << u"Webhook retry storm|Cart drawer|Retry 503s from the gateway"_s << u"storefront|payments"_s;
    QTest::newRow("the best first") << u"retry"_s << u"Retry 503s from the gateway|Webhook retry storm"_s << u""_s;
    QTest::newRow("letters") << u"wrs"_s << u"Webhook retry storm"_s << u""_s;
    QTest::newRow("project") << u"stfr"_s << u""_s << u"storefront"_s;
    QTest::newRow("id") << u"7C1E04"_s << u"Retry 503s from the gateway"_s << u""_s;
}

void TestNameFinder::finds()
{
    QFETCH(QString, text);
    QFETCH(QString, titles);
    QFETCH(QString, projects);
    QueryRunner runner(m_store.file());
    NameFinder finder(&runner);
    const FoundNames names = ask(finder, text);
    QCOMPARE(names.text, text);
    QStringList found;
    for (const FoundSession &each : names.sessions)
        found.append(each.session.title);
    QCOMPARE(found.join(u'|'), titles);
    found.clear();
    for (const FoundProject &each : names.projects)
        found.append(each.project.name);
    QCOMPARE(found.join(u'|'), projects);
}

void TestNameFinder::recentOnesComeFirst()
{
    QueryRunner runner(m_store.file());
    NameFinder finder(&runner);
    const FoundNames names = ask(finder, {}, {m_retry});
    QCOMPARE(names.sessions.first().session.id, m_retry);
    QCOMPARE(names.sessions.at(1).session.id, m_storm);
    QCOMPARE(names.sessionsInAll, 3);
    QCOMPARE(names.sessions.first().project, u"payments"_s);
}

void TestNameFinder::idsOpenTheirEvent()
{
    QueryRunner runner(m_store.file());
    NameFinder finder(&runner);
    const FoundNames names = ask(finder, u"7c1e04d2-0000-4000-8000-000000000001#42"_s);
    QCOMPARE(names.sessions.size(), 1);
    QCOMPARE(names.sessions.first().session.id, m_retry);
    QCOMPARE(names.sessions.first().eventId, 42);
}

void TestNameFinder::readsTheNamesOnce()
{
    QueryRunner runner(m_store.file());
    NameFinder finder(&runner);
    QCOMPARE(ask(finder, u"r"_s).sessions.size(), 3);
    const qint64 before = runner.statements();
    for (const QString &text : {u"re"_s, u"ret"_s, u"retr"_s})
        QCOMPARE(ask(finder, text).sessions.size(), 2);
    QCOMPARE(runner.statements(), before);
}

void TestNameFinder::newestQuestionWins()
{
    QueryRunner runner(m_store.file());
    NameFinder finder(&runner);
    QSignalSpy found(&finder, &NameFinder::found);
    for (const QString &text : {u"c"_s, u"ca"_s, u"cart"_s})
        finder.find(text, {}, 6);
    QVERIFY(finder.isBusy());
    QTRY_VERIFY(!finder.isBusy());
    QCOMPARE(found.last().first().value<FoundNames>().text, u"cart"_s);
}

void TestNameFinder::seesNewSessionsWhenToldTo()
{
    TestStore store;
    const qint64 project = store.addProject(u"github.com/acme/payments"_s);
    store.addSession({.project = project, .title = u"first"_s});
    QueryRunner runner(store.file());
    NameFinder finder(&runner);
    QCOMPARE(ask(finder, {}).sessions.size(), 1);
    store.addSession({.project = project, .title = u"second"_s});
    QCOMPARE(ask(finder, {}).sessions.size(), 1);
    finder.forgetNames();
    QCOMPARE(ask(finder, {}).sessions.size(), 2);
}

void TestNameFinder::answersWithoutAStore()
{
    QueryRunner runner(m_store.folder() + u"/none.sqlite"_s);
    NameFinder finder(&runner);
    QSignalSpy found(&finder, &NameFinder::found);
    finder.find(u"x"_s, {}, 6);
    QVERIFY(found.wait());
    QVERIFY(found.first().first().value<FoundNames>().sessions.isEmpty());
    QVERIFY(!finder.isBusy());
}

QTEST_GUILESS_MAIN(TestNameFinder)
#include "tst_namefinder.moc"
