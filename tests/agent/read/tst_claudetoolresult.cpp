// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Results of every tool, as one call and its result through the reader.

#include "tests/agent/read/readlines.h"
#include "tests/support/transcriptbuilder.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using Json = nlohmann::json;

namespace assay {

namespace {

const std::string SessionId = "5f0c7d0e-0000-4000-8000-000000000001";

DecodedResult readResult(const std::string &line)
{
    const ReadLines read = readLines({line});
    return read.piece.results.size() == 1 ? read.piece.results.front() : DecodedResult{};
}

} // namespace

class ClaudeToolResultTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void structured_data();
    void structured();
    void outcome_data();
    void outcome();
    void deniedByField_data();
    void deniedByField();
    void contentBlocks();
    void bytesOfFilesAreNotOutput();
    void subagentIsTold();
    void originOfTheSessionsFolder_data();
    void originOfTheSessionsFolder();
    void severalResultsOnALine();
};

// What the model saw, toolUseResult, then what is expected: output, lines added and removed, duration.
void ClaudeToolResultTest::structured_data()
{
    QTest::addColumn<QString>("seen");
    QTest::addColumn<QString>("structured");
    QTest::addColumn<QString>("output");
    QTest::addColumn<int>("added");
    QTest::addColumn<int>("removed");
    QTest::addColumn<int>("duration");
    const auto row = [](const char *name, const QString &seen, const QString &structured, const QString &output,
                        int added = 0, int removed = 0, int duration = -1) {
        QTest::newRow(name) << seen << structured << output << added << removed << duration;
    };
    row("Bash", u"a\nb"_s, uR"({"stdout":"a\nb\n","stderr":"","interrupted":false})"_s, u"a\nb"_s);
    row("Bash, streams the model did not see", u"(no content)"_s, uR"({"stdout":"made","stderr":"warned"})"_s,
        u"(no content)\nmade\nwarned"_s);
    row("Bash, colours", u"\x1b[31mred\x1b[0m plain"_s, uR"({"stdout":"\u001b[31mred\u001b[0m plain","stderr":""})"_s,
        u"red plain"_s);
    row("Read", u"1\tline"_s, uR"({"type":"text","file":{"filePath":"/a","content":"line","numLines":1}})"_s,
        u"1\tline"_s);
    row("Edit", u"Updated"_s,
        uR"({"filePath":"/a","oldString":"x","newString":"y","originalFile":"x","structuredPatch":[{"lines":[" a","-x","+y","+z"]}]})"_s,
        u"Updated"_s, 2, 1);
    row("Write, new file", u"Created"_s,
        uR"({"type":"create","filePath":"/a","content":"1\n2\n3","structuredPatch":[]})"_s, u"Created"_s, 3);
    row("Write, over a file", u"Updated"_s,
        uR"({"type":"update","filePath":"/a","content":"1\n","structuredPatch":[{"lines":["-0","+1"]}]})"_s,
        u"Updated"_s, 1, 1);
    row("Grep", u"a.cpp:1"_s, uR"({"mode":"content","filenames":[],"numFiles":1,"content":"a.cpp:1"})"_s, u"a.cpp:1"_s);
    row("Glob", u"a.cpp"_s, uR"({"filenames":["a.cpp"],"numFiles":1,"durationMs":12,"truncated":false})"_s, u"a.cpp"_s,
        0, 0, 12);
    row("Task", u"Counted 3"_s,
        uR"({"status":"completed","agentId":"a1","content":[],"totalDurationMs":900,"totalTokens":5})"_s,
        u"Counted 3"_s, 0, 0, 900);
    row("TodoWrite", u"Todos changed"_s, uR"({"oldTodos":[],"newTodos":[{"content":"x"}]})"_s, u"Todos changed"_s);
    row("TaskUpdate", u"Updated"_s,
        uR"({"taskId":"1","updatedFields":["status"],"statusChange":{"from":"a","to":"b"}})"_s, u"Updated"_s);
    row("AskUserQuestion", u"User answered: Tabs"_s, uR"({"questions":[],"answers":{"Indent?":"Tabs"}})"_s,
        u"User answered: Tabs"_s);
    row("ExitPlanMode", u"Approved"_s, uR"({"plan":"# Plan","filePath":"/p","isAgent":false})"_s, u"Approved"_s);
    row("Skill", u"Launching skill: x"_s, uR"({"success":true,"commandName":"x"})"_s, u"Launching skill: x"_s);
    row("WebFetch", u"Text"_s, uR"({"url":"https://e.org","code":200,"bytes":3,"durationMs":40,"result":"Text"})"_s,
        u"Text"_s, 0, 0, 40);
    row("WebSearch", u"Links"_s, uR"({"query":"q","results":[],"durationSeconds":1.5})"_s, u"Links"_s, 0, 0, 1500);
    row("MCP", u"said"_s, uR"([{"type":"text","text":"said"}])"_s, u"said"_s);
    row("wrong types", u"x"_s,
        uR"({"stdout":5,"stderr":null,"interrupted":"yes","structuredPatch":[1,{"lines":[2,null]},{"lines":3}],"durationMs":"long","agentId":7})"_s,
        u"x"_s);
}

void ClaudeToolResultTest::structured()
{
    QFETCH(QString, seen);
    QFETCH(QString, structured);
    QFETCH(QString, output);
    QFETCH(int, added);
    QFETCH(int, removed);
    QFETCH(int, duration);
    TranscriptBuilder builder(SessionId);
    const DecodedResult result =
        readResult(builder.result("toolu_1", seen.toStdString(), Json::parse(structured.toStdString())));
    QCOMPARE(shown(result.toolUseId), u"toolu_1"_s);
    QCOMPARE(result.outcome, Outcome::Ok);
    QCOMPARE(shown(result.output), output);
    QCOMPARE(result.linesAdded, added);
    QCOMPARE(result.linesRemoved, removed);
    QCOMPARE(static_cast<int>(result.durationMs), duration);
}

void ClaudeToolResultTest::outcome_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("expected");
    const auto row = [](const char *name, const QString &text, Outcome expected) {
        QTest::newRow(name) << text << static_cast<int>(expected);
    };
    row("exit code", u"Exit code 2\nno rule"_s, Outcome::Failed);
    row("client validation", u"<tool_use_error>File does not exist.</tool_use_error>"_s, Outcome::Failed);
    row("empty", QString(), Outcome::Failed);
    row("refused", u"The user doesn't want to proceed with this tool use. The tool use was rejected"_s,
        Outcome::Denied);
    row("refused, older", u"The user doesn't want to take this action right now. STOP"_s, Outcome::Denied);
    row("rule", u"Permission to use Bash with command rm has been denied."_s, Outcome::Denied);
    row("nobody to ask", u"Claude requested permissions to use Bash, but you haven't granted it yet."_s,
        Outcome::Denied);
    row("hook", u"PreToolUse:Bash hook error: [check]: not here"_s, Outcome::Denied);
    row("interrupted", u"[Request interrupted by user for tool use]"_s, Outcome::Interrupted);
    row("aborted", u"<error>Command was aborted before completion</error>"_s, Outcome::Interrupted);
    row("quotes a refusal", u"Exit code 1\nThe user doesn't want to proceed with this tool use"_s, Outcome::Failed);
}

void ClaudeToolResultTest::outcome()
{
    QFETCH(QString, text);
    QFETCH(int, expected);
    TranscriptBuilder builder(SessionId);
    QCOMPARE(static_cast<int>(readResult(builder.failure("toolu_1", text.toStdString())).outcome), expected);
}

void ClaudeToolResultTest::deniedByField_data()
{
    QTest::addColumn<QString>("fields");
    QTest::addColumn<int>("expected");
    QTest::newRow("denial kind") << uR"({"toolDenialKind":"permission-rule"})"_s << static_cast<int>(Outcome::Denied);
    QTest::newRow("decision") << uR"({"permissionDecision":{"decision":"reject"}})"_s
                              << static_cast<int>(Outcome::Denied);
    QTest::newRow("accepted") << uR"({"permissionDecision":{"decision":"accept"}})"_s << static_cast<int>(Outcome::Ok);
    QTest::newRow("interrupted") << uR"({"toolUseResult":{"stdout":"","interrupted":true}})"_s
                                 << static_cast<int>(Outcome::Interrupted);
}

void ClaudeToolResultTest::deniedByField()
{
    QFETCH(QString, fields);
    QFETCH(int, expected);
    TranscriptBuilder builder(SessionId);
    const Json block = {{"type", "tool_result"}, {"tool_use_id", "toolu_1"}, {"content", "x"}};
    const std::string line = builder.user(Json::array({block}), Json::parse(fields.toStdString()));
    QCOMPARE(static_cast<int>(readResult(line).outcome), expected);
}

void ClaudeToolResultTest::contentBlocks()
{
    TranscriptBuilder builder(SessionId);
    const Json image = {{"type", "image"},
                        {"source", {{"type", "base64"}, {"media_type", "image/png"}, {"data", "iVBORw0K"}}}};
    const Json content = Json::array({{{"type", "text"}, {"text", "one"}},
                                      image,
                                      {{"type", "tool_reference"}, {"tool_name", "WebFetch"}},
                                      image,
                                      {{"type", "new"}, {"note", "kept"}},
                                      "two"});
    const DecodedResult result = readResult(builder.result("toolu_1", content, nullptr));
    QCOMPARE(result.images, 2);
    QCOMPARE(shown(result.output), u"one\nWebFetch\n{\"note\":\"kept\",\"type\":\"new\"}\ntwo"_s);
}

void ClaudeToolResultTest::bytesOfFilesAreNotOutput()
{
    TranscriptBuilder builder(SessionId);
    const Json structured = {{"type", "image"}, {"file", {{"base64", "iVBORw0K"}}}, {"originalFile", "whole file"}};
    const DecodedResult result = readResult(builder.result("toolu_1", "seen", structured));
    QCOMPARE(shown(result.output), u"seen"_s);
}

void ClaudeToolResultTest::subagentIsTold()
{
    TranscriptBuilder builder(SessionId);
    const Json structured = {{"agentId", "a1"}, {"agentType", "Explore"}, {"description", "Count"}, {"content", ""}};
    const ReadLines read = readLines({builder.result("toolu_1", "done", structured)});
    QCOMPARE(read.piece.runs.size(), std::size_t(1));
    const DecodedRun &run = read.piece.runs.front();
    QCOMPARE(shown(run.agentId), u"a1"_s);
    QCOMPARE(shown(run.toolUseId), u"toolu_1"_s);
    QCOMPARE(shown(run.agentType), u"Explore"_s);
    QCOMPARE(shown(run.description), u"Count"_s);
}

void ClaudeToolResultTest::originOfTheSessionsFolder_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("remote");
    QTest::newRow("asked here") << u"git remote -v"_s << u"github.com/owner/name"_s;
    QTest::newRow("asked elsewhere") << u"cd ../other && git remote -v"_s << QString();
    QTest::newRow("elsewhere later") << u"git remote show; cd /other; git remote -v"_s << QString();
    QTest::newRow("not asked") << u"cat notes"_s << QString();
}

void ClaudeToolResultTest::originOfTheSessionsFolder()
{
    QFETCH(QString, command);
    QFETCH(QString, remote);
    TranscriptBuilder builder(SessionId);
    const std::string call = builder.call("toolu_1", "Bash", {{"command", command.toStdString()}});
    const std::string output = "origin\tgit@GitHub.com:owner/name.git (fetch)\norigin\tx (push)";
    const ReadLines read = readLines({call, builder.result("toolu_1", output, {{"stdout", output}})});
    QCOMPARE(shown(read.piece.facts.remote), remote);
}

void ClaudeToolResultTest::severalResultsOnALine()
{
    TranscriptBuilder builder(SessionId);
    const Json blocks = Json::array({{{"type", "tool_result"}, {"tool_use_id", "t1"}, {"content", "one"}},
                                     {{"type", "tool_result"}, {"tool_use_id", "t2"}, {"content", "two"}}});
    const ReadLines read = readLines({builder.user(blocks, {{"toolUseResult", {{"stdout", "whose?"}}}})});
    QCOMPARE(read.piece.results.size(), std::size_t(2));
    QCOMPARE(shown(read.piece.results[0].output), u"one"_s);
    QCOMPARE(shown(read.piece.results[1].output), u"two"_s);
    QCOMPARE(read.piece.results[1].orphanBlock, 1);
    QCOMPARE(read.piece.results[0].orphan, read.piece.results[1].orphan);
}

} // namespace assay

QTEST_GUILESS_MAIN(assay::ClaudeToolResultTest)
#include "tst_claudetoolresult.moc"
