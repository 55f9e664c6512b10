// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include <nlohmann/json.hpp>

#include "agent/store/deletion.h"
#include "agent/store/memorypass.h"
#include "models/data/query/memoryquery.h"
#include "models/data/store/statement.h"
#include "tests/support/bulletproof.h"
#include "tests/support/importfixture.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

// Summaries in a store: what they say, and that catching up and starting over come to the same.
class TestMemory : public QObject {
    Q_OBJECT

private:
    using Lines = std::vector<std::string>;
    const std::atomic<bool> m_never = false;

    static QString fileOf(const std::string &session) { return u"-p/%1.jsonl"_s.arg(QString::fromStdString(session)); }

    static std::string at(const std::string &line, const char *time)
    {
        auto json = nlohmann::json::parse(line);
        json["timestamp"] = time;
        return json.dump();
    }

    static Lines firstHalf(TranscriptBuilder &b)
    {
        return {at(b.prompt("make the retry test pass"), "2026-10-24T21:50:00.000Z"),
                at(b.call("a1", "Bash", {{"command", "go test ./..."}}), "2026-10-24T21:51:00.000Z"),
                at(b.failure("a1", "Exit code 1\n--- FAIL: TestRetry (0.01s)\nFAIL"), "2026-10-24T21:52:00.000Z")};
    }
    // After midnight in Berlin, in the night in which clocks are set back.
    static Lines secondHalf(TranscriptBuilder &b)
    {
        return {
            at(b.call("a2", "Edit", {{"file_path", "/home/dev/project/retry.go"}}), "2026-10-25T00:30:00.000Z"),
            at(b.result("a2", "ok", nullptr), "2026-10-25T00:30:10.000Z"),
            at(b.call("a3", "Bash", {{"command", "go test ./..."}}), "2026-10-25T01:30:00.000Z"),
            at(b.result("a3", "ok", nullptr), "2026-10-25T01:31:00.000Z"),
            at(b.call("a4", "Bash", {{"command", "git commit -m 'Retry with pauses'"}}), "2026-10-25T01:32:00.000Z"),
            at(b.result("a4", "ok", nullptr), "2026-10-25T01:32:01.000Z"),
            at(b.reply("The retry test passes now with growing pauses. Should I open a pull request?"),
               "2026-10-25T01:33:00.000Z")};
    }
    static Lines other()
    {
        TranscriptBuilder b(sessionB);
        return {at(b.prompt("push it"), "2026-10-25T09:00:00.000Z"),
                at(b.call("b1", "Bash", {{"command", "git push"}}), "2026-10-25T09:01:00.000Z"),
                at(b.failure("b1", "Exit code 1\nfatal: unable to access 'https://payments-api.example/x': 503"),
                   "2026-10-25T09:02:00.000Z")};
    }

    void refresh(const ImportFixture &f, const QByteArray &zone = "Europe/Berlin")
    {
        auto db = Database::open(f.storeFile(), Database::Mode::Writer);
        QVERIFY(db.has_value());
        const auto done = bringMemoryUpToDate(*db, {1'700'000'000'000, 0, zone}, m_never);
        QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().what));
    }

    // Everything that is derived, without local numbers of its own.
    static QStringList told(const ImportFixture &f)
    {
        return f.column(u"SELECT scope || '|' || owner || '|' || bucket || '|' || project_id || '|' || bullets FROM "
                        u"memory ORDER BY "
                        "scope, owner, bucket"_s) +
               f.column(
                   u"SELECT level || '|' || trouble || '|' || bucket || '|' || project_id || '|' || label || '|' || "
                   u"outcome || "
                   "'|' || sum(count) || '|' || min(first_at) || '|' || max(last_at) FROM memory_count JOIN "
                   "memory_group ON "
                   "memory_group.id = iif(level = 5, sign_id, (SELECT group_id FROM memory_sign WHERE memory_sign.id = "
                   "sign_id)) GROUP BY level, trouble, bucket, project_id, label, outcome ORDER BY 1"_s) +
               f.column(u"SELECT at || '|' || session_id || '|' || act || '|' || event_id || '|' || outcome || '|' || "
                        "(SELECT group_concat(text) FROM (SELECT text FROM memory_topic JOIN memory_sign_topic AS st "
                        "ON topic_id = "
                        "id WHERE st.sign_id = memory_act.sign_id ORDER BY text)) FROM memory_act ORDER BY 1"_s);
    }
    static QStringList rebuilt(const ImportFixture &f)
    {
        {
            auto db = Database::open(f.storeFile(), Database::Mode::Writer);
            const std::atomic<bool> never = false;
            if (!db || !forgetMemory(*db) || !bringMemoryUpToDate(*db, {1'800'000'000'000, 0, "Europe/Berlin"}, never))
                qFatal("no rebuild");
        }
        return told(f);
    }

    static QStringList bulletsOf(const NoteBullets &notes, NoteSection section)
    {
        QStringList texts;
        for (const NoteBullet &bullet : notes) {
            if (bullet.section == section)
                texts.append(bullet.text);
        }
        return texts;
    }

private Q_SLOTS:
    void catchingUpEqualsARebuild()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        const Lines first = firstHalf(b);
        f.write(fileOf(sessionA), first);
        f.import();
        refresh(f);
        Lines all = first;
        for (const std::string &line : secondHalf(b)) {
            all.push_back(line);
            f.write(fileOf(sessionA), all);
            f.import();
            refresh(f);
        }
        f.write(fileOf(sessionB), other());
        f.import();
        refresh(f);
        const QStringList caughtUp = told(f);
        QVERIFY(caughtUp.size() > 10);
        QCOMPARE(caughtUp, rebuilt(f));
    }

    void deletedSessionsAreLeftOutAtOnce()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        f.write(fileOf(sessionA), firstHalf(b));
        f.import();
        refresh(f);
        const QStringList before = told(f);
        f.write(fileOf(sessionB), other());
        f.import();
        refresh(f);
        QVERIFY(told(f) != before);
        {
            auto db = Database::open(f.storeFile(), Database::Mode::Writer);
            QVERIFY(db.has_value());
            const qint64 id = f.value(u"SELECT id FROM session WHERE uuid LIKE 'bbbb%'"_s).toLongLong();
            Deletion deletion(*db, f.dataDir());
            QVERIFY(deletion.hide(id, 1'000).has_value());
            QCOMPARE(told(f), before);
            QVERIFY(deletion.restore(id).has_value());
            QVERIFY(bringMemoryUpToDate(*db, {}, m_never).has_value());
            QVERIFY(told(f) != before);
            QVERIFY(deletion.purge(id).has_value());
        }
        QCOMPARE(told(f), before);
        QCOMPARE(f.value(u"SELECT count(*) FROM memory_topic WHERE text LIKE 'payments%'"_s).toInt(), 0);
        QCOMPARE(told(f), rebuilt(f));
    }

    void nothingToDoWritesNothing()
    {
        ImportFixture f;
        f.write(fileOf(sessionB), other());
        f.import();
        refresh(f);
        auto db = Database::open(f.storeFile(), Database::Mode::Writer);
        QVERIFY(db.has_value());
        const auto again = bringMemoryUpToDate(*db, {5, 0, {}}, m_never);
        QVERIFY(again.has_value());
        QCOMPARE(again->sessions, 0);
        QCOMPARE(f.value(u"SELECT refreshed_at FROM memory_state"_s).toLongLong(), 1'700'000'000'000);
    }

    // What an older version told is not current, though nothing was captured since: whoever asks has it told anew.
    void anotherVersionIsTold()
    {
        ImportFixture f;
        f.write(fileOf(sessionB), other());
        f.import();
        refresh(f);
        const QStringList before = told(f);
        auto db = Database::open(f.storeFile(), Database::Mode::Writer);
        QVERIFY(db.has_value());
        QVERIFY(readMemoryFreshness(*db)->isCurrent);
        QVERIFY(db->execute(u"UPDATE memory_state SET version = version - 1; UPDATE memory SET bullets = '[]'"_s)
                    .has_value());
        QVERIFY(!readMemoryFreshness(*db)->isCurrent);
        QVERIFY(bringMemoryUpToDate(*db, {5, 0, {}}, m_never).has_value());
        QVERIFY(readMemoryFreshness(*db)->isCurrent);
        QCOMPARE(told(f), before);
    }

    void aBudgetStopsAndGoesOn()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        f.write(fileOf(sessionA), firstHalf(b));
        f.write(fileOf(sessionB), other());
        f.import();
        auto db = Database::open(f.storeFile(), Database::Mode::Writer);
        QVERIFY(db.has_value());
        const std::atomic<bool> cancelled = true;
        const auto none = bringMemoryUpToDate(*db, {}, cancelled);
        QVERIFY(none.has_value());
        QVERIFY(none->more);
        QVERIFY(!readMemoryFreshness(*db)->isCurrent);
        QVERIFY(bringMemoryUpToDate(*db, {7, 0, "UTC"}, m_never).has_value());
        QVERIFY(readMemoryFreshness(*db)->isCurrent);
        // What is captured makes it old at once.
        TranscriptBuilder later("cccccccc-0000-4000-8000-000000000003");
        f.write(fileOf("cccccccc-0000-4000-8000-000000000003"), {later.prompt("and now?")});
        f.import();
        QVERIFY(!readMemoryFreshness(*db)->isCurrent);
    }

    void saysWhatHappened()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        Lines all = firstHalf(b);
        for (const std::string &line : secondHalf(b))
            all.push_back(line);
        f.write(fileOf(sessionA), all);
        f.import();
        refresh(f);
        auto db = Database::open(f.storeFile(), Database::Mode::Reader);
        QVERIFY(db.has_value());
        const qint64 id = f.value(u"SELECT id FROM session"_s).toLongLong();
        const auto notes = readNotes(*db, {id, 0, {}});
        QVERIFY(notes.has_value());
        QCOMPARE(bulletsOf(*notes, NoteSection::Asked), QStringList{u"“make the retry test pass”"_s});
        QVERIFY(bulletsOf(*notes, NoteSection::Done).contains(u"Committed “Retry with pauses”"_s));
        QVERIFY(bulletsOf(*notes, NoteSection::Done).contains(u"Tests pass: `go test`"_s));
        QCOMPARE(bulletsOf(*notes, NoteSection::Failed).size(), 1);
        QVERIFY(bulletsOf(*notes, NoteSection::Failed)[0].contains(u"TestRetry"_s));
        QCOMPARE(bulletsOf(*notes, NoteSection::Files), QStringList{u"retry.go"_s});
        QCOMPARE(bulletsOf(*notes, NoteSection::Open),
                 QStringList{u"Waits for your answer: “Should I open a pull request?”"_s});
        for (const NoteBullet &bullet : *notes)
            QCOMPARE(flawOf(*db, bullet), QString());
    }

    // Of long texts the beginning and the end are told, never torn lines or code; of asks what the person wrote.
    void longTextsAreToldInWholeSentences()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        std::string filler;
        for (int i = 0; i < 60; ++i)
            filler += "    call" + std::to_string(i) + " := overlap(intersection, worktree)\n";
        f.write(fileOf(sessionA),
                {at(b.prompt("<system_instruction>\n" + std::string(3000, 'w') +
                             "\n</system_instruction>\n\nmake it retry"),
                    "2026-10-25T09:00:00.000Z"),
                 at(b.reply("The client retries three times now and then gives up.\n\n```go\n" + filler +
                            "```\n\nNext steps:\n- measure it on the staging cluster\n"),
                    "2026-10-25T09:01:00.000Z"),
                 at(b.prompt("and the server?"), "2026-10-25T09:02:00.000Z"),
                 at(b.reply("```go\n" + filler + filler +
                            "```\nThe server answers 429 from now on. Shall I document it in the manual?"),
                    "2026-10-25T09:03:00.000Z")});
        f.import();
        refresh(f);
        auto db = Database::open(f.storeFile(), Database::Mode::Reader);
        QVERIFY(db.has_value());
        const auto notes = readNotes(*db, {f.value(u"SELECT id FROM session"_s).toLongLong(), 0, {}});
        QVERIFY(notes.has_value());
        QCOMPARE(bulletsOf(*notes, NoteSection::Asked), (QStringList{u"“and the server?”"_s, u"“make it retry”"_s}));
        QCOMPARE(bulletsOf(*notes, NoteSection::Done),
                 (QStringList{u"The server answers 429 from now on."_s,
                              u"The client retries three times now and then gives up."_s}));
        QCOMPARE(bulletsOf(*notes, NoteSection::Next), QStringList{u"measure it on the staging cluster"_s});
        QCOMPARE(bulletsOf(*notes, NoteSection::Open),
                 QStringList{u"Waits for your answer: “Shall I document it in the manual?”"_s});
    }

    // A prune of many leaves the work to the next pass, and says meanwhile that summaries are behind.
    void manyThatAreHiddenGoWithTheNextPass()
    {
        ImportFixture f;
        QList<qint64> ids;
        for (int i = 0; i < 25; ++i) {
            const std::string uuid = u"%1-0000-4000-8000-00000000000f"_s.arg(i, 8, 16, QLatin1Char('0')).toStdString();
            TranscriptBuilder b(uuid);
            f.write(fileOf(uuid), firstHalf(b));
        }
        f.import();
        refresh(f);
        for (const QString &id : f.column(u"SELECT id FROM session ORDER BY id"_s))
            ids.append(id.toLongLong());
        auto db = Database::open(f.storeFile(), Database::Mode::Writer);
        QVERIFY(db.has_value());
        QVERIFY(Deletion(*db, f.dataDir()).hideAll(ids.mid(1), u"pruned"_s, 1'000).has_value());
        QVERIFY(!readMemoryFreshness(*db)->isCurrent);
        refresh(f);
        QVERIFY(readMemoryFreshness(*db)->isCurrent);
        QCOMPARE(f.value(u"SELECT count(DISTINCT session_id) FROM memory_act"_s).toInt(), 1);
        QCOMPARE(told(f), rebuilt(f));
    }

    // A window over parts of hours, whole hours and the night of 25 hours holds what its parts hold.
    void windowsAreExact()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        Lines all = firstHalf(b);
        for (const std::string &line : secondHalf(b))
            all.push_back(line);
        f.write(fileOf(sessionA), all);
        f.write(fileOf(sessionB), other());
        f.import();
        refresh(f);
        auto db = Database::open(f.storeFile(), Database::Mode::Reader);
        QVERIFY(db.has_value());
        const auto ms = [](const char *time) {
            return QDateTime::fromString(QString::fromLatin1(time), Qt::ISODate).toMSecsSinceEpoch();
        };
        const auto count = [&](const char *from, const char *to) {
            const auto notes = readNotes(*db, {0, 0, TimeSpan{ms(from), ms(to)}});
            return notes ? bulletsOf(*notes, NoteSection::Failed).size() +
                               bulletsOf(*notes, NoteSection::Asked).size() * 10
                         : -1;
        };
        QCOMPARE(count("2026-10-24T00:00:00Z", "2026-10-26T00:00:00Z"), 22);
        QCOMPARE(count("2026-10-24T21:50:00Z", "2026-10-24T21:51:00Z"), 10); // its end is not within
        QCOMPARE(count("2026-10-24T21:50:01Z", "2026-10-24T22:10:00Z"), 1);
        QCOMPARE(count("2026-10-25T00:00:00Z", "2026-10-25T09:00:00Z"), 0);
        QCOMPARE(count("2026-10-25T00:00:00Z", "2026-10-25T09:02:00Z"), 11);
        const auto standings = readStandings(*db, 0, 5);
        QVERIFY(standings.has_value());
        QCOMPARE(standings->size(), 1);
        QVERIFY(!standings->first().bullets.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestMemory)
#include "tst_memory.moc"
