// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/summarythread.h"

#include "agent/sample/samplehistory.h"
#include "agent/verb/summaryclock.h"
#include "models/data/query/memoryquery.h"
#include "models/data/store/statement.h"

#include <nlohmann/json.hpp>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

// Summaries beside the writer: capture goes through, an end is quick, errors are told once.
class TestSummaryThread final : public QObject {
    Q_OBJECT

private:
    static constexpr int sessions = 24;
    static constexpr auto normal = WriterThread::Urgency::Normal;

    void import()
    {
        bool done = false;
        m_writer->post(u"import.start"_s, json::object(),
                       [&](const Result<ordered_json> &result) { done = result.has_value(); });
        QTRY_VERIFY_WITH_TIMEOUT(done, 60000);
    }
    std::optional<Result<MemoryPassSummary>> refreshed(const QString &workspace, qint64 budgetMs)
    {
        std::optional<Result<MemoryPassSummary>> answer;
        m_summaries->refresh(workspace, budgetMs, normal,
                             [&](const Result<MemoryPassSummary> &result) { answer = result; });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 60000))
            return {};
        return answer;
    }
    Result<MemoryFreshness> freshness()
    {
        auto db = Database::open(*m_dataDir->workspaceFile(u"default"_s), Database::Mode::Reader);
        if (!db)
            return tl::unexpected(db.error());
        return readMemoryFreshness(*db);
    }

private Q_SLOTS:
    void initTestCase()
    {
        SampleOptions options;
        options.sessions = sessions;
        QVERIFY(writeSampleHistory(m_history.path(), options));
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        const auto dataDir = DataDir::locate(m_folder->filePath(u"data"_s));
        QVERIFY(dataDir && dataDir->create());
        m_dataDir = *dataDir;
        m_writer = std::make_unique<WriterThread>(*m_dataDir, UserRules(), m_history.path());
        m_summaries = std::make_unique<SummaryThread>(*m_dataDir, *m_writer);
    }
    void cleanup()
    {
        m_summaries.reset();
        m_writer.reset();
    }

    void captureGoesThroughWhileItTells()
    {
        import();
        int drains = 0;
        bool told = false;
        const std::function<void()> drain = [&] {
            m_writer->postCapture([](StoreJobs &, const std::atomic<bool> &) -> Result<> { return {}; },
                                  [&](const Result<> &) {
                                      ++drains;
                                      if (!told)
                                          drain();
                                  });
        };
        int before = -1;
        m_summaries->refresh(u"default"_s, 0, WriterThread::Urgency::Quiet,
                             [&](const Result<MemoryPassSummary> &result) {
                                 QVERIFY(result && result->sessions == sessions && !result->more);
                                 before = drains;
                                 told = true;
                             });
        drain();
        QTRY_VERIFY_WITH_TIMEOUT(told, 60000);
        QVERIFY(before >= 1);
        QVERIFY(freshness()->isCurrent);
        QVERIFY(freshness()->refreshedAt > 0);
    }

    // Many small budgets come to the same end; each does something.
    void smallBudgetsGetThere()
    {
        import();
        int calls = 0;
        for (bool more = true; more; ++calls) {
            const auto answer = refreshed(u"default"_s, 1);
            QVERIFY(answer && answer->has_value());
            more = (*answer)->more;
            QVERIFY(calls < 2000);
        }
        QVERIFY(calls > 1);
        QVERIFY(freshness()->isCurrent);
    }

    void aWorkspaceThatHoldsNothingIsTold()
    {
        const auto answer = refreshed(u"nowhere"_s, 0);
        QVERIFY(answer && !answer->has_value());
        QCOMPARE(answer->error().code, Error::Code::NotFound);
    }

    void endsAtOnce()
    {
        import();
        bool told = false;
        m_summaries->refresh(u"default"_s, 0, normal, [&](const Result<MemoryPassSummary> &) { told = true; });
        m_summaries.reset(); // neither hangs nor answers
        QVERIFY(!told);
        m_summaries = std::make_unique<SummaryThread>(*m_dataDir, *m_writer);
        const auto answer = refreshed(u"default"_s, 0);
        QVERIFY(answer && answer->has_value());
        QVERIFY(freshness()->isCurrent);
    }

    void theClockGoesOnWhileThereIsMore()
    {
        int calls = 0;
        SummaryClock clock([&](const QString &, const SummaryClock::Done &done) { done(++calls < 3); });
        clock.setCadence([](const QString &) { return 0; });
        clock.heard(u"a"_s);
        clock.heard(u"a"_s); // the same call
        QTRY_COMPARE(calls, 3);
        clock.heard(u"a"_s);
        QTRY_COMPARE(calls, 4);
    }

    void theClockHearsWhatComesWhileItRuns()
    {
        int calls = 0;
        SummaryClock::Done pending;
        SummaryClock clock([&](const QString &, const SummaryClock::Done &done) {
            ++calls;
            pending = done;
        });
        clock.setCadence([](const QString &) { return 0; });
        clock.heard(u"a"_s);
        QTRY_COMPARE(calls, 1);
        clock.heard(u"a"_s);
        pending(false);
        QTRY_COMPARE(calls, 2);
        pending(false);
        QCOMPARE(calls, 2);
    }

    // A failure is told once and not tried again at once; that there is nothing is none.
    void theClockTellsAFailureOnce()
    {
        int calls = 0;
        Error::Code code = Error::Code::NotFound;
        SummaryClock clock([&](const QString &, const SummaryClock::Done &done) {
            ++calls;
            done(fail(code, u"no"_s));
        });
        clock.setCadence([](const QString &) { return 0; });
        QSignalSpy failed(&clock, &SummaryClock::failed);
        clock.heard(u"a"_s);
        QTRY_COMPARE(calls, 1);
        QCOMPARE(failed.size(), 0);
        code = Error::Code::Failed;
        clock.heard(u"a"_s);
        QTRY_COMPARE(calls, 2);
        QCOMPARE(failed.size(), 1);
        clock.heard(u"a"_s); // waits with the pause that grows
        QCoreApplication::processEvents();
        QCOMPARE(calls, 2);
    }

private:
    QTemporaryDir m_history;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::optional<DataDir> m_dataDir;
    std::unique_ptr<WriterThread> m_writer;
    std::unique_ptr<SummaryThread> m_summaries;
};

QTEST_GUILESS_MAIN(TestSummaryThread)
#include "tst_summarythread.moc"
