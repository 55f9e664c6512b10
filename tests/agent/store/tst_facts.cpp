// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include <nlohmann/json.hpp>

#include "agent/store/deletion.h"
#include "agent/store/factpass.h"
#include "agent/store/factreader.h"
#include "agent/store/twintransaction.h"
#include "models/data/store/statement.h"
#include "tests/support/importfixture.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

// Facts of a store: made of what was imported, the same for every order, gone with their session.
class TestFacts : public QObject {
    Q_OBJECT

private:
    using Lines = std::vector<std::string>;

    static QString fileOf(const std::string &session) { return u"-p/%1.jsonl"_s.arg(QString::fromStdString(session)); }

    static Lines firstSession()
    {
        TranscriptBuilder b(sessionA);
        return {b.prompt("please push it"),
                b.call("a1", "Bash", {{"command", "cd /home/dev/project && git push -u origin HEAD 2>&1 | tail -3"}}),
                b.failure("a1", "Exit code 1\n ! [rejected]  x -> x (fetch first)"),
                b.call("a2", "Bash", {{"command", "git pull --rebase && git push -u origin HEAD"}}),
                b.result("a2", "ok", nullptr),
                b.call("a3", "Edit", {{"file_path", "/home/dev/project/src/zebrafinch.go"}}),
                b.failure("a3",
                          "The user doesn't want to proceed with this tool use. To tell you how to proceed, the user "
                          "said:\nuse the other file"),
                b.prompt("no, the other one"),
                b.call("a4", "Bash", {{"command", "go test ./... 2>&1 | tail -5"}}),
                b.result("a4", "--- FAIL: TestPay (0.01s)\nFAIL", nullptr)};
    }

    static Lines secondSession()
    {
        TranscriptBuilder b(sessionB);
        return {b.prompt("run them"), b.call("b1", "Bash", {{"command", "go test ./..."}}),
                b.result("b1", "ok", nullptr), b.call("b2", "mcp__assay__search", {{"query", "x"}}),
                b.result("b2", "hits", nullptr)};
    }

    // Facts are made by whoever needs them, not by the import.
    static void importAndMake(ImportFixture &f)
    {
        f.import();
        auto db = Database::open(f.storeFile(), Database::Mode::Writer);
        const std::atomic<bool> never = false;
        if (!db || !bringFactsUpToDate(*db, never))
            qFatal("no facts");
    }

    static FactCorpus corpusOf(const ImportFixture &f)
    {
        auto db = Database::open(f.storeFile(), Database::Mode::Reader);
        auto corpus = db ? readFacts(*db) : Result<FactCorpus>();
        return corpus ? *corpus : FactCorpus();
    }

    static FactCorpus corpusByTwo(const ImportFixture &f)
    {
        auto db = Database::open(f.storeFile(), Database::Mode::Reader);
        if (!db)
            return {};
        TwinTransaction moment(*db);
        auto acts = moment.beside([](Database &twin) { return readActs(twin); });
        auto corpus = readFacts(*db, {}, [&acts] { return acts.get(); });
        return moment.hasTwin() && corpus ? *corpus : FactCorpus();
    }

    // All of it in words, without a local number.
    static QStringList told(const FactCorpus &c)
    {
        QStringList lines;
        const auto text = [](std::string_view t) {
            return QString::fromUtf8(t.data(), static_cast<qsizetype>(t.size()));
        };
        for (const FactEpisode &e : c.episodes) {
            const FactSession &s = c.sessions[e.session];
            QStringList words;
            if (const FactAsk *ask = c.askOf(e)) {
                for (const std::uint32_t word : c.wordsOf(*ask))
                    words.append(text(c.wordNames[word]));
            }
            lines.append(u"%1 %2 [%3] %4"_s.arg(text(s.uuid).left(4), text(c.projects[s.project].key), words.join(u' '))
                             .arg(static_cast<int>(e.outcome)));
            for (const FactAct &a : c.actsOf(e)) {
                lines.append(u"  %1 | %2 | %3 | %4 | o%5 c%6 f%7"_s
                                 .arg(text(c.heads[a.head]), text(c.templates[a.tmpl]), text(c.forms[a.form]),
                                      text(c.errors[a.error].code))
                                 .arg(static_cast<int>(a.outcome))
                                 .arg(static_cast<int>(a.check))
                                 .arg(a.flags));
            }
            for (const FactRefusal &r : c.refusalsOf(e))
                lines.append(u"  refused: "_s + text(r.reason));
        }
        return lines;
    }

private Q_SLOTS:
    void whatHappenedIsTold()
    {
        ImportFixture f;
        f.write(fileOf(sessionA), firstSession());
        f.write(fileOf(sessionB), secondSession());
        importAndMake(f);
        const QStringList wanted = {
            u"aaaa path:/home/dev/project [it please push] 2"_s,
            u"  git push | git push -u origin HEAD | git push -u origin HEAD | rejected | o2 c0 f3"_s,
            u"  git pull | git pull --rebase | git pull --rebase |  | o1 c0 f32"_s,
            u"  git push | git push -u origin HEAD | git push -u origin HEAD |  | o1 c0 f36"_s,
            u"  edit | edit <path:go> | edit <path:go=src/zebrafinch.go> |  | o3 c0 f0"_s,
            u"  refused: use the other file"_s,
            u"aaaa path:/home/dev/project [no one other the] 0"_s,
            u"  go test | go test ./... | go test ./... | TestPay | o2 c1 f1"_s,
            u"bbbb path:/home/dev/project [run them] 0"_s,
            u"  go test | go test ./... | go test ./... |  | o1 c1 f0"_s,
        };
        QCOMPARE(told(corpusOf(f)), wanted);
        QCOMPARE(told(corpusByTwo(f)), wanted);
        QCOMPARE(f.import().rowsWritten, 0);
    }

    void orderAndPiecesChangeNothing()
    {
        const Lines a = firstSession();
        const Lines b = secondSession();
        ImportFixture batch;
        batch.write(fileOf(sessionA), a);
        batch.write(fileOf(sessionB), b);
        importAndMake(batch);
        const QStringList wanted = told(corpusOf(batch));
        ImportFixture pieces;
        pieces.write(fileOf(sessionB), {b.begin(), b.begin() + 2});
        importAndMake(pieces);
        pieces.write(fileOf(sessionA), {a.begin(), a.begin() + 3});
        importAndMake(pieces);
        for (std::size_t i = 3; i < a.size(); ++i)
            pieces.append(fileOf(sessionA), a[i] + '\n');
        for (std::size_t i = 2; i < b.size(); ++i)
            pieces.append(fileOf(sessionB), b[i] + '\n');
        importAndMake(pieces);
        QCOMPARE(told(corpusOf(pieces)), wanted);
        QCOMPARE(pieces.value(u"SELECT count(*) FROM fact_name"_s), batch.value(u"SELECT count(*) FROM fact_name"_s));
    }

    // What is taken back at once was not accepted.
    void revertedWorkIsReworked()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        const auto edit = [&b](const char *id, const char *file) {
            return Lines{b.call(id, "Edit", {{"file_path", file}}), b.result(id, "ok", nullptr)};
        };
        const auto run = [&b](const char *id, const char *command) {
            return Lines{b.call(id, "Bash", {{"command", command}}), b.result(id, "ok", nullptr)};
        };
        Lines all;
        const auto add = [&all](const Lines &lines) { all.insert(all.end(), lines.begin(), lines.end()); };
        all.push_back(b.prompt("change it"));
        add(edit("a1", "/home/dev/project/src/pay.go"));
        all.push_back(b.prompt("let us see"));
        add(run("a2", "git checkout -- src/pay.go"));
        add(edit("a3", "/home/dev/project/src/pay.go"));
        all.push_back(b.prompt("and the other"));
        add(run("a4", "git checkout -- src/other.go"));
        all.push_back(b.prompt("done"));
        f.write(fileOf(sessionA), all);
        importAndMake(f);
        const FactCorpus c = corpusOf(f);
        QCOMPARE(c.episodes.size(), std::size_t(4));
        QCOMPARE(c.episodes[0].outcome, EpisodeOutcome::Reworked);
        QCOMPARE(c.episodes[1].outcome, EpisodeOutcome::Accepted);
    }

    // A fork copies what came before it: one lineage, and each episode once.
    void copiesCountOnce()
    {
        ImportFixture f;
        const Lines a = firstSession();
        f.write(fileOf(sessionA), a);
        Lines fork;
        for (std::size_t i = 0; i < 5; ++i)
            fork.push_back(QString::fromStdString(a[i])
                               .replace(QString::fromStdString(sessionA), QString::fromStdString(sessionB))
                               .toStdString());
        f.write(fileOf(sessionB), fork);
        importAndMake(f);
        const FactCorpus c = corpusOf(f);
        QCOMPARE(c.lineages.size(), std::size_t(1));
        QCOMPARE(c.episodes.size(), std::size_t(2));
        QCOMPARE(c.sessions[c.episodes[0].session].uuid, sessionA);
    }

    // A program that runs the client puts its instructions before every prompt.
    void wrappersAreNoAsk()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionB);
        f.write(fileOf(sessionB),
                {b.prompt("<system_instruction>\nYou work inside a conductor.\n</system_instruction>\n\n"
                          "run them"),
                 b.call("b1", "Bash", {{"command", "go test ./..."}}), b.result("b1", "ok", nullptr)});
        importAndMake(f);
        const FactCorpus corpus = corpusOf(f);
        QCOMPARE(told(corpus).first(), u"bbbb path:/home/dev/project [run them] 0"_s);
        QCOMPARE(corpus.askOf(corpus.episodes.front())->text, std::string("run them"));
    }

    void deletionLeavesNoName()
    {
        ImportFixture f;
        f.write(fileOf(sessionA), firstSession());
        f.write(fileOf(sessionB), secondSession());
        importAndMake(f);
        QCOMPARE(f.value(u"SELECT count(*) FROM fact_name WHERE text LIKE '%zebrafinch%'"_s).toInt(), 2);
        {
            auto db = Database::open(f.storeFile(), Database::Mode::Writer);
            QVERIFY(db && Deletion(*db, f.dataDir())
                              .purge(f.value(u"SELECT id FROM session WHERE uuid LIKE 'aaaa%'"_s).toLongLong()));
        }
        QCOMPARE(f.value(u"SELECT count(*) FROM fact_name WHERE text LIKE '%zebrafinch%'"_s).toInt(), 0);
        QCOMPARE(f.value(u"SELECT count(*) FROM fact_error"_s).toInt(), 0);
        QFile file(f.storeFile());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("zebrafinch"));
        QCOMPARE(corpusOf(f).sessions.size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestFacts)
#include "tst_facts.moc"
