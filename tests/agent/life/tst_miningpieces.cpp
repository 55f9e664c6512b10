// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include <nlohmann/json.hpp>

#include "agent/store/deletion.h"
#include "agent/store/minerpass.h"
#include "models/data/store/statement.h"
#include "tests/agent/life/mineddump.h"
#include "tests/support/importfixture.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

// A store that was mined session by session holds what one holds that was mined at once.
class TestMiningPieces : public QObject {
    Q_OBJECT

private:
    const std::atomic<bool> m_never = false;
    static constexpr int sessions = 18;

    static std::string uuidOf(int i) { return "cccccccc-0000-4000-8000-0000000000" + std::to_string(10 + i); }
    static QString fileOf(const std::string &session) { return u"-p/%1.jsonl"_s.arg(QString::fromStdString(session)); }

    // A session of a team: what it always does, what it was told, what went wrong; one a day.
    class Day {
    public:
        explicit Day(int i)
            : m_number(i)
            , m_builder(uuidOf(i))
        {
            for (int episode = 0; episode < 4; ++episode)
                work(episode);
            if (i % 4 == 1)
                correct();
            if (i % 6 == 2) // the first time it is a rule that was said once
                tell("always regenerate the mocks before a commit");
            if (i % 3 != 1)
                mend();
            if (i % 3 == 0)
                release();
        }

        void work(int episode)
        {
            tell("change number " + std::to_string(100 * m_number + episode));
            for (int noise = 0; noise < 4; ++noise)
                run("tool" + std::to_string((m_number * 7 + episode * 5 + noise * 3) % 11) + " go");
            if (episode % 2 == 0) {
                for (const char *step : {"bin/gen --all", "bin/vet --all", "bin/seal --all"})
                    run(step);
            }
            run("tool" + std::to_string((m_number + episode) % 11) + " go");
        }
        void correct()
        {
            tell("get what it needs");
            run("npm install");
            tell("no, use pnpm instead of npm" + std::string(static_cast<std::size_t>(m_number % 3), '!'));
            run("pnpm install");
        }
        void mend()
        {
            tell("is the data right, part " + std::to_string(m_number) + "?");
            run("bin/check --all", "Exit code 2\nerror E4711: the schema is missing");
            run("bin/migrate --latest");
            run("bin/check --all");
        }
        void release()
        {
            tell("please deploy what we have, part " + std::to_string(m_number));
            run("bin/ship --prod");
        }

        // The lines so far, at its day.
        [[nodiscard]] std::vector<std::string> lines() const
        {
            const std::string day = (m_number < 9 ? "2026-03-0" : "2026-03-") + std::to_string(m_number + 1) + 'T';
            std::vector<std::string> all = m_lines;
            for (std::string &line : all)
                line.replace(line.find("2026-03-01T"), day.size(), day);
            return all;
        }
        // A session that goes on from the first so many lines of this one.
        [[nodiscard]] Day forked(const std::string &uuid, std::size_t from) const
        {
            Day fork = *this;
            fork.m_lines.resize(from);
            for (std::string &line : fork.m_lines)
                line.replace(line.find(m_builder.sessionId()), uuid.size(), uuid);
            fork.m_builder = TranscriptBuilder(uuid);
            return fork;
        }

    private:
        void tell(const std::string &text) { m_lines.push_back(m_builder.prompt(text)); }
        void run(const std::string &command, const std::string &error = {})
        {
            const std::string id = m_builder.sessionId() + "-" + std::to_string(++m_calls);
            m_lines.push_back(m_builder.call(id, "Bash", {{"command", command}}));
            m_lines.push_back(error.empty() ? m_builder.result(id, "ok", nullptr) : m_builder.failure(id, error));
        }

        int m_number;
        TranscriptBuilder m_builder;
        std::vector<std::string> m_lines;
        int m_calls = 0;
    };

    static Database open(const ImportFixture &f)
    {
        auto db = Database::open(f.storeFile(), Database::Mode::Writer);
        if (!db)
            qFatal("%s", qPrintable(db.error().what));
        return std::move(*db);
    }

    // How many cards a day shows depends on the days on which mining ran, so there is room for all of them.
    MinerPassSummary mine(const ImportFixture &f, bool full = false) const
    {
        Database db = open(f);
        MinerPassOptions options;
        options.full = full;
        options.limits = {1000, 1000};
        const auto done = mineStore(db, options, 1000, m_never);
        if (!done)
            qFatal("%s", qPrintable(done.error().what));
        return *done;
    }

    static void forget(const ImportFixture &f, const std::string &uuid)
    {
        Database db = open(f);
        const qint64 id =
            f.value(u"SELECT id FROM session WHERE uuid = '%1'"_s.arg(QString::fromStdString(uuid))).toLongLong();
        Deletion deletion(db, f.dataDir());
        if (!deletion.hide(id, 1000) || !deletion.purge(id))
            qFatal("the session was not deleted");
    }

    static QSet<QString> keysOf(const ImportFixture &f)
    {
        const QStringList keys = f.column(u"SELECT key FROM candidate"_s);
        return {keys.begin(), keys.end()};
    }

    // What one says and the other does not.
    static QString difference(const QStringList &a, const QStringList &b)
    {
        QString text;
        for (const auto &[from, other, sign] : {std::tuple(&a, &b, u"- "_s), std::tuple(&b, &a, u"+ "_s)}) {
            for (const QString &line : *from)
                text += other->contains(line) ? QString() : sign + line + u'\n';
        }
        return text;
    }

    // Candidates that grew out of fewer sessions and are over now are history, and so are counts that were asked for
    // then; all else is the same.
    static void compare(const ImportFixture &pieces, const ImportFixture &atOnce)
    {
        const QSet<QString> keys = keysOf(atOnce);
        const QStringList expected = dumpMined(atOnce, keys);
        const QStringList found = dumpMined(pieces, keys);
        QVERIFY2(found == expected, qPrintable(difference(expected, found)));
        for (const QString &each : pieces.column(u"SELECT key FROM candidate WHERE state NOT IN ('stale', "
                                                 "'superseded')"_s))
            QVERIFY2(keys.contains(each), qPrintable(each));
        const auto nulls = dumpNulls(pieces);
        const auto fewer = dumpNulls(atOnce);
        QVERIFY(!fewer.isEmpty());
        QCOMPARE(nulls.keys(), fewer.keys());
        for (auto each = fewer.begin(); each != fewer.end(); ++each)
            QVERIFY2(nulls[each.key()].contains(*each), qPrintable(each.key()));
    }

    // All that there is in the end: forks of two sessions, one of which sorts before what it was forked from; one
    // session that has grown; without the one that is deleted.
    struct History {
        std::vector<Day> days;
        std::vector<std::string> whole; // of the session that grows
        std::string fork = uuidOf(60);
        std::string earlier = "bbbbbbbb-0000-4000-8000-000000000060";
        std::vector<std::string> ofFork;
        std::vector<std::string> ofEarlier;

        History()
        {
            for (int i = 0; i < sessions; ++i)
                days.emplace_back(i);
            Day one = days[7].forked(fork, days[7].lines().size() / 2);
            one.work(0);
            one.mend();
            ofFork = one.lines();
            Day other = days[9].forked(earlier, 30);
            other.work(2);
            other.correct();
            ofEarlier = other.lines();
            Day grown = days[grows];
            grown.work(2);
            grown.mend();
            whole = grown.lines();
        }
    };
    static constexpr int grows = 4;
    static constexpr int goes = 14;

    qint64 mineAtOnce(ImportFixture &f, const History &history) const
    {
        for (int i = 0; i < sessions; ++i) {
            if (i != goes)
                f.write(fileOf(uuidOf(i)),
                        i == grows ? history.whole : history.days[static_cast<std::size_t>(i)].lines());
        }
        f.write(fileOf(history.fork), history.ofFork);
        f.write(fileOf(history.earlier), history.ofEarlier);
        f.import();
        return mine(f).nullsDrawn;
    }

private Q_SLOTS:
    void everySessionOnItsOwn()
    {
        const History history;
        ImportFixture pieces;
        const auto add = [&](const std::string &uuid, const std::vector<std::string> &lines, int changed) {
            pieces.write(fileOf(uuid), lines);
            pieces.import();
            const MinerPassSummary done = mine(pieces);
            [&] { QCOMPARE(done.sessionsConsidered, changed); }();
            return done.nullsDrawn;
        };
        add(history.fork, history.ofFork, 1); // before what it was forked from, which then changes its lineage
        qint64 last = 0;
        for (int i = 0; i < sessions; ++i) {
            const int at = i * 7 % sessions;
            last = add(uuidOf(at), history.days[static_cast<std::size_t>(at)].lines(), at == 7 ? 2 : 1);
            if (i == sessions * 2 / 3) { // not last: what is mined anew after it would hide what went wrong before
                forget(pieces, uuidOf(goes));
                mine(pieces);
            }
        }
        add(history.earlier, history.ofEarlier, 2);
        add(uuidOf(grows), history.whole, 1);
        if (QTest::currentTestFailed())
            return;

        ImportFixture atOnce;
        const qint64 all = mineAtOnce(atOnce, history);
        compare(pieces, atOnce);
        QVERIFY2(last > 0 && last * 3 < all, qPrintable(u"%1 of %2"_s.arg(last).arg(all)));

        // All of it was there to be compared.
        const QString mined = dumpMined(atOnce, keysOf(atOnce)).join(u'\n');
        for (const QString &part :
             {u"./bin/gen → ./bin/vet → ./bin/seal | ritual | proposed"_s, u" | correction | rule | mined | "_s,
              u" | fix | proposed"_s, u" | trigger | proposed"_s, u"occurrence | "_s, u"claim | "_s, u"evidence | "_s,
              u"revision | "_s, u"mark | "_s, QString::fromStdString(history.fork)})
            QVERIFY2(mined.contains(part), qPrintable(part));
    }

    // It only saves work: nothing, a part, torn, or of sessions that nobody knows.
    void whatIsRememberedOfChanceChangesNothing()
    {
        ImportFixture f;
        const qint64 all = mineAtOnce(f, History());
        const QStringList mined = dumpMined(f, keysOf(f));
        const auto nulls = dumpNulls(f);
        QVERIFY(all > 0 && !nulls.isEmpty());
        QCOMPARE(mine(f, true).nullsDrawn, 0);
        QVERIFY(dumpMined(f, keysOf(f)) == mined && dumpNulls(f) == nulls);
        for (const QString &change :
             {u"DELETE FROM null_count"_s, u"DELETE FROM null_count WHERE lineage % 2 = 0"_s,
              u"UPDATE null_count SET counts = substr(counts, 1, length(counts) / 20 * 10)"_s,
              u"UPDATE null_count SET counts = substr(counts, 1, length(counts) - 1) WHERE lineage % 2 = 0"_s,
              u"INSERT INTO null_count SELECT project_id, lineage + 1, counts FROM null_count"_s}) {
            QVERIFY2(open(f).execute(change), qPrintable(change));
            const qint64 drawn = mine(f, true).nullsDrawn;
            QVERIFY2(drawn <= all && (drawn > 0) == !change.startsWith(u"INSERT"), qPrintable(change));
            QVERIFY2(dumpMined(f, keysOf(f)) == mined, qPrintable(change));
            QVERIFY2(dumpNulls(f) == nulls, qPrintable(change));
        }
    }
};

QTEST_GUILESS_MAIN(TestMiningPieces)
#include "tst_miningpieces.moc"
