// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "models/data/query/carequery.h"
#include "models/data/query/outlinequery.h"
#include "models/data/query/sessionquery.h"
#include "models/data/store/statement.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestSessionQuery : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newestFirstInPages();
    void projectsCountWhatIsShown();
    void outlineHoldsTheSameAsTheList();
    void ordersOfTheOutline();
    void idsComeInTheOrderAsked();
    void uuidPrefixMustBeUnique();
    void costs();
    void sourceOfTheSession();
    void whatThePersonAdded();
    void runs();
};

void TestSessionQuery::newestFirstInPages()
{
    TestStore store;
    store.addSessions(store.addProject(u"path:/p"_s), 10);
    store.addSession({.title = u"deleted"_s, .startedAt = 5'000'000, .deleted = true});
    const auto first = readSessions(store.db(), FilterSql(), 4, 0);
    const auto last = readSessions(store.db(), FilterSql(), 4, 8);
    QVERIFY(first && last);
    QCOMPARE(first->size(), 4);
    QCOMPARE(first->front().title, u"session 0"_s);
    QCOMPARE(first->back().title, u"session 3"_s);
    QCOMPARE(last->size(), 2);
    QCOMPARE(last->back().title, u"session 9"_s);
    QCOMPARE(countSessions(store.db(), FilterSql()).value_or(-1), 10);
}

void TestSessionQuery::projectsCountWhatIsShown()
{
    TestStore store;
    const qint64 old = store.addProject(u"github.com/o/old"_s);
    const qint64 recent = store.addProject(u"github.com/o/recent"_s);
    store.addProject(u"github.com/o/empty"_s);
    for (int i = 0; i < 3; ++i)
        store.addSession({.project = old, .title = i == 0 ? u"special"_s : u"usual"_s, .startedAt = 10 + i});
    store.addSession({.project = recent, .startedAt = 500});
    store.addSession({.project = old, .startedAt = 900, .deleted = true});
    const auto all = readProjects(store.db(), FilterSql());
    QVERIFY(all);
    QCOMPARE(all->size(), 2);
    QCOMPARE(all->at(0).name, u"recent"_s);
    QCOMPARE(all->at(1).name, u"old"_s);
    QCOMPARE(all->at(1).sessions, 3);
    const auto special =
        readProjects(store.db(), compileForSessions(parseFilter(u"special"_s, FilterClock{0, QTimeZone::utc()})));
    QVERIFY(special);
    QCOMPARE(special->size(), 1);
    QCOMPARE(special->at(0).sessions, 1);
}

void TestSessionQuery::outlineHoldsTheSameAsTheList()
{
    TestStore store;
    for (int i = 0; i < 3; ++i)
        store.addSessions(store.addProject(u"path:/p%1"_s.arg(i)), 50);
    const auto outline = readOutline(store.db(), FilterSql());
    QVERIFY(outline);
    QCOMPARE(outline->size(), 3);
    for (const ProjectSessions &each : *outline) {
        Filter filter = parseFilter(u"project:"_s + each.project.name, FilterClock{0, QTimeZone::utc()});
        const auto rows = readSessions(store.db(), compileForSessions(filter));
        QVERIFY(rows);
        QList<qint64> ids;
        for (const SessionRow &row : *rows)
            ids.append(row.id);
        QCOMPARE(each.sessions, ids);
        QCOMPARE(each.project.sessions, 50);
    }
}

void TestSessionQuery::ordersOfTheOutline()
{
    TestStore store;
    const qint64 a = store.addProject(u"path:/a"_s);
    const qint64 b = store.addProject(u"path:/b"_s);
    const qint64 first = store.addSession({.project = a, .startedAt = 100, .endedAt = 110});
    const qint64 second = store.addSession({.project = a, .startedAt = 200, .endedAt = 900, .errors = 2});
    const qint64 third = store.addSession({.project = b, .startedAt = 300, .endedAt = 400, .errors = 7});
    const qint64 timeless = store.addSession({.project = b, .startedAt = -1, .endedAt = -1});
    store.addSession({.project = b, .startedAt = 500, .errors = 50, .deleted = true});
    store.execute(u"UPDATE session SET tokens_output = id * 10, cost_estimate = id"_s);
    store.execute(u"UPDATE session SET tokens_cache_read = 1000 WHERE id = %1"_s.arg(second));
    store.execute(u"UPDATE session SET cost_client = 99 WHERE id = %1"_s.arg(first));
    store.execute(u"UPDATE session SET unpriced_messages = 1 WHERE id = %1"_s.arg(third));
    using Order = SessionOrder;
    const QList<std::pair<Order, QList<qint64>>> wanted{
        {Order::Newest, {third, second, first, timeless}},     {Order::Oldest, {first, second, third, timeless}},
        {Order::Longest, {second, third, first, timeless}},    {Order::MostErrors, {third, second, first, timeless}},
        {Order::MostTokens, {second, timeless, third, first}}, {Order::Dearest, {first, timeless, second, third}},
        {Order::Active, {second, third, first, timeless}},
    };
    for (const auto &[order, ids] : wanted) {
        const auto flat = readOrderedIds(store.db(), FilterSql(), order);
        QVERIFY(flat);
        QCOMPARE(*flat, ids);
        const auto outline = readOutline(store.db(), FilterSql(), order);
        QVERIFY(outline);
        QCOMPARE(outline->size(), 2);
        QVERIFY(outline->front().sessions.contains(ids.front())); // the project of the best session first
        for (const ProjectSessions &each : *outline) {
            QList<qint64> own = ids;
            own.removeIf([&](qint64 id) { return !each.sessions.contains(id); });
            QCOMPARE(each.sessions, own);
        }
    }
    store.execute(u"UPDATE session SET deleted_at = 1"_s);
    QCOMPARE(readOrderedIds(store.db(), FilterSql()).value_or(QList<qint64>{1}), QList<qint64>());
}

void TestSessionQuery::idsComeInTheOrderAsked()
{
    TestStore store;
    const qint64 a = store.addSession({.title = u"a"_s});
    const qint64 gone = store.addSession({.deleted = true});
    const qint64 b = store.addSession({.title = u"b"_s});
    const auto rows = readSessions(store.db(), QList<qint64>{b, gone, 999, a});
    QVERIFY(rows);
    QCOMPARE(rows->size(), 2);
    QCOMPARE(rows->at(0).title, u"b"_s);
    QCOMPARE(rows->at(1).title, u"a"_s);
    QCOMPARE(readSession(store.db(), gone).error().code, Error::Code::NotFound);
}

void TestSessionQuery::uuidPrefixMustBeUnique()
{
    TestStore store;
    store.addSession({.uuid = u"abcd-1"_s, .title = u"one"_s});
    store.addSession({.uuid = u"abcd-12"_s, .title = u"two"_s});
    store.addSession({.uuid = u"abce-1"_s, .title = u"three"_s});
    QCOMPARE(findSession(store.db(), u"abce"_s)->title, u"three"_s);
    QCOMPARE(findSession(store.db(), u"ABCD-1"_s)->title, u"one"_s); // whole, though another begins with it
    const auto several = findSession(store.db(), u"abcd"_s);
    QVERIFY(!several);
    QCOMPARE(several.error().code, Error::Code::Usage);
    QVERIFY(several.error().what.contains(u"abcd-1"_s) && several.error().what.contains(u"abcd-12"_s));
    for (const QString &none : {u"x"_s, u"%"_s, u"abc_"_s})
        QCOMPARE(findSession(store.db(), none).error().code, Error::Code::NotFound);
    QCOMPARE(findSession(store.db(), QString()).error().code, Error::Code::Usage);
}

void TestSessionQuery::costs()
{
    TestStore store;
    const qint64 id = store.addSession({});
    const auto row = [&] { return readSession(store.db(), id).value_or(SessionRow()); };
    QVERIFY(!row().costUsd);
    QVERIFY(row().costSource.isEmpty());
    store.execute(u"UPDATE session SET tokens_output = 5, cost_estimate = 1.5"_s);
    QCOMPARE(row().costUsd.value_or(-1), 1.5);
    QCOMPARE(row().costSource, u"estimate"_s);
    store.execute(u"UPDATE session SET unpriced_messages = 1"_s);
    QVERIFY(!row().costUsd);
    store.execute(u"UPDATE session SET cost_client = 2.5"_s);
    QCOMPARE(row().costUsd.value_or(-1), 2.5);
    QCOMPARE(row().costSource, u"client"_s);
}

void TestSessionQuery::sourceOfTheSession()
{
    TestStore store;
    const qint64 id = store.addSession({});
    QVERIFY(!readSession(store.db(), id)->sourcePresent);
    const auto add = [&](const QString &path, const QString &run, int time, const QString &state) {
        store.execute(
            u"INSERT INTO source(agent, path, session_id, run_agent_id, device, inode, size, mtime_ns, head_hash, "
            u"tail_hash,"
            " first_seen_at, state) VALUES ('claude', '%1', %2, '%3', 1, 1, 1, %4, x'', x'', 1, '%5')"_s.arg(path)
                .arg(id)
                .arg(run)
                .arg(time)
                .arg(state));
    };
    add(u"/old.jsonl"_s, {}, 1, u"ok"_s);
    add(u"/new.jsonl"_s, {}, 2, u"source_gone"_s);
    add(u"/agent.jsonl"_s, u"x"_s, 3, u"ok"_s);
    const auto row = readSession(store.db(), id);
    QVERIFY(row);
    QCOMPARE(row->sourcePath, u"/new.jsonl"_s);
    QVERIFY(!row->sourcePresent);
}

void TestSessionQuery::whatThePersonAdded()
{
    TestStore store;
    const qint64 cared = store.addSession({.title = u"cared for"_s, .startedAt = 20});
    store.addSession({.title = u"plain"_s, .startedAt = 10});
    for (const auto &tag : {u"zebra"_s, u"Keep"_s, u"api"_s})
        store.addTag(cared, tag);
    store.addNote(cared, u"remember"_s);
    store.addBookmark(store.addEvent({.session = cared}));
    store.addBookmark(store.addEvent({.session = cared}));
    const auto rows = readSessions(store.db(), FilterSql());
    QVERIFY(rows);
    QCOMPARE(rows->front().tags, (QStringList{u"api"_s, u"Keep"_s, u"zebra"_s}));
    QVERIFY(rows->front().hasNote);
    QCOMPARE(rows->front().bookmarks, 2);
    QCOMPARE(readAllTags(store.db()).value_or(QStringList()), rows->front().tags);
    QCOMPARE(readNote(store.db(), cared).value_or(QString()), u"remember"_s);
    QCOMPARE(rows->back().tags, QStringList());
    QVERIFY(!rows->back().hasNote);
    QCOMPARE(rows->back().bookmarks, 0);
}

void TestSessionQuery::runs()
{
    TestStore store;
    const qint64 session = store.addSession({});
    const qint64 run = store.addRun(session, u"a1"_s, u"toolu_1"_s);
    store.addRun(store.addSession({}), u"a1"_s);
    const auto rows = readRuns(store.db(), session);
    QVERIFY(rows);
    QCOMPARE(rows->size(), 1);
    QCOMPARE(rows->front().id, run);
    QCOMPARE(readRun(store.db(), run)->toolUseId, u"toolu_1"_s);
    QCOMPARE(readRun(store.db(), 999).error().code, Error::Code::NotFound);
}

QTEST_GUILESS_MAIN(TestSessionQuery)
#include "tst_sessionquery.moc"
