// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What assay-hook keeps of a payload, and that no payload makes it fail, speak, or write anywhere else.
#include "tests/support/hookcall.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace assay::test;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

QByteArray text(const json &value)
{
    return value.is_string() ? QByteArray::fromStdString(value.get<std::string>()) : QByteArray("no text");
}

} // namespace

class HookPayloadTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString dataDir() const { return path(u"data"_s); }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bytes);
    }
    void wantUnpersisted() const { write(u"data/gates/unpersisted"_s, {}); }
    // Of a call after which the spool has one file more.
    SpooledCall spooled(const HookCall &call) const
    {
        const QList<SpooledCall> before = spooledCalls(dataDir());
        if (!isSilent(callHook(call)))
            return {};
        [this, &before] { QTRY_COMPARE_WITH_TIMEOUT(spooledCount(dataDir()), before.size() + 1, 20000); }();
        const QList<SpooledCall> after = spooledCalls(dataDir());
        return after.isEmpty() ? SpooledCall() : after.last();
    }
    QStringList everythingOutside() const
    {
        QStringList paths;
        for (QDirIterator it(m_folder->path(), QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                             QDirIterator::Subdirectories);
             it.hasNext();) {
            if (const QString found = it.next(); !found.startsWith(dataDir()))
                paths.append(found);
        }
        paths.sort();
        return paths;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>(QDir::tempPath() + u"/hook-XXXXXX"_s);
        qputenv("ASSAY_DATA_DIR", dataDir().toLocal8Bit());
    }

    void identifiersAndOutcomesOnly()
    {
        write(u"t.jsonl"_s, "{}\n{}\n");
        const json more = {{"transcript_path", path(u"t.jsonl"_s).toStdString()},
                           {"prompt_id", "pr-1"},
                           {"permission_mode", "default"},
                           {"agent_id", "a1b2c3d"},
                           {"agent_type", "Explore"},
                           {"agent_transcript_path", "/x/agent-a1b2c3d.jsonl"},
                           {"tool_name", "mcp__probe__echo"},
                           {"tool_use_id", "toolu_01"},
                           {"duration_ms", 1234},
                           {"is_interrupt", false},
                           {"tool_input", {{"command", "PLANTED-CONTENT"}}},
                           {"error", "PLANTED-CONTENT of an error"},
                           {"last_assistant_message", "PLANTED-CONTENT"},
                           {"reason", "PLANTED-CONTENT in a sentence"}};
        const SpooledCall call = spooled({.payload = hookPayload(u"PostToolUseFailure"_s, more),
                                          .environment = {{u"ANTHROPIC_API_KEY"_s, u"PLANTED-SECRET"_s},
                                                          {u"CLAUDE_CODE_MESSAGING_TOKEN"_s, u"PLANTED-SECRET"_s},
                                                          {u"CLAUDE_CODE_ENTRYPOINT"_s, u"sdk-cli"_s},
                                                          {u"CLAUDE_PROJECT_DIR"_s, u"/some/project"_s},
                                                          {u"CLAUDE_PID"_s, u"4711"_s},
                                                          {u"ASSAY_WORKSPACE_ID"_s, u"team-7"_s}}});
        QVERIFY(!call.bytes.contains("PLANTED"));
        json header = call.header;
        for (const char *key : {"boot", "boottime_ns", "wall_ms", "pid", "spent_us"}) {
            QVERIFY2(header.contains(key), key);
            header.erase(key);
        }
        const json expected = {
            {"spool", 1},
            {"counter", 0},
            {"event", "PostToolUseFailure"},
            {"session_id", "5d1f0c5e-0000-4000-8000-000000000001"},
            {"cwd", QDir::currentPath().toStdString()},
            {"transcript_path", path(u"t.jsonl"_s).toStdString()},
            {"transcript_bytes", 6},
            {"claude_pid", 4711},
            {"entrypoint", "sdk-cli"},
            {"project_dir", "/some/project"},
            {"workspace", "team-7"},
            {"payload", "fields"},
            {"payload_bytes", hookPayload(u"PostToolUseFailure"_s, more).size()},
            {"fields",
             {{"prompt_id", "pr-1"},
              {"permission_mode", "default"},
              {"agent_id", "a1b2c3d"},
              {"agent_type", "Explore"},
              {"agent_transcript_path", "/x/agent-a1b2c3d.jsonl"},
              {"tool_name", "mcp__probe__echo"},
              {"tool_use_id", "toolu_01"},
              {"duration_ms", 1234},
              {"is_interrupt", false}}},
            {"sizes", {{"tool_input", 29}, {"error", 29}, {"last_assistant_message", 17}, {"reason", 31}}}};
        QCOMPARE(QByteArray::fromStdString(header.dump(1)), QByteArray::fromStdString(expected.dump(1)));
        QVERIFY(call.content.isEmpty());
    }

    void oddInput_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QByteArray>("session");
        const auto row = [](const char *name, const QByteArray &payload, const char *state, const char *session) {
            QTest::newRow(name) << payload << QByteArray(state) << QByteArray(session);
        };
        row("nothing", "", "cut", "");
        row("spaces", " \n ", "cut", "");
        row("no JSON", "hello", "broken", "");
        row("list", "[{}]", "broken", "");
        row("zeros", QByteArray(1000, '\0'), "broken", "");
        row("torn", "{\"session_id\":\"s\",\"tool_input\":{\"a\":", "cut", "s");
        row("two objects", "{\"session_id\":\"s\"}{}", "broken", "s");
        row("byte order mark", "\xEF\xBB\xBF{\"session_id\":\"s\"}\r\n", "fields", "s");
        row("wrong types", R"({"session_id":7,"cwd":[],"hook_event_name":{},"transcript_path":false})", "fields", "");
        row("last one counts", R"({"session_id":"a","session_id":"s"})", "fields", "s");
        row("escaped key", R"({"session\u005fid":"s"})", "fields", "s");
        row("wrong bytes", "{\"session_id\":\"a\xff\xc0\xaf\xed\xa0\x80z\"}", "fields",
            "a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDz");
        row("half a pair", R"({"session_id":"\ud800"})", "fields", "\uFFFD");
        row("NUL in an id", R"({"session_id":"a\u0000b"})", "fields", "");
        row("endless id", "{\"session_id\":\"" + QByteArray(100000, 'x') + "\"}", "fields", "");
        row("deep", "{\"session_id\":\"s\",\"x\":" + QByteArray(100000, '['), "broken", "s");
        row("controls in an id", "{\"session_id\":\"a\\n\\u001b[31m\\\"\\\\\"}", "fields", "a\n\x1b[31m\"\\");
    }
    void oddInput()
    {
        QFETCH(QByteArray, payload);
        QFETCH(QByteArray, state);
        QFETCH(QByteArray, session);
        const SpooledCall call = spooled({.payload = payload});
        QVERIFY(call.header.is_object());
        QCOMPARE(text(call.header["payload"]), state);
        QCOMPARE(text(call.header["session_id"]), session);
        QCOMPARE(call.header["payload_bytes"].get<qint64>(), payload.size());
    }

    void hostileValuesWriteNothingElsewhere()
    {
        write(u"victim/.keep"_s, {});
        const QStringList before = everythingOutside();
        const std::string up = "../../../victim/x";
        for (const std::string &value :
             {up, path(u"victim/x"_s).toStdString(), std::string("/etc/passwd"), std::string("a/b\\c:d|e\n"),
              std::string("\u202Egnp.exe\u2066"), std::string(4000, '/'), std::string("$(touch x)`touch y`;touch z"),
              std::string("%s%n%n"), std::string("-rf"), std::string(".")}) {
            const json more = {{"session_id", value},
                               {"cwd", value},
                               {"transcript_path", value},
                               {"tool_name", value},
                               {"tool_use_id", value},
                               {"agent_id", value},
                               {value, value},
                               {"hook_event_name", value}};
            const SpooledCall call = spooled({.payload = hookPayload(u"Stop"_s, more)});
            QVERIFY(call.header.is_object());
            QCOMPARE(text(call.header["payload"]), QByteArray("fields"));
        }
        QCOMPARE(everythingOutside(), before);
    }

    // Members that do not fit into the header are left out, and the header stays one.
    void headerIsBounded()
    {
        json more = {{"cwd", "/" + std::string(4000, '\x01')},
                     {"transcript_path", "/" + std::string(4000, '\x01')},
                     {"agent_transcript_path", "/" + std::string(4000, '\x01')},
                     {"session_id", std::string(250, '\x01')}};
        for (int member = 0; member < 500; ++member)
            more["member" + std::to_string(member) + std::string(50, 'x')] = "x";
        const SpooledCall call = spooled({.payload = hookPayload(u"Stop"_s, more)});
        QVERIFY(call.header.is_object());
        QVERIFY(call.bytes.size() <= 64 * 1024);
        QCOMPARE(text(call.header["event"]), QByteArray("Stop"));
        QVERIFY(!call.header.contains("transcript_path"));
    }

    void contentOnlyWhereItIsWantedAndThereIsNoTranscript()
    {
        const QByteArray payload = hookPayload(u"UserPromptSubmit"_s, {{"prompt", "CONTENT"}});
        QCOMPARE(text(spooled({.payload = payload}).header["payload"]), QByteArray("fields"));
        wantUnpersisted();
        const SpooledCall call = spooled({.payload = payload});
        QCOMPARE(text(call.header["payload"]), QByteArray("content"));
        QCOMPARE(call.content, payload);
        QCOMPARE(call.header["transcript_bytes"].get<qint64>(), -1);
        // With a transcript it is told there; where nobody can say, there is no content either.
        write(u"t.jsonl"_s, "{}\n");
        const json there = {{"transcript_path", path(u"t.jsonl"_s).toStdString()}, {"prompt", "CONTENT"}};
        QVERIFY(!spooled({.payload = hookPayload(u"UserPromptSubmit"_s, there)}).bytes.contains("CONTENT"));
        const json nowhere = {{"transcript_path", nullptr}, {"prompt", "CONTENT"}};
        QVERIFY(!spooled({.payload = hookPayload(u"UserPromptSubmit"_s, nowhere)}).bytes.contains("CONTENT"));
        QVERIFY(!spooled({.payload = payload.left(payload.size() - 1)}).bytes.contains("CONTENT"));
    }

    void twentyMegabytes_data()
    {
        QTest::addColumn<bool>("wanted");
        QTest::addColumn<int>("size");
        QTest::addColumn<QByteArray>("state");
        QTest::newRow("identifiers") << false << 20'000'000 << QByteArray("fields");
        QTest::newRow("content") << true << 20'000'000 << QByteArray("content");
        QTest::newRow("as large as the buffer") << true << 256 * 1024 << QByteArray("content");
        QTest::newRow("one byte less") << true << 256 * 1024 - 1 << QByteArray("content");
        QTest::newRow("one byte more") << true << 256 * 1024 + 1 << QByteArray("content");
        QTest::newRow("beyond the limit") << true << 34'000'000 << QByteArray("fields");
    }
    void twentyMegabytes()
    {
        QFETCH(bool, wanted);
        QFETCH(int, size);
        QFETCH(QByteArray, state);
        if (wanted)
            wantUnpersisted();
        // Behind the path of the transcript, as clients write it: before it is known nothing goes to the disk.
        QByteArray payload = hookPayload(u"PostToolUse"_s, {{"zy", ""}, {"zz", "CONTENT"}});
        payload.replace("\"zy\":\"\"", "\"zy\":\"" + QByteArray(size - payload.size(), 'x') + "\"");
        QCOMPARE(payload.size(), size);
        // Through a file: whoever writes into a pipe may stop when the hook ends, and on a busy machine that is before
        // it has read all.
        write(u"payload"_s, payload);
        const SpooledCall call =
            spooled({.through = {u"sh"_s, u"-c"_s, u"exec \"$0\" <'%1'"_s.arg(path(u"payload"_s))}});
        QCOMPARE(text(call.header["payload"]), state);
        QCOMPARE(call.header["payload_bytes"].get<int>(), size);
        QCOMPARE(text(call.header["event"]), QByteArray("PostToolUse"));
        QVERIFY(call.content == (state == "content" ? payload : QByteArray()));
        QVERIFY(state == "content" || !call.bytes.contains("CONTENT"));
        QCOMPARE(QFileInfo(dataDir() + u"/spool/level"_s).size(), (call.bytes.size() + 4095) / 4096);
        QCOMPARE(unfinishedCount(dataDir()), 0);
    }
};

QTEST_GUILESS_MAIN(HookPayloadTest)
#include "tst_hookpayload.moc"
