// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include <nlohmann/json.hpp>

#include "agent/mcp/mcptools.h"
#include "agent/store/memorypass.h"
#include "models/data/filter/filter.h"
#include "models/data/query/askquery.h"
#include "tests/support/importfixture.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

// A fleet of fifty projects with failures that were planted at known times: questions count exactly those.
class TestFleet : public QObject {
    Q_OBJECT

private:
    static constexpr int projects = 50;
    static constexpr qint64 minute = 60'000;
    const qint64 m_now = QDateTime(QDate(2026, 11, 2), QTime(12, 7, 30), Qt::UTC).toMSecsSinceEpoch();
    std::unique_ptr<ImportFixture> m_fixture;

    static std::string uuidOf(int project)
    {
        return u"%1-0000-4000-8000-00000000000f"_s.arg(project + 1, 8, 16, QLatin1Char('0')).toStdString();
    }

    // One session of a worker.
    class Worker {
    public:
        explicit Worker(int project)
            : m_builder(uuidOf(project))
        {
            m_builder.setCwd(u"/work/p%1"_s.arg(project).toStdString());
        }
        void line(const std::string &text, qint64 at)
        {
            auto json = nlohmann::json::parse(text);
            json["timestamp"] = QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODateWithMs).toStdString();
            m_lines.push_back({at, json.dump()});
        }
        // The time of a call counts, not that of its result.
        void call(const char *command, const char *failure, qint64 at)
        {
            const std::string id = "c" + std::to_string(++m_calls);
            line(m_builder.call(id, "Bash", {{"command", command}}), at);
            line(failure ? m_builder.failure(id, failure) : m_builder.result(id, "ok", nullptr), at + 5);
        }
        TranscriptBuilder &builder() { return m_builder; }
        std::vector<std::string> lines()
        {
            std::ranges::stable_sort(m_lines, {}, [](const auto &each) { return each.first; });
            std::vector<std::string> texts;
            for (const auto &each : m_lines)
                texts.push_back(each.second);
            return texts;
        }

    private:
        TranscriptBuilder m_builder;
        std::vector<std::pair<qint64, std::string>> m_lines;
        int m_calls = 0;
    };

    static constexpr auto charge = "curl -sf https://payments-api.internal/charge -d @body.json";
    static constexpr auto refused = "Exit code 22\ncurl: (22) The requested URL returned error: 503";
    static constexpr auto contract = "npm test -- payments-api";
    static constexpr auto broken = "Exit code 1\nError: connect ECONNREFUSED payments-api:8080";

    void plant(Worker &worker, int project)
    {
        const qint64 from = m_now - 15 * minute;
        worker.line(worker.builder().prompt("keep the payments running"), m_now - 30 * 60 * minute);
        if (project % 7 == 0) // eight of fifty
            worker.call(charge, refused, from + project * 1000);
        if (project % 10 == 3) // five
            worker.call(contract, broken, m_now - 1 - project);
        if (project == 0) {
            worker.call(charge, refused, from);                    // just within
            worker.call(charge, refused, from - 1);                // just not, but within the hour
            worker.call(charge, refused, m_now - 60 * minute);     // just within the hour
            worker.call(charge, refused, m_now - 60 * minute - 1); // just not
            worker.call(charge, refused, m_now);                   // after the window
        }
        if (project % 5 == 0) // ten, in the hour only
            worker.call(charge, refused, m_now - 40 * minute - project);
        // What must not count: other services, look-alikes, what went well.
        worker.call("curl -sf https://billing-api.internal/x", refused, from + 10 * minute);
        worker.call("curl -sf https://payments-apiary.internal/x", refused, from + 11 * minute);
        worker.call("curl -sf https://payments-api.internal/health", nullptr, from + 12 * minute);
        worker.call("make lint", "Exit code 2\nmake: *** [lint] Error 2", from + 13 * minute);
    }

    Result<AskAnswer> ask(const QString &text, qint64 project = 0) const
    {
        auto db = Database::open(m_fixture->storeFile(), Database::Mode::Reader);
        if (!db)
            return tl::unexpected(db.error());
        const FilterClock clock{m_now, QTimeZone::utc()};
        AskRequest request;
        request.question = parseAsk(text, clock);
        request.zone = clock.zone;
        request.projectId = project;
        return askStore(*db, request);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<ImportFixture>();
        for (int project = 0; project < projects; ++project) {
            Worker worker(project);
            plant(worker, project);
            m_fixture->write(u"-work-p%1/%2.jsonl"_s.arg(project).arg(QString::fromStdString(uuidOf(project))),
                             worker.lines());
        }
        m_fixture->import();
        auto db = Database::open(m_fixture->storeFile(), Database::Mode::Writer);
        QVERIFY(db.has_value());
        const std::atomic<bool> never = false;
        const auto done = bringMemoryUpToDate(*db, {m_now, 0, "Europe/Berlin"}, never);
        QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().what));
        QCOMPARE(done->sessions, projects);
    }

    void theLastFifteenMinutes()
    {
        const auto answer = ask(u"Summarize the last 15 minutes of payments-api failures across the fleet"_s);
        QVERIFY2(answer.has_value(), answer ? "" : qPrintable(answer.error().what));
        QCOMPARE(answer->understood.span.from, m_now - 15 * minute);
        QCOMPARE(answer->count, 8 + 5 + 1);
        QCOMPARE(answer->groups.size(), 2);
        QCOMPARE(answer->groups[0].count, 9);
        QVERIFY2(answer->groups[0].signature.startsWith(u"curl: (N)"_s), qPrintable(answer->groups[0].signature));
        QCOMPARE(answer->groups[1].count, 5);
        QCOMPARE(answer->projects, 8 + 5);
        QCOMPARE(answer->previousCount, 1);
        QCOMPARE(answer->firstAt, m_now - 15 * minute);
        QCOMPARE(answer->lastAt, m_now - 1 - 3);
        QCOMPARE(answer->sessionsInAll, qint64{answer->projects});
        qint64 trend = 0;
        for (const qint64 part : answer->trend)
            trend += part;
        QCOMPARE(trend, answer->count);
    }

    void theLastHour()
    {
        const auto answer = ask(u"What payments-api failures has the fleet seen in the last hour?"_s);
        QVERIFY(answer.has_value());
        QCOMPARE(answer->count, 14 + 2 + 10);
        QCOMPARE(answer->groups[0].count, 9 + 2 + 10);
        QCOMPARE(answer->groups[1].count, 5);
        QCOMPARE(answer->previousCount, 1);
        QVERIFY(answer->narrative.contains(u"26"_s));
    }

    // Whole hours and days are looked up, edges are counted: all of them agree with a count act by act.
    void everyWindowAgreesWithASlowCount_data()
    {
        QTest::addColumn<QString>("window");
        for (const char *window :
             {"15m", "1h", "3h", "7h", "26h", "2d", "9d", "today", "yesterday", "this week", "ever"})
            QTest::newRow(window) << QString::fromLatin1(window);
    }
    void everyWindowAgreesWithASlowCount()
    {
        QFETCH(QString, window);
        const auto answer = ask(u"payments-api failures "_s + window);
        QVERIFY(answer.has_value());
        const TimeSpan span = answer->understood.span;
        const int slow =
            m_fixture
                ->value(u"SELECT count(*) FROM event JOIN body ON body.id = event.id WHERE kind = 4 AND event.outcome "
                        u"= 2 AND "
                        "(input LIKE '%payments-api.%' OR input LIKE '%payments-api\"%') AND at >= %1 AND at < %2"_s
                            .arg(span.from)
                            .arg(span.to))
                .toInt();
        QCOMPARE(answer->count, qint64{slow});
    }

    void wordsAndScopes()
    {
        QCOMPARE(ask(u"billing-api failures in the last hour"_s)->count, 50);
        QCOMPARE(ask(u"failures in the last hour"_s)->count, 26 + 150);
        QCOMPARE(ask(u"paymets-api failures in the last hour"_s)->count, 26); // nearly so
        QVERIFY(ask(u"paymets-api failures in the last hour"_s)->meanings[0].guessed);
        QCOMPARE(ask(u"payments api failures in the last hour"_s)->count, 26); // one name in two words
        QCOMPARE(ask(u"p3 failures in the last hour"_s)->count, 4);            // a project
        QCOMPARE(ask(u"payments-api failures in project p3 in the last hour"_s)->count, 1);
        QCOMPARE(ask(u"503 payments-api failures in the last hour"_s)->count, 21);
        QCOMPARE(ask(u"payments-api or billing-api failures in the last hour"_s)->count, 76);
        QCOMPARE(ask(u"successful payments-api calls in the last hour"_s)->count, 50);
        const auto unknown = ask(u"zebrafinch failures in the last hour"_s);
        QCOMPARE(unknown->count, 0);
        QVERIFY(unknown->meanings[0].meant.isEmpty());
        QVERIFY(!ask(u"failures in project nowhere"_s).has_value());
        const auto session = ask(u"failures in session 00000001 in the last hour"_s);
        QVERIFY(session.has_value());
        QCOMPARE(session->count, 1 + 1 + 2 + 1 + 3);
    }

    // An agent sees its own project and nothing else; text of others stands in a fence.
    void agentsSeeTheirProject()
    {
        const auto tools = [this](const QString &folder, bool everything) {
            return mcpTools({[this] { return Database::open(m_fixture->storeFile(), Database::Mode::Reader); },
                             folder,
                             {},
                             everything});
        };
        const auto said = [](const McpTools &of, const char *tool, const nlohmann::json &arguments) {
            std::string bad;
            const auto result = of.call(tool, arguments, bad);
            return bad.empty() ? result["content"][0]["text"].get<std::string>() : bad;
        };
        const auto own = tools(u"/work/p3"_s, false);
        QVERIFY(said(own, "ask", {{"question", "failures ever"}}).find("project p3") != std::string::npos);
        QVERIFY(said(own, "search", {{"query", "billing"}}).find("recorded-") != std::string::npos);
        QVERIFY(said(own, "search", {{"query", "billing project:p4"}}).find("\"p4\"") == std::string::npos);
        // Neither an open quotation mark nor the beginning of an id tells what else there is.
        QVERIFY(said(own, "search", {{"query", "\"billing"}}).find("not closed") != std::string::npos);
        QVERIFY(said(own, "read_session", {{"session", "000000"}}).find("\"p3\"") != std::string::npos);
        const std::string other = uuidOf(4);
        QVERIFY(said(own, "read_session", {{"session", other}}).find("no such session") != std::string::npos);
        QVERIFY(said(own, "summary", {{"session", other}}).find("no such session") != std::string::npos);
        QVERIFY(said(own, "ask", {{"question", "failures in session " + other}}).find("no such session") !=
                std::string::npos);
        const int event =
            m_fixture
                ->value(u"SELECT event.id FROM event JOIN session ON session.id = session_id WHERE uuid = '%1'"_s.arg(
                    QString::fromStdString(other)))
                .toInt();
        QVERIFY(said(own, "read_event", {{"event", event}}).find("no such event") != std::string::npos);
        QVERIFY(said(tools({}, true), "read_event", {{"event", event}}).find("typed by the person") !=
                std::string::npos);
        QVERIFY(
            said(tools(u"/somewhere/else"_s, false), "ask", {{"question", "failures"}}).find("Nothing was recorded") !=
            std::string::npos);
        QVERIFY(said(tools({}, false), "ask", {{"question", "failures"}}).find("CLAUDE_PROJECT_DIR") !=
                std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestFleet)
#include "tst_fleet.moc"
