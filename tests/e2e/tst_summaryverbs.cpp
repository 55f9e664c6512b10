// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agentprocess.h"

#include "models/data/store/database.h"
#include "tests/support/transcriptbuilder.h"

#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

// summary, where, ask and mcp, by the real program: with an agent, without one, and where the store is not to be had.
class TestSummaryVerbs final : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<AgentProcess> m_agent;
    QString m_history, m_project;
    const QString m_session = u"44444444-aaaa-4bbb-8ccc-000000000000"_s;

    // Two failures of payments-api ten and five minutes ago, another one two hours ago.
    [[nodiscard]] QByteArrayList lines() const
    {
        TranscriptBuilder b(m_session.toStdString());
        b.setCwd(m_project.toStdString());
        QByteArrayList list;
        const auto add = [&](const std::string &line, int minutesAgo) {
            auto at = json::parse(line);
            at["timestamp"] =
                QDateTime::currentDateTimeUtc().addSecs(-60 * minutesAgo).toString(Qt::ISODateWithMs).toStdString();
            list.append(QByteArray::fromStdString(at.dump()));
        };
        const auto charge = [&](const std::string &id, int minutesAgo) {
            add(b.call(id, "Bash", {{"command", "curl -sf https://payments-api.internal/charge"}}), minutesAgo);
            add(b.failure(id, "Exit code 22\ncurl: (22) The requested URL returned error: 503"), minutesAgo);
        };
        add(b.prompt("charge the card"), 125);
        charge("c0", 120);
        charge("c1", 10);
        charge("c2", 5);
        add(b.reply("The ledger answers 503. Shall I use the fallback queue?"), 4);
        return list;
    }

    [[nodiscard]] Ran import() const { return m_agent->json({u"import"_s, u"--from"_s, m_history}); }

    struct Talk {
        QList<json> answers;
        int exitCode = -1;
    };
    static void begin(QProcess &mcp, const QString &projectDir, const QString &dataDir)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"CLAUDE_PROJECT_DIR"_s, projectDir);
        mcp.setProcessEnvironment(environment);
        mcp.start(AgentProcess::program(), {u"mcp"_s, u"--data-dir"_s, dataDir});
    }
    // The answer to a request, of a server that goes on; null when none came.
    [[nodiscard]] static json said(QProcess &mcp, const QByteArray &request)
    {
        mcp.write(request + '\n');
        while (!mcp.canReadLine()) {
            if (!mcp.waitForReadyRead(60'000))
                return {};
        }
        const QByteArray line = mcp.readLine();
        return json::parse(line.begin(), line.end(), nullptr, false);
    }
    [[nodiscard]] static json ask(QProcess &mcp, int id)
    {
        return said(mcp, call(id, "ask", {{"question", "payments-api failures in the last hour"}}));
    }
    static void end(QProcess &mcp)
    {
        mcp.closeWriteChannel();
        QVERIFY(mcp.waitForFinished(60'000));
        QCOMPARE(mcp.exitStatus(), QProcess::NormalExit);
        QCOMPARE(mcp.exitCode(), 0);
    }
    [[nodiscard]] Talk talk(const QByteArrayList &requests, const QString &projectDir, const QString &dataDir) const
    {
        QProcess mcp;
        begin(mcp, projectDir, dataDir);
        mcp.write(requests.join('\n') + '\n');
        mcp.closeWriteChannel();
        Talk talk;
        if (!mcp.waitForFinished(60000))
            return talk;
        talk.exitCode = mcp.exitStatus() == QProcess::NormalExit ? mcp.exitCode() : -1;
        for (const QByteArray &line : mcp.readAllStandardOutput().split('\n')) {
            if (!line.isEmpty())
                talk.answers.append(json::parse(line.begin(), line.end(), nullptr, false));
        }
        return talk;
    }
    [[nodiscard]] static QByteArray call(int id, const char *tool, const json &arguments)
    {
        return QByteArray::fromStdString(json{{"jsonrpc", "2.0"},
                                              {"id", id},
                                              {"method", "tools/call"},
                                              {"params", {{"name", tool}, {"arguments", arguments}}}}
                                             .dump());
    }
    [[nodiscard]] static QByteArray textOf(const json &answer)
    {
        return QByteArray::fromStdString(answer["result"]["content"][0]["text"].get<std::string>());
    }

private Q_SLOTS:
    void init()
    {
        m_agent = std::make_unique<AgentProcess>();
        m_project = m_agent->path(u"project"_s);
        QVERIFY(QDir().mkpath(m_project + u"/.git"_s));
        m_history = m_agent->writeTranscript(m_session, lines());
    }
    void cleanup() { m_agent.reset(); }

    void tellsWhatHappened_data()
    {
        QTest::addColumn<bool>("withAgent");
        QTest::newRow("no agent runs") << false;
        QTest::newRow("through the agent") << true;
    }
    void tellsWhatHappened()
    {
        QFETCH(bool, withAgent);
        if (withAgent)
            QVERIFY(m_agent->startAgent());
        QCOMPARE(import().exitCode, 0);
        const Ran ran = m_agent->json({u"ask"_s, u"payments-api failures in the last hour"_s});
        QVERIFY2(ran.exitCode == 0, ran.err.constData());
        const json asked = ran.json();
        QCOMPARE(asked["count"].get<int>(), 2);
        QCOMPARE(asked["previous_count"].get<int>(), 0);
        QCOMPARE(asked["groups"].size(), std::size_t{1});
        QCOMPARE(asked["understood"]["outcome"].get<std::string>(), std::string("failed"));
        QCOMPARE(asked["sessions"][0]["id"].get<std::string>(), m_session.toStdString());
        QVERIFY(asked["format"].get<int>() == 1);
        const QByteArray words = m_agent->run({u"ask"_s, u"payments-api"_s, u"failures"_s, u"ever"_s}).out;
        QVERIFY2(words.startsWith("Understood:") && words.contains("\n3 "), words.constData());
        // Nothing is before everything.
        QVERIFY2(words.contains("\ncount  event ") && !words.contains("before"), words.constData());
        const json ever = m_agent->json({u"ask"_s, u"payments-api failures ever"_s}).json();
        QVERIFY(ever["previous_count"].is_null() && ever["groups"][0]["previous_count"].is_null());

        const json summary = m_agent->json({u"summary"_s, u"--window"_s, u"1h"_s}).json();
        QVERIFY(!summary["bullets"].empty());
        for (const json &bullet : summary["bullets"])
            QVERIFY(!bullet["events"].empty());
        const QByteArray digest = m_agent->run({u"summary"_s, u"--window"_s, u"7d"_s, u"--format"_s, u"md"_s}).out;
        QVERIFY2(digest.startsWith('#') && digest.contains("charge the card"), digest.constData());
        const json where = m_agent->json({u"where"_s}).json();
        QCOMPARE(where["projects"].size(), std::size_t{1});
        QVERIFY(where.dump().find("fallback queue") != std::string::npos);
        const json status = m_agent->json({u"status"_s}).json();
        QVERIFY(status["summaries"]["lag_s"].is_number());
    }

    void saysWhatItDoesNotUnderstand()
    {
        QCOMPARE(import().exitCode, 0);
        QCOMPARE(m_agent->run({u"summary"_s, u"--window"_s, u"soonish"_s}).exitCode, 2);
        QCOMPARE(m_agent->run({u"summary"_s, u"--scope"_s, u"project:nowhere"_s}).exitCode, 3);
        QCOMPARE(m_agent->run({u"where"_s, u"nowhere"_s}).exitCode, 3);
        QCOMPARE(m_agent->run({u"ask"_s, u"failures in project nowhere"_s}).exitCode, 3);
        QCOMPARE(m_agent->run({u"ask"_s}).exitCode, 2);
        AgentProcess nothing;
        QVERIFY(nothing.run({u"ask"_s, u"failures"_s}).exitCode != 0);
    }

    // The answer over MCP is that of the command line; what is no request does not end it.
    void answersAgents()
    {
        QCOMPARE(import().exitCode, 0);
        QCOMPARE(m_agent->run({u"ask"_s, u"failures"_s}).exitCode, 0); // sums up
        const Talk told =
            talk({R"({"jsonrpc":"2.0","id":"d","method":"server/discover","params":{}})",
                  R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2024-11-05"}})",
                  R"({"jsonrpc":"2.0","method":"notifications/initialized"})", "no JSON at all",
                  R"({"jsonrpc":"2.0","id":1,"method":"tools/list"})",
                  call(2, "ask", {{"question", "payments-api failures in the last hour"}}),
                  call(3, "search", {{"query", std::string(3'000'000, 'x')}}), QByteArray(5 << 20, 'y'),
                  call(4, "search", {{"query", "503"}, {"limit", -7}}), call(5, "search", {{"query", "ledger"}}),
                  call(6, "read_event", {{"event", 1ULL << 63U}}), call(7, "summary", {{"about", "where_was_i"}})},
                 m_project, m_agent->dataDir());
        QCOMPARE(told.exitCode, 0);
        QCOMPARE(told.answers.size(), 11);
        QCOMPARE(told.answers[0]["error"]["code"].get<int>(), -32601);
        QCOMPARE(told.answers[1]["result"]["protocolVersion"].get<std::string>(), std::string("2024-11-05"));
        QCOMPARE(told.answers[2]["error"]["code"].get<int>(), -32700);
        QCOMPARE(told.answers[3]["result"]["tools"].size(), std::size_t{6});
        QVERIFY2(textOf(told.answers[4]).contains("\"count\": 2"), textOf(told.answers[4]).constData());
        QCOMPARE(told.answers[5]["error"]["code"].get<int>(), -32602);
        QCOMPARE(told.answers[6]["error"]["code"].get<int>(), -32600);
        QCOMPARE(told.answers[7]["error"]["code"].get<int>(), -32602);
        QVERIFY(textOf(told.answers[8]).contains("ledger"));
        QCOMPARE(told.answers[9]["error"]["code"].get<int>(), -32602);
        QVERIFY(textOf(told.answers[10]).contains("fallback queue"));
    }

    // A clone below a folder that was recorded is another project.
    void seesNoOtherProject()
    {
        QCOMPARE(import().exitCode, 0);
        const QString below = m_project + u"/cloned"_s;
        QVERIFY(QDir().mkpath(below + u"/.git"_s));
        const Talk other = talk({call(1, "search", {{"query", "ledger"}})}, below, m_agent->dataDir());
        QVERIFY(other.answers[0]["result"]["isError"].get<bool>());
        QVERIFY(!textOf(other.answers[0]).contains("503"));
    }

    // Nothing is made where nothing is, and a store that comes meanwhile is read.
    void aStoreThatIsMissing()
    {
        const Talk missing = talk({call(1, "ask", {{"question", "failures"}}), call(2, "list_skills", json::object())},
                                  m_project, m_agent->path(u"nowhere"_s));
        QCOMPARE(missing.exitCode, 0);
        QVERIFY(missing.answers[0]["result"]["isError"].get<bool>());
        QCOMPARE(textOf(missing.answers[0]), QByteArray("Nothing was recorded in this workspace yet."));
        QVERIFY(!missing.answers[1]["result"]["isError"].get<bool>());
        QVERIFY(!QDir(m_agent->path(u"nowhere"_s)).exists());

        QProcess mcp;
        begin(mcp, m_project, m_agent->dataDir());
        QVERIFY(ask(mcp, 1)["result"]["isError"].get<bool>());
        QCOMPARE(import().exitCode, 0);
        QCOMPARE(m_agent->run({u"ask"_s, u"failures"_s}).exitCode, 0); // sums up
        const json told = ask(mcp, 2);
        QVERIFY2(textOf(told).contains("\"count\": 2"), told.dump().c_str());
        end(mcp);
    }

    // Whoever writes does not keep others from reading; whoever wants the file for itself does, and the server says so
    // and goes on.
    void aStoreThatIsLocked()
    {
        QCOMPARE(import().exitCode, 0);
        QCOMPARE(m_agent->run({u"ask"_s, u"failures"_s}).exitCode, 0); // sums up
        QProcess mcp;
        begin(mcp, m_project, m_agent->dataDir());
        auto db = Database::open(m_agent->dataDir() + u"/workspaces/default.sqlite"_s, Database::Mode::Writer);
        QVERIFY(db.has_value());
        QVERIFY(db->execute(u"BEGIN IMMEDIATE; UPDATE meta SET value = value"_s).has_value());
        const json beside = ask(mcp, 1);
        QVERIFY2(!beside["result"]["isError"].get<bool>(), beside.dump().c_str());
        QVERIFY2(textOf(beside).contains("\"count\": 2"), beside.dump().c_str());
        QVERIFY(db->execute(u"COMMIT"_s).has_value());

        QVERIFY(db->execute(u"PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE meta SET value = value"_s)
                    .has_value());
        QElapsedTimer clock;
        clock.start();
        const json locked = ask(mcp, 2);
        QVERIFY2(locked["result"]["isError"].get<bool>(), locked.dump().c_str());
        QCOMPARE(textOf(locked), QByteArray("Another process is writing to the store. Nothing was lost. Try again."));
        QVERIFY(clock.elapsed() < 30'000); // as long as SQLite waits, once
        const json ping = said(mcp, R"({"jsonrpc":"2.0","id":3,"method":"ping"})");
        QCOMPARE(ping["id"].get<int>(), 3);
        QVERIFY(ping["result"].empty());
        {
            const Database given = std::move(*db); // up
        }
        const json after = ask(mcp, 4);
        QVERIFY2(textOf(after).contains("\"count\": 2"), after.dump().c_str());
        end(mcp);
    }
};

QTEST_GUILESS_MAIN(TestSummaryVerbs)
#include "tst_summaryverbs.moc"
