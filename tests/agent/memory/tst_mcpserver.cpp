// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <QTemporaryDir>
#include <QtTest>

#include <nlohmann/json.hpp>

#include "agent/mcp/mcpserver.h"
#include "agent/mcp/mcptools.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

// Both generations of the protocol, and everything that is not one of them.
class TestMcpServer : public QObject {
    Q_OBJECT

private:
    // No store: every tool that needs one fails honestly.
    static McpServer server()
    {
        return McpServer(mcpTools(
            {[]() -> Result<Database> { return fail(Error::Code::Busy, u"The store is locked."_s); }, {}, {}, true}));
    }
    static json said(const std::string &line)
    {
        const std::string answer = server().answer(line);
        return answer.empty() ? json() : json::parse(answer);
    }
    static json modern(const char *method, const json &more = json::object())
    {
        json params = {{"_meta", {{"io.modelcontextprotocol/protocolVersion", "2026-07-28"}}}};
        params.update(more);
        return said(json{{"jsonrpc", "2.0"}, {"id", "a"}, {"method", method}, {"params", params}}.dump());
    }

private Q_SLOTS:
    // The real client asks for the new generation first, without a handshake, and goes on when that is an error.
    void theOldGeneration()
    {
        const json first = said(R"({"jsonrpc":"2.0","id":"x","method":"server/discover","params":{}})");
        QCOMPARE(first["error"]["code"].get<int>(), -32601);
        QCOMPARE(first["id"].get<std::string>(), std::string("x"));
        const json shake =
            said(R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18"}})");
        QCOMPARE(shake["id"].get<int>(), 0);
        QCOMPARE(shake["result"]["protocolVersion"].get<std::string>(), std::string("2025-06-18"));
        QVERIFY(shake["result"]["capabilities"].contains("tools"));
        QCOMPARE(said(R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"1999-01-01"}})")
                     ["result"]["protocolVersion"]
                         .get<std::string>(),
                 std::string("2025-11-25"));
        QVERIFY(said(R"({"jsonrpc":"2.0","method":"notifications/initialized"})").is_null());
        QVERIFY(said(R"({"jsonrpc":"2.0","id":2,"method":"ping"})")["result"].empty());
        const json tools = said(R"({"jsonrpc":"2.0","id":3,"method":"tools/list"})")["result"]["tools"];
        QCOMPARE(tools.size(), std::size_t{6});
        for (const json &tool : tools) {
            QCOMPARE(tool["inputSchema"]["type"].get<std::string>(), std::string("object"));
            QVERIFY(tool["annotations"]["readOnlyHint"].get<bool>());
        }
    }

    void theNewGeneration()
    {
        const json found = modern("server/discover");
        QCOMPARE(found["result"]["supportedVersions"][0].get<std::string>(), std::string("2026-07-28"));
        QCOMPARE(found["result"]["resultType"].get<std::string>(), std::string("complete"));
        QVERIFY(modern("tools/list")["result"].contains("ttlMs"));
        QCOMPARE(modern("ping")["error"]["code"].get<int>(), -32601);
        const json other = said(R"({"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":)"
                                R"({"io.modelcontextprotocol/protocolVersion":"2031-01-01"}}})");
        QCOMPARE(other["error"]["code"].get<int>(), -32022);
        QCOMPARE(other["error"]["data"]["requested"].get<std::string>(), std::string("2031-01-01"));
        QVERIFY(modern("tools/call", {{"name", "list_skills"}})["result"]["content"].is_array());
    }

    // A tool that fails is a result; a call that makes no sense is an error.
    void failures()
    {
        const json locked = modern("tools/call", {{"name", "ask"}, {"arguments", {{"question", "failures"}}}});
        QVERIFY(locked["result"]["isError"].get<bool>());
        QCOMPARE(locked["result"]["content"][0]["text"].get<std::string>(), std::string("The store is locked."));
        QCOMPARE(modern("tools/call", {{"name", "rm"}})["error"]["code"].get<int>(), -32602);
        QCOMPARE(modern("tools/call", {{"name", 5}})["error"]["code"].get<int>(), -32602);
        QCOMPARE(modern("tools/call", {{"name", "ask"}, {"arguments", 7}})["error"]["code"].get<int>(), -32602);
        QCOMPARE(modern("tools/call", {{"name", "ask"}, {"arguments", {{"nonsense", 1}}}})["error"]["code"].get<int>(),
                 -32602);
        QCOMPARE(modern("tools/call", {{"name", "list_skills"}, {"arguments", {{"cursor", "x"}}}})["error"]["code"]
                     .get<int>(),
                 -32602);
    }

    // Whatever lies in the folders of a cloned repository: a pipe of that name would be waited for without an end.
    void listsSkillsByPages()
    {
        QTemporaryDir folder;
        const auto skill = [&](const QString &path, const char *description) {
            QVERIFY(QDir().mkpath(folder.filePath(path)));
            QFile file(folder.filePath(path + u"/SKILL.md"_s));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray("---\nname: x\ndescription: >\n  ") + description + "\n  twice.\n---\nText\n");
        };
        skill(u"project/.claude/skills/alpha"_s, "Folded");
        skill(u"project/.claude/skills/beta"_s, "Second");
        skill(u"project/.claude/skills-archived/gone"_s, "Archived");
        skill(u"home/skills/mine"_s, "Personal");
        QVERIFY(QDir().mkpath(folder.filePath(u"project/.claude/skills/pipe"_s)));
        QCOMPARE(mkfifo(qPrintable(folder.filePath(u"project/.claude/skills/pipe/SKILL.md"_s)), 0600), 0);
        const McpServer server(
            mcpTools({[]() -> Result<Database> { return fail(Error::Code::Busy, u"The store is locked."_s); },
                      folder.filePath(u"project"_s), folder.filePath(u"home"_s), false}));
        const auto page = [&](const json &arguments) {
            const json request{
                {"id", 1}, {"method", "tools/call"}, {"params", {{"name", "list_skills"}, {"arguments", arguments}}}};
            const std::string text =
                json::parse(server.answer(request.dump()))["result"]["content"][0]["text"].get<std::string>();
            const std::size_t from = text.find('{');
            return json::parse(text.substr(from, text.rfind('}') + 1 - from));
        };
        const json all = page(json::object());
        QCOMPARE(all["total"].get<int>(), 3);
        QVERIFY(all["next_cursor"].is_null());
        QCOMPARE(all["skills"][0]["name"].get<std::string>(), std::string("alpha"));
        QVERIFY(all["skills"][0]["description"].get<std::string>().find("Folded twice.") == 0);
        QCOMPARE(all["skills"][2]["scope"].get<std::string>(), std::string("personal"));
        const json first = page({{"limit", 2}});
        QCOMPARE(first["skills"].size(), std::size_t{2});
        const json second = page({{"limit", 2}, {"cursor", first["next_cursor"]}});
        QCOMPARE(second["skills"][0]["name"].get<std::string>(), std::string("mine"));
        QVERIFY(second["next_cursor"].is_null());
    }

    void whatIsNoRequest_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("code");
        QTest::newRow("no JSON") << QByteArray("hello") << -32700;
        QTest::newRow("torn") << QByteArray("{\"jsonrpc\":\"2.0\",\"id\":1") << -32700;
        QTest::newRow("not UTF-8") << QByteArray("{\"id\":1,\"method\":\"\xff\"}") << -32700;
        QTest::newRow("a number") << QByteArray("7") << -32600;
        QTest::newRow("a batch") << QByteArray("[{\"id\":1,\"method\":\"ping\"}]") << -32600;
        QTest::newRow("no method") << QByteArray("{\"id\":1}") << -32600;
        QTest::newRow("method is a number") << QByteArray("{\"id\":1,\"method\":3}") << -32600;
        QTest::newRow("deep") << QByteArray(100'000, '[') << -32600;
        QTest::newRow("unknown") << QByteArray("{\"id\":1,\"method\":\"x\",\"params\":[1]}") << -32601;
        QTest::newRow("huge id") << "{\"id\":\"" + QByteArray(1'000'000, 'x') + "\",\"method\":\"x\"}" << -32601;
    }
    void whatIsNoRequest()
    {
        QFETCH(QByteArray, line);
        QFETCH(int, code);
        QCOMPARE(said(line.toStdString())["error"]["code"].get<int>(), code);
    }

    void idsComeBackAsTheyWere()
    {
        for (const char *id : {"0", "-1", "1.5", "\"a\\u0000b\"", "null", "[1,{\"a\":2}]", "18446744073709551615"})
            QCOMPARE(said(R"({"method":"ping","id":)" + std::string(id) + "}")["id"], json::parse(id));
        QVERIFY(server().answer("").empty());
        QVERIFY(server().answer("  \r").empty());
    }
};

QTEST_GUILESS_MAIN(TestMcpServer)
#include "tst_mcpserver.moc"
