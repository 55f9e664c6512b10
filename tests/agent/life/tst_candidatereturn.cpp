// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/candidatelife.h"
#include "agent/store/candidatesign.h"
#include "models/data/store/statement.h"
#include "tests/agent/life/minedsample.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

// What mining does to candidates: what is shown and when, what comes back, what replaces what.
class TestCandidateReturn : public QObject {
    Q_OBJECT

private:
    static void decide(MinedSample &sample, const QString &key, Verdict verdict, const QString &reason = {},
                       SnoozeRule snooze = {})
    {
        DeskAct act;
        const CandidateRow row = sample.row(key);
        act.candidate = row.id;
        act.verdict = verdict;
        act.rev = row.draftRev;
        act.sha256 = row.draftSha256;
        act.reason = reason;
        act.snooze = snooze;
        const auto moved = CandidateLife(sample.store().db(), MinedSample::today).decide(act);
        if (!moved)
            qFatal("%s", qPrintable(moved.error().what));
    }

    static int inState(MinedSample &sample, const QString &state)
    {
        return static_cast<int>(
            sample.store().number(u"SELECT count(*) FROM candidate WHERE state = '%1'"_s.arg(state)));
    }

    static std::vector<MinedCandidate> many(const MinedSample &sample, int count)
    {
        std::vector<MinedCandidate> all;
        for (int i = 0; i < count; ++i)
            all.push_back(sample.candidate("habit" + std::to_string(i)));
        return all;
    }

private Q_SLOTS:
    void showsThreeADayAndTenInAll()
    {
        MinedSample sample;
        const auto found = many(sample, 20);
        QCOMPARE(sample.mine(found).added, 20);
        QCOMPARE(inState(sample, u"new"_s), 3);
        sample.mine(found, MinedSample::today + 1000);
        QCOMPARE(inState(sample, u"new"_s), 3);
        for (int day = 1; day < 6; ++day)
            sample.mine(found, MinedSample::today + day * MinedSample::day);
        QCOMPARE(inState(sample, u"new"_s), 10);
        sample.mine(found, MinedSample::today + 7 * MinedSample::day, {5, 12});
        QCOMPARE(inState(sample, u"new"_s), 12);
    }

    void aDayBringsCardsWithoutMining()
    {
        MinedSample sample;
        sample.mine(many(sample, 5));
        CandidateQueue later(sample.store().db(), MinedSample::today + MinedSample::day, {});
        QVERIFY(!CandidateQueue(sample.store().db(), MinedSample::today, {}).isDue().value_or(true));
        QVERIFY(later.isDue().value_or(false));
        QCOMPARE(later.settle().value_or(-1), 2);
        QVERIFY(!later.isDue().value_or(true));
        QCOMPARE(inState(sample, u"new"_s), 5);
    }

    void theSameAgainChangesNothing()
    {
        MinedSample sample;
        const auto found = many(sample, 3);
        sample.mine(found);
        const auto before = readCandidates(sample.store().db()).value();
        const CandidateCounts again = sample.mine(found);
        QCOMPARE(again.added, 0);
        QCOMPARE(again.changed, 0);
        QCOMPARE(readCandidates(sample.store().db()).value(), before);
    }

    void snoozedOnesWakeBySessionsOrByDay()
    {
        MinedSample sample;
        sample.mine({sample.candidate("alpha"), sample.candidate("beta")});
        decide(sample, u"c-alpha"_s, Verdict::Snooze, {}, {3, 0});
        decide(sample, u"c-beta"_s, Verdict::Snooze, {}, {0, 2});
        sample.mine({sample.candidate("alpha", 7), sample.candidate("beta", 50)});
        QCOMPARE(sample.state(u"c-alpha"_s), u"snoozed"_s);
        QCOMPARE(sample.state(u"c-beta"_s), u"snoozed"_s);
        sample.mine({sample.candidate("alpha", 8), sample.candidate("beta", 50)});
        QCOMPARE(sample.state(u"c-alpha"_s), u"new"_s);
        QCOMPARE(sample.state(u"c-beta"_s), u"snoozed"_s);
        sample.mine({sample.candidate("alpha", 8), sample.candidate("beta", 50)},
                    MinedSample::today + 2 * MinedSample::day);
        QCOMPARE(sample.state(u"c-beta"_s), u"new"_s);
    }

    void reasonsSayWhetherItComesBack_data()
    {
        QTest::addColumn<QString>("reason");
        QTest::addColumn<bool>("bySupport");
        QTest::addColumn<bool>("byWords");
        QTest::addColumn<bool>("byForm");
        for (const QString &each : rejectReasons()) {
            QTest::newRow(qPrintable(each))
                << each << (each == u"not yet convincing"_s) << (each == u"too broad"_s) << (each == u"other form"_s);
        }
    }

    void reasonsSayWhetherItComesBack()
    {
        QFETCH(QString, reason);
        QFETCH(bool, bySupport);
        QFETCH(bool, byWords);
        QFETCH(bool, byForm);
        MinedSample sample;
        const auto comesBack = [&](const std::function<void(MinedCandidate &)> &change) {
            sample.store().execute(u"DELETE FROM candidate; DELETE FROM tombstone"_s);
            sample.mine({sample.candidate("alpha")});
            decide(sample, u"c-alpha"_s, Verdict::Reject, reason);
            MinedCandidate again = sample.candidate("alpha");
            change(again);
            sample.mine({again});
            const QString state = sample.state(u"c-alpha"_s);
            if (state != u"rejected"_s) {
                [&] {
                    QCOMPARE(sample.store().number(u"SELECT count(*) FROM tombstone"_s), 0);
                    QCOMPARE(sample.store().number(
                                 u"SELECT count(*) FROM decision WHERE verdict = 'reopen' AND actor = 'agent'"_s),
                             1);
                }();
            }
            return state != u"rejected"_s;
        };
        const auto support = [](std::uint32_t lineages, std::uint32_t days) {
            return [=](MinedCandidate &each) {
                each.strength.lineages = lineages;
                each.strength.days = days;
            };
        };
        QVERIFY(!comesBack([](MinedCandidate &) {}));
        QVERIFY(!comesBack(support(9, 9)));  // less than twice
        QVERIFY(!comesBack(support(10, 6))); // not two more days
        QCOMPARE(comesBack(support(10, 7)), bySupport);
        QCOMPARE(comesBack([](MinedCandidate &each) { each.description = "When asked for it"; }), byWords);
        QCOMPARE(comesBack([](MinedCandidate &each) { each.form = CandidateForm::Rule; }), byForm);
    }

    void whatIsNearlyTheSameStaysAwayToo()
    {
        MinedSample sample;
        sample.mine({sample.candidate("alpha")});
        decide(sample, u"c-alpha"_s, Verdict::Reject, u"wrong or outdated"_s);
        MinedCandidate twin = sample.candidate("alpha");
        twin.key = "c-twin";
        MinedCandidate other = sample.candidate("omega");
        QVERIFY(likeness(candidateSign(twin), candidateSign(sample.candidate("alpha"))) > 0.99);
        QVERIFY(likeness(candidateSign(other), candidateSign(twin)) < 0.5);
        QCOMPARE(likeness({}, candidateSign(twin)), 0.0);
        sample.mine({twin, other});
        QCOMPARE(sample.row(u"c-twin"_s).id, 0);
        QCOMPARE(sample.state(u"c-omega"_s), u"new"_s);
    }

    void aOneOffRaisesTheFloor()
    {
        MinedSample sample;
        sample.mine({sample.candidate("alpha")});
        decide(sample, u"c-alpha"_s, Verdict::Reject, u"one-off"_s);
        sample.mine({sample.candidate("omega", 5)});
        QCOMPARE(sample.state(u"c-omega"_s), u"watch"_s);
        sample.mine({sample.candidate("omega", 6)});
        QCOMPARE(sample.state(u"c-omega"_s), u"new"_s);
    }

    void goneIsStaleOrSuperseded()
    {
        MinedSample sample;
        sample.mine({sample.candidate("alpha"), sample.candidate("omega")});
        MinedCandidate heir = sample.candidate("alpha");
        heir.key = "c-heir";
        sample.mine({heir});
        QCOMPARE(sample.state(u"c-alpha"_s), u"superseded"_s);
        QCOMPARE(sample.store().number(u"SELECT count(*) FROM candidate WHERE superseded_by = 'c-heir'"_s), 1);
        QCOMPARE(sample.state(u"c-omega"_s), u"stale"_s);
        const CandidateCounts back = sample.mine({sample.candidate("alpha"), sample.candidate("omega")});
        QCOMPARE(back.added, 0);
        QVERIFY(sample.state(u"c-omega"_s) == u"new"_s || sample.state(u"c-omega"_s) == u"watch"_s);
        QVERIFY(sample.state(u"c-alpha"_s) != u"superseded"_s); // its heir is gone
    }

    void oldOrBrokenIsStaleAndStaysSo()
    {
        MinedSample sample;
        sample.mine({sample.candidate("alpha"), sample.candidate("omega")});
        MinedCandidate old = sample.candidate("alpha");
        old.score.freshness = 0.2;
        MinedCandidate broken = sample.candidate("omega");
        broken.flags = {"missing-file"};
        QCOMPARE(sample.mine({old, broken}).changed, 2);
        QCOMPARE(inState(sample, u"stale"_s), 2);
        QCOMPARE(sample.mine({old, broken}).changed, 0);
        sample.mine({sample.candidate("alpha"), sample.candidate("omega")});
        QCOMPARE(inState(sample, u"stale"_s), 0);
    }

    void whatAPersonHoldsIsLeftAlone()
    {
        MinedSample sample;
        sample.mine({sample.candidate("alpha"), sample.candidate("omega")});
        decide(sample, u"c-alpha"_s, Verdict::Edit);
        decide(sample, u"c-omega"_s, Verdict::Approve);
        const CandidateCounts counts = sample.mine({}, MinedSample::today + MinedSample::day);
        QCOMPARE(counts.changed, 0);
        QCOMPARE(sample.state(u"c-alpha"_s), u"edited"_s);
        QCOMPARE(sample.state(u"c-omega"_s), u"approved"_s);
        MinedCandidate twin = sample.candidate("omega");
        twin.key = "c-twin";
        sample.mine({twin}); // a person approved what says it
        QCOMPARE(sample.row(u"c-twin"_s).id, 0);
    }
};

QTEST_GUILESS_MAIN(TestCandidateReturn)
#include "tst_candidatereturn.moc"
