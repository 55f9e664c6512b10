// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "agent/store/candidatewriter.h"
#include "bench/quality/planting.h"
#include "models/data/query/candidatequery.h"
#include "models/data/store/statement.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace assay::quality;
using namespace Qt::Literals::StringLiterals;

// Candidates in the store: how many are shown, what comes back, what a person said stays.
class TestCandidates : public QObject {
    Q_OBJECT

private:
    static constexpr qint64 today = 1'700'000'000'000;
    static constexpr qint64 day = 86'400'000;

    struct Mined {
        FactCorpus corpus;
        MiningResult result;
    };

    // Five rules that a person stated in three sessions each.
    static Mined mined(TestStore &store, std::size_t lineages = 3)
    {
        ContentRandom random(4, 4);
        World world = inventedWorld(21, 12);
        for (const char *x : {"alpha", "beta", "gamma", "delta", "omega"})
            plant(world, {PlantKind::Correction, {std::string("old") + x, std::string("fresh") + x}, lineages, "en"},
                  random);
        Mined all{toCorpus(world), {}};
        all.corpus.projects.front().id = store.addProject(u"github.com/example/shop"_s);
        store.addEvents(store.addSession({}), 1500);
        all.result = mineProject(ProjectView(all.corpus, 0), {});
        return all;
    }

    static CandidateCounts stored(TestStore &store, const Mined &mined, qint64 now)
    {
        const auto counts = CandidateWriter(store.db(), now).store(ProjectView(mined.corpus, 0), mined.result, u"f"_s);
        if (!counts)
            qFatal("%s", qPrintable(counts.error().what));
        return *counts;
    }

    static int inState(TestStore &store, const QString &state)
    {
        return static_cast<int>(readCandidates(store.db(), {state}).value_or(QList<CandidateRow>()).size());
    }

private Q_SLOTS:
    void showsThreeADay()
    {
        TestStore store;
        const Mined all = mined(store);
        QVERIFY(all.result.candidates.size() >= 4);
        QCOMPARE(stored(store, all, today).added, qint64(all.result.candidates.size()));
        QCOMPARE(inState(store, u"new"_s), 3);
        stored(store, all, today + 1000);
        QCOMPARE(inState(store, u"new"_s), 3);
        stored(store, all, today + day);
        QVERIFY(inState(store, u"new"_s) > 3);
    }

    void storesTheSameOnce()
    {
        TestStore store;
        const Mined all = mined(store);
        stored(store, all, today);
        const auto before = readCandidates(store.db());
        const CandidateCounts again = stored(store, all, today);
        QCOMPARE(again.added, 0);
        QCOMPARE(again.changed, 0);
        QCOMPARE(readCandidates(store.db()).value(), before.value());
        QVERIFY(CandidateWriter(store.db(), today).isCurrent(all.corpus.projects.front().id, u"f"_s).value());
        QVERIFY(!CandidateWriter(store.db(), today).isCurrent(all.corpus.projects.front().id, u"g"_s).value());
    }

    // One session more changes little of what is stored: only that is written.
    void writesOnlyWhatDiffers()
    {
        TestStore store;
        const Mined all = mined(store);
        stored(store, all, today);
        const auto number = [&store](const QString &sql) {
            Statement s(store.db(), sql);
            return s.next() ? s.integer(0) : -1;
        };
        const qint64 occurrences = number(u"SELECT count(*) FROM occurrence"_s);
        const qint64 evidence = number(u"SELECT count(*) FROM evidence"_s);
        const qint64 pattern = number(u"SELECT max(id) FROM pattern"_s);
        QVERIFY(occurrences > 0 && evidence > 0);
        const qint64 before = number(u"SELECT total_changes()"_s);
        stored(store, all, today);
        // Figures of the candidates and the mark of the project.
        QVERIFY(number(u"SELECT total_changes()"_s) - before <= qint64(all.result.candidates.size()) + 1);
        QCOMPARE(number(u"SELECT max(id) FROM pattern"_s), pattern);

        QVERIFY(store.db().execute(
            u"DELETE FROM occurrence WHERE event_id = (SELECT min(event_id) FROM occurrence);"
            "DELETE FROM evidence WHERE event_id = (SELECT min(event_id) FROM evidence);"
            "UPDATE evidence SET role = 'other';"
            "UPDATE claim SET text = 'another' WHERE n = 1;"
            "INSERT INTO claim(candidate_id, n, section, text, ticked, flags) SELECT candidate_id, max(n) + 1, 'step', "
            "'gone', 1, '[]' FROM claim GROUP BY 1;"
            "INSERT INTO pattern SELECT NULL, project_id, detector, 'gone', standing, reason, lineages, days, authors, "
            "expected, p, q, first_day, last_day FROM pattern LIMIT 1;"_s));
        stored(store, all, today);
        QCOMPARE(number(u"SELECT count(*) FROM occurrence"_s), occurrences);
        QCOMPARE(number(u"SELECT count(*) FROM evidence"_s), evidence);
        QCOMPARE(number(u"SELECT count(*) FROM evidence WHERE role = 'other'"_s), 0);
        QCOMPARE(number(u"SELECT count(*) FROM claim WHERE text IN ('another', 'gone')"_s), 0);
        QCOMPARE(number(u"SELECT count(*) FROM pattern WHERE canon = 'gone'"_s), 0);
    }

    // A rule's line does not tell the candidate's name: the one may change while the other stays.
    void namesAnewWhereTheDraftStays()
    {
        TestStore store;
        Mined all = mined(store);
        stored(store, all, today);
        const auto before = readCandidates(store.db()).value();
        for (MinedCandidate &each : all.result.candidates)
            each.name += "-again";
        stored(store, all, today);
        const auto after = readCandidates(store.db()).value();
        QCOMPARE(after.size(), before.size());
        for (qsizetype i = 0; i < after.size(); ++i) {
            QCOMPARE(after[i].name, before[i].name + u"-again"_s);
            QCOMPARE(after[i].draftRev, before[i].draftRev);
        }
    }

    // An event is quoted once; another version may quote it otherwise.
    void quotesAnewAfterAnotherVersion()
    {
        TestStore store;
        const Mined all = mined(store);
        stored(store, all, today);
        const auto older = [&store] {
            Statement s(store.db(), u"SELECT count(*) FROM evidence WHERE excerpt = 'of before'"_s);
            return s.next() ? s.integer(0) : -1;
        };
        QVERIFY(store.db().execute(u"UPDATE evidence SET excerpt = 'of before'"_s));
        stored(store, all, today);
        QVERIFY(older() > 0);
        QVERIFY(store.db().execute(
            u"INSERT INTO mined_session(agent, session_uuid, project_id, lineage, events, turns, version, mined_at) "
            "SELECT 'claude', 'u', project_id, 'u', 1, 1, 1, 0 FROM candidate LIMIT 1"_s));
        stored(store, all, today);
        QCOMPARE(older(), 0);
    }

    void tiesEachLineToEvents()
    {
        TestStore store;
        const Mined all = mined(store);
        stored(store, all, today);
        const QList<CandidateRow> rows = readCandidates(store.db()).value();
        QVERIFY(!rows.isEmpty());
        for (const CandidateRow &row : rows) {
            const auto whole = readCandidate(store.db(), row.key);
            QVERIFY(whole && !whole->claims.isEmpty() && !whole->draft.isEmpty());
            for (const ClaimRow &claim : whole->claims)
                QVERIFY2(!claim.evidence.isEmpty(), qPrintable(claim.text));
        }
        QCOMPARE(readCandidate(store.db(), u"c-none"_s).error().code, Error::Code::NotFound);
    }

    // The person's own words, without what programs put before them and without the folders of a home.
    void quotesWhatThePersonWrote()
    {
        TestStore store;
        const Mined all = mined(store);
        const QString own = u"See /home/ann/work/a.go  and run it again."_s;
        const QString wrapped =
            u"<system-reminder>\n"_s + QString(2000, u'x') + u"\n</system-reminder>\n"_s + own + QString(500, u'y');
        store.execute(u"UPDATE event SET kind = 1, head = '%1'; UPDATE body SET text = '%2'"_s.arg(own, wrapped));
        stored(store, all, today);
        int quotes = 0;
        const QList<CandidateRow> rows = readCandidates(store.db()).value();
        for (const CandidateRow &row : rows) {
            const QList<ClaimRow> claims = readClaims(store.db(), row.id).value();
            for (const ClaimRow &claim : claims) {
                for (const EvidenceRow &each : claim.evidence) {
                    QVERIFY2(each.excerpt.startsWith(u"See ~/work/a.go and run it again.yyy"_s),
                             qPrintable(each.excerpt.left(80)));
                    QCOMPARE(each.excerpt.size(), 301);
                    ++quotes;
                }
            }
        }
        QVERIFY(quotes > 0);
    }

    void keepsWhatWasRejectedAway()
    {
        TestStore store;
        const Mined all = mined(store);
        const QString key = QString::fromStdString(all.result.candidates.front().key);
        const auto bury = [&](const QString &reason, int lineages) {
            store.execute(
                u"INSERT OR REPLACE INTO tombstone(project_id, key, reason, lineages, days, at) VALUES(%1, '%2', '%3', %4, 0, 0)"_s
                    .arg(all.corpus.projects.front().id)
                    .arg(key, reason)
                    .arg(lineages));
        };
        bury(u"dangerous"_s, 0);
        stored(store, all, today);
        QVERIFY(!readCandidate(store.db(), key));
        bury(u"not yet convincing"_s, 2);
        stored(store, all, today);
        QVERIFY(!readCandidate(store.db(), key)); // three are less than twice two
        bury(u"not yet convincing"_s, 0);
        stored(store, all, today);
        QVERIFY(readCandidate(store.db(), key).has_value());
    }

    void retiresWhatIsGone()
    {
        TestStore store;
        Mined all = mined(store);
        stored(store, all, today);
        all.result.candidates.erase(all.result.candidates.begin());
        stored(store, all, today);
        QCOMPARE(inState(store, u"stale"_s), 1);
    }

    void doesNotTouchWhatAPersonWrote()
    {
        TestStore store;
        const Mined all = mined(store);
        stored(store, all, today);
        const CandidateRow row = readCandidates(store.db()).value().constFirst();
        store.execute(u"INSERT INTO revision VALUES(%1, 2, 'person', 'mine', 'x', 1, 0)"_s.arg(row.id));
        store.execute(u"UPDATE candidate SET draft_rev = 2, state = 'edited' WHERE id = %1"_s.arg(row.id));
        stored(store, all, today + day);
        const auto after = readCandidate(store.db(), row.key);
        QCOMPARE(after->draft, u"mine"_s);
        QCOMPARE(after->state, u"edited"_s);
    }
};

QTEST_GUILESS_MAIN(TestCandidates)
#include "tst_candidates.moc"
