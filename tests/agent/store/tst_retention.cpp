// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QDirIterator>
#include <QFile>
#include <QRandomGenerator>
#include <QtTest>

#include <nlohmann/json.hpp>

#include <csignal>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "agent/store/backup.h"
#include "agent/store/care.h"
#include "agent/store/deletion.h"
#include "agent/store/exclusions.h"
#include "agent/store/retention.h"
#include "models/data/store/statement.h"
#include "tests/support/importfixture.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 day = 86'400'000;
const qint64 now = QDateTime::fromString(u"2026-06-01T12:00:00Z"_s, Qt::ISODate).toMSecsSinceEpoch();

bool dataHolds(const DataDir &dataDir, const QByteArray &text)
{
    QDirIterator files(dataDir.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile each(files.next());
        if (each.open(QIODevice::ReadOnly) && each.readAll().contains(text))
            return true;
    }
    return false;
}

std::string uuidOf(int number)
{
    return "aaaaaaaa-0000-4000-8000-" + QByteArray::number(number).rightJustified(12, '0').toStdString();
}

// Session `number` says word<number>x and was last active so many days ago.
void write(const ImportFixture &f, int number, int daysAgo, const char *cwd = "/home/dev/alpha", int kilobytes = 1)
{
    const QString at = QDateTime::fromMSecsSinceEpoch(now - daysAgo * day, Qt::UTC).toString(Qt::ISODate);
    TranscriptBuilder builder(uuidOf(number));
    builder.setCwd(cwd);
    std::string text = "word" + std::to_string(number) + 'x';
    QRandomGenerator random(static_cast<quint32>(number + 1));
    while (text.size() < static_cast<std::size_t>(kilobytes) * 1024)
        text += ' ' + std::to_string(random.generate64());
    f.write(u"-p/%1.jsonl"_s.arg(QString::fromStdString(uuidOf(number))),
            {builder.user(text, {{"timestamp", at.toStdString()}})});
}

qint64 idOf(const ImportFixture &f, int number)
{
    return f.value(u"SELECT id FROM session WHERE uuid = '%1'"_s.arg(QString::fromStdString(uuidOf(number))))
        .toLongLong();
}

QStringList goers(const PrunePlan &plan)
{
    QStringList numbers;
    for (const PrunedSession &each : plan.sessions)
        numbers.append(QString::number(each.uuid.right(12).toInt()));
    return numbers;
}

Retention::LimitOf olderThan(qint64 days)
{
    return [days](const QString &) { return RetentionLimit{days, std::nullopt}; };
}

Database writer(const ImportFixture &f)
{
    return std::move(*Database::open(f.storeFile(), Database::Mode::Writer));
}

} // namespace

class TestRetention final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void byAge()
    {
        ImportFixture f;
        for (int i = 0; i < 4; ++i)
            write(f, i, i * 10);
        f.import();
        Database db = writer(f);
        const auto plan = Retention(db, f.dataDir()).plan(olderThan(15), {}, now);
        QVERIFY(plan);
        QCOMPARE(goers(*plan), (QStringList{u"3"_s, u"2"_s}));
        QVERIFY(plan->bytes > 0);
        QCOMPARE(plan->spared, 0);
        QCOMPARE(f.value(u"SELECT count(*) FROM session WHERE deleted_at IS NOT NULL"_s).toInt(), 0); // looked only
    }

    void bySizeTheOldestGoUntilTheRestFits()
    {
        ImportFixture f;
        for (int i = 0; i < 5; ++i)
            write(f, i, i, "/home/dev/alpha", 400);
        f.import();
        Database db = writer(f);
        const auto limit = [](const QString &) { return RetentionLimit{std::nullopt, 1'500'000}; };
        const auto plan = Retention(db, f.dataDir()).plan(limit, {}, now);
        QVERIFY(plan);
        const qint64 each = plan->sessions.first().bytes;
        QVERIFY(each > 400 * 1024);
        const qsizetype left = 5 - plan->sessions.size();
        QVERIFY(left * each <= 1'500'000 && (left + 1) * each > 1'500'000);
        QCOMPARE(goers(*plan).first(), u"4"_s);
        // What was active today stays, however large.
        const auto tiny = [](const QString &) { return RetentionLimit{std::nullopt, 1'000'000}; };
        const auto most = Retention(db, f.dataDir()).plan(tiny, {}, now + day / 2);
        QVERIFY(!goers(*most).contains(u"0"_s));
    }

    void whatIsMarkedStays()
    {
        ImportFixture f;
        for (int i = 0; i < 6; ++i)
            write(f, i, 100 + i);
        f.import();
        Database db = writer(f);
        Care care(db);
        QVERIFY(care.tag({idOf(f, 0)}, {u"Keep"_s}, {}));
        QVERIFY(care.tag({idOf(f, 1)}, {u"pinned"_s}, {}));
        QVERIFY(care.tag({idOf(f, 2)}, {u"other"_s}, {}));
        QVERIFY(care.note(idOf(f, 3), u"mine"_s, now));
        QVERIFY(care.bookmark(f.value(u"SELECT id FROM event WHERE session_id = %1"_s.arg(idOf(f, 4))).toLongLong(),
                              true, now));
        const auto plan = Retention(db, f.dataDir()).plan(olderThan(1), {}, now);
        QCOMPARE(goers(*plan), (QStringList{u"5"_s, u"2"_s}));
        QCOMPARE(plan->spared, 4);
    }

    void eachProjectHasItsLimit()
    {
        ImportFixture f;
        write(f, 0, 50, "/home/dev/alpha");
        write(f, 1, 50, "/home/dev/beta");
        f.import();
        Database db = writer(f);
        Retention retention(db, f.dataDir());
        Settings settings;
        settings.retention.days = 10;
        settings.projectRetention[u"path:/home/dev/beta"_s].days = 90;
        const auto plan = retention.plan([&](const QString &key) { return settings.retentionOf(key); }, {}, now);
        QCOMPARE(goers(*plan), QStringList{u"0"_s});
        QCOMPARE(goers(*retention.plan(olderThan(10), u"beta"_s, now)), QStringList{u"1"_s});
        QCOMPARE(goers(*retention.plan(olderThan(10), u"path:/home/dev/beta"_s, now)), QStringList{u"1"_s});
        const auto unknown = retention.plan(olderThan(10), u"gamma"_s, now);
        QVERIFY(!unknown && unknown.error().code == Error::Code::NotFound);
    }

    void prunedIsInNoByteAfterTenMinutesAndStaysAway()
    {
        ImportFixture f;
        write(f, 1, 100);
        write(f, 2, 1);
        f.import();
        Database db = writer(f);
        Retention retention(db, f.dataDir());
        const auto plan = retention.plan(olderThan(30), {}, now);
        QVERIFY(retention.apply(*plan, now));
        QCOMPARE(f.value(u"SELECT count(*) FROM session WHERE deleted_at IS NULL"_s).toInt(), 1);
        QVERIFY(dataHolds(f.dataDir(), "word1x"));
        Deletion deletion(db, f.dataDir());
        QCOMPARE(*deletion.purgeDue(now + Deletion::undoMs - 1), 0);
        QCOMPARE(*deletion.purgeDue(now + Deletion::undoMs), 1);
        QVERIFY(!dataHolds(f.dataDir(), "word1x"));
        QVERIFY(!dataHolds(f.dataDir(), QByteArray::fromStdString(uuidOf(1))));
        QCOMPARE(f.hits(u"word2x"_s), 1);
        f.import();
        QVERIFY(!dataHolds(f.dataDir(), "word1x"));
        QCOMPARE(Exclusions::read(f.dataDir())->first().reason, u"pruned"_s);
    }

    void undoBringsBackWhatWasPrunedAndNothingElse()
    {
        ImportFixture f;
        for (int i = 0; i < 3; ++i)
            write(f, i, 100);
        f.import();
        Database db = writer(f);
        QVERIFY(Deletion(db, f.dataDir()).hide(idOf(f, 0), now));
        Retention retention(db, f.dataDir());
        QVERIFY(retention.apply(*retention.plan(olderThan(30), {}, now), now));
        QCOMPARE(*retention.undo(), 2);
        QCOMPARE(*retention.undo(), 0);
        QCOMPARE(f.column(u"SELECT uuid FROM session WHERE deleted_at IS NOT NULL"_s),
                 QStringList{QString::fromStdString(uuidOf(0))});
        QCOMPARE(Exclusions::read(f.dataDir())->size(), 1);
    }

    void thePlanIsKnownByItsHash()
    {
        ImportFixture f;
        write(f, 1, 100);
        f.import();
        Database db = writer(f);
        Retention retention(db, f.dataDir());
        const QByteArray before = retention.plan(olderThan(30), {}, now)->hash;
        QCOMPARE(retention.plan(olderThan(20), {}, now)->hash, before);
        write(f, 2, 100);
        f.import();
        QVERIFY(retention.plan(olderThan(30), {}, now)->hash != before);
    }

    // Since when: by what they are, whatever was there between; a clock that is set back begins anew.
    void limitsAreNotedWhenTheyChange()
    {
        ImportFixture f;
        write(f, 1, 100);
        f.import();
        Database db = writer(f);
        Retention retention(db, f.dataDir());
        QCOMPARE(*retention.limitsNotedAt("a"), -1);
        QCOMPARE(*retention.limitsSince("a", now), now);
        QCOMPARE(*retention.limitsSince("a", now + day), now);
        QCOMPARE(*retention.limitsSince("b", now + 2 * day), now + 2 * day);
        QCOMPARE(*retention.limitsNotedAt("a"), -1);
        QCOMPARE(*retention.limitsSince("b", now), now);
    }

    void callsOfRunsWithoutASessionGo()
    {
        ImportFixture f;
        write(f, 1, 100);
        f.import();
        Database db = writer(f);
        const auto call = [&db](int number, qint64 at) {
            Statement event(db, u"INSERT INTO hook_event(spool_key, agent, session_uuid, name, at) VALUES(?, 'claude', "
                                "?, 'Stop', ?)"_s);
            const QString uuid = QString::fromStdString(uuidOf(number));
            QVERIFY(event.bind(u"%1-%2"_s.arg(number).arg(at)).bind(uuid).bind(at).run());
            Statement presence(db, u"INSERT OR REPLACE INTO presence(agent, session_uuid, last_event_at) "
                                   "VALUES('claude', ?, ?)"_s);
            QVERIFY(presence.bind(uuid).bind(at).run());
        };
        call(1, now - 90 * day); // has its session
        call(2, now - 90 * day);
        call(3, now - 90 * day);
        call(3, now - day); // is still heard of
        QCOMPARE(*Retention(db, f.dataDir()).forgetCalls(30, now), 1);
        QCOMPARE(f.column(u"SELECT DISTINCT session_uuid FROM hook_event ORDER BY 1"_s),
                 (QStringList{QString::fromStdString(uuidOf(1)), QString::fromStdString(uuidOf(3))}));
        QCOMPARE(f.value(u"SELECT count(*) FROM presence"_s).toInt(), 2);
        QCOMPARE(*Retention(db, f.dataDir()).forgetCalls(30, now), 0);
    }

    // A store that another process writes to: said so, and neither hidden nor excluded.
    void aLockedStoreIsLeftWhole()
    {
        ImportFixture f;
        write(f, 1, 100);
        f.import();
        Database other = writer(f);
        Database db = writer(f);
        QVERIFY(db.execute(u"PRAGMA busy_timeout=50"_s));
        Retention retention(db, f.dataDir());
        const auto plan = retention.plan(olderThan(30), {}, now);
        QVERIFY(other.execute(u"BEGIN IMMEDIATE"_s));
        const auto applied = retention.apply(*plan, now);
        QVERIFY(!applied && applied.error().code == Error::Code::Busy);
        QVERIFY(other.execute(u"ROLLBACK"_s));
        QVERIFY(Exclusions::read(f.dataDir())->isEmpty());
        QVERIFY(retention.apply(*plan, now));
    }

    // No space for the purge: the sessions stay hidden, the store sound, and the next purge does it.
    void aFullDiskOnlyDelays()
    {
        ImportFixture f;
        write(f, 1, 100, "/home/dev/alpha", 600);
        write(f, 2, 1);
        f.import();
        Database db = writer(f);
        Retention retention(db, f.dataDir());
        QVERIFY(retention.apply(*retention.plan(olderThan(30), {}, now), now));
        QVERIFY(db.execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
        rlimit limit{};
        getrlimit(RLIMIT_FSIZE, &limit);
        const rlimit whole = limit;
        const auto before = std::signal(SIGXFSZ, SIG_IGN);
        limit.rlim_cur = 64 * 1024; // less than the log needs
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &limit), 0);
        const auto failed = Deletion(db, f.dataDir()).purgeDue(now + Deletion::undoMs);
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &whole), 0);
        std::signal(SIGXFSZ, before);
        QVERIFY(!failed && failed.error().code == Error::Code::Full);
        QCOMPARE(f.value(u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
        QCOMPARE(f.hits(u"word2x"_s), 1);
        QVERIFY(Deletion(db, f.dataDir()).purgeDue(now + Deletion::undoMs));
        QVERIFY(!dataHolds(f.dataDir(), "word1x"));
    }

    // kill -9 at seeded moments of hiding and purging; after the next purge nothing of it is in any byte.
    void killedAtAnyMomentTheRestIsDoneNextTime()
    {
        ImportFixture f;
        for (int i = 0; i < 40; ++i)
            write(f, i, i < 20 ? 100 : 1, "/home/dev/alpha", 20);
        f.import();
        QRandomGenerator random(4711);
        const int kills = qMax(8, qEnvironmentVariableIntValue("ASSAY_TEST_KILLS"));
        int killed = 0;
        for (int i = 0; i < kills; ++i) {
            const pid_t child = fork();
            if (child == 0) {
                auto db = Database::open(f.storeFile(), Database::Mode::Writer);
                if (db) {
                    Retention retention(*db, f.dataDir());
                    if (const auto plan = retention.plan(olderThan(30), {}, now))
                        static_cast<void>(retention.apply(*plan, now));
                    static_cast<void>(Deletion(*db, f.dataDir()).purgeDue(now + Deletion::undoMs));
                }
                _exit(0);
            }
            QVERIFY(child > 0);
            usleep(static_cast<useconds_t>(random.bounded(1000, 120'000)));
            kill(child, SIGKILL);
            int status = 0;
            QCOMPARE(waitpid(child, &status, 0), child);
            killed += WIFSIGNALED(status) ? 1 : 0;
            QCOMPARE(f.value(u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
        }
        Database db = writer(f);
        Retention retention(db, f.dataDir());
        QVERIFY(retention.apply(*retention.plan(olderThan(30), {}, now), now));
        QVERIFY(Deletion(db, f.dataDir()).purgeDue(now + Deletion::undoMs));
        QCOMPARE(f.value(u"SELECT count(*) FROM session"_s).toInt(), 20);
        for (int i = 0; i < 20; ++i)
            QVERIFY2(!dataHolds(f.dataDir(), "word" + QByteArray::number(i) + 'x'), QByteArray::number(i).constData());
        QCOMPARE(f.hits(u"word25x"_s), 1);
        QVERIFY2(killed > 0, "no child was killed in time");
    }

    void aBackupIsWholeAndIsNeverWrittenOver()
    {
        ImportFixture f;
        write(f, 1, 100);
        f.import();
        Database db = writer(f);
        const QString file = QFileInfo(f.claudeDir()).path() + u"/copy.sqlite"_s;
        const auto bytes = backupStore(db, file, now);
        QVERIFY(bytes);
        QCOMPARE(*bytes, QFileInfo(file).size());
        QCOMPARE(QFileInfo(file).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        {
            auto copy = Database::open(file, Database::Mode::Reader);
            QVERIFY(copy);
            Statement s(*copy, u"SELECT count(*) FROM session"_s);
            QVERIFY(s.next());
            QCOMPARE(s.integer(0), 1);
        }
        const auto again = backupStore(db, file, now);
        QVERIFY(!again);
        QCOMPARE(QDir(QFileInfo(file).path()).entryList({u"copy.sqlite.*"_s}, QDir::Files), QStringList());
        QVERIFY(!backupStore(db, QFileInfo(file).path() + u"/nowhere/copy.sqlite"_s, now));
        // Whoever deletes is told that it still holds the session.
        QVERIFY(Deletion(db, f.dataDir()).purge(idOf(f, 1)));
        QCOMPARE(*Deletion(db, f.dataDir()).remainsIn(), QStringList{file});
        QVERIFY(QFile::remove(file));
        QCOMPARE(*Deletion(db, f.dataDir()).remainsIn(), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestRetention)
#include "tst_retention.moc"
