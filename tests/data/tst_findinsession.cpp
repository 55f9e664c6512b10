// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "models/data/query/findinsession.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

using FoundCount = std::pair<qint64, int>;

QList<FoundCount> countsOf(const QList<FoundEvent> &found)
{
    QList<FoundCount> counts;
    for (const FoundEvent &event : found)
        counts.append({event.event, event.count});
    return counts;
}

constexpr qint64 everything = std::numeric_limits<qint64>::max();

// Of a session that was searched to its end.
FindReach searched(Database &db, qint64 session, const FindWords &what)
{
    const auto plan = planFind(db, session);
    const auto piece = plan ? findNext(db, *plan, what, everything) : tl::unexpected(plan.error());
    if (!piece)
        qFatal("%s", qPrintable(piece.error().what));
    return piece->rest.reach;
}

} // namespace

class TestFindInSession final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void looksEverywhere();
    void walksRunsBehindTheirCalls();
    void knowsCase();
    void readsStringsOfJson();
    void goesPieceByPiece();
    void tellsWhereTheReaderIs();
    void looksAtWhatCameOnly();
    void readsResultsThatCameLater();
    void knowsWhereNewsStand();
    void findsEventsByTime();

private:
    QList<FoundCount> found(qint64 session, const QString &words, Qt::CaseSensitivity how = Qt::CaseInsensitive);

    TestStore m_store;
};

QList<FoundCount> TestFindInSession::found(qint64 session, const QString &words, Qt::CaseSensitivity how)
{
    const auto plan = planFind(m_store.db(), session);
    if (!plan)
        qFatal("%s", qPrintable(plan.error().what));
    const auto piece = findNext(m_store.db(), *plan, {words, how}, everything);
    if (!piece)
        qFatal("%s", qPrintable(piece.error().what));
    return countsOf(piece->found);
}

void TestFindInSession::looksEverywhere()
{
    const qint64 session = m_store.addSession({});
    const qint64 other = m_store.addSession({});
    const qint64 text = m_store.addEvent({.session = session, .text = u"a needle, aNeedle"_s});
    const qint64 input = m_store.addEvent({.session = session, .input = u"{\"pattern\":\"needles\"}"_s});
    const qint64 output = m_store.addEvent({.session = session, .output = u"xneedlexneedlex needle"_s});
    m_store.addEvent({.session = session, .text = u"hay"_s});
    m_store.addEvent({.session = other, .text = u"needle"_s});
    QCOMPARE(found(session, u"needle"_s), QList<FoundCount>({{text, 2}, {input, 1}, {output, 3}}));
    QCOMPARE(found(session, u"a needle, a"_s), QList<FoundCount>({{text, 1}}));
    QCOMPARE(found(session, u"thread"_s), QList<FoundCount>());
}

// As the transcript shows them, whatever is within what.
void TestFindInSession::walksRunsBehindTheirCalls()
{
    const qint64 session = m_store.addSession({});
    const auto add = [&](qint64 run, const QString &call = {}) {
        return m_store.addEvent({.session = session,
                                 .run = run,
                                 .kind = call.isEmpty() ? EventKind::Reply : EventKind::ToolCall,
                                 .toolUseId = call,
                                 .text = u"word"_s});
    };
    const qint64 outer = m_store.addRun(session, u"outer"_s, u"toolu_1"_s);
    const qint64 inner = m_store.addRun(session, u"inner"_s, u"toolu_2"_s);
    const qint64 second = m_store.addRun(session, u"second"_s, u"toolu_1"_s);
    const qint64 lost = m_store.addRun(session, u"lost"_s);
    const qint64 ring = m_store.addRun(session, u"ring"_s, u"toolu_3"_s);
    const qint64 ringToo = m_store.addRun(session, u"ring too"_s, u"toolu_4"_s);
    const qint64 lostOne = add(lost);
    const qint64 start = add(0);
    const qint64 innerOne = add(inner);
    const qint64 call = add(0, u"toolu_1"_s);
    const qint64 end = add(0);
    const qint64 secondOne = add(second);
    const qint64 outerOne = add(outer);
    const qint64 outerCall = add(outer, u"toolu_2"_s);
    const qint64 outerEnd = add(outer);
    const qint64 ringOne = add(ring, u"toolu_4"_s);
    const qint64 ringTwo = add(ringToo, u"toolu_3"_s);
    QList<qint64> events;
    for (const FoundCount &event : found(session, u"word"_s))
        events.append(event.first);
    const QList<qint64> before = events.mid(0, 9);
    QCOMPARE(before, QList<qint64>({start, call, outerOne, outerCall, innerOne, outerEnd, secondOne, end, lostOne}));
    QCOMPARE(events.size(), 11);
    QVERIFY(events.contains(ringOne) && events.contains(ringTwo));
}

void TestFindInSession::knowsCase()
{
    const qint64 session = m_store.addSession({});
    const qint64 upper = m_store.addEvent({.session = session, .text = u"ÄRGER and ΣΙΓΜΑ"_s});
    const qint64 lower = m_store.addEvent({.session = session, .text = u"ärger and σιγμα"_s});
    QCOMPARE(found(session, u"Ärger"_s).size(), 2);
    QCOMPARE(found(session, u"σΙΓΜΑ"_s).size(), 2);
    QCOMPARE(found(session, u"ÄRGER"_s, Qt::CaseSensitive), QList<FoundCount>({{upper, 1}}));
    QCOMPARE(found(session, u"σιγ"_s, Qt::CaseSensitive), QList<FoundCount>({{lower, 1}}));
}

void TestFindInSession::readsStringsOfJson()
{
    QCOMPARE(withoutEscapes(u"plain"_s), u"plain"_s);
    QCOMPARE(withoutEscapes(u"{\"a\":\"b\\n\\\"c\\\"\\\\d\\t\\u00e9\\/\"}"_s), u"{\"a\":\"b\n\"c\"\\d\té/\"}"_s);
    QCOMPARE(withoutEscapes(u"cut \\u00"_s), u"cut u00"_s);
    QCOMPARE(withoutEscapes(u"cut \\"_s), u"cut \\"_s);
    const qint64 session = m_store.addSession({});
    m_store.addEvent({.session = session, .input = u"{\"command\":\"echo \\\"two words\\\"\\nmake\"}"_s});
    QCOMPARE(found(session, u"echo \"two words\"\nmake"_s).size(), 1);
    QCOMPARE(found(session, u"nmake"_s).size(), 0);
}

void TestFindInSession::goesPieceByPiece()
{
    const qint64 session = m_store.addSession({});
    m_store.addEvents(session, 1000, 100);
    auto plan = planFind(m_store.db(), session);
    QVERIFY(plan.has_value());
    QCOMPARE(plan->events, 1000);
    QList<FoundEvent> all;
    qint64 seen = 0;
    int pieces = 0;
    while (!plan->left.isEmpty()) {
        const auto piece = findNext(m_store.db(), *plan, {u"text 9"_s}, 10'000);
        QVERIFY(piece.has_value());
        QVERIFY(piece->seen <= 100);
        all += piece->found;
        seen += piece->seen;
        *plan = piece->rest;
        QVERIFY(++pieces < 20);
    }
    QCOMPARE(seen, 1000);
    QCOMPARE(all.size(), 111); // 9, 90 … 99, 900 … 999
    QCOMPARE(countsOf(all), found(session, u"text 9"_s));
}

void TestFindInSession::tellsWhereTheReaderIs()
{
    const qint64 session = m_store.addSession({});
    QList<qint64> events;
    for (int i = 0; i < 6; ++i)
        events.append(m_store.addEvent({.session = session, .text = i % 2 == 0 ? u"word"_s : u"other"_s}));
    const auto plan = planFind(m_store.db(), session);
    const auto at = [&](qint64 origin) {
        return findNext(m_store.db(), *plan, {u"word"_s, Qt::CaseInsensitive, origin}, 1'000'000)->beforeOrigin;
    };
    QCOMPARE(at(events.at(0)), 0);
    QCOMPARE(at(events.at(1)), 1);
    QCOMPARE(at(events.at(2)), 1);
    QCOMPARE(at(events.at(5)), 3);
    QCOMPARE(at(0), -1);
}

void TestFindInSession::looksAtWhatCameOnly()
{
    const qint64 session = m_store.addSession({});
    const qint64 other = m_store.addSession({});
    m_store.addEvents(session, 1000, 100);
    const FindWords what = {u"word"_s};
    const FindReach reach = searched(m_store.db(), session, what);
    const auto nothing = findNews(m_store.db(), reach, what, everything);
    QVERIFY(nothing && nothing->looked.isEmpty() && !nothing->more);
    QList<qint64> added;
    for (int i = 0; i < 4; ++i) {
        added.append(m_store.addEvent({.session = session, .text = i % 2 == 0 ? u"a word, a word"_s : u"hay"_s}));
        m_store.addEvent({.session = other, .text = u"word"_s});
    }
    auto news = findNews(m_store.db(), reach, what, 1); // piece by piece
    QList<FoundEvent> looked;
    for (; news && news->more; news = findNews(m_store.db(), news->reach, what, 1)) {
        QCOMPARE(news->looked.size(), 1);
        looked += news->looked;
    }
    QVERIFY(news && news->looked.isEmpty());
    QCOMPARE(countsOf(looked), QList<FoundCount>({{added[0], 2}, {added[1], 0}, {added[2], 2}, {added[3], 0}}));
    // Events of others are not passed again and again.
    QCOMPARE(news->reach.lastEvent, m_store.number(u"SELECT max(id) FROM event"_s));
}

void TestFindInSession::readsResultsThatCameLater()
{
    const qint64 session = m_store.addSession({});
    const auto addCall = [&] {
        return m_store.addEvent({.session = session,
                                 .kind = EventKind::ToolCall,
                                 .outcome = Outcome::Pending,
                                 .input = u"{\"command\":\"word\"}"_s});
    };
    const qint64 first = addCall();
    const FindWords what = {u"word"_s};
    const FindReach reach = searched(m_store.db(), session, what);
    const qint64 second = addCall();
    auto news = findNews(m_store.db(), reach, what, everything);
    QVERIFY(news && countsOf(news->looked) == QList<FoundCount>({{second, 1}}));
    for (const qint64 call : {first, second}) {
        m_store.execute(u"UPDATE body SET output = 'word for word' WHERE id = %1"_s.arg(call));
        m_store.execute(u"UPDATE event SET outcome = 1 WHERE id = %1"_s.arg(call));
    }
    news = findNews(m_store.db(), news->reach, what, everything);
    QVERIFY(news.has_value());
    QCOMPARE(countsOf(news->looked), QList<FoundCount>({{first, 3}, {second, 3}}));
    QVERIFY(news->reach.waiting.isEmpty());
}

// Of agents that work side by side each line goes behind the call that started its agent.
void TestFindInSession::knowsWhereNewsStand()
{
    const qint64 session = m_store.addSession({});
    const auto add = [&](qint64 run, const QString &call = {}) {
        const auto kind = call.isEmpty() ? EventKind::Reply : EventKind::ToolCall;
        return m_store.addEvent({.session = session, .run = run, .kind = kind, .toolUseId = call, .text = u"word"_s});
    };
    const qint64 run = m_store.addRun(session, u"agent"_s, u"toolu_r"_s);
    const qint64 lost = m_store.addRun(session, u"lost"_s, u"toolu_l"_s);
    add(0);
    add(0, u"toolu_r"_s);
    const qint64 end = add(0);
    const qint64 lostOne = add(lost);
    const FindWords what = {u"word"_s, Qt::CaseInsensitive, end};
    const FindReach reach = searched(m_store.db(), session, what);
    add(run);
    auto news = findNews(m_store.db(), reach, what, everything);
    QVERIFY(news && news->looked.size() == 1 && news->origin);
    QVERIFY(news->reach.order.keeps(reach.order));
    const FindSpot inRun = news->looked.first().spot;
    QVERIFY(news->reach.order.isBefore(inRun, *news->origin));
    QVERIFY(!news->reach.order.isBefore(*news->origin, inRun));
    const FindSpot ofLost = {lost, m_store.number(u"SELECT position FROM event WHERE id = %1"_s.arg(lostOne)), 0};
    QVERIFY(news->reach.order.isBefore(*news->origin, ofLost));
    add(0, u"toolu_l"_s); // the call of one that was at the end
    add(0);
    const auto moved = findNews(m_store.db(), news->reach, what, everything);
    QVERIFY(moved && moved->looked.size() == 2);
    QVERIFY(!moved->reach.order.keeps(news->reach.order));
    QVERIFY(moved->reach.order.isBefore(ofLost, moved->looked.last().spot));
}

void TestFindInSession::findsEventsByTime()
{
    const qint64 session = m_store.addSession({});
    m_store.addEvent({.session = session, .at = 1'000});
    const qint64 second = m_store.addEvent({.session = session, .at = 5'000});
    m_store.addEvent({.session = session, .at = 4'000});
    QCOMPARE(*firstEventFrom(m_store.db(), session, 0, 2'000), second);
    QCOMPARE(*firstEventFrom(m_store.db(), session, 0, 5'001), 0);
}

QTEST_GUILESS_MAIN(TestFindInSession)
#include "tst_findinsession.moc"
