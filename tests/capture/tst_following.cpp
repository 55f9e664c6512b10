// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <sys/stat.h>

#include "tests/capture/capturefixture.h"
#include "tests/support/openwatch.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

const QString fileA = u"-home-dev-project/aaaaaaaa-0000-4000-8000-000000000001.jsonl"_s;
const QString fileB = u"-home-dev-project/bbbbbbbb-0000-4000-8000-000000000002.jsonl"_s;

} // namespace

// Transcripts that grow, tear, shrink, move and go, drain by drain: always the rows of an import.
class TestFollowing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lineByLineIsAsImported();
    void tornLineWaits();
    void twoObjectsOnOneLine();
    void longLines();
    void appendedLineTouchesFewRows();
    void nothingNewReadsAndWritesNothing();
    void historyIsLeftToImport();
    void catchesUpAfterARestart();
    void truncatedFileKeepsItsRows();
    void renamedFileIsNotReadAgain();
    void rotatedFile();
    void vanishedFileIsMarked();
    void vanishedWhileTheAgentWasDown();
    void subagentsOfBothLayouts();
    void metaThatComesLate();
    void sideFilesAreCopied();
    void unreadableFileStopsNoOther();
    void manySessionsAtOnce();
    void cancelledDrainGoesOn();

private:
    static void compare(const CaptureFixture &capture)
    {
        const QString difference = capture.differenceToImport();
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }
};

void TestFollowing::lineByLineIsAsImported()
{
    CaptureFixture capture;
    TranscriptBuilder lines(sessionA);
    std::vector<std::string> all = {
        lines.unchained("summary",
                        {{"summary", "Of another file"}, {"leafUuid", "deadbeef-0000-4000-8000-000000000000"}}),
        lines.prompt("Fix the flaky test"),
        lines.thinking("Where is it"),
        lines.call("toolu_1", "Bash", {{"command", "make test"}}),
        lines.result("toolu_1", "ok", {{"stdout", "ok"}, {"stderr", ""}}),
        lines.call("toolu_2", "Bash", {{"command", "make lint"}}),
        lines.failure("toolu_2", "Exit code 1"),
        lines.reply("Done"),
        lines.unchained("queue-operation", {{"operation", "enqueue"}, {"content", "again"}}),
        lines.unchained("queue-operation", {{"operation", "enqueue"}, {"content", "again"}}),
        lines.compaction("manual", 100, 10),
        "not json at all",
        lines.prompt("my key is AKIAIOSFODNN7EXAMPLE, use it"),
        lines.reply("I will not"),
    };
    for (const std::string &line : all) {
        capture.files().append(fileA, line + '\n');
        capture.drain({fileA});
    }
    QVERIFY(capture.files().value(u"SELECT count(*) FROM event"_s).toInt() >= 8);
    QVERIFY(capture.isNowhere("AKIAIOSFODNN7EXAMPLE"));
    compare(capture);
}

void TestFollowing::tornLineWaits()
{
    CaptureFixture capture;
    TranscriptBuilder lines(sessionA);
    const std::string first = lines.prompt("one");
    const std::string second = lines.reply("two");
    capture.files().append(fileA, first + '\n' + second.substr(0, second.size() / 2));
    capture.drain({fileA});
    QCOMPARE(capture.files().value(u"SELECT count(*) FROM event"_s).toInt(), 1);
    // Whole, but for its newline: another write may follow.
    capture.files().append(fileA, second.substr(second.size() / 2));
    capture.drain({fileA});
    QCOMPARE(capture.files().value(u"SELECT count(*) FROM event"_s).toInt(), 1);
    capture.files().append(fileA, "\n");
    capture.drain({fileA});
    QCOMPARE(capture.files().value(u"SELECT count(*) FROM event"_s).toInt(), 2);
    compare(capture);
}

void TestFollowing::twoObjectsOnOneLine()
{
    CaptureFixture capture;
    TranscriptBuilder lines(sessionA);
    capture.files().append(fileA, lines.prompt("one") + lines.reply("two") + '\n');
    capture.drain({fileA});
    QCOMPARE(capture.files().value(u"SELECT count(*) FROM event"_s).toInt(), 2);
    compare(capture);
}

void TestFollowing::longLines()
{
    CaptureFixture capture;
    TranscriptBuilder lines(sessionA);
    for (int i = 0; i < 3; ++i) {
        capture.files().append(fileA, lines.prompt(std::string(2'100'000, char('a' + i)) + " end") + '\n');
        capture.drain({fileA});
    }
    QCOMPARE(capture.files().value(u"SELECT count(*) FROM event"_s).toInt(), 3);
    compare(capture);
}

void TestFollowing::appendedLineTouchesFewRows()
{
    CaptureFixture capture;
    TranscriptBuilder lines(sessionA);
    std::string history;
    for (int i = 0; i < 3000; ++i)
        history += lines.reply("reply number " + std::to_string(i)) + '\n';
    capture.files().append(fileA, history);
    capture.drain({fileA});
    const qint64 read = capture.state().figures.bytesRead;
    for (int i = 0; i < 3; ++i) {
        const std::string line = lines.reply("one more") + '\n';
        capture.files().append(fileA, line);
        capture.drain({fileA});
        QVERIFY2(capture.rowsWritten() < 30, qPrintable(QString::number(capture.rowsWritten())));
        QCOMPARE(capture.lastSessions().size(), 1);
    }
    QVERIFY(capture.state().figures.bytesRead - read < 4096);
}

void TestFollowing::nothingNewReadsAndWritesNothing()
{
    CaptureFixture capture;
    for (int i = 0; i < 40; ++i) {
        TranscriptBuilder lines("aaaaaaaa-0000-4000-8000-0000000001" + std::to_string(10 + i));
        capture.files().append(u"-p%1/aaaaaaaa-0000-4000-8000-0000000001%2.jsonl"_s.arg(i % 7).arg(10 + i),
                               lines.prompt("hello") + '\n' + lines.reply("hi") + '\n');
    }
    capture.drainEverything();
    QCOMPARE(capture.files().value(u"SELECT count(*) FROM session"_s).toInt(), 40);
    capture.restart();
    test::beginWatch();
    capture.drainEverything();
    QCOMPARE(capture.state().figures.filesRead, 0);
    QCOMPARE(capture.state().figures.bytesRead, 0);
    QCOMPARE(capture.state().figures.filesLookedAt, 40);
    QCOMPARE(capture.rowsWritten(), 0);
    // A look is a look at names and dates: no transcript is opened.
    for (const std::string &each : test::endWatch())
        QVERIFY2(each.find(".jsonl") == std::string::npos, each.c_str());
}

void TestFollowing::historyIsLeftToImport()
{
    CaptureFixture capture;
    TranscriptBuilder old(sessionA);
    capture.files().append(fileA, old.prompt("long ago") + '\n');
    const timespec longAgo[2] = {{1'600'000'000, 0}, {1'600'000'000, 0}};
    QCOMPARE(utimensat(AT_FDCWD, qPrintable(capture.files().sourcePath(fileA)), longAgo, 0), 0);
    TranscriptBuilder recent(sessionB);
    capture.files().append(fileB, recent.prompt("now") + '\n');
    capture.restart();
    capture.drainEverything();
    QCOMPARE(capture.files().column(u"SELECT uuid FROM session"_s), QStringList{QString::fromStdString(sessionB)});
    // It goes on: then all of it belongs to what is captured.
    capture.files().append(fileA, old.reply("and again") + '\n');
    capture.drain({fileA});
    QCOMPARE(capture.files().value(u"SELECT count(*) FROM event"_s).toInt(), 3);
    compare(capture);
}

void TestFollowing::catchesUpAfterARestart()
{
    CaptureFixture capture;
    TranscriptBuilder a(sessionA);
    TranscriptBuilder b(sessionB);
    capture.files().append(fileA, a.prompt("one") + '\n');
    capture.drain({fileA});
    capture.files().append(fileA, a.reply("two") + '\n');
    capture.files().append(fileB, b.prompt("three") + '\n');
    capture.restart();
    capture.drainEverything();
    QCOMPARE(capture.state().figures.filesRead, 2);
    compare(capture);
}

void TestFollowing::truncatedFileKeepsItsRows()
{
    CaptureFixture capture;
    TranscriptBuilder lines(sessionA);
    const std::string first = lines.prompt("one") + '\n';
    capture.files().append(fileA, first + lines.reply("two") + '\n');
    capture.drain({fileA});
    QVERIFY(QFile::resize(capture.files().sourcePath(fileA), qint64(first.size())));
    capture.files().append(fileA, lines.reply("another two") + '\n');
    capture.drain({fileA});
    QCOMPARE(capture.files().value(u"SELECT count(*) FROM event"_s).toInt(), 3);
    QCOMPARE(capture.files().value(u"SELECT state FROM source"_s).toString(), u"source_changed"_s);
}

void TestFollowing::renamedFileIsNotReadAgain()
{
    CaptureFixture capture;
    TranscriptBuilder lines(sessionA);
    capture.files().append(fileA, lines.prompt("one") + '\n');
    capture.drain({fileA});
    const QString moved = u"-elsewhere/aaaaaaaa-0000-4000-8000-000000000001.jsonl"_s;
    QDir().mkpath(QFileInfo(capture.files().sourcePath(moved)).path());
    QVERIFY(QFile::rename(capture.files().sourcePath(fileA), capture.files().sourcePath(moved)));
    capture.files().append(moved, lines.reply("two") + '\n');
    const qint64 read = capture.state().figures.bytesRead;
    capture.drain({fileA, moved});
    QVERIFY(capture.state().figures.bytesRead - read < 1000);
    QCOMPARE(capture.files().column(u"SELECT path FROM source"_s), QStringList{capture.files().sourcePath(moved)});
    QCOMPARE(capture.files().value(u"SELECT state FROM source"_s).toString(), u"ok"_s);
    compare(capture);
}

void TestFollowing::rotatedFile()
{
    CaptureFixture capture;
    TranscriptBuilder lines(sessionA);
    capture.files().append(fileA, lines.prompt("one") + '\n');
    capture.drain({fileA});
    const QString old = u"-home-dev-project/2026-01-01-aaaaaaaa-0000-4000-8000-000000000001.jsonl"_s;
    QVERIFY(QFile::rename(capture.files().sourcePath(fileA), capture.files().sourcePath(old)));
    capture.files().append(fileA, lines.reply("two") + '\n');
    capture.drain({fileA, old});
    QCOMPARE(capture.files().value(u"SELECT count(*) FROM event"_s).toInt(), 2);
    QCOMPARE(capture.files().value(u"SELECT count(*) FROM session"_s).toInt(), 1);
}

void TestFollowing::vanishedFileIsMarked()
{
    CaptureFixture capture;
    TranscriptBuilder lines(sessionA);
    capture.files().append(fileA, lines.prompt("one") + '\n');
    capture.drain({fileA});
    QVERIFY(QFile::remove(capture.files().sourcePath(fileA)));
    capture.drain({fileA});
    QCOMPARE(capture.files().value(u"SELECT state FROM source"_s).toString(), u"source_gone"_s);
    QCOMPARE(capture.files().value(u"SELECT count(*) FROM event"_s).toInt(), 1);
    capture.drain({fileA, u"-never/was.jsonl"_s});
    QCOMPARE(capture.rowsWritten(), 0);
}

void TestFollowing::vanishedWhileTheAgentWasDown()
{
    CaptureFixture capture;
    TranscriptBuilder lines(sessionA);
    capture.files().append(fileA, lines.prompt("one") + '\n');
    capture.drain({fileA});
    QVERIFY(QFile::rename(capture.files().sourcePath(fileA), capture.files().sourcePath(u"kept"_s)));
    capture.restart();
    capture.drainEverything();
    QCOMPARE(capture.files().value(u"SELECT state FROM source"_s).toString(), u"source_gone"_s);
    QVERIFY(QFile::rename(capture.files().sourcePath(u"kept"_s), capture.files().sourcePath(fileA)));
    capture.drain({fileA});
    QCOMPARE(capture.files().value(u"SELECT state FROM source"_s).toString(), u"ok"_s);
    compare(capture);
}

void TestFollowing::subagentsOfBothLayouts()
{
    CaptureFixture capture;
    const QString folder = u"-home-dev-project/aaaaaaaa-0000-4000-8000-000000000001/subagents/agent-a1.jsonl"_s;
    const QString beside = u"-home-dev-project/agent-b2c3d4e.jsonl"_s;
    TranscriptBuilder lines(sessionA);
    TranscriptBuilder newer(sessionA);
    TranscriptBuilder older(sessionA);
    newer.setAgent("a1");
    older.setAgent("b2c3d4e");
    capture.files().append(fileA,
                           lines.prompt("one") + '\n' + lines.call("toolu_9", "Agent", {{"prompt", "look"}}) + '\n');
    capture.drain({fileA});
    capture.files().append(folder, newer.prompt("look") + '\n');
    capture.drain({folder});
    capture.files().append(beside, older.prompt("Warmup") + '\n');
    capture.drain({beside});
    capture.files().append(folder, newer.reply("found") + '\n');
    capture.files().append(fileA, lines.reply("end") + '\n');
    capture.drain({folder, fileA});
    QCOMPARE(capture.files().value(u"SELECT count(*) FROM run"_s).toInt(), 2);
    compare(capture);
}

void TestFollowing::metaThatComesLate()
{
    CaptureFixture capture;
    const QString run = u"-home-dev-project/aaaaaaaa-0000-4000-8000-000000000001/subagents/agent-a1.jsonl"_s;
    const QString meta = u"-home-dev-project/aaaaaaaa-0000-4000-8000-000000000001/subagents/agent-a1.meta.json"_s;
    TranscriptBuilder lines(sessionA);
    lines.setAgent("a1");
    capture.files().append(run, lines.prompt("look") + '\n');
    capture.drain({run});
    capture.files().append(meta, R"({"agentType":"Explore","description":"Looks around","toolUseId":"toolu_9"})");
    capture.drain({meta});
    QCOMPARE(capture.files().value(u"SELECT description FROM run"_s).toString(), u"Looks around"_s);
    compare(capture);
}

void TestFollowing::sideFilesAreCopied()
{
    CaptureFixture capture;
    const QString output = u"-home-dev-project/aaaaaaaa-0000-4000-8000-000000000001/tool-results/b1.txt"_s;
    capture.files().append(output, "a large output");
    capture.drain({output}); // its session is not known yet
    TranscriptBuilder lines(sessionA);
    capture.files().append(fileA, lines.prompt("one") + '\n');
    capture.drain({fileA});
    QCOMPARE(capture.files().column(u"SELECT name FROM side_file"_s), QStringList{u"b1.txt"_s});
}

void TestFollowing::unreadableFileStopsNoOther()
{
    CaptureFixture capture;
    TranscriptBuilder lines(sessionB);
    QDir().mkpath(capture.files().sourcePath(fileA)); // a folder with the name of a transcript
    QVERIFY(QFile::link(u"/etc/passwd"_s, capture.files().sourcePath(u"-home-dev-project/link.jsonl"_s)));
    capture.files().append(fileB, lines.prompt("one") + '\n');
    capture.drain({fileA, u"-home-dev-project/link.jsonl"_s, fileB});
    QCOMPARE(capture.files().value(u"SELECT count(*) FROM source"_s).toInt(), 1);
    QVERIFY(capture.state().queueDepth == 0);
}

void TestFollowing::manySessionsAtOnce()
{
    CaptureFixture capture;
    constexpr int sessions = 100;
    std::vector<TranscriptBuilder> builders;
    QStringList files;
    for (int i = 0; i < sessions; ++i) {
        const QString uuid = u"cccccccc-0000-4000-8000-%1"_s.arg(i, 12, 10, QLatin1Char('0'));
        builders.emplace_back(uuid.toStdString());
        files.append(u"-p%1/%2.jsonl"_s.arg(i % 9).arg(uuid));
    }
    for (int round = 0; round < 5; ++round) {
        for (int i = 0; i < sessions; ++i) {
            const auto text = "round " + std::to_string(round);
            capture.files().append(files[i],
                                   builders[size_t(i)].prompt(text) + '\n' + builders[size_t(i)].reply(text) + '\n');
        }
        capture.drain(files);
    }
    QCOMPARE(capture.files().value(u"SELECT count(*) FROM event"_s).toInt(), sessions * 10);
    QVERIFY(capture.state().figures.commits >= sessions * 10 / 200); // a transaction holds no more than 200 and a bit
    compare(capture);
}

void TestFollowing::cancelledDrainGoesOn()
{
    // A drain that gives way leaves what it has not read; the next one needs to be told nothing.
    CaptureFixture capture;
    TranscriptBuilder lines(sessionA);
    capture.files().append(fileA, lines.prompt("one") + '\n');
    capture.giveWay(true);
    const auto report = capture.drain({fileA});
    QVERIFY(report.left);
    QCOMPARE(capture.state().queueDepth, 1);
    capture.giveWay(false);
    capture.drain();
    QCOMPARE(capture.state().queueDepth, 0);
    compare(capture);
}

QTEST_GUILESS_MAIN(TestFollowing)
#include "tst_following.moc"
