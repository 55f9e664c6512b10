// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include <nlohmann/json.hpp>

#include "tests/capture/capturefixture.h"
#include "tests/capture/spoolfiles.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

const QString fileA = u"-home-dev-project/aaaaaaaa-0000-4000-8000-000000000001.jsonl"_s;
constexpr qint64 longAgoMs = 60'000; // no transcript comes any more

} // namespace

// Runs without a transcript: kept from hooks when the user said so, and not at all otherwise.
class TestUnpersisted : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hooksBecomeTheSession();
    void offKeepsNoContent();
    void waitsForTheTranscript();
    void transcriptTakesOver();

private:
    static void tellStory(SpoolFiles &spool, const json &header)
    {
        const auto tell = [&](const char *event, const json &payload, const json &fields) {
            json all = header;
            all["fields"] = fields;
            spool.add(sessionA, event, all, payload.dump());
        };
        tell("UserPromptSubmit", {{"prompt", "what is in my key AKIAIOSFODNN7EXAMPLE"}}, json::object());
        tell("PreToolUse",
             {{"tool_name", "Bash"}, {"tool_use_id", "toolu_1"}, {"tool_input", {{"command", "cat key"}}}},
             {{"tool_name", "Bash"}, {"tool_use_id", "toolu_1"}});
        tell("PostToolUse",
             {{"tool_use_id", "toolu_1"}, {"tool_response", {{"stdout", "an umbrella"}, {"stderr", ""}}}},
             {{"tool_use_id", "toolu_1"}});
        tell("PreToolUse", {{"tool_name", "Bash"}, {"tool_use_id", "toolu_2"}, {"tool_input", {{"command", "false"}}}},
             {{"tool_use_id", "toolu_2"}});
        tell("PostToolUseFailure", {{"tool_use_id", "toolu_2"}, {"error", "Exit code 1"}},
             {{"tool_use_id", "toolu_2"}});
        tell("Stop", {{"last_assistant_message", "It holds an umbrella"}}, json::object());
    }
};

void TestUnpersisted::hooksBecomeTheSession()
{
    CaptureFixture capture;
    capture.options().unpersisted = [] { return true; };
    capture.restart();
    SpoolFiles spool(capture.options().dataDir.path());
    spool.setClock(spool.now() - longAgoMs);
    tellStory(spool, {{"transcript_path", "/nowhere/" + sessionA + ".jsonl"}});
    capture.drain();
    QCOMPARE(spool.waiting(), 0);
    const auto &files = capture.files();
    QCOMPARE(files.column(u"SELECT kind || ':' || tool || ':' || outcome FROM event ORDER BY position"_s),
             (QStringList{u"1::0"_s, u"4:Bash:1"_s, u"4:Bash:2"_s, u"2::0"_s}));
    QCOMPARE(files.hits(u"umbrella"_s), 2);
    QCOMPARE(files.value(u"SELECT unpersisted FROM presence"_s).toInt(), 1);
    QVERIFY(capture.isNowhere("AKIAIOSFODNN7EXAMPLE"));
    capture.restart();
    capture.drainEverything();
    QCOMPARE(files.value(u"SELECT state FROM source"_s).toString(), u"ok"_s);
}

void TestUnpersisted::offKeepsNoContent()
{
    CaptureFixture capture;
    SpoolFiles spool(capture.options().dataDir.path());
    spool.setClock(spool.now() - longAgoMs);
    tellStory(spool, {{"transcript_path", "/nowhere/" + sessionA + ".jsonl"}});
    capture.drain();
    QCOMPARE(spool.waiting(), 0);
    QVERIFY(capture.isNowhere("umbrella"));
    QCOMPARE(capture.files().value(u"SELECT count(*) FROM hook_event"_s).toInt(), 6);
    QCOMPARE(capture.files().value(u"SELECT count(*) FROM session"_s).toInt(), 0);
}

void TestUnpersisted::waitsForTheTranscript()
{
    CaptureFixture capture;
    capture.options().unpersisted = [] { return true; };
    capture.restart();
    SpoolFiles spool(capture.options().dataDir.path());
    const auto path = capture.files().sourcePath(fileA).toStdString();
    tellStory(spool, {{"transcript_path", path}});
    const auto report = capture.drain();
    QCOMPARE(spool.waiting(), 6);
    QVERIFY(report.wakeInMs > 0 && report.wakeInMs <= 3001);
    // It comes: what the hooks said is said there.
    TranscriptBuilder lines(sessionA);
    capture.files().append(fileA, lines.prompt("what is in my key") + '\n');
    capture.drain({fileA});
    QCOMPARE(spool.waiting(), 0);
    QVERIFY(capture.isNowhere("umbrella"));
    QCOMPARE(capture.files().value(u"SELECT count(*) FROM event"_s).toInt(), 1);
    QCOMPARE(capture.files().value(u"SELECT count(*) FROM hook_event"_s).toInt(), 6);
}

void TestUnpersisted::transcriptTakesOver()
{
    CaptureFixture capture;
    capture.options().unpersisted = [] { return true; };
    capture.restart();
    SpoolFiles spool(capture.options().dataDir.path());
    spool.setClock(spool.now() - longAgoMs);
    tellStory(spool, {{"transcript_path", capture.files().sourcePath(fileA).toStdString()}});
    capture.drain();
    const auto calls = [&] { return capture.files().column(u"SELECT name FROM hook_event ORDER BY id"_s); };
    const QStringList told = calls();
    QVERIFY(told.size() > 4);
    TranscriptBuilder lines(sessionA);
    capture.files().append(fileA, lines.prompt("what is in my key") + '\n' + lines.reply("nothing") + '\n');
    capture.drain({fileA});
    QCOMPARE(capture.files().column(u"SELECT path FROM source"_s), QStringList{capture.files().sourcePath(fileA)});
    QCOMPARE(capture.files().value(u"SELECT count(*) FROM event"_s).toInt(), 2);
    // What was told is told still, and of a session with a transcript.
    QCOMPARE(calls(), told);
    QCOMPARE(capture.files().value(u"SELECT unpersisted FROM presence"_s).toInt(), 0);
}

QTEST_GUILESS_MAIN(TestUnpersisted)
#include "tst_unpersisted.moc"
