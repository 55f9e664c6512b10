// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QtTest>

#include <nlohmann/json.hpp>

#include "agent/store/recount.h"
#include "models/data/record.h"
#include "models/data/store/statement.h"
#include "tests/support/importfixture.h"
#include "tests/support/storedump.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestImporter : public QObject {
    Q_OBJECT

private:
    const QString fileA = u"-home-dev-project/%1.jsonl"_s.arg(QString::fromStdString(sessionA));
    const QString fileB = u"-home-dev-project/%1.jsonl"_s.arg(QString::fromStdString(sessionB));

    static std::vector<std::string> conversation(TranscriptBuilder &b)
    {
        return {b.prompt("please run the zebra tests"), b.reply("Running the aardvark suite."),
                b.call("toolu_1", "Bash", {{"command", "make wombat"}}),
                b.result("toolu_1", "all 17 narwhal tests passed",
                         {{"stdout", "all 17 narwhal tests passed"}, {"stderr", ""}})};
    }

private Q_SLOTS:
    void everythingIsSearchableOnce()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        f.write(fileA, conversation(b));
        const auto summary = f.import();
        QCOMPARE(summary.filesParsed, 1);
        QCOMPARE(summary.lines, 4);
        QCOMPARE(summary.eventsAdded, 3); // the result belongs to its call
        QCOMPARE(summary.sessionsTotal, 1);
        for (const auto &word : {u"zebra"_s, u"aardvark"_s, u"wombat"_s, u"narwhal"_s})
            QCOMPARE(f.hits(word), 1);
        QCOMPARE(f.value(u"SELECT title FROM session"_s).toString(), u"please run the zebra tests"_s);
        QCOMPARE(f.value(u"SELECT outcome FROM event WHERE kind = 4"_s).toInt(), int(Outcome::Ok));
    }

    // The index is external content: a row can leave it only if it went in exactly as the view tells it.
    void indexHoldsWhatTheViewTells()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        const std::vector<std::string> inputs = {
            R"(first\nwombat)", "first\nwombat",   "tab\there \"quoted\"",         "\\\\\n\\",
            "C:\\temp\\new",    R"(\u00e9\/\b\f)", std::string("nul\0inside", 10), "\u00e9t\u00e9 \xF0\x9F\x8E\x89\n"};
        std::vector<std::string> lines;
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            const std::string id = "toolu_" + std::to_string(i);
            lines.push_back(b.call(id, "Bash", {{"command", inputs[i]}}));
            lines.push_back(b.result(id, "done\\n" + inputs[i], {}));
        }
        lines.push_back(b.call("toolu_late", "Bash", {{"command", "make\nquokka"}}));
        f.write(fileA, lines);
        f.import();
        f.append(fileA, b.result("toolu_late", "narwhal", {}) + '\n');
        f.import();
        QCOMPARE(f.hits(u"quokka"_s), 1);
        QCOMPARE(f.hits(u"narwhal"_s), 1);
        auto db = Database::open(f.storeFile(), Database::Mode::Writer);
        QVERIFY(db);
        const auto checked = db->execute(u"INSERT INTO body_index(body_index, rank) VALUES('integrity-check', 1)"_s);
        QVERIFY2(checked, checked ? "" : qPrintable(checked.error().what));
    }

    void secondImportParsesAndWritesNothing()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        f.write(fileA, conversation(b));
        f.import();
        const auto again = f.import();
        QCOMPARE(again.filesSeen, 1);
        QCOMPARE(again.filesParsed, 0);
        QCOMPARE(again.filesUnchanged, 1);
        QCOMPARE(again.rowsWritten, 0);
        QCOMPARE(again.bytes, 0);
    }

    void grownFileCostsItsNewBytes()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        auto lines = conversation(b);
        for (int i = 0; i < 3000; ++i)
            lines.push_back(b.reply("filler number " + std::to_string(i)));
        f.write(fileA, lines);
        f.import();
        const std::string added = b.prompt("and now the quokka") + '\n';
        f.append(fileA, added);
        const auto grown = f.import();
        QCOMPARE(grown.bytes, qint64(added.size()));
        QCOMPARE(grown.lines, 1);
        QCOMPARE(grown.eventsAdded, 1);
        QVERIFY2(grown.rowsWritten < 30, qPrintable(QString::number(grown.rowsWritten)));
        QCOMPARE(f.hits(u"quokka"_s), 1);
    }

    void tornLastLineWaitsForItsEnd()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        f.write(fileA, conversation(b));
        const std::string line = b.prompt("a line in two writes about ocelots");
        f.append(fileA, line.substr(0, 60));
        QCOMPARE(f.import().lines, 4);
        QCOMPARE(f.import().filesParsed, 0);
        f.append(fileA, line.substr(60) + '\n');
        QCOMPARE(f.import().lines, 1);
        QCOMPARE(f.hits(u"ocelots"_s), 1);
        QCOMPARE(f.value(u"SELECT sum(lines_broken) FROM source"_s).toInt(), 0);
    }

    void completeLastLineNeedsNoNewline()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        f.write(fileA, {b.prompt("one")});
        f.append(fileA, b.prompt("two without newline"));
        QCOMPARE(f.import().lines, 2);
        f.append(fileA, "\n" + b.prompt("three") + "\n");
        QCOMPARE(f.import().lines, 1);
        QCOMPARE(f.value(u"SELECT turns FROM session"_s).toInt(), 3);
    }

    void resultInALaterReadingJoinsItsCall()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        const auto lines = conversation(b);
        f.write(fileA, {lines.begin(), lines.begin() + 3});
        f.import();
        QCOMPARE(f.value(u"SELECT outcome FROM event WHERE kind = 4"_s).toInt(), int(Outcome::Pending));
        f.append(fileA, lines[3] + '\n');
        QCOMPARE(f.import().eventsAdded, 0);
        QCOMPARE(f.value(u"SELECT outcome FROM event WHERE kind = 4"_s).toInt(), int(Outcome::Ok));
        QCOMPARE(f.hits(u"narwhal"_s), 1);
        QCOMPARE(f.hits(u"wombat"_s), 1);
    }

    void resultBeforeItsCallIsAdopted()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        const auto lines = conversation(b);
        f.write(fileA, {lines[0], lines[3]});
        f.import();
        QCOMPARE(f.value(u"SELECT count(*) FROM event WHERE kind = 4 AND tool = ''"_s).toInt(), 1);
        f.append(fileA, lines[2] + '\n');
        f.import();
        QCOMPARE(f.value(u"SELECT count(*) FROM event WHERE kind = 4"_s).toInt(), 1);
        QCOMPARE(f.value(u"SELECT tool || outcome FROM event WHERE kind = 4"_s).toString(), u"Bash1"_s);
        QCOMPARE(f.hits(u"narwhal"_s), 1);
        QCOMPARE(f.value(u"SELECT events FROM session"_s).toInt(), 2);
    }

    void subagentFileAndInlineProgressAreOneRun()
    {
        ImportFixture f;
        TranscriptBuilder parent(sessionA);
        TranscriptBuilder child(sessionA);
        child.setAgent("abc1234");
        const std::string inner = child.call("toolu_in", "Grep", {{"pattern", "okapi"}});
        f.write(fileA, {parent.prompt("delegate"),
                        parent.call("toolu_task", "Task", {{"prompt", "look"}, {"description", "Look"}}),
                        parent.agentProgress("abc1234", "toolu_task", "look", inner)});
        f.write(u"-home-dev-project/%1/subagents/agent-abc1234.jsonl"_s.arg(QString::fromStdString(sessionA)), {inner});
        f.import();
        QCOMPARE(f.hits(u"okapi"_s), 1);
        QCOMPARE(f.value(u"SELECT count(*) FROM run"_s).toInt(), 1);
        QCOMPARE(f.value(u"SELECT tool_use_id FROM run"_s).toString(), u"toolu_task"_s);
        QCOMPARE(f.value(u"SELECT events || '/' || events_total FROM session"_s).toString(), u"2/3"_s);
        QCOMPARE(f.value(u"SELECT count(*) FROM session"_s).toInt(), 1);
    }

    void cancelledImportResumesToTheSameRows()
    {
        ImportFixture whole;
        ImportFixture cut;
        TranscriptBuilder b(sessionA);
        std::vector<std::string> lines;
        for (int i = 0; i < 400; ++i) {
            lines.push_back(b.prompt("turn " + std::to_string(i)));
            lines.push_back(b.reply(std::string(40'000, 'x') + " end"));
        }
        whole.write(fileA, lines);
        whole.import();

        cut.write(fileA, lines);
        std::atomic<bool> cancel = false;
        const auto first = cut.tryImport(cut.options(), cancel, [&](const ImportProgress &) { cancel = true; });
        QVERIFY(first && first->cancelled);
        QVERIFY(first->lines < 800);
        cut.import();
        const auto expected = dumpStore(whole.storeFile()).replaceInStrings(whole.claudeDir(), u"~"_s);
        const auto actual = dumpStore(cut.storeFile()).replaceInStrings(cut.claudeDir(), u"~"_s);
        static const QRegularExpression modified(u"(source\\|[^|]*\\|\\d+\\|)\\d+"_s);
        QCOMPARE(QStringList(actual).replaceInStrings(modified, u"\\1"_s),
                 QStringList(expected).replaceInStrings(modified, u"\\1"_s));
    }

    void summaryNamesALineOfAnotherSession()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        const std::string prompt = b.prompt("hello");
        f.write(fileB, {TranscriptBuilder(sessionB).unchained(
                           "summary", {{"summary", "Greeting a llama"}, {"leafUuid", b.lastUuid()}})});
        f.import();
        QCOMPARE(f.value(u"SELECT count(*) FROM session"_s).toInt(), 0);
        f.write(fileA, {prompt});
        f.import();
        QCOMPARE(f.value(u"SELECT title FROM session"_s).toString(), u"Greeting a llama"_s);
        QCOMPARE(f.value(u"SELECT count(*) FROM pending_title"_s).toInt(), 0);
    }

    void equalUnknownLinesAreCountedApart()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        const std::string strange = R"({"type":"from-the-future","note":"tapir"})";
        f.write(fileA, {b.prompt("x"), strange, strange});
        f.import();
        f.append(fileA, strange + '\n');
        QCOMPARE(f.import().eventsAdded, 1);
        QCOMPARE(f.hits(u"tapir"_s), 3);
    }

    void brokenLinesAreKeptAndCounted()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        f.write(fileA, {b.prompt("before"), "{\"type\":\"user\", oops", "\xff\xfe not json", b.prompt("after")});
        const auto summary = f.import();
        QCOMPARE(summary.lines, 4);
        QCOMPARE(summary.linesBroken, 2);
        QCOMPARE(f.value(u"SELECT lines = lines_decoded + lines_raw + lines_broken FROM source"_s).toInt(), 1);
        QCOMPARE(f.value(u"SELECT turns FROM session"_s).toInt(), 2);
    }

    void aliasesMoveStoredSessions()
    {
        ImportFixture f;
        TranscriptBuilder a(sessionA);
        a.setCwd("/home/one/checkout/api");
        TranscriptBuilder b(sessionB);
        b.setCwd("/home/two/api");
        f.write(fileA, {a.prompt("x")});
        f.write(fileB, {b.prompt("y")});
        f.import();
        QCOMPARE(f.value(u"SELECT count(DISTINCT project_id) FROM session"_s).toInt(), 2);
        const QString aliases = f.claudeDir() + u"/aliases.json"_s;
        QFile file(aliases);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"example.org/team/api": ["/home/one/checkout", "/home/two/api"]})");
        file.close();
        auto options = f.options();
        options.projectAliasesFile = aliases;
        f.import(options);
        QCOMPARE(f.column(u"SELECT DISTINCT key FROM session JOIN project ON project.id = project_id"_s),
                 QStringList({u"example.org/team/api"_s}));
        QCOMPARE(f.import(options).rowsWritten, 0);
    }

    void folderToldLaterDecidesTheProject()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        b.setCwd("");
        f.write(fileA, {b.prompt("where am I?")});
        f.import();
        b.setCwd("/home/dev/project");
        f.append(fileA, b.reply("here") + '\n');
        f.import();
        QCOMPARE(f.column(u"SELECT key FROM session JOIN project ON project.id = project_id"_s),
                 QStringList({u"path:/home/dev/project"_s}));
    }

    void oneLineMoreWritesOneCounter()
    {
        ImportFixture f;
        std::vector<std::string> lines = {TranscriptBuilder(sessionA).prompt("x")};
        for (int i = 0; i < 500; ++i)
            lines.push_back(R"({"type":"from-the-future","n":)" + std::to_string(i) + '}');
        f.write(fileA, lines);
        f.import();
        f.append(fileA, lines.back() + '\n');
        const auto grown = f.import();
        QCOMPARE(grown.eventsAdded, 1);
        QVERIFY2(grown.rowsWritten < 30, qPrintable(QString::number(grown.rowsWritten)));
        QCOMPARE(f.value(u"SELECT max(occurrences) FROM repeated_line"_s).toInt(), 2);
    }

    void mergingThatAKillLeftOffIsOnAgain()
    {
        ImportFixture f;
        f.write(fileA, {TranscriptBuilder(sessionA).prompt("x")});
        {
            auto db = Database::open(f.storeFile(), Database::Mode::Writer);
            QVERIFY(db && db->execute(u"INSERT INTO body_index(body_index, rank) VALUES('automerge', 0)"_s));
        }
        f.import();
        QCOMPARE(f.value(u"SELECT v FROM body_index_config WHERE k = 'automerge'"_s).toInt(), 4);
    }

    void otherAgentsAreNotTakenForClaude()
    {
        ImportFixture f;
        f.write(fileA, {TranscriptBuilder(sessionA).prompt("x")});
        auto options = f.options();
        options.agent = u"codex"_s;
        const auto refused = f.tryImport(options, false);
        QVERIFY(!refused);
        QCOMPARE(int(refused.error().code), int(Error::Code::Unsupported));
        options.agent = u"claude"_s;
        QCOMPARE(f.import(options).filesParsed, 1);
    }

    // Its time is on a line of its own, which has no row when it is joined to its call.
    void aSessionEndsWithItsLastResult()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        f.write(fileA, conversation(b));
        f.import();
        const qint64 ended = f.value(u"SELECT ended_at FROM session"_s).toLongLong();
        QVERIFY(ended > f.value(u"SELECT max(at) FROM event"_s).toLongLong());
        ImportFixture late;
        TranscriptBuilder other(sessionA);
        const auto lines = conversation(other);
        late.write(fileA, {lines.begin(), lines.end() - 1});
        late.import();
        late.append(fileA, lines.back() + '\n');
        late.import();
        QCOMPARE(late.value(u"SELECT ended_at FROM session"_s).toLongLong(), ended);
    }

    void figuresEqualARecount()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        auto lines = conversation(b);
        lines.push_back(b.call("toolu_2", "Bash", {{"command", "false"}}));
        lines.push_back(b.failure("toolu_2", "Exit code 1"));
        f.write(fileA, lines);
        f.import();
        const auto before = dumpStore(f.storeFile());
        {
            auto db = Database::open(f.storeFile(), Database::Mode::Writer);
            QVERIFY(db);
            QVERIFY(recount(*db));
        }
        QCOMPARE(dumpStore(f.storeFile()), before);
        QCOMPARE(f.value(u"SELECT errors FROM session"_s).toInt(), 1);
    }
};

QTEST_GUILESS_MAIN(TestImporter)
#include "tst_importer.moc"
