// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What a reader remembers over lines: keys, threads of sub-agents in every layout, titles, facts of the session.

#include "agent/read/linekey.h"
#include "tests/agent/read/readlines.h"
#include "tests/support/transcriptbuilder.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using Json = nlohmann::json;

namespace assay {

namespace {

const std::string SessionId = "5f0c7d0e-0000-4000-8000-000000000001";
const std::string OtherId = "5f0c7d0e-0000-4000-8000-000000000002";

} // namespace

class ClaudeLineTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void uuidIsTheKey();
    void linesWithoutUuidAreNumbered();
    void keysDoNotDependOnRules();
    void sessionIdOfTheFileWins();
    void firstAndLastFacts();
    void titles_data();
    void titles();
    void titleBehindInstructionsOfAProgram();
    void theSkillOfALine();
    void pullRequestAndCost();
    void subagentInItsOwnFile();
    void subagentBesideTheSessions();
    void subagentInlineWithoutName();
    void subagentWithinProgress();
    void ownFileAndProgressCoincide();
};

void ClaudeLineTest::uuidIsTheKey()
{
    TranscriptBuilder builder(SessionId);
    const ReadLines read = readLines({builder.prompt("x")});
    LineKey key;
    QVERIFY(parseUuid(builder.lastUuid(), key));
    QCOMPARE(read.piece.events.front().key, key);
    QVERIFY(read.piece.events.front().keyIsUuid);
    QVERIFY(read.occurrences.empty());
}

void ClaudeLineTest::linesWithoutUuidAreNumbered()
{
    TranscriptBuilder builder(SessionId);
    const std::string line = builder.user("same", {{"uuid", "not-a-uuid"}});
    const std::string quiet = builder.unchained("queue-operation", {{"operation", "dequeue"}});
    const ReadLines whole = readLines({line, quiet, line, line});
    QCOMPARE(whole.piece.events.size(), std::size_t(3));
    QCOMPARE(whole.occurrences.size(), std::size_t(1));
    QCOMPARE(whole.occurrences.begin()->second, 3);
    for (const DecodedEvent &event : whole.piece.events) {
        QVERIFY(!event.keyIsUuid);
        QCOMPARE(int(event.key[6] >> 4U), 0xF);
    }
    QVERIFY(whole.piece.events[0].key != whole.piece.events[1].key);
    QVERIFY(whole.piece.events[1].key != whole.piece.events[2].key);

    SourceContext later;
    later.earlierOccurrences = readLines({line, quiet}).occurrences;
    const ReadLines grown = readLines({line, line}, later);
    QCOMPARE(grown.piece.events[0].key, whole.piece.events[1].key);
    QCOMPARE(grown.piece.events[1].key, whole.piece.events[2].key);
    QCOMPARE(grown.occurrences, whole.occurrences);
}

void ClaudeLineTest::keysDoNotDependOnRules()
{
    TranscriptBuilder builder(SessionId);
    const std::string line = builder.user("the word is xyzzy4711", {{"uuid", nullptr}});
    const ReadLines plain = readLines({line});
    const ReadLines masked = readLines({line}, {}, R"([{"name":"word","pattern":"xyzzy[0-9]+","group":0}])");
    QCOMPARE(plain.piece.events.front().key, masked.piece.events.front().key);
    QVERIFY(shown(masked.piece.events.front().text).contains(u"[redacted:"_s));
    QVERIFY(!shown(masked.raw).contains(u"xyzzy"_s));
    QCOMPARE(masked.piece.events.front().place.rawLength + 1, std::int64_t(masked.raw.size()));
    QVERIFY(!masked.redactions.empty());
}

void ClaudeLineTest::sessionIdOfTheFileWins()
{
    TranscriptBuilder copied(OtherId);
    TranscriptBuilder own(SessionId);
    const std::vector<std::string> lines{copied.prompt("a"), copied.prompt("b"), own.prompt("c")};
    SourceContext context;
    QCOMPARE(shown(readLines(lines, context).piece.facts.sessionId), shown(OtherId));
    context.fileSessionId = SessionId;
    QCOMPARE(shown(readLines(lines, context).piece.facts.sessionId), shown(SessionId));
    context.fileSessionId = "5f0c7d0e-0000-4000-8000-000000000003";
    QCOMPARE(shown(readLines(lines, context).piece.facts.sessionId), shown(OtherId));
}

void ClaudeLineTest::firstAndLastFacts()
{
    TranscriptBuilder builder(SessionId);
    std::vector<std::string> lines{builder.user("a", {{"entrypoint", "cli"}})};
    builder.setCwd("/elsewhere");
    builder.setVersion("2.1.331");
    builder.setBranch("topic");
    lines.push_back(builder.user("b", {{"entrypoint", "sdk-cli"}}));
    builder.setBranch("HEAD");
    lines.push_back(builder.prompt("c"));
    const DecodedFacts facts = readLines(lines).piece.facts;
    QCOMPARE(shown(facts.cwd), u"/home/dev/project"_s);
    QCOMPARE(shown(facts.version), u"2.1.330"_s);
    QCOMPARE(shown(facts.branch), u"topic"_s);
    QCOMPARE(shown(facts.entrypoint), u"sdk-cli"_s);
}

void ClaudeLineTest::titles_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("kind"); // 0 = none
    const auto row = [](const char *name, const QString &line, int kind) { QTest::newRow(name) << line << kind; };
    const auto number = [](DecodedTitle::Kind kind) { return static_cast<int>(kind); };
    row("summary", uR"({"type":"summary","summary":"A title","leafUuid":"5f0c7d0e-0000-4000-8000-000000000009"})"_s,
        number(DecodedTitle::Kind::LeafSummary));
    row("summary of nothing", uR"({"type":"summary","summary":"A title","leafUuid":"x"})"_s, 0);
    row("custom", uR"({"type":"custom-title","customTitle":"A title"})"_s, number(DecodedTitle::Kind::Custom));
    row("agent", uR"({"type":"agent-name","agentName":"A title"})"_s, number(DecodedTitle::Kind::AgentName));
    row("made by the client", uR"({"type":"ai-title","aiTitle":"A title\nmore"})"_s,
        number(DecodedTitle::Kind::AgentName));
    row("empty", uR"({"type":"custom-title","customTitle":""})"_s, 0);
    row("wrong type", uR"({"type":"custom-title","customTitle":[1]})"_s, 0);
}

void ClaudeLineTest::titles()
{
    QFETCH(QString, line);
    QFETCH(int, kind);
    const ReadLines read = readLines({line.toStdString()});
    QCOMPARE(read.piece.counts, (LineCounts{1, 1, 0, 0}));
    QVERIFY(read.piece.events.empty());
    QCOMPARE(read.piece.titles.size(), std::size_t(kind == 0 ? 0 : 1));
    if (kind == 0)
        return;
    QCOMPARE(static_cast<int>(read.piece.titles.front().kind), kind);
    QCOMPARE(shown(read.piece.titles.front().text), u"A title"_s);
}

void ClaudeLineTest::titleBehindInstructionsOfAProgram()
{
    TranscriptBuilder builder(SessionId);
    const std::string wrapper = "<system_instruction>\nYou are working inside a program.\n</system_instruction>";
    const auto title = [&](const std::string &prompt) {
        return shown(readLines({builder.prompt(prompt)}).piece.titles.front().text);
    };
    QCOMPARE(title(wrapper + "\n\nMend the build"), u"Mend the build"_s);
    QCOMPARE(title(wrapper + "\n\n" + wrapper + "\n<files>\na.log\n</files>\nMend the build"), u"Mend the build"_s);
    QCOMPARE(title(wrapper), u"You are working inside a program."_s);
    QCOMPARE(title("<div>\nopen for ever"), u"open for ever"_s);
    // The row of the prompt is named in the same way.
    const std::string attached =
        "<system_instruction>\nThe user has attached these files. Read them.\n- /tmp/a b/plan.md\n"
        "- /tmp/[one] two.log\n</system_instruction>\n\n\n";
    QCOMPARE(title(wrapper + "\n\n" + attached), u"plan.md, [one] two.log"_s);
    QCOMPARE(title(wrapper + attached + "Mend the build"), u"Mend the build"_s);
    QCOMPARE(title("Implement the following plan:\n\n# Plan: mend the build\n\n## Why"), u"Plan: mend the build"_s);
    QCOMPARE(title("Implement the following plan:\nmake it build\n# Notes"), u"Implement the following plan:"_s);
    QCOMPARE(title("Implement the following plan:\n#"), u"Implement the following plan:"_s);
    const ReadLines read = readLines({builder.prompt(wrapper + "\n\nMend the build")});
    QCOMPARE(shown(read.piece.events.front().head), u"Mend the build"_s);
}

void ClaudeLineTest::theSkillOfALine()
{
    TranscriptBuilder builder(SessionId);
    Json line = Json::parse(builder.reply("Deployed."));
    const auto skill = [&line](const Json &value) {
        line["attributionSkill"] = value;
        return shown(readLines({line.dump()}).piece.events.front().skill);
    };
    QCOMPARE(shown(readLines({line.dump()}).piece.events.front().skill), QString());
    QCOMPARE(skill("deploy"), u"deploy"_s);
    QCOMPARE(skill("tools:deploy"), u"tools:deploy"_s);
    QCOMPARE(skill(nullptr), QString());
    QCOMPARE(skill(7), QString());
    QCOMPARE(skill(std::string(100'000, 'x')).size(), 300); // bounded, like a head
    QCOMPARE(skill("two\nlines"), u"two"_s);
}

void ClaudeLineTest::pullRequestAndCost()
{
    const ReadLines read =
        readLines({R"({"type":"pr-link","prUrl":"https://GitHub.com/owner/name/pull/4"})",
                   R"({"type":"cost-state","totalCostUSD":0.5})", R"({"type":"cost-state","totalCostUSD":1})",
                   R"({"type":"cost-state","totalCostUSD":"much"})"});
    QCOMPARE(shown(read.piece.facts.repository), u"github.com/owner/name"_s);
    QCOMPARE(read.piece.facts.clientCostUsd.value_or(-1), 1.0);
    QCOMPARE(read.piece.counts, (LineCounts{4, 4, 0, 0}));
}

void ClaudeLineTest::subagentInItsOwnFile()
{
    TranscriptBuilder builder(SessionId);
    builder.setAgent("a0ad4f");
    SourceContext context{SourceContext::Layout::SubagentFolder, SessionId, "a0ad4f", {}};
    const ReadLines read = readLines({builder.prompt("Count files"), builder.call("t1", "Bash", {{"command", "ls"}}),
                                      builder.result("t1", "3", nullptr), builder.prompt("Go on")},
                                     context);
    QCOMPARE(read.piece.events[0].kind, EventKind::Prompt);
    QCOMPARE(read.piece.events[2].kind, EventKind::Injected);
    for (const DecodedEvent &event : read.piece.events)
        QCOMPARE(shown(event.agentId), u"a0ad4f"_s);
    QCOMPARE(shown(read.piece.results.front().agentId), u"a0ad4f"_s);
    QCOMPARE(shown(read.piece.facts.sessionId), shown(SessionId));
    QCOMPARE(read.piece.runs.size(), std::size_t(1));
    QVERIFY(read.piece.titles.empty());
}

void ClaudeLineTest::subagentBesideTheSessions()
{
    TranscriptBuilder builder(SessionId);
    SourceContext context{SourceContext::Layout::SubagentBeside, {}, "b1c2d3e", {}};
    const ReadLines read =
        readLines({builder.user("Warmup", {{"isSidechain", true}}), builder.reply("Ready")}, context);
    QCOMPARE(shown(read.piece.events[0].agentId), u"b1c2d3e"_s);
    QCOMPARE(shown(read.piece.events[1].agentId), u"b1c2d3e"_s);
    QCOMPARE(shown(read.piece.facts.sessionId), shown(SessionId));
}

void ClaudeLineTest::subagentInlineWithoutName()
{
    TranscriptBuilder builder(SessionId);
    const ReadLines read =
        readLines({builder.prompt("main"), builder.user("side", {{"isSidechain", true}, {"parentUuid", nullptr}}),
                   builder.user("more", {{"isSidechain", true}}), builder.prompt("main again")});
    QCOMPARE(shown(read.piece.events[0].agentId), QString());
    QCOMPARE(shown(read.piece.events[1].agentId), u"sidechain"_s);
    QCOMPARE(read.piece.events[1].kind, EventKind::Prompt);
    QCOMPARE(read.piece.events[2].kind, EventKind::Injected);
    QCOMPARE(shown(read.piece.events[3].agentId), QString());
    QCOMPARE(read.piece.titles.size(), std::size_t(1));
    QCOMPARE(shown(read.piece.titles.front().text), u"main"_s);
}

void ClaudeLineTest::subagentWithinProgress()
{
    TranscriptBuilder parent(SessionId);
    TranscriptBuilder run(SessionId);
    run.setAgent("a77");
    const std::string given = run.user(Json::array({{{"type", "text"}, {"text", "Count"}}}), Json::object());
    std::vector<std::string> lines{parent.agentProgress("a77", "t9", "Count", given)};
    LineKey key;
    QVERIFY(parseUuid(run.lastUuid(), key));
    lines.push_back(parent.agentProgress("a77", "t9", "", run.call("t1", "Bash", {{"command", "ls"}})));
    lines.push_back(parent.agentProgress("a77", "t9", "", run.result("t1", "3", nullptr)));
    lines.push_back(R"({"type":"progress","data":{"type":"bash_progress","output":"x"}})");
    lines.push_back(R"({"type":"progress","data":{"type":"agent_progress"}})");
    const ReadLines read = readLines(lines);
    QCOMPARE(read.piece.counts, (LineCounts{5, 4, 1, 0}));
    QCOMPARE(read.piece.events.size(), std::size_t(2));
    QCOMPARE(read.piece.events[0].kind, EventKind::Prompt);
    QCOMPARE(read.piece.events[0].key, key);
    QCOMPARE(shown(read.piece.events[1].agentId), u"a77"_s);
    QCOMPARE(shown(read.piece.results.front().agentId), u"a77"_s);
    QCOMPARE(read.piece.usages.size(), std::size_t(1));
    QCOMPARE(read.piece.runs.size(), std::size_t(1));
    QCOMPARE(shown(read.piece.runs.front().toolUseId), u"t9"_s);
    QVERIFY(read.piece.titles.empty());
}

void ClaudeLineTest::ownFileAndProgressCoincide()
{
    TranscriptBuilder parent(SessionId);
    TranscriptBuilder run(SessionId);
    run.setAgent("a77");
    const std::string line = run.call("t1", "Bash", {{"command", "ls"}});
    const ReadLines own = readLines({line}, {SourceContext::Layout::SubagentFolder, SessionId, "a77", {}});
    const ReadLines inlined = readLines({parent.agentProgress("a77", "t9", "", line)});
    QCOMPARE(own.piece.events.front().key, inlined.piece.events.front().key);
    QCOMPARE(own.piece.events.front().block, inlined.piece.events.front().block);
    QCOMPARE(shown(own.piece.events.front().input), shown(inlined.piece.events.front().input));
    QCOMPARE(own.piece.events.front().at, inlined.piece.events.front().at);
}

} // namespace assay

QTEST_GUILESS_MAIN(assay::ClaudeLineTest)
#include "tst_claudeline.moc"
