// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "models/data/filter/filtersql.h"
#include "models/data/live.h"
#include "models/data/query/searchquery.h"
#include "models/data/query/sessionquery.h"
#include "models/data/store/statement.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

const FilterClock testClock{1'767'225'600'000, QTimeZone::utc()};
constexpr qint64 hour = 3'600'000;

} // namespace

class TestFilterSql : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sessions_data();
    void sessions();
    void events_data();
    void events();
    void liveSessions();
    void ofASessionItsOwnEventsAreLookedAt_data();
    void ofASessionItsOwnEventsAreLookedAt();
    void hostileWordsAreOnlyWords_data();
    void hostileWordsAreOnlyWords();

private:
    void addCare(qint64 a, qint64 b, qint64 gone);
    static void careRows(const QString &a, const QString &b); // of sessions_data()
    TestStore m_store;
};

// Sessions are told apart by their titles, events by their heads.
void TestFilterSql::initTestCase()
{
    const qint64 payments = m_store.addProject(u"github.com/acme/payments"_s);
    const qint64 web = m_store.addProject(u"github.com/acme/web_app"_s);
    const qint64 a = m_store.addSession({.uuid = u"aaaa1111"_s,
                                         .project = payments,
                                         .title = u"Fix the parser"_s,
                                         .startedAt = testClock.now - 50 * hour,
                                         .endedAt = testClock.now - 49 * hour,
                                         .errors = 1,
                                         .subagents = 1});
    const qint64 b = m_store.addSession({.uuid = u"bbbb2222"_s,
                                         .agent = u"codex"_s,
                                         .project = web,
                                         .title = u"Write docs"_s,
                                         .branch = u"feature/docs"_s,
                                         .model = u"gpt-5"_s,
                                         .startedAt = testClock.now - 5 * hour,
                                         .endedAt = testClock.now - 4 * hour,
                                         .compactions = 1});
    const qint64 gone = m_store.addSession({.project = web, .title = u"Deleted"_s, .deleted = true});
    const qint64 run = m_store.addRun(a, u"helper"_s);
    const qint64 old = testClock.now - 50 * hour;
    const qint64 recent = testClock.now - 5 * hour;
    const qint64 first = m_store.addEvent(
        {.session = a, .kind = EventKind::Prompt, .at = old, .head = u"a1"_s, .text = u"please repair the lexer"_s});
    addCare(a, b, gone);
    m_store.addBookmark(first);
    m_store.addEvent({.session = a,
                      .kind = EventKind::ToolCall,
                      .outcome = Outcome::Failed,
                      .at = old + 1,
                      .tool = u"Bash"_s,
                      .head = u"a2"_s,
                      .input = u"make lexer"_s,
                      .output = u"error: undefined reference"_s});
    m_store.addEvent({.session = a,
                      .run = run,
                      .kind = EventKind::ToolCall,
                      .outcome = Outcome::Ok,
                      .at = old + 2,
                      .tool = u"Read"_s,
                      .head = u"/p/src/a3.cpp"_s,
                      .output = u"int main"_s});
    m_store.addEvent({.session = b,
                      .kind = EventKind::Reply,
                      .at = recent,
                      .model = u"gpt-5"_s,
                      .head = u"b1"_s,
                      .images = 1,
                      .text = u"the manual of the lexer"_s});
    m_store.addEvent({.session = b,
                      .kind = EventKind::ToolCall,
                      .outcome = Outcome::Denied,
                      .flags = EventFlagSelf,
                      .at = recent + 1,
                      .tool = u"mcp__assay__search"_s,
                      .head = u"b2"_s,
                      .output = u"own lexer echo"_s});
    m_store.addEvent({.session = gone, .at = recent, .head = u"gone"_s, .text = u"deleted lexer"_s});
}

void TestFilterSql::addCare(qint64 a, qint64 b, qint64 gone)
{
    m_store.addTag(a, u"Keep"_s);
    m_store.addTag(a, u"release_1"_s);
    m_store.addTag(gone, u"keep"_s);
    m_store.addNote(b, u"look at this again"_s);
    m_store.addSkill(b, u"deploy"_s, 3);
}

void TestFilterSql::careRows(const QString &a, const QString &b)
{
    QTest::newRow("has note") << u"has:note"_s << b;
    QTest::newRow("has bookmark") << u"has:bookmark"_s << a;
    QTest::newRow("has tag") << u"has:tag"_s << a;
    QTest::newRow("has no tag") << u"-has:tag"_s << b;
    QTest::newRow("tag in other case") << u"tag:keep"_s << a;
    QTest::newRow("tag is a whole name") << u"tag:kee"_s << u""_s;
    QTest::newRow("beginning of a tag") << u"tag:release_*"_s << a;
    QTest::newRow("either tag") << u"tag:nothing tag:keep"_s << a;
    QTest::newRow("not the tag") << u"-tag:keep"_s << b;
    QTest::newRow("skill") << u"skill:Deploy"_s << b;
    QTest::newRow("not the skill") << u"-skill:deploy"_s << a;
    QTest::newRow("tag and tool") << u"tag:keep tool:Bash"_s << a;
}

void TestFilterSql::sessions_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("titles");
    const QString both = u"Write docs,Fix the parser"_s;
    const QString a = u"Fix the parser"_s;
    const QString b = u"Write docs"_s;
    QTest::newRow("empty") << u""_s << both;
    QTest::newRow("project name") << u"project:pay"_s << a;
    QTest::newRow("project key") << u"project:acme/"_s << both;
    QTest::newRow("either project") << u"project:pay project:web"_s << both;
    QTest::newRow("wildcards are plain text") << u"project:web%app"_s << u""_s;
    QTest::newRow("underscore is plain text") << u"project:web_app"_s << b;
    QTest::newRow("not the project") << u"-project:pay"_s << b;
    QTest::newRow("tool") << u"tool:bash"_s << a;
    QTest::newRow("tool prefix") << u"tool:mcp*"_s << b;
    QTest::newRow("tool is whole") << u"tool:Bas"_s << u""_s;
    QTest::newRow("one event has both") << u"tool:Bash is:error"_s << a;
    QTest::newRow("no event has both") << u"tool:Read is:error"_s << u""_s;
    QTest::newRow("without the tool") << u"-tool:Bash"_s << b;
    QTest::newRow("either kind") << u"is:prompt is:reply"_s << both;
    QTest::newRow("subagent event") << u"is:subagent"_s << a;
    QTest::newRow("file") << u"file:src/a3"_s << a;
    QTest::newRow("file with a gap") << u"file:p/*.cpp"_s << a;
    QTest::newRow("file by its ending") << u"file:*.cpp"_s << a;
    QTest::newRow("file names only") << u"file:b1"_s << u""_s;
    QTest::newRow("after") << u"after:1d"_s << b;
    QTest::newRow("before") << u"before:1d"_s << a;
    QTest::newRow("between") << u"after:3d before:1d"_s << a;
    QTest::newRow("branch") << u"branch:main"_s << a;
    QTest::newRow("branch prefix") << u"branch:feature*"_s << b;
    QTest::newRow("model") << u"model:opus"_s << a;
    QTest::newRow("id") << u"session:bbbb"_s << b;
    QTest::newRow("agent") << u"agent:codex"_s << b;
    QTest::newRow("has subagent") << u"has:subagent"_s << a;
    QTest::newRow("has compaction") << u"has:compaction"_s << b;
    QTest::newRow("has error") << u"has:error"_s << a;
    QTest::newRow("has image") << u"has:image"_s << b;
    careRows(a, b);
    QTest::newRow("has both") << u"has:image has:error"_s << u""_s;
    QTest::newRow("word") << u"repair"_s << a;
    QTest::newRow("word in both") << u"lexer"_s << both;
    QTest::newRow("words of several events") << u"repair undefined"_s << a;
    QTest::newRow("word of the title") << u"docs"_s << b;
    QTest::newRow("words of a title are whole") << u"pars"_s << u""_s;
    QTest::newRow("unless they go on") << u"pars*"_s << a;
    QTest::newRow("beginning in a title, not the middle") << u"arser*"_s << u""_s;
    QTest::newRow("not the middle of a word") << u"-rite"_s << both;
    QTest::newRow("phrase of a title") << u"\"the parser\""_s << a;
    QTest::newRow("phrase of a title in order") << u"\"parser the\""_s << u""_s;
    QTest::newRow("not the word") << u"-repair"_s << b;
    QTest::newRow("own calls are no hits") << u"echo"_s << u""_s;
    QTest::newRow("own calls on demand") << u"echo is:self"_s << b;
}

void TestFilterSql::sessions()
{
    QFETCH(QString, text);
    QFETCH(QString, titles);
    const Filter filter = parseFilter(text, testClock);
    QVERIFY2(filter.problems.isEmpty(), qPrintable(filter.problemMessages().join(u' ')));
    const FilterSql sql = compileForSessions(filter);
    const auto rows = readSessions(m_store.db(), sql);
    QVERIFY2(rows, rows ? "" : qPrintable(rows.error().what));
    QStringList found;
    for (const SessionRow &row : *rows)
        found.append(row.title);
    QCOMPARE(found.join(u','), titles);
    QCOMPARE(countSessions(m_store.db(), sql).value_or(-1), rows->size());
}

void TestFilterSql::ofASessionItsOwnEventsAreLookedAt_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"tool:Bash", "tool:mcp*", "is:error tool:Bash", "-tool:Bash", "-tool:Bash tool:Read"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

// Through the index of tools it would be all calls of the tool, for each session.
void TestFilterSql::ofASessionItsOwnEventsAreLookedAt()
{
    QFETCH(QString, text);
    const FilterSql sql = compileForSessions(parseFilter(text, testClock));
    Statement plan(m_store.db(), u"EXPLAIN QUERY PLAN SELECT s.id FROM session s WHERE "_s + sql.where);
    sql.bindTo(plan);
    QStringList steps;
    while (plan.next())
        steps.append(plan.text(3));
    QVERIFY(plan.ok());
    const QString all = steps.join(u'\n');
    QVERIFY2(all.contains(u"event_by_position (session_id=?"_s), qPrintable(all));
    QVERIFY2(!all.contains(u"event_by_tool"_s), qPrintable(all));
}

void TestFilterSql::events_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("heads"); // newest first
    QTest::newRow("word") << u"lexer"_s << u"b1,a2,a1"_s;
    QTest::newRow("two words") << u"lexer please"_s << u"a1"_s;
    QTest::newRow("phrase") << u"\"the lexer\""_s << u"b1,a1"_s;
    QTest::newRow("words of another order") << u"\"lexer the\""_s << u""_s;
    QTest::newRow("prefix") << u"undef*"_s << u"a2"_s;
    QTest::newRow("not") << u"lexer -please"_s << u"b1,a2"_s;
    QTest::newRow("only not") << u"-lexer"_s << u"/p/src/a3.cpp"_s;
    QTest::newRow("tool and word") << u"tool:Bash lexer"_s << u"a2"_s;
    QTest::newRow("own calls") << u"is:self"_s << u"b2"_s;
    QTest::newRow("kind") << u"is:prompt"_s << u"a1"_s;
    QTest::newRow("outcome") << u"is:error"_s << u"a2"_s;
    QTest::newRow("own denied call is left out") << u"is:denied"_s << u""_s;
    QTest::newRow("in a run") << u"is:subagent"_s << u"/p/src/a3.cpp"_s;
    QTest::newRow("tag of the session") << u"tag:keep lexer"_s << u"a2,a1"_s;
    QTest::newRow("skill of the session") << u"skill:deploy"_s << u"b1"_s;
    QTest::newRow("session's property") << u"has:compaction lexer"_s << u"b1"_s;
    QTest::newRow("after") << u"after:1d lexer"_s << u"b1"_s;
    QTest::newRow("before") << u"before:1d lexer"_s << u"a2,a1"_s;
    QTest::newRow("project") << u"project:payments lexer"_s << u"a2,a1"_s;
    QTest::newRow("model") << u"model:gpt"_s << u"b1"_s;
    QTest::newRow("accents and case") << u"LÉXER"_s << u"b1,a2,a1"_s;
}

void TestFilterSql::events()
{
    QFETCH(QString, text);
    QFETCH(QString, heads);
    const Filter filter = parseFilter(text, testClock);
    QVERIFY2(filter.problems.isEmpty(), qPrintable(filter.problemMessages().join(u' ')));
    const auto hits = searchEvents(m_store.db(), {.filter = filter});
    QVERIFY2(hits, hits ? "" : qPrintable(hits.error().what));
    QStringList ids;
    for (const SearchHit &hit : *hits)
        ids.append(QString::number(hit.eventId));
    QStringList expected;
    for (const QString &head : heads.split(u',', Qt::SkipEmptyParts))
        expected.append(QString::number(m_store.number(u"SELECT id FROM event WHERE head = '%1'"_s.arg(head))));
    QCOMPARE(ids.join(u','), expected.join(u','));
    QCOMPARE(countHits(m_store.db(), filter).value_or(-1), hits->size());
}

void TestFilterSql::liveSessions()
{
    TestStore store;
    constexpr qint64 minute = 60'000;
    const auto add = [&store](const QString &title, qint64 endedAt) {
        const qint64 session = store.addSession({.title = title, .startedAt = 1, .endedAt = endedAt});
        store.addEvent({.session = session, .outcome = Outcome::Failed, .text = u"zebra"_s});
    };
    add(u"going on"_s, testClock.now - 4 * minute);
    add(u"over"_s, testClock.now - 5 * minute);
    add(u"of a wrong clock"_s, testClock.now + 24 * hour);
    add(u"timeless"_s, -1);
    add(u"told to be over"_s, testClock.now - minute);
    add(u"resumed"_s, testClock.now - minute);
    add(u"thinking"_s, testClock.now - 20 * minute);
    const auto hooks = [&store](const QString &title, const QString &endedAt, qint64 lastAt) {
        store.execute(u"INSERT INTO presence (agent, session_uuid, ended_at, last_event_at) SELECT agent, uuid, %1, %2"
                      " FROM session WHERE title = '%3'"_s.arg(endedAt)
                          .arg(lastAt)
                          .arg(title));
    };
    hooks(u"told to be over"_s, QString::number(testClock.now - minute), testClock.now - minute);
    hooks(u"resumed"_s, QString::number(testClock.now - 50 * minute), testClock.now - 50 * minute);
    hooks(u"thinking"_s, u"NULL"_s, testClock.now - minute);
    const auto titles = [&store](const QString &text) {
        const Filter filter = parseFilter(text, testClock);
        QStringList found = filter.problemMessages();
        for (const SessionRow &row : readSessions(store.db(), compileForSessions(filter)).value_or(QList<SessionRow>()))
            found.append(row.title);
        found.sort();
        return found;
    };
    const QStringList live{u"going on"_s, u"resumed"_s, u"thinking"_s};
    QCOMPARE(titles(u"is:live"_s), live);
    QCOMPARE(titles(u"is:LIVE is:error"_s), live);
    QCOMPARE(titles(u"is:live is:denied"_s), QStringList());
    QCOMPARE(titles(u"-is:live"_s).size(), 4);
    const auto rows = readSessions(store.db(), FilterSql());
    QVERIFY(rows);
    for (const SessionRow &row : *rows)
        QCOMPARE(isLive(row, testClock.now), live.contains(row.title)); // the list says the same
    const auto hits = searchEvents(store.db(), {parseFilter(u"zebra is:live"_s, testClock)});
    QVERIFY(hits);
    QCOMPARE(hits->size(), 3);
}

void TestFilterSql::hostileWordsAreOnlyWords_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"lexer AND", "NEAR(lexer, 5)", "text:lexer\"", "lexer* OR please", "{text input} : lexer", "^lexer",
          "lexer'; DROP TABLE event; --", "\"lexer \"\" x\"", "a+b", "(((", "lexer\\", "%_%"})
        QTest::newRow(text) << QString::fromUtf8(text);
    QTest::newRow("zero byte") << QString(u"lex"_s + QChar(u'\0') + u"er"_s);
    QTest::newRow("half a surrogate pair") << QString(u"lexer"_s + QChar(0xd83d));
}

void TestFilterSql::hostileWordsAreOnlyWords()
{
    QFETCH(QString, text);
    for (const auto typing : {FilterTyping::Complete, FilterTyping::AsYouType}) {
        const Filter filter = parseFilter(text, testClock, typing);
        for (const auto order : {SearchOrder::Newest, SearchOrder::Best}) {
            const auto hits = searchEvents(m_store.db(), {.filter = filter, .order = order});
            QVERIFY2(hits, hits ? "" : qPrintable(hits.error().what));
        }
        const auto rows = readSessions(m_store.db(), compileForSessions(filter));
        QVERIFY2(rows, rows ? "" : qPrintable(rows.error().what));
    }
}

QTEST_GUILESS_MAIN(TestFilterSql)
#include "tst_filtersql.moc"
