// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include <nlohmann/json.hpp>

#include "agent/store/deletion.h"
#include "agent/store/factpass.h"
#include "agent/store/factrows.h"
#include "agent/store/minedwords.h"
#include "agent/store/minerpass.h"
#include "agent/store/miningmark.h"
#include "models/data/store/statement.h"
#include "tests/agent/life/minedsample.h"
#include "tests/support/importfixture.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

// How far mining has come, and that it holds nobody up.
class TestMiningPass : public QObject {
    Q_OBJECT

private:
    const std::atomic<bool> m_never = false;

    static QString fileOf(const std::string &session) { return u"-p/%1.jsonl"_s.arg(QString::fromStdString(session)); }

    static std::vector<std::string> session(const std::string &uuid)
    {
        TranscriptBuilder b(uuid);
        return {b.prompt("please test it"),
                b.call("a1", "Bash", {{"command", "go test ./..."}}),
                b.result("a1", "ok", nullptr),
                b.prompt("and push"),
                b.call("a2", "Bash", {{"command", "git push"}}),
                b.result("a2", "ok", nullptr)};
    }

    static void writeTwo(const ImportFixture &f)
    {
        f.write(fileOf(sessionA), session(sessionA));
        f.write(fileOf(sessionB), session(sessionB));
    }

    static Database open(const ImportFixture &f, Database::Mode mode)
    {
        auto db = Database::open(f.storeFile(), mode);
        if (!db)
            qFatal("%s", qPrintable(db.error().what));
        return std::move(*db);
    }

    MinerPassSummary mine(const ImportFixture &f) const
    {
        Database db = open(f, Database::Mode::Writer);
        const auto done = mineStore(db, {}, 1000, m_never);
        if (!done)
            qFatal("%s", qPrintable(done.error().what));
        return *done;
    }

private Q_SLOTS:
    void eachStateOfASessionIsMinedOnce()
    {
        ImportFixture f;
        writeTwo(f);
        f.import();
        QCOMPARE(mine(f).sessionsConsidered, 2);
        QCOMPARE(f.value(u"SELECT count(*) FROM miner_run"_s).toInt(), 1);
        const MinerPassSummary again = mine(f);
        QCOMPARE(again.sessionsConsidered, 0);
        QCOMPARE(again.projectsMined, 0);
        QCOMPARE(f.value(u"SELECT count(*) FROM miner_run"_s).toInt(), 1); // no row for nothing
        TranscriptBuilder more(sessionA);
        f.append(fileOf(sessionA), more.prompt("once more") + '\n');
        f.import();
        QCOMPARE(mine(f).sessionsConsidered, 1);
        QCOMPARE(mine(f).sessionsConsidered, 0);
    }

    // What ends between reading and writing has marked nothing, so it is done again; and once.
    void whatWasNotStoredIsMinedAgain()
    {
        ImportFixture f;
        writeTwo(f);
        f.import();
        for (int last = 0; last < 3; ++last) {
            Database reader = open(f, Database::Mode::Reader);
            Database writer = open(f, Database::Mode::Writer);
            int pieces = 0;
            const auto door = [&](const WritePiece &piece) -> Result<> {
                if (pieces++ >= last)
                    return fail(Error::Code::Failed, u"killed"_s);
                return piece(writer);
            };
            QVERIFY(!mineStore(reader, door, {}, 1000, m_never));
        }
        QCOMPARE(mine(f).sessionsConsidered, 2);
        QCOMPARE(mine(f).sessionsConsidered, 0);
    }

    // Others write between the pieces, and nothing is held open against them.
    void othersWriteMeanwhile()
    {
        ImportFixture f;
        writeTwo(f);
        f.import();
        Database reader = open(f, Database::Mode::Reader);
        Database writer = open(f, Database::Mode::Writer);
        int others = 0;
        const auto door = [&](const WritePiece &piece) -> Result<> {
            if (!writer.execute(u"INSERT INTO meta(key, value) VALUES('other%1', '')"_s.arg(others++)))
                return fail(Error::Code::Failed, u"the other was held up"_s);
            return piece(writer);
        };
        const auto done = mineStore(reader, door, {}, 1000, m_never);
        QVERIFY(done);
        QCOMPARE(done->sessionsConsidered, 2);
        QVERIFY(others >= 3);
    }

    // Rules of redaction were applied to all that is stored: what was read before must not bring the old words back.
    void whatWasMaskedMeanwhileIsNotStored()
    {
        ImportFixture f;
        writeTwo(f);
        f.import();
        Database reader = open(f, Database::Mode::Reader);
        Database writer = open(f, Database::Mode::Writer);
        bool masked = false;
        const auto door = [&](const WritePiece &piece) -> Result<> {
            const bool read = f.value(u"SELECT count(*) FROM fact_session"_s).toInt() == 2;
            if (read && !std::exchange(masked, true)) {
                if (auto done = forgetAllFacts(writer); !done)
                    return done;
            }
            return piece(writer);
        };
        const auto done = mineStore(reader, door, {}, 1000, m_never);
        QVERIFY(done);
        QVERIFY(masked);
        QCOMPARE(done->sessionsConsidered, 0);
        QCOMPARE(f.value(u"SELECT count(*) FROM mined_session"_s).toInt(), 0);
        QCOMPARE(mine(f).sessionsConsidered, 2);
    }

    void aSessionThatGrowsMeanwhileIsLeft()
    {
        ImportFixture f;
        writeTwo(f);
        f.import();
        {
            Database reader = open(f, Database::Mode::Reader);
            Database writer = open(f, Database::Mode::Writer);
            int pieces = 0;
            const auto door = [&](const WritePiece &piece) -> Result<> {
                if (++pieces == 2) { // the claim was the first
                    TranscriptBuilder more(sessionA);
                    f.append(fileOf(sessionA), more.prompt("once more") + '\n');
                    f.import();
                }
                return piece(writer);
            };
            const auto done = bringFactsUpToDate(reader, door, m_never);
            QVERIFY(done);
            QCOMPARE(*done, 1);
        }
        Database db = open(f, Database::Mode::Writer);
        QCOMPARE(bringFactsUpToDate(db, m_never).value_or(-1), 1);
        QCOMPARE(f.value(u"SELECT count(*) FROM fact_episode"_s).toInt(), 5);
    }

    void isDueAfterAnEndAStopOrTurns()
    {
        MinedSample sample;
        TestStore &store = sample.store();
        const qint64 now = MinedSample::today;
        const auto due = [&](qint64 at = now) {
            const bool some = isMiningDue(store.db(), {sample.session()}, {}, at).value_or(false);
            [&] { QCOMPARE(isMiningDue(store.db(), {}, {}, at).value_or(false), some); }();
            return some;
        };
        const auto markAt = [&](int events, int turns) {
            store.execute(u"INSERT OR REPLACE INTO mined_session SELECT agent, uuid, project_id, lineage, %1, %2, %3, "
                          "%4 FROM session"_s.arg(events)
                              .arg(turns)
                              .arg(miningVersion())
                              .arg(now - 5000));
        };
        store.execute(u"UPDATE session SET ended_at = %1, events_total = 10, turns = 19"_s.arg(now - 1000));
        QVERIFY(!due());             // it goes on
        QVERIFY(due(now + 600'000)); // nobody said a word for ten minutes
        store.execute(u"UPDATE session SET turns = 20"_s);
        QVERIFY(due());
        markAt(9, 1);
        QVERIFY(!due());
        store.execute(u"INSERT INTO hook_event(spool_key, agent, session_uuid, name, at) SELECT 'k', agent, uuid, "
                      "'Stop', %1 FROM session"_s.arg(now - 6000));
        QVERIFY(!due()); // it was mined after that
        store.execute(u"UPDATE hook_event SET at = %1"_s.arg(now));
        QVERIFY(due());
        store.execute(u"DELETE FROM hook_event"_s);
        store.execute(u"INSERT INTO presence(agent, session_uuid, ended_at, last_event_at) SELECT agent, uuid, %1, %1 "
                      "FROM session"_s.arg(now));
        QVERIFY(due());
        markAt(10, 20);
        QVERIFY(!due()); // as it is, it was mined
        QVERIFY(!due(now + 600'000));
    }

    void aDeletedSessionLeavesNoWordOnTheDesk()
    {
        MinedSample sample;
        sample.mine({sample.candidate("zebrafinch"), sample.candidate("alpha")});
        sample.store().execute(u"INSERT INTO decision(candidate_id, rev, verdict, state_before, at) SELECT id, 1, "
                               "'reject', 'new', 1 FROM candidate WHERE name = 'alpha'"_s);
        sample.store().execute(u"UPDATE candidate SET state = 'rejected' WHERE name = 'alpha'"_s);
        QVERIFY(forgetMined(sample.store().db(), sample.session()));
        for (const QString &column :
             {u"candidate.canon"_s, u"candidate.name"_s, u"candidate.sentence"_s, u"candidate.description"_s,
              u"candidate.strength_text"_s, u"revision.text"_s, u"claim.text"_s}) {
            const qint64 left = sample.store().number(
                u"SELECT count(*) FROM %1 WHERE replace(%2, 'c-alpha', '') LIKE '%alpha%' OR %2 LIKE "
                "'%zebrafinch%'"_s.arg(column.section(u'.', 0, 0), column));
            QVERIFY2(left == 0, qPrintable(column));
        }
        QCOMPARE(sample.store().number(u"SELECT count(*) FROM candidate"_s), 1); // the decision stays
        QCOMPARE(sample.store().number(u"SELECT count(*) FROM mined_project"_s), 0);
    }
};

QTEST_GUILESS_MAIN(TestMiningPass)
#include "tst_miningpass.moc"
