// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// The figures of the inspector against a recount over the rows of the transcript, on sessions that went in by the door.
#include <QtTest>

#include <nlohmann/json.hpp>

#include <map>

#include "models/data/query/errorsignature.h"
#include "models/data/query/eventquery.h"
#include "models/data/query/sessioncalls.h"
#include "models/data/query/sessionfacts.h"
#include "models/data/query/sessionquery.h"
#include "models/data/store/statement.h"
#include "tests/support/importfixture.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using Json = nlohmann::json;

namespace {

const QString file = u"-home-dev-project/%1.jsonl"_s.arg(QString::fromStdString(sessionA));
const QString agentFile = u"-home-dev-project/%1/subagents/agent-abcdef1.jsonl"_s.arg(QString::fromStdString(sessionA));

Json patch(int added, int removed)
{
    Json lines = Json::array();
    for (int i = 0; i < removed; ++i)
        lines.push_back("-old " + std::to_string(i));
    for (int i = 0; i < added; ++i)
        lines.push_back("+new " + std::to_string(i));
    return Json::array(
        {{{"oldStart", 1}, {"oldLines", removed}, {"newStart", 1}, {"newLines", added}, {"lines", lines}}});
}

class Story {
public:
    explicit Story(TranscriptBuilder &builder)
        : b(builder)
    {
    }
    void change(const char *id, const char *tool, const char *path, int added, int removed)
    {
        lines.push_back(b.call(id, tool, {{"file_path", path}, {"old_string", "a"}, {"new_string", "b"}}));
        lines.push_back(b.result(id, "done", {{"filePath", path}, {"structuredPatch", patch(added, removed)}}));
    }
    void bash(const char *id, const char *command, const char *failure = nullptr)
    {
        lines.push_back(b.call(id, "Bash", {{"command", command}, {"description", "words about it"}}));
        lines.push_back(failure != nullptr ? b.failure(id, failure)
                                           : b.result(id, "fine", {{"stdout", "fine"}, {"stderr", ""}}));
    }
    TranscriptBuilder &b;
    std::vector<std::string> lines;
};

std::vector<std::string> mainThread(TranscriptBuilder &b)
{
    Story s(b);
    s.lines.push_back(b.user("mend the gateway", {{"permissionMode", "acceptEdits"}}));
    s.lines.push_back(b.call("r1", "Read", {{"file_path", "/home/dev/project/client.go"}}));
    s.lines.push_back(b.result("r1", "1\tpackage", {{"type", "text"}}));
    s.change("e1", "Edit", "/home/dev/project/client.go", 17, 4);
    s.change("e2", "MultiEdit", "/home/dev/project/client.go", 5, 2);
    s.lines.push_back(b.call("e3", "Edit", {{"file_path", "/home/dev/project/client.go"}}));
    s.lines.push_back(b.failure("e3", "<tool_use_error>String to replace not found in file.</tool_use_error>"));
    s.lines.push_back(b.call("w1", "Write", {{"file_path", "/home/dev/project/new.yaml"}, {"content", "a\nb\n"}}));
    s.lines.push_back(
        b.result("w1", "created", {{"type", "create"}, {"content", "a\nb\n"}, {"structuredPatch", Json::array()}}));
    s.bash("b1", "go test ./...\n# again", "Exit code 1\nok  money\nFAIL TestRetriesOn503 after 412ms");
    s.bash("b2", "go test ./...\n# again", "Exit code 1\nFAIL TestRetriesOn503 after 99ms");
    s.bash("b3", "go test ./...\n# again");
    s.bash("b4", "go test ./...\n# another");
    s.lines.push_back(b.call("b5", "Bash", {{"command", "git push --force"}}));
    s.lines.push_back(
        b.failure("b5", "The user doesn't want to proceed with this tool use. The tool use was rejected"));
    s.lines.push_back(b.user("<bash-input>make wombat</bash-input>", Json::object()));
    s.lines.push_back(b.user("<bash-stdout>ok</bash-stdout><bash-stderr></bash-stderr>", Json::object()));
    s.lines.push_back(b.call("t1", "Task", {{"description", "find callers"}, {"subagent_type", "Explore"}}));
    s.lines.push_back(b.result(
        "t1", "found",
        {{"status", "completed"}, {"agentId", "abcdef1"}, {"agentType", "Explore"}, {"totalDurationMs", 72'000}}));
    s.bash("b6", "sleep 1000"); // its result is dropped below: it hangs
    s.lines.pop_back();
    return s.lines;
}

std::vector<std::string> agentThread(TranscriptBuilder &b)
{
    b.setAgent("abcdef1");
    Story s(b);
    s.lines.push_back(b.prompt("look for callers"));
    s.change("a1", "Edit", "/home/dev/project/client.go", 1, 1);
    s.lines.push_back(b.call("a2", "Read", {{"file_path", "/home/dev/project/only-read.go"}}));
    s.lines.push_back(b.result("a2", "1\tx", nullptr));
    s.lines.push_back(b.call("a3", "Edit", {{"file_path", "/home/dev/project/queue.go"}}));
    s.lines.push_back(b.result("a3", "done", nullptr)); // lines of sub-agents often tell no patch
    s.bash("a4", "grep -r x", "Exit code 2\ngrep: x: No such file or directory");
    return s.lines;
}

QList<EventRow> allEvents(Database &db, qint64 session)
{
    QList<EventRow> rows = *readEvents(db, session, 0, 0, 10'000, -1);
    const QList<RunRow> runs = *readRuns(db, session);
    for (const RunRow &run : runs)
        rows += *readEvents(db, session, run.id, 0, 10'000, -1);
    return rows;
}

} // namespace

class TestSessionFacts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void filesAgreeWithARecount();
    void filesTellWhatTheyKnow();
    void commandsAgreeWithARecount();
    void errorsAgreeWithTheSession();
    void runsKnowTheirCall();
    void factsAgreeWithARecount();
    void careIsRead();
    void rawLinesAreBounded();
    void statementsAreFew();
    void errorLines_data();
    void errorLines();
    void signaturesIgnoreFigures();

private:
    std::unique_ptr<ImportFixture> m_fixture;
    std::unique_ptr<Database> m_db;
    qint64 m_session = 0;
};

void TestSessionFacts::init()
{
    m_db.reset();
    m_fixture = std::make_unique<ImportFixture>();
    TranscriptBuilder b(sessionA);
    m_fixture->write(file, mainThread(b));
    m_fixture->write(agentFile, agentThread(b));
    m_fixture->import();
    auto opened = Database::open(m_fixture->storeFile(), Database::Mode::Writer);
    QVERIFY(opened);
    m_db = std::make_unique<Database>(std::move(*opened));
    m_session = m_fixture->value(u"SELECT id FROM session"_s).toLongLong();
}

void TestSessionFacts::filesAgreeWithARecount()
{
    struct Count {
        int reads = 0, changes = 0, failed = 0, added = 0, removed = 0;
    };
    std::map<QString, Count> counts;
    for (const EventRow &event : allEvents(*m_db, m_session)) {
        const bool change = event.tool == "Edit"_L1 || event.tool == "MultiEdit"_L1 || event.tool == "Write"_L1;
        if (!change && event.tool != "Read"_L1)
            continue;
        Count &count = counts[event.head];
        const bool ok = event.outcome == Outcome::Ok;
        count.reads += !change && ok ? 1 : 0;
        count.changes += change && ok ? 1 : 0;
        count.failed += change && !ok ? 1 : 0;
        count.added += event.linesAdded;
        count.removed += event.linesRemoved;
    }
    const auto files = readFilesTouched(*m_db, m_session);
    QVERIFY(files);
    QCOMPARE(static_cast<std::size_t>(files->size()), counts.size());
    for (const FileTouched &each : *files) {
        const Count &count = counts.at(each.path);
        QCOMPARE(each.reads, count.reads);
        QCOMPARE(each.changes, count.changes);
        QCOMPARE(each.failedChanges, count.failed);
        QCOMPARE(each.linesAdded, count.added);
        QCOMPARE(each.linesRemoved, count.removed);
        QCOMPARE(each.changeEvents.size(), count.changes + count.failed);
    }
}

void TestSessionFacts::filesTellWhatTheyKnow()
{
    const auto files = readFilesTouched(*m_db, m_session);
    QVERIFY(files);
    QCOMPARE(files->size(), 4);
    const FileTouched &client = files->at(0);
    QCOMPARE(client.path, u"/home/dev/project/client.go"_s);
    QCOMPARE(client.linesAdded, 17 + 5 + 1);
    QCOMPARE(client.linesRemoved, 4 + 2 + 1);
    QCOMPARE(client.changes, 3); // Edit, MultiEdit, and one of the sub-agent
    QCOMPARE(client.failedChanges, 1);
    QVERIFY(!client.isNew);
    QCOMPARE(files->at(1).path, u"/home/dev/project/new.yaml"_s);
    QVERIFY(files->at(1).isNew);
    QCOMPARE(files->at(1).linesAdded, 2);
    QCOMPARE(files->at(2).path, u"/home/dev/project/queue.go"_s);
    QCOMPARE(files->at(2).untoldChanges, 1);
    QCOMPARE(files->at(3).path, u"/home/dev/project/only-read.go"_s);
    QCOMPARE(files->at(3).changes, 0);
    // The last change is the last event.
    const auto last = readEvent(*m_db, client.changeEvents.last(), 0);
    QCOMPARE(last->toolUseId, u"a1"_s);
}

void TestSessionFacts::commandsAgreeWithARecount()
{
    const auto commands = readCommandsRun(*m_db, m_session);
    QVERIFY(commands);
    int bash = 0;
    int failed = 0;
    int denied = 0;
    int pending = 0;
    int byPerson = 0;
    for (const CommandRun &each : *commands) {
        QCOMPARE(each.events.size(), each.runs);
        bash += each.byPerson ? 0 : each.runs;
        byPerson += each.byPerson ? each.runs : 0;
        failed += each.failed;
        denied += each.denied;
        pending += each.pending;
    }
    int counted = 0;
    int countedFailed = 0;
    for (const EventRow &event : allEvents(*m_db, m_session)) {
        counted += event.tool == "Bash"_L1 ? 1 : 0;
        countedFailed += event.tool == "Bash"_L1 && event.outcome == Outcome::Failed ? 1 : 0;
    }
    QCOMPARE(bash, counted);
    QCOMPARE(failed, countedFailed);
    QCOMPARE(denied, 1);
    QCOMPARE(pending, 1);
    QCOMPARE(byPerson, 1);
    const auto test = std::find_if(commands->cbegin(), commands->cend(),
                                   [](const CommandRun &each) { return each.command.endsWith("# again"_L1); });
    QVERIFY(test != commands->cend()); // equal in their first line only: two commands
    QCOMPARE(test->runs, 3);
    QCOMPARE(test->failed, 2);
    QCOMPARE(test->lastOutcome, Outcome::Ok);
    QCOMPARE(test->durationMs, 3'000);
}

void TestSessionFacts::errorsAgreeWithTheSession()
{
    const auto groups = readErrorGroups(*m_db, m_session);
    QVERIFY(groups);
    qsizetype failures = 0;
    for (const ErrorGroup &group : *groups)
        failures += group.outcome == Outcome::Failed ? group.events.size() : 0;
    QCOMPARE(failures, readSession(*m_db, m_session)->errors);
    QCOMPARE(groups->size(), 4);
    QCOMPARE(groups->first().events.size(), 2); // they differ in a duration
    QCOMPARE(groups->first().tool, u"Bash"_s);
    QVERIFY(groups->first().line.startsWith("FAIL TestRetriesOn503"_L1));
    QCOMPARE(groups->last().outcome, Outcome::Denied);
    QCOMPARE(groups->last().head, u"git push --force"_s);
    QVERIFY(groups->first().events.first() < groups->first().events.last());
}

void TestSessionFacts::runsKnowTheirCall()
{
    const auto runs = readRunFacts(*m_db, m_session);
    QVERIFY(runs);
    QCOMPARE(runs->size(), 1);
    const RunFacts &run = runs->first();
    QCOMPARE(run.agentType, u"Explore"_s);
    QCOMPARE(run.toolCalls, 4);
    QCOMPARE(run.errors, 1);
    QCOMPARE(run.parentRunId, 0);
    QCOMPARE(readEvent(*m_db, run.callEvent, 0)->toolUseId, u"t1"_s);
    QVERIFY(run.durationMs > 0);
    QVERIFY(run.ended);
}

void TestSessionFacts::factsAgreeWithARecount()
{
    const auto facts = readSessionFacts(*m_db, m_session);
    QVERIFY(facts);
    QCOMPARE(facts->permissionMode, u"acceptEdits"_s);
    TokenCount sum;
    int replies = 0;
    for (const ModelUse &use : facts->models) {
        sum.input += use.tokens.input;
        sum.output += use.tokens.output;
        sum.cacheRead += use.tokens.cacheRead;
        sum.cacheWrite += use.tokens.cacheWrite;
        replies += use.replies;
    }
    QCOMPARE(sum, facts->session.tokens);
    QCOMPARE(replies, m_fixture->value(u"SELECT count(*) FROM message"_s).toInt());
    QCOMPARE(facts->sources, 2);
    QCOMPARE(facts->sourcesGone, 0);
    QVERIFY(facts->relatives.isEmpty());
    QCOMPARE(readSessionFacts(*m_db, 999).error().code, Error::Code::NotFound);
}

void TestSessionFacts::careIsRead()
{
    const qint64 event = readEvents(*m_db, m_session, 0, 1, 1, 0)->first().id;
    QVERIFY(m_db->execute(
        u"INSERT INTO session_tag VALUES(%1, 'zeta'), (%1, 'Alpha');"
        "INSERT INTO session_note VALUES(%1, 'look again', 5);"
        "INSERT INTO bookmark SELECT id, session_id, line_key, block, 7 FROM event WHERE id = %2"_s.arg(m_session)
            .arg(event)));
    const auto facts = readSessionFacts(*m_db, m_session);
    QVERIFY(facts);
    QCOMPARE(facts->tags, (QStringList{u"Alpha"_s, u"zeta"_s}));
    QCOMPARE(facts->note, u"look again"_s);
    QCOMPARE(facts->bookmarks.size(), 1);
    QCOMPARE(facts->bookmarks.first().eventId, event);
}

void TestSessionFacts::rawLinesAreBounded()
{
    const EventRow call = readEvents(*m_db, m_session, 0, 1, 1, 0)->first();
    const auto folded = readRawEvent(*m_db, call.id, false);
    QVERIFY(folded);
    QVERIFY(folded->bytes > 0 && folded->line.isEmpty());
    const auto open = readRawEvent(*m_db, call.id, true);
    QVERIFY(open->line.contains("tool_use"_L1));
    QVERIFY(open->resultLine.contains("tool_result"_L1));
    QVERIFY(!open->cut);
    TranscriptBuilder other(sessionB);
    m_fixture->write(u"-home-dev-project/%1.jsonl"_s.arg(QString::fromStdString(sessionB)),
                     {other.prompt(std::string(300'000, 'x'))});
    m_fixture->import();
    const qint64 large = m_fixture->value(u"SELECT max(id) FROM event"_s).toLongLong();
    const auto cut = readRawEvent(*m_db, large, true);
    QVERIFY(cut->cut);
    QCOMPARE(cut->line.size(), rawEventLimit);
}

void TestSessionFacts::statementsAreFew()
{
    const auto work = [this](auto read) {
        const qint64 before = m_db->counts().statements;
        const bool done = read(*m_db, m_session).has_value();
        return done ? m_db->counts().statements - before : 1'000;
    };
    QVERIFY(work(readSessionFacts) <= 11);
    QCOMPARE(work(readFilesTouched), 1);
    QCOMPARE(work(readCommandsRun), 1);
    QCOMPARE(work(readErrorGroups), 1);
    QCOMPARE(work(readRunFacts), 1);
    // One row a group: more runs of a command hand out no more of them.
    const qint64 rows = m_db->counts().rows;
    const auto commands = readCommandsRun(*m_db, m_session);
    QCOMPARE(m_db->counts().rows - rows, commands->size());
}

void TestSessionFacts::errorLines_data()
{
    QTest::addColumn<QString>("output");
    QTest::addColumn<QString>("line");
    QTest::newRow("nothing") << u""_s << u""_s;
    QTest::newRow("exit code only") << u"Exit code 127"_s << u"Exit code 127"_s;
    QTest::newRow("behind the exit code")
        << u"Exit code 1\n\n  make: *** [all] Error 2"_s << u"make: *** [all] Error 2"_s;
    QTest::newRow("wrapped") << u"<tool_use_error>File does not exist.</tool_use_error>"_s << u"File does not exist."_s;
    QTest::newRow("a telling line later") << u"Exit code 1\nrunning\nfatal: bad object"_s << u"fatal: bad object"_s;
    QTest::newRow("none tells") << u"Error: one\ntwo"_s << u"one"_s;
}

void TestSessionFacts::errorLines()
{
    QFETCH(QString, output);
    QTEST(errorLine(output), "line");
}

void TestSessionFacts::signaturesIgnoreFigures()
{
    QCOMPARE(errorSignature(u"timeout after 30s at 0x7ffe12"_s), errorSignature(u"timeout after 31s at 0x10"_s));
    QCOMPARE(errorSignature(u"bad object 9f86d081884c"_s), errorSignature(u"bad object 1234567890ab"_s));
    QVERIFY(errorSignature(u"FAIL TestOn503"_s) != errorSignature(u"FAIL TestOn504"_s));
    QVERIFY(errorSignature(u"no such file: a"_s) != errorSignature(u"no such file: b"_s));
}

QTEST_GUILESS_MAIN(TestSessionFacts)
#include "tst_sessionfacts.moc"
