// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/candidatelife.h"
#include "models/data/store/statement.h"
#include "tests/agent/life/minedsample.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

// What a person decides: where it leads, what is written down, and how it is taken back.
class TestCandidateLife : public QObject {
    Q_OBJECT

private:
    static constexpr std::array states{CandidateState::Watch,      CandidateState::New,      CandidateState::Edited,
                                       CandidateState::Snoozed,    CandidateState::Approved, CandidateState::Rejected,
                                       CandidateState::Superseded, CandidateState::Stale};

    static Result<DeskMove> decide(MinedSample &sample, DeskAct act)
    {
        Transaction transaction(sample.store().db());
        if (!transaction.begin())
            qFatal("no transaction");
        const auto moved = CandidateLife(sample.store().db(), MinedSample::today).decide(act);
        if (moved && !transaction.commit())
            qFatal("not committed");
        return moved;
    }

    static Result<DeskMove> undo(MinedSample &sample, const QString &key)
    {
        return CandidateLife(sample.store().db(), MinedSample::today).undo(sample.row(key).id, u"window"_s);
    }

    static DeskAct act(MinedSample &sample, const QString &key, Verdict verdict)
    {
        const CandidateRow row = sample.row(key);
        DeskAct act;
        act.candidate = row.id;
        act.verdict = verdict;
        act.rev = row.draftRev;
        act.sha256 = row.draftSha256;
        act.reason = verdict == Verdict::Reject ? u"one-off"_s : QString();
        return act;
    }

private Q_SLOTS:
    void goesWhereTheTableSays()
    {
        MinedSample sample;
        for (const CandidateState from : states) {
            for (const Verdict verdict : {Verdict::Edit, Verdict::Approve, Verdict::Merge, Verdict::Rule,
                                          Verdict::Snooze, Verdict::Reject, Verdict::Reopen}) {
                sample.store().execute(u"DELETE FROM candidate; DELETE FROM tombstone"_s);
                sample.mine({sample.candidate("alpha")});
                sample.store().execute(u"UPDATE candidate SET state = '%1'"_s.arg(nameOf(from)));
                const auto moved = decide(sample, act(sample, u"c-alpha"_s, verdict));
                const auto to = stateAfter(from, verdict);
                QCOMPARE(moved.has_value(), to.has_value());
                QCOMPARE(sample.state(u"c-alpha"_s), nameOf(to.value_or(from)));
                QCOMPARE(sample.store().number(u"SELECT count(*) FROM decision"_s), to ? 1 : 0);
                if (!to)
                    continue;
                QVERIFY(undo(sample, u"c-alpha"_s));
                QCOMPARE(sample.state(u"c-alpha"_s), nameOf(from));
                QCOMPARE(sample.store().number(u"SELECT count(*) FROM decision"_s), 2);
                QVERIFY(!undo(sample, u"c-alpha"_s)); // nothing is left to take back
            }
        }
        QVERIFY(!stateAfter(CandidateState::Approved, Verdict::Reject));
    }

    void namesAreThoseOfTheStore()
    {
        for (const CandidateState each : states)
            QCOMPARE(candidateState(nameOf(each)), std::optional(each));
        QVERIFY(!candidateState(u"installed"_s));
        QCOMPARE(rejectReason(u"Not-Yet-Convincing"_s), std::optional(u"not yet convincing"_s));
        QVERIFY(!rejectReason(u"ugly"_s));
    }

    void decisionsAreOnlyAdded()
    {
        MinedSample sample;
        sample.mine({sample.candidate("alpha")});
        QVERIFY(decide(sample, act(sample, u"c-alpha"_s, Verdict::Snooze)));
        Database &db = sample.store().db();
        QVERIFY(!db.execute(u"UPDATE decision SET note = 'x'"_s));
        QVERIFY(!db.execute(u"DELETE FROM decision"_s));
        QVERIFY(db.execute(u"DELETE FROM candidate"_s));
        QCOMPARE(sample.store().number(u"SELECT count(*) FROM decision"_s), 0);
    }

    void writesDownWhoSawWhat()
    {
        MinedSample sample;
        sample.mine({sample.candidate("alpha")});
        DeskAct approval = act(sample, u"c-alpha"_s, Verdict::Approve);
        approval.actor = u"window"_s;
        approval.note = u"good"_s;
        QVERIFY(decide(sample, approval));
        Statement s(sample.store().db(),
                    u"SELECT verdict, state_before, state_after, sha256, actor, note, at, rev FROM "
                    "decision"_s);
        QVERIFY(s.next());
        QCOMPARE(s.text(0), u"approve"_s);
        QCOMPARE(s.text(1), u"new"_s);
        QCOMPARE(s.text(2), u"approved"_s);
        QCOMPARE(s.text(3), approval.sha256);
        QCOMPARE(s.text(4), u"window"_s);
        QCOMPARE(s.text(5), u"good"_s);
        QCOMPARE(s.integer(6), MinedSample::today);
        QCOMPARE(s.integer(7), 1);
    }

    void approvesOnlyTheBytesThatWereShown()
    {
        MinedSample sample;
        sample.mine({sample.candidate("alpha")});
        DeskAct other = act(sample, u"c-alpha"_s, Verdict::Approve);
        other.sha256 = QString(64, u'0');
        QCOMPARE(decide(sample, other).error().code, Error::Code::Usage);
        other.sha256.clear();
        QCOMPARE(decide(sample, other).error().code, Error::Code::Usage);
        other = act(sample, u"c-alpha"_s, Verdict::Rule);
        other.rev = 7;
        QCOMPARE(decide(sample, other).error().code, Error::Code::Usage);
        other.candidate = 999;
        QCOMPARE(decide(sample, other).error().code, Error::Code::NotFound);
        QCOMPARE(sample.state(u"c-alpha"_s), u"new"_s);
    }

    void refusesWrongReasonsAndRules()
    {
        MinedSample sample;
        sample.mine({sample.candidate("alpha")});
        DeskAct wrong = act(sample, u"c-alpha"_s, Verdict::Reject);
        wrong.reason = u"ugly"_s;
        QCOMPARE(decide(sample, wrong).error().code, Error::Code::Usage);
        wrong = act(sample, u"c-alpha"_s, Verdict::Snooze);
        wrong.snooze = {0, 0};
        QCOMPARE(decide(sample, wrong).error().code, Error::Code::Usage);
        QCOMPARE(sample.state(u"c-alpha"_s), u"new"_s);
    }

    void aRejectionTakenBackLeavesNoTombstone()
    {
        MinedSample sample;
        sample.mine({sample.candidate("alpha")});
        QVERIFY(decide(sample, act(sample, u"c-alpha"_s, Verdict::Reject)));
        QCOMPARE(sample.store().number(u"SELECT count(*) FROM tombstone"_s), 1);
        QVERIFY(decide(sample, act(sample, u"c-alpha"_s, Verdict::Reopen)));
        QCOMPARE(sample.store().number(u"SELECT count(*) FROM tombstone"_s), 0);
        QVERIFY(undo(sample, u"c-alpha"_s)); // of the reopening
        QCOMPARE(sample.state(u"c-alpha"_s), u"rejected"_s);
        QCOMPARE(sample.store().number(u"SELECT count(*) FROM tombstone WHERE reason = 'one-off'"_s), 1);
        QVERIFY(undo(sample, u"c-alpha"_s)); // of the rejection
        QCOMPARE(sample.state(u"c-alpha"_s), u"new"_s);
        QCOMPARE(sample.store().number(u"SELECT count(*) FROM tombstone"_s), 0);
    }

    void anEditTakenBackShowsTheMinersDraft()
    {
        MinedSample sample;
        sample.mine({sample.candidate("alpha")});
        const qint64 id = sample.row(u"c-alpha"_s).id;
        sample.store().execute(u"INSERT INTO revision VALUES(%1, 2, 'person', 'mine', 'x', 1, 0)"_s.arg(id));
        sample.store().execute(u"UPDATE candidate SET draft_rev = 2 WHERE id = %1"_s.arg(id));
        QVERIFY(decide(sample, act(sample, u"c-alpha"_s, Verdict::Edit)));
        QVERIFY(undo(sample, u"c-alpha"_s));
        QCOMPARE(sample.row(u"c-alpha"_s).draftRev, 1);
        MinedCandidate again = sample.candidate("alpha");
        again.text += "more\n";
        sample.mine({again}); // mining may refresh it again, under a number of its own
        QCOMPARE(sample.row(u"c-alpha"_s).draftRev, 3);
        QVERIFY(sample.row(u"c-alpha"_s).draft.endsWith(u"more\n"_s));
    }

    void ofWhatWasPrivateNoWordIsLeft()
    {
        MinedSample sample;
        sample.mine({sample.candidate("zebrafinch")});
        DeskAct rejection = act(sample, u"c-zebrafinch"_s, Verdict::Reject);
        rejection.reason = u"private"_s;
        QVERIFY(decide(sample, rejection));
        QVERIFY(!undo(sample, u"c-zebrafinch"_s));
        for (const QString &column :
             {u"canon"_s, u"name"_s, u"sentence"_s, u"description"_s, u"strength_text"_s, u"target_path"_s})
            QCOMPARE(
                sample.store().number(u"SELECT count(*) FROM candidate WHERE %1 LIKE '%zebrafinch%'"_s.arg(column)), 0);
        QCOMPARE(sample.store().number(u"SELECT count(*) FROM revision WHERE text <> ''"_s), 0);
        QCOMPARE(sample.store().number(u"SELECT count(*) FROM claim"_s), 0);
        QCOMPARE(sample.store().number(u"SELECT length(minhash) FROM tombstone"_s), 0);
        sample.mine({sample.candidate("zebrafinch", 50)}); // nothing of it is stored any more
        QCOMPARE(sample.store().number(u"SELECT count(*) FROM claim"_s), 0);
        QCOMPARE(sample.state(u"c-zebrafinch"_s), u"rejected"_s);
    }
};

QTEST_GUILESS_MAIN(TestCandidateLife)
#include "tst_candidatelife.moc"
