// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Sessions that an older decoder read: told anew from their raw lines, once, with nothing lost.
#include <QtTest>

#include "agent/redact/redactor.h"
#include "agent/store/eventtext.h"
#include "agent/store/redecode.h"
#include "models/data/decoderversion.h"
#include "models/data/store/statement.h"
#include "tests/support/importfixture.h"
#include "tests/support/storedump.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

// Two lines of one message of a skill, a call and its result, a run with tokens of its own, a line without uuid.
std::vector<std::string> mainLines()
{
    const auto line = [](const std::string &rest) { return R"({"sessionId":")" + sessionA + R"(",)" + rest; };
    return {
        line(
            R"("uuid":"10000000-0000-4000-8000-000000000001","type":"user","timestamp":"2026-05-01T10:00:00Z","cwd":"/w/x","version":"2.1.330","message":{"role":"user","content":"deploy the service"}})"),
        line(
            R"("uuid":"10000000-0000-4000-8000-000000000002","type":"assistant","timestamp":"2026-05-01T10:00:05Z","attributionSkill":"deploy","message":{"id":"m1","model":"claude-x","stop_reason":"end_turn","usage":{"input_tokens":10,"output_tokens":5},"content":[{"type":"text","text":"Running it."}]}})"),
        line(
            R"("uuid":"10000000-0000-4000-8000-000000000003","type":"assistant","timestamp":"2026-05-01T10:00:06Z","attributionSkill":"deploy","message":{"id":"m1","model":"claude-x","stop_reason":"end_turn","usage":{"input_tokens":10,"output_tokens":9},"content":[{"type":"tool_use","id":"call-1","name":"Bash","input":{"command":"make deploy"}}]}})"),
        line(
            R"("uuid":"10000000-0000-4000-8000-000000000004","type":"user","timestamp":"2026-05-01T10:00:09Z","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"call-1","is_error":true,"content":"Exit code 2\nno such target zebrafish"}]}})"),
        line(
            R"("type":"system","subtype":"informational","content":"a line without uuid","timestamp":"2026-05-01T10:00:10Z"})"),
        line(
            R"("uuid":"10000000-0000-4000-8000-000000000005","type":"assistant","timestamp":"2026-05-01T10:00:20Z","message":{"id":"m2","model":"claude-x","stop_reason":"end_turn","usage":{"input_tokens":20,"output_tokens":7},"content":[{"type":"tool_use","id":"call-2","name":"Task","input":{"description":"look","prompt":"look around"}}]}})")};
}

std::vector<std::string> runLines()
{
    const std::string head = R"({"sessionId":")" + sessionA + R"(","isSidechain":true,"agentId":"abc123",)";
    return {
        head +
            R"("uuid":"20000000-0000-4000-8000-000000000001","type":"user","timestamp":"2026-05-01T10:00:21Z","message":{"role":"user","content":"look around"}})",
        head +
            R"("uuid":"20000000-0000-4000-8000-000000000002","type":"assistant","timestamp":"2026-05-01T10:00:25Z","message":{"id":"m3","model":"claude-x","stop_reason":"end_turn","usage":{"input_tokens":100,"output_tokens":50},"content":[{"type":"text","text":"Looked."}]}})"};
}

const QString mainFile = u"x/"_s + QString::fromStdString(sessionA) + u".jsonl"_s;
const QString runFile = u"x/"_s + QString::fromStdString(sessionA) + u"/subagents/agent-abc123.jsonl"_s;

Database writer(const ImportFixture &f)
{
    return *Database::open(f.storeFile(), Database::Mode::Writer);
}

RedecodeSummary redecode(Database &db, const RedecodeLimits &limits = {})
{
    const auto redactor = Redactor::create();
    const std::atomic<bool> cancel = false;
    const auto done = redecodeOlderSessions(db, **redactor, limits, {}, cancel);
    if (!done)
        qFatal("%s", qPrintable(done.error().what));
    return *done;
}

qint64 rowsWritten(Database &db)
{
    Statement s(db, u"SELECT total_changes()"_s);
    return s.next() ? s.integer(0) : -1;
}

} // namespace

class TestRedecode : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void skillsAndRunsAreToldByTheLines();
    void whatAnOlderDecoderUnderstoodOtherwiseIsToldAnew();
    void itHappensOnce();
    void whatAPersonAddedStays();
    void aTranscriptThatIsGoneIsNotNeeded();
    void damagedRawLinesLeaveTheSessionAsItIs();
    void interruptedItLeavesTheSessionAsItWas();
    void messagesOfAForkStayWithTheirOwner();
};

void TestRedecode::skillsAndRunsAreToldByTheLines()
{
    ImportFixture f;
    f.write(mainFile, mainLines());
    f.write(runFile, runLines());
    f.import();
    QCOMPARE(
        f.column(u"SELECT kind || ' ' || skill FROM event WHERE run_id = 0 AND kind IN (1, 2, 4) ORDER BY position"_s),
        (QStringList{u"1 "_s, u"2 deploy"_s, u"4 deploy"_s, u"4 "_s}));
    QCOMPARE(f.column(u"SELECT skill || ' ' || uses FROM session_skill"_s), QStringList{u"deploy 0"_s});
    QCOMPARE(
        f.column(u"SELECT message_id || ' ' || coalesce(agent_id, '-') FROM message LEFT JOIN run ON run.id = run_id "
                 "ORDER BY 1"_s),
        (QStringList{u"m1 -"_s, u"m2 -"_s, u"m3 abc123"_s}));
}

void TestRedecode::whatAnOlderDecoderUnderstoodOtherwiseIsToldAnew()
{
    ImportFixture f;
    f.write(mainFile, mainLines());
    f.write(runFile, runLines());
    f.import();
    const QStringList fresh = dumpStore(f.storeFile());
    const QStringList numbers = f.column(u"SELECT hex(line_key) || block || ' ' || id FROM event ORDER BY 1"_s);
    {
        Database db = writer(f);
        // As if it had known neither skills nor runs of messages, taken the reply for a notice, cut heads, understood
        // results otherwise, named the session after something else, counted wrongly, and seen a line that is none.
        QVERIFY(db.execute(
            u"UPDATE session SET decoder_version = 2, title = 'wrapper', turns = 9, tokens_output = 1, ended_at = 1;"
            "UPDATE event SET skill = '', head = 'cut';"
            "UPDATE event SET kind = 15, model = '' WHERE kind = 2;"
            "UPDATE event SET outcome = 1, duration_ms = 7, output_bytes = 10 WHERE tool_use_id = 'call-1';"
            "UPDATE message SET run_id = 0, output = 1;"
            "DELETE FROM session_skill; DELETE FROM session_tool;"
            "UPDATE source SET lines_raw = 1, lines_decoded = 0; UPDATE total SET value = 2 WHERE name = 'lines_raw'"_s));
        EventText text(db);
        QVERIFY(text.replaceOutput(f.value(u"SELECT id FROM event WHERE tool_use_id = 'call-1'"_s).toLongLong(),
                                   "old output"));
        QVERIFY(text.indexWaiting());
    }
    QCOMPARE(f.hits(u"zebrafish"_s), 0);
    Database db = writer(f);
    const auto done = redecode(db);
    QCOMPARE(done.sessions, 1);
    QVERIFY(done.changed > 0);
    const QStringList after = dumpStore(f.storeFile());
    for (qsizetype i = 0; i < std::min(fresh.size(), after.size()); ++i)
        QCOMPARE(after.at(i), fresh.at(i));
    QCOMPARE(after.size(), fresh.size());
    QCOMPARE(f.column(u"SELECT hex(line_key) || block || ' ' || id FROM event ORDER BY 1"_s), numbers);
    QCOMPARE(f.value(u"SELECT decoder_version FROM session"_s).toInt(), decoderVersion);
    QCOMPARE(f.hits(u"zebrafish"_s), 1);
}

void TestRedecode::itHappensOnce()
{
    ImportFixture f;
    f.write(mainFile, mainLines());
    f.import();
    Database db = writer(f);
    const qint64 before = rowsWritten(db);
    QCOMPARE(redecode(db).sessions, 0);
    QCOMPARE(rowsWritten(db), before);
    QVERIFY(db.execute(u"UPDATE session SET decoder_version = 2"_s));
    QCOMPARE(redecode(db).sessions, 1);
    const qint64 then = rowsWritten(db);
    QCOMPARE(redecode(db).sessions, 0);
    QCOMPARE(rowsWritten(db), then);
}

void TestRedecode::whatAPersonAddedStays()
{
    ImportFixture f;
    f.write(mainFile, mainLines());
    f.import();
    Database db = writer(f);
    // The second bookmark stands at an event that the new decoder does not know.
    QVERIFY(db.execute(
        u"INSERT INTO event(session_id, position, block, line_key, key_is_uuid, kind, source_id, raw_position, "
        "raw_length) SELECT session_id, position, 7, line_key, 1, 2, source_id, raw_position, raw_length FROM event "
        "WHERE kind = 1;"
        "INSERT INTO event(session_id, position, block, line_key, key_is_uuid, kind, source_id, raw_position, "
        "raw_length) SELECT session_id, position, 8, line_key, 1, 2, source_id, raw_position, raw_length FROM event "
        "WHERE kind = 1;"
        "INSERT INTO body SELECT id, 'nonsense', '', '' FROM event WHERE block IN (7, 8);"
        "INSERT INTO body_index(rowid, text, input, output) SELECT id, text, input, output FROM indexed_text WHERE "
        "text "
        "= 'nonsense';"
        "INSERT INTO session_tag SELECT id, 'keep' FROM session;"
        "INSERT INTO session_note SELECT id, 'mine', 1 FROM session;"
        "INSERT INTO bookmark SELECT id, session_id, line_key, block, 1 FROM event WHERE kind = 4 OR block = 7;"
        "UPDATE session SET decoder_version = 1"_s));
    const QStringList marks = f.column(u"SELECT event_id FROM bookmark ORDER BY 1"_s);
    QCOMPARE(marks.size(), 3);
    QCOMPARE(redecode(db).sessions, 1);
    QCOMPARE(f.column(u"SELECT event_id FROM bookmark ORDER BY 1"_s), marks);
    QCOMPARE(f.column(u"SELECT tag FROM session_tag"_s), QStringList{u"keep"_s});
    QCOMPARE(f.column(u"SELECT text FROM session_note"_s), QStringList{u"mine"_s});
    QCOMPARE(f.column(u"SELECT block FROM event WHERE block > 6"_s), QStringList{u"7"_s});
    QCOMPARE(f.hits(u"nonsense"_s), 1);
    QCOMPARE(f.value(u"SELECT events FROM session"_s), f.value(u"SELECT count(*) FROM event"_s));
    QCOMPARE(f.value(u"SELECT value FROM total WHERE name = 'events'"_s).toInt(),
             f.value(u"SELECT count(*) FROM event"_s).toInt());
}

void TestRedecode::aTranscriptThatIsGoneIsNotNeeded()
{
    ImportFixture f;
    f.write(mainFile, mainLines());
    f.import();
    QVERIFY(QFile::remove(f.sourcePath(mainFile)));
    f.import();
    Database db = writer(f);
    QVERIFY(db.execute(u"UPDATE session SET decoder_version = 2; UPDATE event SET skill = ''"_s));
    QCOMPARE(redecode(db).sessions, 1);
    QCOMPARE(f.value(u"SELECT count(*) FROM event WHERE skill = 'deploy'"_s).toInt(), 2);
    QCOMPARE(f.value(u"SELECT state FROM source"_s).toString(), u"source_gone"_s);
}

void TestRedecode::damagedRawLinesLeaveTheSessionAsItIs()
{
    ImportFixture f;
    f.write(mainFile, mainLines());
    f.import();
    Database db = writer(f);
    QVERIFY(
        db.execute(u"DELETE FROM raw_block; UPDATE session SET decoder_version = 2; UPDATE event SET head = 'old'"_s));
    const qint64 before = rowsWritten(db);
    const auto done = redecode(db);
    QCOMPARE(done.sessions, 0);
    QCOMPARE(done.left, 1);
    QCOMPARE(rowsWritten(db), before);
    QCOMPARE(f.value(u"SELECT decoder_version FROM session"_s).toInt(), 2);
}

void TestRedecode::interruptedItLeavesTheSessionAsItWas()
{
    ImportFixture f;
    f.write(mainFile, mainLines());
    f.import();
    Database db = writer(f);
    QVERIFY(db.execute(u"UPDATE session SET decoder_version = 2; UPDATE event SET skill = ''"_s));
    const auto redactor = Redactor::create();
    const std::atomic<bool> cancel = true;
    const auto done = redecodeOlderSessions(db, **redactor, {}, {}, cancel);
    QVERIFY(done);
    QCOMPARE(done->remaining, 1);
    QCOMPARE(f.value(u"SELECT count(*) FROM event WHERE skill <> ''"_s).toInt(), 0);
    QCOMPARE(redecode(db, {0}).remaining, 1); // no time at all
    QCOMPARE(redecode(db).sessions, 1);
    QCOMPARE(f.value(u"SELECT count(*) FROM event WHERE skill <> ''"_s).toInt(), 2);
}

void TestRedecode::messagesOfAForkStayWithTheirOwner()
{
    ImportFixture f;
    f.write(mainFile, mainLines());
    auto fork = mainLines();
    for (std::string &line : fork)
        line.replace(line.find(sessionA), sessionA.size(), sessionB);
    fork.resize(3);
    f.write(u"x/"_s + QString::fromStdString(sessionB) + u".jsonl"_s, fork);
    f.import();
    const QString owners = u"SELECT message_id || uuid || output FROM message JOIN session ON session.id = session_id "
                           "ORDER BY 1"_s;
    const QString shares = u"SELECT message_id || uuid FROM message_share JOIN session ON session.id = session_id"_s;
    const QString tokens = u"SELECT uuid || tokens_output FROM session ORDER BY 1"_s;
    const QList<QStringList> before{f.column(owners), f.column(shares), f.column(tokens)};
    Database db = writer(f);
    QVERIFY(db.execute(u"UPDATE session SET decoder_version = 2"_s));
    QCOMPARE(redecode(db).sessions, 2);
    QCOMPARE((QList<QStringList>{f.column(owners), f.column(shares), f.column(tokens)}), before);
}

QTEST_GUILESS_MAIN(TestRedecode)
#include "tst_redecode.moc"
