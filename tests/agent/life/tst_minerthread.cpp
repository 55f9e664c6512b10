// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/minerthread.h"

#include "agent/sample/samplehistory.h"
#include "agent/settings/settings.h"
#include "models/data/store/statement.h"

#include <nlohmann/json.hpp>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

// Mining beside the writer: capture goes through, an end is quick, and what ends by itself is mined by itself.
class TestMinerThread final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        SampleOptions options;
        options.sessions = 24;
        QVERIFY(writeSampleHistory(m_history.path(), options));
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        const auto dataDir = DataDir::locate(m_folder->filePath(u"data"_s));
        QVERIFY(dataDir && dataDir->create());
        m_dataDir = *dataDir;
        m_writer = std::make_unique<WriterThread>(*m_dataDir, UserRules(), m_history.path());
        m_miner = std::make_unique<MinerThread>(*m_dataDir, m_history.path(), *m_writer,
                                                []() -> Result<Settings> { return Settings(); });
        m_miner->hurry();
    }

    void cleanup()
    {
        m_miner.reset();
        m_writer.reset();
    }

    void captureGoesThroughWhileItMines()
    {
        import();
        int drains = 0;
        int before = -1;
        json mined;
        const std::function<void()> drain = [&] {
            m_writer->postCapture([](StoreJobs &, const std::atomic<bool> &) -> Result<> { return {}; },
                                  [&](const Result<> &) {
                                      ++drains;
                                      if (mined.is_null())
                                          drain();
                                  });
        };
        m_miner->mine({{"workspace", "default"}}, [&](const Result<ordered_json> &result) {
            mined = result.value_or(ordered_json::object());
            before = drains;
        });
        drain();
        QTRY_VERIFY_WITH_TIMEOUT(mined.is_object(), 60000);
        QCOMPARE(mined["sessions_considered"], json(24));
        QVERIFY(before >= 1);
        QCOMPARE(m_writer->running(), QString());
        QCOMPARE(value(u"SELECT count(*) FROM mined_session"_s), 24);
    }

    void minesByItselfWhatHasEnded()
    {
        import();
        QSignalSpy mined(m_miner.get(), &MinerThread::mined);
        m_miner->note(u"default"_s, {});
        QTRY_VERIFY_WITH_TIMEOUT(!mined.isEmpty(), 60000);
        QCOMPARE(value(u"SELECT count(*) FROM mined_session"_s), 24);
        json again;
        m_miner->mine({{"workspace", "default"}},
                      [&](const Result<ordered_json> &result) { again = result.value_or(ordered_json::object()); });
        QTRY_VERIFY_WITH_TIMEOUT(again.is_object(), 60000);
        QCOMPARE(again["sessions_considered"], json(0));
        QCOMPARE(mined.size(), 1);
    }

    void aWorkspaceThatIsNotThereIsNoFailure()
    {
        QSignalSpy failed(m_miner.get(), &MinerThread::failed);
        Error told;
        m_miner->note(u"nowhere"_s, {});
        m_miner->mine({{"workspace", "nowhere"}}, [&](const Result<ordered_json> &result) { told = result.error(); });
        QTRY_COMPARE_WITH_TIMEOUT(told.code, Error::Code::NotFound, 60000);
        QVERIFY(failed.isEmpty());
    }

    void endsInTheMidst()
    {
        import();
        bool answered = false;
        m_miner->mine({{"workspace", "default"}}, [&](const Result<ordered_json> &) { answered = true; });
        m_miner.reset();
        QVERIFY(!answered); // and nothing waits for ever
        json done;
        m_writer->post(u"mine.start"_s, json::object(),
                       [&](const Result<ordered_json> &result) { done = result.value_or(ordered_json::object()); });
        QTRY_VERIFY_WITH_TIMEOUT(done.is_object(), 60000);
        QCOMPARE(value(u"SELECT count(*) FROM mined_session"_s), 24);
    }

    void cancelsWhatWaits()
    {
        import();
        int cancelled = 0;
        m_miner->mine({{"workspace", "default"}, {"ticket", "one"}}, [](const Result<ordered_json> &) {});
        m_miner->mine({{"workspace", "default"}, {"ticket", "two"}}, [&](const Result<ordered_json> &result) {
            cancelled += !result && result.error().code == Error::Code::Cancelled ? 1 : 0;
        });
        m_miner->cancel(u"two"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cancelled, 1, 60000);
    }

private:
    void import()
    {
        json done;
        m_writer->post(u"import.start"_s, json::object(),
                       [&](const Result<ordered_json> &result) { done = result.value_or(ordered_json::object()); });
        QTRY_VERIFY_WITH_TIMEOUT(done.is_object(), 60000);
    }

    qint64 value(const QString &sql)
    {
        auto db = Database::open(*m_dataDir->workspaceFile(u"default"_s), Database::Mode::Reader);
        if (!db)
            return -1;
        Statement s(*db, sql);
        return s.next() ? s.integer(0) : -1;
    }

    QTemporaryDir m_history;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::optional<DataDir> m_dataDir;
    std::unique_ptr<WriterThread> m_writer;
    std::unique_ptr<MinerThread> m_miner;
};

QTEST_GUILESS_MAIN(TestMinerThread)
#include "tst_minerthread.moc"
