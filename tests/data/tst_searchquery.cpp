// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include <algorithm>

#include "models/data/query/searchquery.h"
#include "models/data/store/statement.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

Filter words(const QString &text, FilterTyping typing = FilterTyping::Complete)
{
    return parseFilter(text, FilterClock{0, QTimeZone::utc()}, typing);
}

QList<qint64> idsOf(const Result<QList<SearchHit>> &hits)
{
    QList<qint64> ids;
    if (hits) {
        for (const SearchHit &hit : *hits)
            ids.append(hit.eventId);
    }
    return ids;
}

} // namespace

class TestSearchQuery : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hitTellsWhereItMatched();
    void hugeOutputIsFoundInto();
    void newestIsExactWhateverTheOrderOfImport_data();
    void newestIsExactWhateverTheOrderOfImport();
    void pagesDoNotOverlap();
    void bestRanks();
    void deletedAndGhostRowsNeverShow();
    void emptyFilterHasNoHits();
    void damagedIndexIsAnError();
};

void TestSearchQuery::hitTellsWhereItMatched()
{
    TestStore store;
    const qint64 project = store.addProject(u"github.com/acme/web"_s);
    const qint64 session = store.addSession({.uuid = u"abc"_s, .project = project, .title = u"Title"_s});
    const qint64 id = store.addEvent({.session = session,
                                      .kind = EventKind::ToolCall,
                                      .at = 42,
                                      .tool = u"Bash"_s,
                                      .input = u"{\"command\":\"make\"}"_s,
                                      .output = u"first\nthen the Needle\n"_s});
    const auto hits = searchEvents(store.db(), {.filter = words(u"needle"_s)});
    QVERIFY2(hits, hits ? "" : qPrintable(hits.error().what));
    QCOMPARE(hits->size(), 1);
    const SearchHit &hit = hits->front();
    QCOMPARE(hit.eventId, id);
    QCOMPARE(hit.sessionId, session);
    QCOMPARE(hit.sessionUuid, u"abc"_s);
    QCOMPARE(hit.sessionTitle, u"Title"_s);
    QCOMPARE(hit.projectName, u"web"_s);
    QCOMPARE(hit.kind, EventKind::ToolCall);
    QCOMPARE(hit.part, BodyPart::Output);
    QCOMPARE(hit.tool, u"Bash"_s);
    QCOMPARE(hit.at, 42);
    QCOMPARE(hit.snippet, u"first then the Needle"_s);
    QCOMPARE(hit.marks, (QList<QPair<int, int>>{{15, 6}}));
    QCOMPARE(searchEvents(store.db(), {.filter = words(u"make"_s)})->front().part, BodyPart::Input);
    store.addEvent({.session = session, .input = u"{\"command\":\"first\\nescaped\"}"_s});
    for (const auto typing : {FilterTyping::Complete, FilterTyping::AsYouType}) // by the index, and by reading
        QCOMPARE(searchEvents(store.db(), {.filter = words(u"escaped"_s, typing)})->size(), 1);
}

void TestSearchQuery::hugeOutputIsFoundInto()
{
    TestStore store;
    const qint64 session = store.addSession({});
    for (const int filler : {1'000, 50'000, 500'000})
        store.addEvent({.session = session, .at = filler, .output = u"filler "_s.repeated(filler) + u"needle"_s});
    const auto hits = searchEvents(store.db(), {.filter = words(u"needle"_s)});
    QVERIFY(hits);
    QCOMPARE(hits->size(), 3);
    for (const SearchHit &hit : *hits) {
        QVERIFY(hit.snippet.endsWith(u"needle"_s));
        QCOMPARE(hit.part, BodyPart::Output);
    }
    // A match near the beginning reads only that.
    store.addEvent({.session = session, .at = 9'000'000, .output = u"early "_s + u"filler "_s.repeated(500'000)});
    const qint64 before = store.db().counts().bytes;
    QCOMPARE(searchEvents(store.db(), {.filter = words(u"early"_s)})->size(), 1);
    QVERIFY(store.db().counts().bytes - before < 40'000);
}

// Each row takes another of the ways of newestHits().
void TestSearchQuery::newestIsExactWhateverTheOrderOfImport_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("condition"); // on i, the event's number by time, from 0 = oldest of 12000
    QTest::newRow("few") << u"rare"_s << u"i % 1000 = 0"_s;
    QTest::newRow("in every second event") << u"half"_s << u"i % 2 = 0"_s;
    QTest::newRow("too many to look up, too few to read") << u"spread"_s << u"i % 2 = 1 AND i < 11000"_s;
    QTest::newRow("many, and all old") << u"old"_s << u"i < 4500"_s;
    QTest::newRow("beginning of a word") << u"hal*"_s << u"i % 2 = 0"_s;
    QTest::newRow("beginning of a rare word") << u"rar*"_s << u"i % 1000 = 0"_s;
    QTest::newRow("both") << u"half rare"_s << u"i % 1000 = 0"_s;
    QTest::newRow("phrase that is typed") << u"\"half ra"_s << u"i % 1000 = 0"_s;
    QTest::newRow("phrase that is typed, of common words")
        << u"\"half wor"_s << u"i % 2 = 0 AND i >= 4500 AND i % 1000 <> 0"_s;
    QTest::newRow("phrase that is typed, and all old") << u"\"old wor"_s << u"i < 4500"_s;
    QTest::newRow("phrase that is typed, and nowhere") << u"\"rare hal"_s << u"0"_s;
    QTest::newRow("without") << u"half -rare"_s << u"i % 2 = 0 AND i % 1000 <> 0"_s;
    QTest::newRow("with a filter") << u"half is:error"_s << u"i % 2 = 0 AND i % 7 = 0"_s;
    QTest::newRow("filter alone") << u"is:error"_s << u"i % 7 = 0"_s;
}

void TestSearchQuery::newestIsExactWhateverTheOrderOfImport()
{
    QFETCH(QString, text);
    QFETCH(QString, condition);
    static const auto store = [] {
        auto made = std::make_unique<TestStore>();
        const qint64 session = made->addSession({});
        // The id of an event and its time have nothing to do with each other; every time occurs twice.
        made->execute(
            u"CREATE TABLE plan AS WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 11999)"
            " SELECT i, (i * 7919) % 12000 + 1 AS id FROM n"_s);
        made->execute(
            u"INSERT INTO event(id, session_id, position, block, line_key, key_is_uuid, kind, outcome, at, source_id,"
            " raw_position, raw_length) SELECT id, %1, id, 0, randomblob(16), 1, 4, CASE WHEN i % 7 = 0 THEN 2 ELSE 1 "
            "END,"
            " 1000 + i / 2, 1, 0, 0 FROM plan"_s.arg(session));
        made->execute(
            u"INSERT INTO body SELECT id, iif(i % 2 = 0, 'half ', '') || iif(i % 1000 = 0, 'rare ', '') ||"
            " iif(i % 2 = 1 AND i < 11000, 'spread ', '') || iif(i < 4500, 'old ', '') || 'word', '', '' FROM plan"_s);
        made->execute(
            u"INSERT INTO body_index(rowid, text, input, output) SELECT id, text, input, output FROM indexed_text ORDER BY id"_s);
        return made;
    }();
    QList<qint64> expected;
    Statement all(store->db(),
                  u"SELECT e.id FROM plan JOIN event e ON e.id = plan.id WHERE %1 ORDER BY e.at DESC, e.id DESC"_s.arg(
                      condition));
    while (all.next())
        expected.append(all.integer(0));
    QVERIFY(all.ok());
    const Filter filter = words(text, text.startsWith(u'"') ? FilterTyping::AsYouType : FilterTyping::Complete);
    for (const int offset : {0, 50, 130}) {
        const auto hits = searchEvents(store->db(), {.filter = filter, .limit = 50, .offset = offset});
        QVERIFY2(hits, hits ? "" : qPrintable(hits.error().what));
        QCOMPARE(idsOf(hits), expected.mid(offset, 50));
    }
    QCOMPARE(countHits(store->db(), filter).value_or(-1), expected.size());
    const auto counts = countHitsBySession(store->db(), filter);
    QVERIFY(counts.has_value());
    QCOMPARE(counts->hits, expected.size());
    qint64 sum = 0;
    for (const qint64 hits : counts->bySession)
        sum += hits;
    QCOMPARE(sum, counts->hits);
}

void TestSearchQuery::pagesDoNotOverlap()
{
    TestStore store;
    store.addEvents(store.addSession({}), 300);
    for (const auto order : {SearchOrder::Newest, SearchOrder::Best}) {
        QSet<qint64> seen;
        for (int offset = 0; offset < 320; offset += 40) {
            for (const qint64 id : idsOf(searchEvents(
                     store.db(), {.filter = words(u"text"_s), .order = order, .limit = 40, .offset = offset})))
                seen.insert(id);
        }
        QCOMPARE(seen.size(), 300);
    }
}

void TestSearchQuery::bestRanks()
{
    TestStore store;
    const qint64 session = store.addSession({});
    const qint64 weak = store.addEvent({.session = session, .at = 9, .text = u"needle "_s + u"hay "_s.repeated(400)});
    const qint64 strong = store.addEvent({.session = session, .at = 1, .text = u"needle needle needle"_s});
    store.addEvents(session, 50);
    QCOMPARE(idsOf(searchEvents(store.db(), {.filter = words(u"needle"_s), .order = SearchOrder::Best})),
             (QList{strong, weak}));
    QCOMPARE(idsOf(searchEvents(store.db(), {.filter = words(u"needle"_s), .order = SearchOrder::Newest})),
             (QList{weak, strong}));
    // A word that is being typed: ranked once it is long enough to tell something.
    QCOMPARE(idsOf(searchEvents(store.db(), {.filter = words(u"need*"_s), .order = SearchOrder::Best})),
             (QList{weak, strong}));
    QCOMPARE(idsOf(searchEvents(store.db(), {.filter = words(u"needl*"_s), .order = SearchOrder::Best})),
             (QList{strong, weak}));
}

void TestSearchQuery::deletedAndGhostRowsNeverShow()
{
    TestStore store;
    const qint64 shown = store.addEvent({.session = store.addSession({}), .text = u"needle"_s});
    store.addEvent({.session = store.addSession({.deleted = true}), .text = u"needle"_s});
    store.execute(u"INSERT INTO body_index(rowid, text, input, output) VALUES (4242, 'needle', '', '')"_s);
    for (const auto order : {SearchOrder::Newest, SearchOrder::Best})
        QCOMPARE(idsOf(searchEvents(store.db(), {.filter = words(u"needle"_s), .order = order})), QList{shown});
    QCOMPARE(countHits(store.db(), words(u"needle"_s)).value_or(-1), 1);
}

void TestSearchQuery::emptyFilterHasNoHits()
{
    TestStore store;
    store.addEvents(store.addSession({}), 10);
    QVERIFY(searchEvents(store.db(), {.filter = words(u""_s)})->isEmpty());
    QCOMPARE(countHits(store.db(), words(u"->"_s)).value_or(-1), 0);
}

void TestSearchQuery::damagedIndexIsAnError()
{
    TestStore store;
    store.addEvents(store.addSession({}), 10);
    store.execute(u"DROP TABLE body_index"_s);
    const auto hits = searchEvents(store.db(), {.filter = words(u"text"_s)});
    QVERIFY(!hits);
    QVERIFY(!hits.error().what.isEmpty());
}

QTEST_GUILESS_MAIN(TestSearchQuery)
#include "tst_searchquery.moc"
