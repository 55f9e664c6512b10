// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What whole lines say: blocks, tokens, runs, titles, facts, keys and places.

#include "tests/agent/read/readlines.h"
#include "tests/support/transcriptbuilder.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using Json = nlohmann::json;

namespace assay {

namespace {

const std::string SessionId = "5f0c7d0e-0000-4000-8000-000000000001";

QStringList kindsOf(const DecodedPiece &piece)
{
    QStringList kinds;
    for (const DecodedEvent &event : piece.events)
        kinds.append(kindName(event.kind));
    return kinds;
}

} // namespace

class ClaudeReaderTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void blocksOfAnAssistant();
    void heads_data();
    void heads();
    void ownCallsAreMarked_data();
    void ownCallsAreMarked();
    void usage_data();
    void usage();
    void syntheticMessagesAreErrors();
    void promptFromBlocks();
    void promptOfAnImage();
    void textBesideAResult();
    void queuedPrompts_data();
    void queuedPrompts();
    void machineTurnByField();
    void placesAndRaw();
};

void ClaudeReaderTest::blocksOfAnAssistant()
{
    TranscriptBuilder builder(SessionId);
    const Json call = {{"type", "tool_use"}, {"id", "t1"}, {"name", "Bash"}, {"input", {{"command", "ls\npwd"}}}};
    Json blocks = Json::array({{{"type", "thinking"}, {"thinking", ""}, {"signature", "x"}},
                               {{"type", "text"}, {"text", "  "}},
                               {{"type", "text"}, {"text", "Done"}},
                               call,
                               {{"type", "redacted_thinking"}, {"data", "x"}},
                               {{"type", "server_tool_use"}, {"id", "s1"}, {"name", "web_search"}, {"input", {}}},
                               {{"type", "web_search_tool_result"}, {"tool_use_id", "s1"}, {"content", Json::array()}},
                               {{"type", "fallback"}, {"why", "new"}}});
    const ReadLines read = readLines({builder.assistant(call, {{"content", blocks}})});
    QCOMPARE(kindsOf(read.piece),
             QStringList({u"thinking"_s, u"reply"_s, u"tool_call"_s, u"thinking"_s, u"tool_call"_s, u"unknown"_s}));
    QCOMPARE(read.piece.events[1].block, 2);
    const DecodedEvent &event = read.piece.events[2];
    QCOMPARE(shown(event.input), u"{\"command\":\"ls\\npwd\"}"_s);
    QCOMPARE(shown(event.head), u"ls"_s);
    QCOMPARE(event.outcome, Outcome::Pending);
    QCOMPARE(shown(event.model), u"claude-opus-5"_s);
    QCOMPARE(shown(read.piece.results.front().toolUseId), u"s1"_s);
    QCOMPARE(read.piece.usages.size(), std::size_t(1));
}

void ClaudeReaderTest::heads_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("head");
    const auto row = [](const char *tool, const QString &input, const QString &head) {
        QTest::newRow(tool) << QString::fromLatin1(tool) << input << head;
    };
    row("Bash", uR"({"command":"\n  make all\nls","description":"Build"})"_s, u"make all"_s);
    row("Read", uR"({"file_path":"/a/b.cpp","limit":5})"_s, u"/a/b.cpp"_s);
    row("Edit", uR"({"file_path":"/a","old_string":"x"})"_s, u"/a"_s);
    row("Write", uR"({"content":"text","file_path":"/a"})"_s, u"/a"_s);
    row("Grep", uR"({"pattern":"TO.O","path":"src"})"_s, u"TO.O · src"_s);
    row("Glob", uR"({"pattern":"*.md"})"_s, u"*.md"_s);
    row("WebFetch", uR"({"prompt":"what","url":"https://e.org/x"})"_s, u"https://e.org/x"_s);
    row("WebSearch", uR"({"query":"fts5"})"_s, u"fts5"_s);
    row("Task", uR"({"prompt":"long","description":"Count files"})"_s, u"Count files"_s);
    row("Agent", uR"({"description":"Look","prompt":"long"})"_s, u"Look"_s);
    row("AskUserQuestion", uR"({"questions":[{"header":"h","question":"Tabs?"}]})"_s, u"Tabs?"_s);
    row("TodoWrite", uR"({"todos":[{"content":"a","status":"completed"},{"content":"b","status":"in_progress"}]})"_s,
        u"b"_s);
    row("TaskUpdate", uR"({"taskId":"3","status":"done"})"_s, u"3 · done"_s);
    row("Skill", uR"({"skill":"greet","args":"Ada"})"_s, u"greet · Ada"_s);
    row("ExitPlanMode", uR"({"plan":"# Plan\nmore"})"_s, u"# Plan"_s);
    row("mcp__x__say", uR"({"volume":3,"words":"hello"})"_s, u"hello"_s);
    row("Unheard", uR"([1,2])"_s, QString());
}

void ClaudeReaderTest::heads()
{
    QFETCH(QString, tool);
    QFETCH(QString, input);
    QFETCH(QString, head);
    TranscriptBuilder builder(SessionId);
    const ReadLines read = readLines({builder.call("t1", tool.toStdString(), Json::parse(input.toStdString()))});
    QCOMPARE(shown(read.piece.events.front().head), head);
}

void ClaudeReaderTest::ownCallsAreMarked_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QString>("command");
    QTest::addColumn<bool>("self");
    QTest::newRow("MCP") << u"mcp__assay__search"_s << QString() << true;
    QTest::newRow("program") << u"Bash"_s << u" assay-agent search x"_s << true;
    QTest::newRow("with its path") << u"Bash"_s << u"/usr/bin/assay-agent\nls"_s << true;
    QTest::newRow("window") << u"Bash"_s << u"assay"_s << true;
    QTest::newRow("other MCP") << u"mcp__assayer__search"_s << QString() << false;
    QTest::newRow("other program") << u"Bash"_s << u"assay-agents x"_s << false;
    QTest::newRow("as argument") << u"Bash"_s << u"man assay-agent"_s << false;
}

void ClaudeReaderTest::ownCallsAreMarked()
{
    QFETCH(QString, tool);
    QFETCH(QString, command);
    QFETCH(bool, self);
    TranscriptBuilder builder(SessionId);
    const ReadLines read = readLines({builder.call("t1", tool.toStdString(), {{"command", command.toStdString()}})});
    QCOMPARE((read.piece.events.front().flags & EventFlagSelf) != 0, self);
}

void ClaudeReaderTest::usage_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QList<int>>("tokens"); // input, output, read, 5 m, 1 h
    QTest::addColumn<bool>("lowerBound");
    const QString all =
        uR"({"usage":{"input_tokens":3,"output_tokens":7,"cache_read_input_tokens":11,"cache_creation_input_tokens":30,"cache_creation":{"ephemeral_5m_input_tokens":10,"ephemeral_1h_input_tokens":20}}})"_s;
    QTest::newRow("all") << u"2.1.330"_s << all << QList<int>{3, 7, 11, 10, 20} << false;
    QTest::newRow("first final version") << u"2.1.101"_s << all << QList<int>{3, 7, 11, 10, 20} << false;
    QTest::newRow("before it") << u"2.1.99"_s << all << QList<int>{3, 7, 11, 10, 20} << true;
    QTest::newRow("lifetime unknown") << u"2.1.330"_s
                                      << uR"({"usage":{"output_tokens":1,"cache_creation_input_tokens":30}})"_s
                                      << QList<int>{0, 1, 0, 30, 0} << false;
    QTest::newRow("still streaming") << u"2.1.330"_s << uR"({"stop_reason":null,"usage":{"output_tokens":1}})"_s
                                     << QList<int>{0, 1, 0, 0, 0} << true;
    QTest::newRow("wrong types") << u"2.1.330"_s
                                 << uR"({"usage":{"input_tokens":"3","output_tokens":-7,"cache_creation":[]}})"_s
                                 << QList<int>{0, 0, 0, 0, 0} << false;
    QTest::newRow("none") << u"2.1.330"_s << uR"({"usage":null})"_s << QList<int>{} << false;
}

void ClaudeReaderTest::usage()
{
    QFETCH(QString, version);
    QFETCH(QString, message);
    QFETCH(QList<int>, tokens);
    QFETCH(bool, lowerBound);
    TranscriptBuilder builder(SessionId);
    builder.setVersion(version.toStdString());
    const Json block = {{"type", "text"}, {"text", "x"}};
    const ReadLines read = readLines({builder.assistant(block, Json::parse(message.toStdString()))});
    QCOMPARE(read.piece.usages.size(), std::size_t(tokens.isEmpty() ? 0 : 1));
    if (tokens.isEmpty())
        return;
    const DecodedUsage &usage = read.piece.usages.front();
    const QList<int> told{int(usage.input), int(usage.output), int(usage.cacheRead), int(usage.cacheWrite5m),
                          int(usage.cacheWrite1h)};
    QCOMPARE(told, tokens);
    QCOMPARE(usage.outputIsLowerBound, lowerBound);
}

void ClaudeReaderTest::syntheticMessagesAreErrors()
{
    TranscriptBuilder builder(SessionId);
    const Json block = {{"type", "text"}, {"text", "API Error: 500"}};
    const ReadLines read = readLines({builder.assistant(block, {{"model", "<synthetic>"}})});
    QCOMPARE(kindsOf(read.piece), QStringList({u"api_error"_s}));
    QVERIFY(read.piece.usages.empty());
}

void ClaudeReaderTest::promptFromBlocks()
{
    TranscriptBuilder builder(SessionId);
    const Json blocks = Json::array({{{"type", "text"}, {"text", "<ide_opened_file>a.cpp</ide_opened_file>"}},
                                     {{"type", "text"}, {"text", "Fix this"}},
                                     {{"type", "image"}, {"source", {{"type", "base64"}, {"data", "iVBO"}}}},
                                     {{"type", "text"}, {"text", "and that"}}});
    const ReadLines read = readLines({builder.user(blocks, Json::object())});
    QCOMPARE(kindsOf(read.piece), QStringList({u"prompt"_s, u"injected"_s}));
    QCOMPARE(shown(read.piece.events[0].text), u"Fix this\n\nand that"_s);
    QCOMPARE(read.piece.events[0].block, 1);
    QCOMPARE(read.piece.events[0].images, 1);
    QCOMPARE(read.piece.events[1].block, 0);
    QCOMPARE(shown(read.piece.titles.front().text), u"Fix this"_s);
}

void ClaudeReaderTest::promptOfAnImage()
{
    TranscriptBuilder builder(SessionId);
    const Json image = {{"type", "image"}, {"source", {{"type", "base64"}, {"data", "iVBO"}}}};
    const ReadLines read =
        readLines({builder.user(Json::array({image}), Json::object()), builder.prompt("[Image #1]"),
                   builder.prompt(std::string(150, 'x') + "ä" + std::string(60, 'y')), builder.prompt("later")});
    QCOMPARE(shown(read.piece.events[0].head), u"[image]"_s);
    QVERIFY(read.piece.events[0].text.empty());
    QCOMPARE(read.piece.titles.size(), std::size_t(1));
    QVERIFY(read.piece.titles.front().text.starts_with("xxx"));
    QCOMPARE(read.piece.titles.front().text.size(), std::size_t(200));
}

void ClaudeReaderTest::textBesideAResult()
{
    TranscriptBuilder builder(SessionId);
    const Json blocks = Json::array({{{"type", "tool_result"}, {"tool_use_id", "t1"}, {"content", "ok"}},
                                     {{"type", "text"}, {"text", "use tabs instead"}},
                                     {{"type", "text"}, {"text", "<system-reminder>x</system-reminder>"}}});
    const ReadLines read = readLines({builder.user(blocks, Json::object())});
    QCOMPARE(read.piece.results.size(), std::size_t(1));
    QCOMPARE(kindsOf(read.piece), QStringList({u"prompt"_s, u"injected"_s}));
    QCOMPARE(read.piece.events[0].flags, int(EventFlagQueued));
    QCOMPARE(read.piece.events[0].block, 1);
}

void ClaudeReaderTest::queuedPrompts_data()
{
    QTest::addColumn<QString>("attachment");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("flags");
    QTest::newRow("typed") << uR"({"type":"queued_command","prompt":"and this","commandMode":"prompt"})"_s
                           << u"prompt"_s << int(EventFlagQueued);
    QTest::newRow("blocks")
        << uR"({"type":"queued_command","prompt":[{"type":"text","text":"x"}],"origin":{"kind":"human"}})"_s
        << u"prompt"_s << int(EventFlagQueued);
    QTest::newRow("task ended")
        << uR"({"type":"queued_command","prompt":"ended","origin":{"kind":"task-notification"}})"_s << u"machine_turn"_s
        << 0;
    QTest::newRow("task ended, by mode")
        << uR"({"type":"queued_command","prompt":"ended","commandMode":"task-notification"})"_s << u"machine_turn"_s
        << 0;
    QTest::newRow("meta") << uR"({"type":"queued_command","prompt":"x","isMeta":true})"_s << u"injected"_s << 0;
}

void ClaudeReaderTest::queuedPrompts()
{
    QFETCH(QString, attachment);
    QFETCH(QString, kind);
    QFETCH(int, flags);
    TranscriptBuilder builder(SessionId);
    const ReadLines read = readLines({builder.attachment(Json::parse(attachment.toStdString()))});
    QCOMPARE(kindsOf(read.piece), QStringList({kind}));
    QCOMPARE(read.piece.events.front().flags, flags);
}

void ClaudeReaderTest::machineTurnByField()
{
    TranscriptBuilder builder(SessionId);
    const ReadLines read =
        readLines({builder.user("a task ended", {{"promptSource", "system"}}),
                   builder.user("a task ended", {{"turnOrigin", "task_notification"}}),
                   builder.user("a task ended", {{"origin", {{"kind", "task-notification"}}}}),
                   builder.user("typed", {{"promptSource", "typed"}, {"origin", {{"kind", "human"}}}}),
                   builder.user("typed", {{"promptSource", "queued"}})});
    QCOMPARE(kindsOf(read.piece),
             QStringList({u"machine_turn"_s, u"machine_turn"_s, u"machine_turn"_s, u"prompt"_s, u"prompt"_s}));
    QCOMPARE(read.piece.events[3].flags, 0);
    QCOMPARE(read.piece.events[4].flags, int(EventFlagQueued));
}

void ClaudeReaderTest::placesAndRaw()
{
    TranscriptBuilder builder(SessionId);
    const std::vector<std::string> lines{builder.prompt("one"), "", builder.result("t1", "two", nullptr)};
    const ReadLines read = readLines(lines);
    QCOMPARE(shown(read.raw), shown(lines[0] + '\n' + lines[2] + '\n'));
    const LinePlace &first = read.piece.events.front().place;
    QCOMPARE(first.rawPosition, 0);
    QCOMPARE(first.rawLength, std::int64_t(lines[0].size()));
    const LinePlace &second = read.piece.results.front().place;
    QCOMPARE(second.sourceOffset, std::int64_t(lines[0].size() + 2));
    QCOMPARE(second.rawPosition, std::int64_t(lines[0].size() + 1));
    QCOMPARE(read.piece.counts, (LineCounts{2, 2, 0, 0}));
}

} // namespace assay

QTEST_GUILESS_MAIN(assay::ClaudeReaderTest)
#include "tst_claudereader.moc"
