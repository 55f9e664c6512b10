// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "models/data/query/turnspans.h"
#include "models/data/query/turntimes.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

TurnRow row(EventKind kind, qint64 at, qint64 duration = -1, const QString &tool = {}, Outcome outcome = Outcome::Ok)
{
    return {
        .eventId = at, .kind = kind, .outcome = outcome, .at = at, .durationMs = duration, .tool = tool, .head = {}};
}

TurnRow call(qint64 at, qint64 duration, const QString &tool = u"Bash"_s, Outcome outcome = Outcome::Ok)
{
    return row(EventKind::ToolCall, at, duration, tool, outcome);
}

} // namespace

class TestTurnTimes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void modelWorksBetweenWhatComesIn();
    void parallelCallsCountOnce();
    void missingAndInvertedTimesAreUnknown();
    void answersOfThePersonAreWaiting();
    void coverageOfIntervals();
    void turnsAreFoundFromAnyEvent();
    void whatTheClientBeginsIsNoTurnOfItsOwn();
    void subAgentsStandBehindTheirCall();
    void tokensAreThoseOfTheTurn();
    void longTurnsAreCut();
};

void TestTurnTimes::modelWorksBetweenWhatComesIn()
{
    const auto spans = spansOf({row(EventKind::Prompt, 1'000), row(EventKind::Thinking, 4'000),
                                row(EventKind::Reply, 6'000), call(6'000, 10'000), row(EventKind::Reply, 20'000)},
                               -1);
    QCOMPARE(spans.size(), 4); // the call was written with the reply: no time of its own
    QCOMPARE(spans.at(0).kind, SpanKind::Thinking);
    QCOMPARE(spans.at(0).length(), 3'000);
    QCOMPARE(spans.at(1).length(), 2'000);
    QCOMPARE(spans.at(2).kind, SpanKind::Tool);
    QCOMPARE(spans.at(2).length(), 10'000);
    QCOMPARE(spans.at(3).from, 16'000); // not before the result
    QCOMPARE(spans.at(3).until, 20'000);
    const TurnTotals totals = totalsOf(spans);
    QCOMPARE(totals.model, 9'000);
    QCOMPARE(totals.tools, 10'000);
    QCOMPARE(totals.unknown, 0);
}

void TestTurnTimes::parallelCallsCountOnce()
{
    const auto spans = spansOf({row(EventKind::Prompt, 0), call(1'000, 10'000), call(1'500, 3'000), call(2'000, 12'000),
                                row(EventKind::Reply, 15'000)},
                               -1);
    const TurnTotals totals = totalsOf(spans);
    QCOMPARE(totals.toolCalls, 3);
    QCOMPARE(totals.tools, 13'000); // 1000 … 14000
    QCOMPARE(totals.toolsAtOnce, 3);
    QCOMPARE(totals.model, 1'000 + 500 + 500 + 1'000); // the writing of the calls, and the reply after the last result
}

void TestTurnTimes::missingAndInvertedTimesAreUnknown()
{
    const auto spans = spansOf({row(EventKind::Prompt, 10'000), row(EventKind::Reply, 9'000), call(-1, 500),
                                call(11'000, -1, u"Bash"_s, Outcome::Pending), row(EventKind::Reply, -1)},
                               -1);
    const TurnTotals totals = totalsOf(spans);
    for (const TurnSpan &span : spans)
        QVERIFY(!span.isKnown() ? span.length() == -1 : span.length() >= 0);
    QCOMPARE(totals.unknown, 4); // both replies, the call without a time, the call without a result
    QCOMPARE(totals.tools, 0);
}

void TestTurnTimes::answersOfThePersonAreWaiting()
{
    const auto spans = spansOf({row(EventKind::Prompt, 0), call(0, 30'000, u"AskUserQuestion"_s),
                                call(30'000, 4'000, u"Bash"_s, Outcome::Denied), call(40'000, 0)},
                               0);
    const TurnTotals totals = totalsOf(spans);
    QCOMPARE(totals.waiting, 34'000);
    QCOMPARE(totals.tools, 0);
    QCOMPARE(totals.model, 6'000); // the writing of the last call
}

void TestTurnTimes::coverageOfIntervals()
{
    QCOMPARE(coverage({}).length, 0);
    QCOMPARE(coverage({{5, 5}}).atOnce, 0);
    const Coverage touching = coverage({{0, 10}, {10, 20}});
    QCOMPARE(touching.length, 20);
    QCOMPARE(touching.atOnce, 1);
    const Coverage nested = coverage({{0, 100}, {10, 20}, {15, 30}, {200, 201}});
    QCOMPARE(nested.length, 101);
    QCOMPARE(nested.atOnce, 3);
}

void TestTurnTimes::turnsAreFoundFromAnyEvent()
{
    TestStore store;
    const qint64 session = store.addSession({});
    const qint64 before = store.addEvent({.session = session, .at = 500, .head = u"before"_s});
    const qint64 first = store.addEvent({.session = session, .kind = EventKind::Prompt, .at = 1'000, .head = u"one"_s});
    const qint64 reply = store.addEvent({.session = session, .at = 3'000});
    const qint64 second =
        store.addEvent({.session = session, .kind = EventKind::Command, .at = 9'000, .head = u"/two"_s});
    const auto turn = readTurnTimes(store.db(), reply);
    QVERIFY(turn);
    QCOMPARE(turn->promptEvent, first);
    QCOMPARE(turn->prompt, u"one"_s);
    QCOMPARE(turn->number, 1);
    QCOMPARE(turn->turns, 2);
    QCOMPARE(turn->from, 1'000);
    QCOMPARE(turn->until, 3'000);
    QCOMPARE(turn->nextPromptAt, 9'000);
    QCOMPARE(turn->nextTurn, second);
    QCOMPARE(turn->previousTurn, 0);
    QCOMPARE(readTurnTimes(store.db(), first)->promptEvent, first);
    QCOMPARE(readTurnTimes(store.db(), second)->previousTurn, first);
    QCOMPARE(readTurnTimes(store.db(), second)->nextTurn, 0);
    const auto none = readTurnTimes(store.db(), before);
    QCOMPARE(none->number, 0);
    QCOMPARE(none->nextTurn, first);
    QCOMPARE(readTurnTimes(store.db(), 99'999).error().code, Error::Code::NotFound);
}

void TestTurnTimes::whatTheClientBeginsIsNoTurnOfItsOwn()
{
    TestStore store;
    const qint64 session = store.addSession({});
    store.addEvent({.session = session, .kind = EventKind::Prompt, .at = 1'000, .head = u"one"_s});
    const qint64 wake = store.addEvent({.session = session, .kind = EventKind::MachineTurn, .at = 2'000});
    const qint64 reply = store.addEvent({.session = session, .kind = EventKind::Reply, .at = 3'000});
    const qint64 second = store.addEvent({.session = session, .kind = EventKind::Prompt, .at = 9'000});
    const auto turn = readTurnTimes(store.db(), reply);
    QVERIFY(turn);
    QCOMPARE(turn->promptEvent, wake);
    QVERIFY(turn->byClient);
    QCOMPARE(turn->number, 1);
    QCOMPARE(turn->turns, 2); // as the session itself counts them
    const auto next = readTurnTimes(store.db(), second);
    QVERIFY(!next->byClient);
    QCOMPARE(next->number, 2);
    QCOMPARE(next->previousTurn, wake);
}

void TestTurnTimes::subAgentsStandBehindTheirCall()
{
    TestStore store;
    const qint64 session = store.addSession({});
    const qint64 left = store.addRun(session, u"left"_s, u"toolu_l"_s);
    const qint64 right = store.addRun(session, u"right"_s, u"toolu_r"_s);
    store.addEvent({.session = session, .kind = EventKind::Prompt, .at = 1'000});
    const auto agent = [&](const QString &id, qint64 at) {
        return store.addEvent({.session = session,
                               .kind = EventKind::ToolCall,
                               .outcome = Outcome::Ok,
                               .at = at,
                               .tool = u"Task"_s,
                               .toolUseId = id});
    };
    const qint64 leftCall = agent(u"toolu_l"_s, 2'000);
    agent(u"toolu_r"_s, 2'000);
    const qint64 inside = store.addEvent({.session = session,
                                          .run = left,
                                          .kind = EventKind::ToolCall,
                                          .outcome = Outcome::Failed,
                                          .at = 4'000,
                                          .tool = u"Grep"_s});
    store.execute(u"UPDATE event SET duration_ms = 10000 WHERE tool = 'Task'; UPDATE event SET duration_ms = 50 WHERE"
                  " tool = 'Grep'; UPDATE run SET started_at = 2500, ended_at = 30000 WHERE id = %1"_s.arg(right));
    const auto turn = readTurnTimes(store.db(), inside);
    QVERIFY(turn);
    QCOMPARE(turn->totals.subagentRuns, 2);
    QCOMPARE(turn->totals.subagentsAtOnce, 2);
    QCOMPARE(turn->totals.subagents, 28'000); // the right one went on in the background until 30 000
    QCOMPARE(turn->totals.toolCalls, 3);
    QCOMPARE(turn->totals.failed, 1);
    QCOMPARE(turn->totals.tools, 0); // those inside belong to the sub-agent
    QCOMPARE(turn->until, 30'000);
    int leftSpan = -1;
    for (int i = 0; i < turn->spans.size(); ++i) {
        const TurnSpan &span = turn->spans.at(i);
        if (span.eventId == leftCall && span.kind == SpanKind::Subagent)
            leftSpan = i;
        if (span.eventId == inside)
            QCOMPARE(span.parent, leftSpan);
    }
    QVERIFY(leftSpan >= 0);
}

void TestTurnTimes::tokensAreThoseOfTheTurn()
{
    TestStore store;
    const qint64 session = store.addSession({});
    const qint64 other = store.addSession({});
    const qint64 prompt = store.addEvent({.session = session, .kind = EventKind::Prompt, .at = 1'000});
    store.addEvent({.session = session, .kind = EventKind::Prompt, .at = 9'000});
    const auto message = [&](const QString &id, qint64 owner, qint64 at) {
        store.execute(
            u"INSERT INTO message VALUES('%1', %2, 'm', %3, 10, 3, 100, 5, 2, 0, 1.0, 0)"_s.arg(id).arg(owner).arg(at));
    };
    message(u"a"_s, session, 2'000);
    message(u"b"_s, session, 9'500);
    message(u"c"_s, other, 3'000); // copied by a fork
    message(u"d"_s, other, 3'000);
    store.execute(u"INSERT INTO message_share VALUES('c', %1, 0)"_s.arg(session));
    const auto turn = readTurnTimes(store.db(), prompt);
    QCOMPARE(turn->tokens, (TokenCount{20, 6, 200, 14}));
}

void TestTurnTimes::longTurnsAreCut()
{
    TestStore store;
    const qint64 session = store.addSession({});
    store.addEvents(session, turnRowLimit + 500);
    store.execute(u"UPDATE event SET kind = 2"_s);
    const qint64 rows = store.db().counts().rows;
    const auto turn = readTurnTimes(store.db(), store.number(u"SELECT min(id) FROM event"_s));
    QVERIFY(turn);
    QVERIFY(turn->cut);
    QVERIFY(store.db().counts().rows - rows <= turnRowLimit + 20);
}

QTEST_GUILESS_MAIN(TestTurnTimes)
#include "tst_turntimes.moc"
