// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QDirIterator>
#include <QtTest>

#include <nlohmann/json.hpp>

#include "agent/store/doctor.h"
#include "agent/store/recheck.h"
#include "models/data/store/statement.h"
#include "tests/support/importfixture.h"
#include "tests/support/storedump.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

// A rule that comes later is applied to what an older rule set let through.
class TestRecheck : public QObject {
    Q_OBJECT

private:
    const QString transcript = u"-p/%1.jsonl"_s.arg(QString::fromStdString(sessionA));

    static std::shared_ptr<const Redactor> laterRule()
    {
        const auto redactor = Redactor::create(R"([{"name":"codename","pattern":"BLUEHERON[0-9]{4}","group":0}])");
        return redactor ? *redactor : nullptr;
    }

    static Result<RecheckSummary> recheck(const ImportFixture &f, bool cancelled = false)
    {
        auto db = Database::open(f.storeFile(), Database::Mode::Writer);
        return recheckStore(*db, *laterRule(), {}, cancelled);
    }

    static void verifyGone(const ImportFixture &f)
    {
        QDirIterator files(f.dataDir().path(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll().toLower();
            const auto at = bytes.indexOf("blueheron");
            QVERIFY2(at < 0,
                     QByteArray(file.fileName().toUtf8() + ": " + bytes.mid(std::max<qsizetype>(0, at - 60), 120))
                         .constData());
        }
        QVERIFY(!rawText(f.storeFile()).contains("BLUEHERON"));
    }

private Q_SLOTS:
    void secretsThatWereCutAreMaskedInFirstLinesAndTitles()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        std::vector<std::string> lines;
        // The name stands at every place where a first line or a title may be cut.
        for (int pad = 185; pad < 500; pad += pad < 215 ? 1 : 3)
            lines.push_back(b.prompt(std::string(std::size_t(pad), 'x') + " BLUEHERON4242 and on"));
        f.write(transcript, lines);
        for (int pad = 185; pad < 200; ++pad) {
            const std::string uuid = "dddddddd-0000-4000-8000-000000000" + std::to_string(pad);
            TranscriptBuilder first(uuid);
            f.write(u"-p/%1.jsonl"_s.arg(QString::fromStdString(uuid)),
                    {first.prompt(std::string(std::size_t(pad), 'x') + " BLUEHERON4242 and on"),
                     first.prompt("another prompt")});
        }
        f.import();
        QVERIFY(f.value(u"SELECT count(*) FROM session WHERE title LIKE '%BLUE%'"_s).toInt() > 3);
        const auto summary = recheck(f);
        QVERIFY2(summary, summary ? "" : qPrintable(summary.error().what));
        QCOMPARE(f.column(u"SELECT head FROM event WHERE head LIKE '%BLUEH%'"_s), QStringList());
        QCOMPARE(f.column(u"SELECT title FROM session WHERE title LIKE '%BLUEH%'"_s), QStringList());
        QCOMPARE(f.value(u"SELECT count(*) FROM session WHERE title LIKE 'xxxxx%'"_s).toInt(), 16);
        verifyGone(f);
    }

    void linesOfNoSessionTitlesAndRunsAreCheckedToo()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        f.write(transcript, {b.prompt("hello"), b.unchained("agent-name", {{"agentName", "BLUEHERON4242 hunt"}})});
        // Names a line that nobody has seen: it waits, and its file belongs to no session.
        f.write(u"-p/waiting.jsonl"_s,
                {b.unchained("summary", {{"summary", "about BLUEHERON4242"},
                                         {"leafUuid", "eeeeeeee-0000-4000-8000-000000000009"}})});
        const QString folder = u"-p/"_s + QString::fromStdString(sessionA);
        TranscriptBuilder agent(sessionA);
        agent.setAgent("a7");
        f.write(folder + u"/subagents/agent-a7.jsonl"_s, {agent.prompt("a sub task")});
        f.append(folder + u"/subagents/agent-a7.meta.json"_s,
                 R"({"agentType":"scout BLUEHERON4242","description":"find BLUEHERON4242"})");
        f.append(folder + u"/tool-results/toolu_9.txt"_s, "an output with BLUEHERON4242 in it");
        f.import();
        QCOMPARE(f.value(u"SELECT count(*) FROM pending_title WHERE title LIKE '%BLUE%'"_s).toInt(), 1);
        QCOMPARE(f.value(u"SELECT count(*) FROM run WHERE description LIKE '%BLUE%'"_s).toInt(), 1);
        QCOMPARE(f.value(u"SELECT count(*) FROM side_file"_s).toInt(), 1);
        const auto summary = recheck(f);
        QVERIFY2(summary, summary ? "" : qPrintable(summary.error().what));
        QVERIFY(summary->logEmptied);
        verifyGone(f);
        QCOMPARE(f.value(u"SELECT title FROM session"_s).toString(), u"[redacted:user:codename] hunt"_s);
        QCOMPARE(f.value(u"SELECT title FROM pending_title"_s).toString(), u"about [redacted:user:codename]"_s);
        QCOMPARE(f.value(u"SELECT description FROM run"_s).toString(), u"find [redacted:user:codename]"_s);
    }

    void cancelledRecheckSaysSoAndGoesOnLater()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        f.write(transcript, {b.prompt("the name is BLUEHERON4242")});
        f.import();
        const auto cancelled = recheck(f, true);
        QVERIFY(cancelled);
        QVERIFY(cancelled->cancelled);
        QCOMPARE(cancelled->sessions, 0);
        const auto whole = recheck(f);
        QVERIFY(whole && !whole->cancelled);
        QCOMPARE(whole->sessions, 1);
        QCOMPARE(whole->linesChanged, 1);
        verifyGone(f);
    }

    void openReaderKeepsTheLogAndThatIsTold()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        f.write(transcript, {b.prompt("the name is BLUEHERON4242")});
        f.import();
        auto reader = Database::open(f.storeFile(), Database::Mode::Reader);
        QVERIFY(reader->execute(u"BEGIN"_s));
        Statement read(*reader, u"SELECT id FROM session"_s);
        QVERIFY(read.next());
        const auto summary = recheck(f);
        QVERIFY(summary && !summary->logEmptied);
    }

    // A short text is found by its hash, so the log of decisions keeps none of words that were masked.
    void checksumsOfMaskedDraftsGo()
    {
        ImportFixture f;
        f.write(transcript, {TranscriptBuilder(sessionA).prompt("harmless")});
        f.import();
        {
            auto db = Database::open(f.storeFile(), Database::Mode::Writer);
            QVERIFY(db->execute(
                u"INSERT INTO candidate(id, project_id, key, canon, detector, form, name, sentence, description, "
                "strength_text, state, ready, lineages, days, authors, expected, against, first_day, last_day, score, "
                "score_parts, coverage, flags, target_path, draft_rev, created_at, changed_at) SELECT 1, min(id), "
                "'c-1', 'c', 'ritual', 'skill', 'n', 's', 'd', '', 'rejected', 1, 7, 5, 1, 0.6, 0, 1, 2, 1.0, '{}', "
                "'{}', '[]', '', 2, 1, 1 FROM project;"
                "INSERT INTO revision(candidate_id, rev, author, text, sha256, tokens, created_at) VALUES"
                "(1, 1, 'miner', 'Ask BLUEHERON4242.', 'of the secret', 4, 1), (1, 2, 'person', 'Ask.', 'of it', 1, 1);"
                "INSERT INTO decision(candidate_id, rev, verdict, state_before, state_after, actor, sha256, at) VALUES"
                "(1, 1, 'snooze', 'new', 'snoozed', 'window', 'of the secret', 1),"
                "(1, 2, 'reject', 'snoozed', 'rejected', 'import', 'of it', 2)"_s));
        }
        QVERIFY(recheck(f));
        verifyGone(f);
        QCOMPARE(
            f.value(u"SELECT group_concat(sha256, '|') FROM (SELECT sha256 FROM decision ORDER BY id)"_s).toString(),
            u"|of it"_s);
    }

    void newRuleReachesEveryByte()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        std::vector<std::string> lines = {
            b.prompt("the codename is BLUEHERON42"), b.call("toolu_1", "Bash", {{"command", "echo BLUEHERON42"}}),
            b.result("toolu_1", "BLUEHERON42 and more", nullptr), b.reply("harmless ending")};
        f.write(u"-p/%1.jsonl"_s.arg(QString::fromStdString(sessionA)), lines);
        f.import();
        QCOMPARE(f.hits(u"BLUEHERON42"_s), 2);

        const auto redactor = Redactor::create(R"([{"name":"codename","pattern":"BLUEHERON[0-9]+","group":0}])");
        QVERIFY2(redactor, redactor ? "" : qPrintable(redactor.error().what));
        {
            auto db = Database::open(f.storeFile(), Database::Mode::Writer);
            const auto summary = recheckStore(*db, **redactor, {}, false);
            QVERIFY2(summary, summary ? "" : qPrintable(summary.error().what));
            QCOMPARE(summary->linesScanned, 4);
            QCOMPARE(summary->linesChanged, 3);
            QVERIFY(summary->redactions.contains("user:codename"));
        }
        QCOMPARE(f.hits(u"BLUEHERON42"_s), 0);
        QCOMPARE(f.hits(u"harmless"_s), 1);
        QVERIFY(!f.value(u"SELECT title FROM session"_s).toString().contains(u"HERON"_s));
        QDirIterator files(f.dataDir().path(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().toLower().contains("blueheron42"), qPrintable(file.fileName()));
        }
        const auto examined = examineStore(f.dataDir(), u"default"_s);
        QVERIFY(examined);
        for (const auto &finding : examined->findings)
            QVERIFY2(finding.severity != DoctorFinding::Severity::Damage, qPrintable(finding.detail));
        // The reading of the file goes on where it was.
        QCOMPARE(f.import().filesParsed, 0);
        f.append(u"-p/%1.jsonl"_s.arg(QString::fromStdString(sessionA)), b.prompt("later line") + '\n');
        QCOMPARE(f.import().eventsAdded, 1);
    }
};

QTEST_GUILESS_MAIN(TestRecheck)
#include "tst_recheck.moc"
