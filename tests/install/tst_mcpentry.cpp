// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/install/mcpentry.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace assay;
using nlohmann::json;

// Our entry among the MCP servers of the client: put in and taken out, nothing else changes by a byte.
class TestMcpEntry final : public QObject {
    Q_OBJECT

private:
    const QStringList m_words{QStringLiteral("/home/dev/.local/lib/assay/assay-agent"), QStringLiteral("mcp")};

private Q_SLOTS:
    void comesAndGoesWithoutTrace_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::newRow("an empty object") << QByteArray("{}\n");
        QTest::newRow("no server yet") << QByteArray("{\n  \"numStartups\": 3\n}\n");
        QTest::newRow("others before and after")
            << QByteArray("{\"mcpServers\": {\"db\": {\"command\": \"db-mcp\", \"args\": []}}, \"theme\": \"dark\"}");
        QTest::newRow("CRLF, comments, tabs") << QByteArray(
            "{\r\n\t// mine\r\n\t\"mcpServers\": {\r\n\t\t\"db\": {\"command\": \"db-mcp\"} // keep\r\n\t},\r\n"
            "\t\"last\": [1, 2] /* end */\r\n}");
        QTest::newRow("servers of a project are others")
            << QByteArray("{\"projects\": {\"/p\": {\"mcpServers\": {\"assay\": {\"command\": \"x\"}}}}}");
        QTest::newRow("names beyond ASCII") << QByteArray("{\"größe\": \"\xF0\x9F\x8E\x88\"}");
    }
    void comesAndGoesWithoutTrace()
    {
        QFETCH(QByteArray, before);
        const auto with = withMcpServer(before, m_words);
        QVERIFY2(with.has_value(), with ? "" : qPrintable(with.error().what));
        const json document = json::parse(with->begin(), with->end(), nullptr, true, true);
        const json own = document["mcpServers"]["assay"];
        QCOMPARE(own["command"].get<std::string>(), m_words.first().toStdString());
        QCOMPARE(own["args"].size(), std::size_t{1});
        QCOMPARE(withMcpServer(*with, m_words).value_or(QByteArray()), *with);
        QCOMPARE(withoutMcpServer(*with).value_or(QByteArray()), before);
        QCOMPARE(withoutMcpServer(before).value_or(QByteArray()), before);
    }

    // An object without servers that was there is put back as it was written; without that knowledge none stays.
    void anEmptyObjectStays_data()
    {
        QTest::addColumn<QByteArray>("object");
        QTest::newRow("{}") << QByteArray("{}");
        QTest::newRow("a gap") << QByteArray("{ }");
        QTest::newRow("lines") << QByteArray("{\n    // none yet\n  }");
    }
    void anEmptyObjectStays()
    {
        QFETCH(QByteArray, object);
        const QByteArray before = "{\n  \"mcpServers\": " + object + ",\n  \"theme\": \"dark\"\n}\n";
        const auto with = withMcpServer(before, m_words);
        QVERIFY2(with.has_value(), with ? "" : qPrintable(with.error().what));
        QCOMPARE(withoutMcpServer(*with, object).value_or(QByteArray()), before);
        const QByteArray bare = withoutMcpServer(*with).value_or(QByteArray());
        QCOMPARE(bare, QByteArray("{\n  \"theme\": \"dark\"\n}\n"));
    }

    void aMovedProgramIsFollowed()
    {
        const auto old = withMcpServer("{\"a\": 1}", {QStringLiteral("/old/assay-agent"), QStringLiteral("mcp")});
        QVERIFY(old.has_value());
        const auto now = withMcpServer(*old, m_words);
        QVERIFY(now.has_value() && !now->contains("/old/"));
        QCOMPARE(withoutMcpServer(*now).value_or(QByteArray()), QByteArray("{\"a\": 1}"));
    }

    void whatIsOthersStays_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("another server has the name")
            << QByteArray("{\"mcpServers\": {\"assay\": {\"command\": \"/usr/bin/other\"}}}");
        QTest::newRow("a list of servers") << QByteArray("{\"mcpServers\": []}");
        QTest::newRow("twice") << QByteArray("{\"mcpServers\": {}, \"mcpServers\": {}}");
        QTest::newRow("torn") << QByteArray("{\"mcpServers\": {");
        QTest::newRow("no object") << QByteArray("[1]");
    }
    void whatIsOthersStays()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(!withMcpServer(bytes, m_words).has_value());
        if (const auto without = withoutMcpServer(bytes))
            QCOMPARE(*without, bytes);
    }
};

QTEST_GUILESS_MAIN(TestMcpEntry)
#include "tst_mcpentry.moc"
