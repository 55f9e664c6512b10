// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/realclient/scriptedmodel.h"

#include "tests/support/agentprocess.h"
#include "tests/support/transcriptbuilder.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

// The real client, its model scripted: it finds the MCP server that `install --mcp` registered, lists its tools, calls
// search and ask, and hands the model the answer that was planted.
class TestClientAsks final : public QObject {
    Q_OBJECT

private:
    static QString root(const QString &path) { return qEnvironmentVariable("ASSAY_TEST_ROOT") + path; }
    static QString configFile() { return qEnvironmentVariable("CLAUDE_CONFIG_DIR") + u"/.claude.json"_s; }
    static QString project() { return root(u"/home/dev/payments"_s); }

    static json readConfig()
    {
        QFile file(configFile());
        const QByteArray bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        return json::parse(bytes.begin(), bytes.end(), nullptr, false);
    }

    // Its path; empty when there is none to be had.
    static QString client()
    {
        const QString command = qEnvironmentVariable("ASSAY_TEST_CLIENT");
        const QString out = root(u"/client"_s);
        QDir().mkpath(out);
        QProcess install;
        install.setStandardOutputFile(out + u"/log"_s);
        install.setStandardErrorFile(out + u"/log.err"_s);
        install.start(command,
                      {u"--out"_s, out, u"--only"_s, u"none"_s}); // it only makes sure that the client is there
        constexpr int patience = 600'000;
        if (!install.waitForFinished(patience) || install.exitCode() == 77)
            return {};
        const QString kept = qEnvironmentVariable("RC_INSTALL_DIR");
        const QString folder = kept.isEmpty() ? out + u"/client"_s : kept;
        return QFileInfo(folder + u"/node_modules/.bin/claude"_s).canonicalFilePath();
    }

    // Three failures of payments-api, minutes ago.
    static void plant()
    {
        const QString uuid = u"55555555-aaaa-4bbb-8ccc-000000000000"_s;
        TranscriptBuilder b(uuid.toStdString());
        b.setCwd(project().toStdString());
        const QString folder = qEnvironmentVariable("CLAUDE_CONFIG_DIR") + u"/projects/-planted"_s;
        QVERIFY(QDir().mkpath(folder) && QDir().mkpath(project() + u"/.git"_s));
        QFile file(folder + u'/' + uuid + u".jsonl"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto add = [&](const std::string &line, int minutesAgo) {
            auto at = json::parse(line);
            at["timestamp"] =
                QDateTime::currentDateTimeUtc().addSecs(-60 * minutesAgo).toString(Qt::ISODateWithMs).toStdString();
            file.write(QByteArray::fromStdString(at.dump()) + '\n');
        };
        add(b.prompt("charge the zebrafinch card"), 20);
        for (const int minutes : {18, 12, 6}) {
            const std::string id = "c" + std::to_string(minutes);
            add(b.call(id, "Bash", {{"command", "curl -sf https://payments-api.internal/charge"}}), minutes);
            add(b.failure(id, "Exit code 22\ncurl: (22) The requested URL returned error: 503"), minutes);
        }
    }

    static QProcessEnvironment environmentOf(const ScriptedModel &model)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"ANTHROPIC_BASE_URL"_s, QString::fromLatin1(model.url()));
        environment.insert(u"ANTHROPIC_API_KEY"_s, u"sk-ant-none"_s);
        for (const auto &name : {u"CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"_s, u"DISABLE_TELEMETRY"_s,
                                 u"DISABLE_ERROR_REPORTING"_s, u"DISABLE_AUTOUPDATER"_s})
            environment.insert(name, u"1"_s);
        for (const auto &name : {u"HTTP_PROXY"_s, u"HTTPS_PROXY"_s})
            environment.insert(name, u"http://127.0.0.1:9"_s); // nobody there
        environment.insert(u"NO_PROXY"_s, u"127.0.0.1,localhost"_s);
        return environment;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariable("ASSAY_TEST_CLIENT").isEmpty())
            QSKIP("ASSAY_TEST_CLIENT is not set: no real client here.");
        m_client = client();
        if (m_client.isEmpty())
            QSKIP("The real client could not be installed.");
    }

    void findsThePlantedAnswer()
    {
        plant();
        QFile config(configFile());
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write(QByteArray::fromStdString(
            json{{"hasCompletedOnboarding", true},
                 {"projects", {{project().toStdString(), {{"hasTrustDialogAccepted", true}}}}}}
                .dump()));
        config.close();
        QCOMPARE(runAgent({u"import"_s}).exitCode, 0);
        const AgentRun installed = runAgent({u"install"_s, u"--mcp"_s});
        QVERIFY2(installed.exitCode == 0, installed.err.constData());
        QVERIFY(readConfig()["mcpServers"].contains("assay"));
        QCOMPARE(runAgent({u"ask"_s, u"failures"_s}).exitCode, 0); // sums up

        const auto calls = [](const char *id, const char *tool, const json &input) {
            return json::array({{{"type", "tool_use"}, {"id", id}, {"name", tool}, {"input", input}}});
        };
        ScriptedModel model({calls("toolu_1", "mcp__assay__search", {{"query", "zebrafinch"}}),
                             calls("toolu_2", "mcp__assay__ask",
                                   {{"question", "What payments-api failures has the fleet seen in the last hour?"}}),
                             json::array({{{"type", "text"}, {"text", "Three of them."}}})});
        QVERIFY(model.listen());
        QProcess claude;
        claude.setProcessEnvironment(environmentOf(model));
        claude.setWorkingDirectory(project());
        claude.setStandardInputFile(QProcess::nullDevice());
        claude.start(m_client, {u"-p"_s, u"What failed in the last hour?"_s, u"--output-format"_s, u"json"_s,
                                u"--allowedTools"_s, u"mcp__assay__search,mcp__assay__ask"_s});
        QTRY_VERIFY_WITH_TIMEOUT(claude.state() == QProcess::NotRunning, 120'000);
        const QByteArray said = claude.readAllStandardOutput() + claude.readAllStandardError();
        QVERIFY2(claude.exitCode() == 0 && said.contains("Three of them."), said.constData());

        // It listed the tools: their names stand in what it told the model, as definitions or as names to be looked up.
        const std::string told = model.requests().first().dump();
        for (const char *tool : {"search", "summary", "ask", "read_session", "read_event", "list_skills"})
            QVERIFY2(told.find(std::string("mcp__assay__") + tool) != std::string::npos, tool);
        const QList<QByteArray> results = model.toolResults();
        QCOMPARE(results.size(), 2);
        QVERIFY2(results[0].contains("zebrafinch") && results[0].contains("recorded-"), results[0].constData());
        QVERIFY2(results[1].contains("\"count\": 3"), results[1].constData());
        QVERIFY2(results[1].contains("503"), results[1].constData());
    }

    void leavesNothingBehind()
    {
        QCOMPARE(runAgent({u"uninstall"_s}).exitCode, 0);
        const json config = readConfig();
        QVERIFY(config.is_object()); // the client has written much into it meanwhile
        QVERIFY2(!config.contains("mcpServers"), config.dump().substr(0, 2000).c_str());
    }

private:
    QString m_client;
};

QTEST_GUILESS_MAIN(TestClientAsks)
#include "tst_clientasks.moc"
