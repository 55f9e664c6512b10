// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agentprocess.h"

#include "models/items/queryrunner.h"
#include "tests/support/transcriptbuilder.h"
#include "views/now/nowpage.h"

#include <QDir>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

// One question to one store, asked on the command line, over MCP and in the window: the same answer, word for word.
class TestSameAnswer final : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<AgentProcess> m_agent;
    QString m_project;

    // Each from another program, of three kinds, in two sessions.
    [[nodiscard]] QString history() const
    {
        QString folder;
        for (const char *uuid : {"44444444-aaaa-4bbb-8ccc-000000000000", "55555555-aaaa-4bbb-8ccc-000000000000"}) {
            TranscriptBuilder b(uuid);
            b.setCwd(m_project.toStdString());
            QByteArrayList lines;
            const auto add = [&](const std::string &line, const char *at) {
                auto timed = json::parse(line);
                timed["timestamp"] = at;
                lines.append(QByteArray::fromStdString(timed.dump()));
            };
            const auto fails = [&](const std::string &id, const char *command, const char *output, const char *at) {
                add(b.call(id, "Bash", {{"command", command}}), at);
                add(b.failure(id, output), at);
            };
            add(b.prompt("charge the card"), "2026-01-02T03:00:00.000Z");
            fails("c1", "curl -sf https://payments-api.internal/charge",
                  "Exit code 22\ncurl: (22) The requested URL returned error: 503", "2026-01-02T03:10:00.000Z");
            fails("c2", "curl -sf https://payments-api.internal/refund",
                  "Exit code 22\ncurl: (22) The requested URL returned error: 503", "2026-01-02T04:20:00.000Z");
            fails("c3", "npm test -- payments-api", "Exit code 1\nError: connect ECONNREFUSED payments-api:8080",
                  "2026-01-02T04:40:00.000Z");
            fails("c4", "make lint", "Exit code 2\nmake: *** [lint] Error 2", "2026-01-02T04:41:00.000Z");
            fails("c5", "curl -sf https://payments-api.internal/charge",
                  "Exit code 22\ncurl: (22) The requested URL returned error: 503", "2026-01-02T06:00:00.000Z");
            folder = m_agent->writeTranscript(QString::fromLatin1(uuid), lines);
        }
        return folder;
    }

    [[nodiscard]] json overMcp(const QString &question) const
    {
        QProcess mcp;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"CLAUDE_PROJECT_DIR"_s, m_project);
        mcp.setProcessEnvironment(environment);
        mcp.start(AgentProcess::program(), {u"mcp"_s, u"--all-projects"_s, u"--data-dir"_s, m_agent->dataDir()});
        const json call{{"id", 1},
                        {"method", "tools/call"},
                        {"params", {{"name", "ask"}, {"arguments", {{"question", question.toStdString()}}}}}};
        mcp.write(QByteArray::fromStdString(call.dump()) + '\n');
        mcp.closeWriteChannel();
        if (!mcp.waitForFinished(60'000))
            return {};
        const QByteArray out = mcp.readAllStandardOutput();
        const std::string text = json::parse(out.begin(), out.end())["result"]["content"][0]["text"].get<std::string>();
        const std::size_t from = text.find('{');
        json data = json::parse(text.substr(from, text.rfind('}') + 1 - from));
        // What only those who read for a model are told.
        data.erase("narrative_trust");
        for (const char *list : {"groups", "examples"}) {
            for (json &each : data[list])
                each.erase("trust");
        }
        return data;
    }

private Q_SLOTS:
    void init()
    {
        m_agent = std::make_unique<AgentProcess>();
        m_project = m_agent->path(u"storefront"_s);
        QVERIFY(QDir().mkpath(m_project + u"/.git"_s));
    }

    void everywhere_data()
    {
        QTest::addColumn<int>("count");
        QTest::newRow("payments-api failures between 2026-01-02T04:00Z and 2026-01-02T05:00Z") << 4;
        QTest::newRow("What failed on 2026-01-02 in UTC?") << 10;
        QTest::newRow("paymets api failures on 2026-01-02 in UTC") << 8; // spelt nearly so
        QTest::newRow("storefrnt failures on 2026-01-02 in UTC") << 10;  // a project
        QTest::newRow("zebrafinch failures in project storefront between 2026-01-02T04:00Z and 2026-01-02T05:00Z") << 0;
    }
    void everywhere()
    {
        QFETCH(int, count);
        const QString question = QString::fromUtf8(QTest::currentDataTag());
        QCOMPARE(m_agent->run({u"import"_s, u"--from"_s, history()}).exitCode, 0);
        const Ran ran = m_agent->json({u"ask"_s, question});
        QVERIFY2(ran.exitCode == 0, ran.err.constData());
        json told = ran.json();
        told.erase("format");
        QCOMPARE(told["count"].get<int>(), count);

        const json mcp = overMcp(question);
        QVERIFY2(mcp == told, (mcp.dump(1) + "\n----\n" + told.dump(1)).c_str());

        QueryRunner runner(m_agent->dataDir() + u"/workspaces/default.sqlite"_s);
        NowPage page(&runner);
        page.show();
        page.ask(question);
        QTRY_VERIFY(page.answer().has_value());
        const json shown = json::parse(toJson(*page.answer()).dump());
        QVERIFY2(shown == told, (shown.dump(1) + "\n----\n" + told.dump(1)).c_str());
    }
};

QTEST_MAIN(TestSameAnswer)
#include "tst_sameanswer.moc"
