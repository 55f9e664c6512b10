// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/writerthread.h"

#include "agent/sample/samplehistory.h"
#include "models/data/store/database.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

class TestWriterThread final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void importsAndTells();
    void anImportGivesWayAndLosesNothing();
    void captureGivesWayAndImportsGiveWayToIt();
    void onlyOneImport();
    void cancelsAnImport();
    void cancelsOnlyTheJobWithTheTicket();
    void cancelsTheImportWithTheTicket();
    void aDamagedWorkspaceHoldsUpNoOther();
    void stopsWithWorkLeft();
    void tellsWrongJobs();

private:
    [[nodiscard]] std::unique_ptr<WriterThread> start() const;
    QTemporaryDir m_history;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestWriterThread::initTestCase()
{
    SampleOptions options;
    options.sessions = 12;
    QVERIFY(writeSampleHistory(m_history.path(), options));
}

void TestWriterThread::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<WriterThread> TestWriterThread::start() const
{
    const auto dataDir = DataDir::locate(m_folder->filePath(u"data"_s));
    [&] { QVERIFY(dataDir && dataDir->create()); }();
    return std::make_unique<WriterThread>(*dataDir, UserRules(), m_history.path());
}

void TestWriterThread::importsAndTells()
{
    const auto writer = start();
    QSignalSpy progress(writer.get(), &WriterThread::progress);
    json first;
    json second;
    writer->post(u"import.start"_s, json::object(), [&](const Result<ordered_json> &result) {
        first = result.value_or(ordered_json());
        writer->post(u"import.start"_s, json::object(),
                     [&](const Result<ordered_json> &again) { second = again.value_or(ordered_json()); });
    });
    QTRY_VERIFY_WITH_TIMEOUT(second.is_object(), 30000);
    QCOMPARE(first["sessions_total"], json(12));
    QVERIFY(first["events_added"].get<int>() > 100);
    QCOMPARE(second["files_parsed"], json(0));
    QCOMPARE(second["events_added"], json(0));
    QCOMPARE(second["rows_written"], json(0));
    QCOMPARE(second["events_total"], first["events_total"]);
    QTRY_VERIFY(writer->running().isEmpty());
}

void TestWriterThread::anImportGivesWayAndLosesNothing()
{
    const auto writer = start();
    json imported;
    QStringList order;
    writer->post(u"import.start"_s, json::object(), [&](const Result<ordered_json> &result) {
        imported = result.value_or(ordered_json());
        order += u"import"_s;
    });
    for (int i = 0; i < 3; ++i)
        writer->post(u"exclusions.list"_s, json::object(), [&](const Result<ordered_json> &) { order += u"list"_s; });
    QTRY_VERIFY_WITH_TIMEOUT(imported.is_object(), 30000);
    QCOMPARE(order, QStringList({u"list"_s, u"list"_s, u"list"_s, u"import"_s}));
    QCOMPARE(imported["sessions_total"], json(12));
    QCOMPARE(imported["cancelled"], json(false));
    QCOMPARE(imported["events_added"], imported["events_total"]);
}

void TestWriterThread::captureGivesWayAndImportsGiveWayToIt()
{
    const auto writer = start();
    std::atomic<bool> captures = false;
    QStringList order;
    const auto note = [&order](const QString &what) { return [&order, what](const auto &) { order += what; }; };
    // A drain that has no end by itself.
    writer->postCapture(
        [&captures](StoreJobs &, const std::atomic<bool> &cancel) -> Result<> {
            captures = true;
            while (!cancel)
                QThread::yieldCurrentThread();
            return {};
        },
        note(u"capture"_s));
    QTRY_VERIFY(captures);
    QCOMPARE(writer->running(), QString()); // nothing that a person asked for
    writer->post(u"import.start"_s, json::object(), note(u"import"_s));
    QVERIFY(writer->importKnown());
    writer->postCapture([](StoreJobs &, const std::atomic<bool> &) -> Result<> { return {}; }, note(u"more"_s));
    QVERIFY(order.isEmpty()); // neither disturbs a drain
    writer->post(u"exclusions.list"_s, json::object(), note(u"list"_s));
    QTRY_COMPARE_WITH_TIMEOUT(order.size(), 4, 30000);
    QCOMPARE(order, QStringList({u"capture"_s, u"list"_s, u"more"_s, u"import"_s}));
    QVERIFY(!writer->importKnown());
}

void TestWriterThread::onlyOneImport()
{
    const auto writer = start();
    bool done = false;
    Error refused;
    writer->post(u"import.start"_s, json::object(), [&](const Result<ordered_json> &) { done = true; });
    writer->post(u"import.start"_s, json::object(),
                 [&](const Result<ordered_json> &result) { refused = result.error(); });
    QTRY_COMPARE(refused.code, Error::Code::Busy);
    QTRY_VERIFY_WITH_TIMEOUT(done, 30000);
}

void TestWriterThread::cancelsAnImport()
{
    const auto writer = start();
    json cancelled;
    writer->post(u"import.start"_s, json::object(),
                 [&](const Result<ordered_json> &result) { cancelled = result.value_or(ordered_json()); });
    writer->cancelImport();
    QTRY_VERIFY_WITH_TIMEOUT(cancelled.is_object(), 30000);
    QCOMPARE(cancelled["cancelled"], json(true));
    json whole;
    writer->post(u"import.start"_s, json::object(),
                 [&](const Result<ordered_json> &result) { whole = result.value_or(ordered_json()); });
    QTRY_VERIFY_WITH_TIMEOUT(whole.is_object(), 30000);
    QCOMPARE(whole["sessions_total"], json(12));
    QCOMPARE(whole["cancelled"], json(false));
}

void TestWriterThread::cancelsOnlyTheJobWithTheTicket()
{
    const auto writer = start();
    json imported;
    Error dropped;
    writer->post(u"import.start"_s, {{"ticket", "mine"}},
                 [&](const Result<ordered_json> &result) { imported = result.value_or(ordered_json()); });
    writer->post(
        u"redact.recheck"_s, {{"ticket", "other"}},
        [&](const Result<ordered_json> &result) {
            dropped = result ? Error{Error::Code::Failed, u"done"_s, {}} : result.error();
        },
        WriterThread::Urgency::Quiet); // waits behind the import
    writer->cancel(u"other"_s);
    writer->cancel(u"nobody's"_s);
    writer->cancel({});
    QTRY_COMPARE(dropped.code, Error::Code::Cancelled);
    QTRY_VERIFY_WITH_TIMEOUT(imported.is_object(), 30000);
    QCOMPARE(imported["cancelled"], json(false));
    QCOMPARE(imported["sessions_total"], json(12));
}

void TestWriterThread::cancelsTheImportWithTheTicket()
{
    const auto writer = start();
    json cancelled;
    writer->post(u"import.start"_s, {{"ticket", "mine"}},
                 [&](const Result<ordered_json> &result) { cancelled = result.value_or(ordered_json()); });
    writer->cancel(u"mine"_s);
    QTRY_VERIFY_WITH_TIMEOUT(cancelled.is_object(), 30000);
    QCOMPARE(cancelled["cancelled"], json(true));
}

// Sessions of an older decoder are told anew, and the trouble beside it.
void TestWriterThread::aDamagedWorkspaceHoldsUpNoOther()
{
    const auto writer = start();
    json imported;
    writer->post(u"import.start"_s, json::object(),
                 [&](const Result<ordered_json> &result) { imported = result.value_or(ordered_json()); });
    QTRY_VERIFY_WITH_TIMEOUT(imported.is_object(), 30000);
    QFile damaged(m_folder->filePath(u"data/workspaces/damaged.sqlite"_s));
    QVERIFY(damaged.open(QIODevice::WriteOnly) && damaged.write("no database at all, ever\n", 25) > 0);
    damaged.close();
    {
        auto db = Database::open(m_folder->filePath(u"data/workspaces/default.sqlite"_s), Database::Mode::Writer);
        QVERIFY(db && db->execute(u"UPDATE session SET decoder_version = 1"_s));
    }
    int redecoded = 0;
    json last;
    do {
        last = {};
        writer->post(
            u"sessions.redecode"_s, json::object(),
            [&](const Result<ordered_json> &result) {
                last = result.value_or(ordered_json{{"failed", true}});
            },
            WriterThread::Urgency::Quiet);
        QTRY_VERIFY_WITH_TIMEOUT(last.is_object(), 30000);
        QVERIFY(last.contains("redecoded") && last.contains("problem"));
        redecoded += last["redecoded"].get<int>();
    } while (last["remaining"].get<int>() > 0);
    QCOMPARE(redecoded, 12);
}

void TestWriterThread::stopsWithWorkLeft()
{
    bool answered = false;
    auto writer = start();
    for (int i = 0; i < 50; ++i)
        writer->post(u"exclusions.list"_s, json::object(), [&](const Result<ordered_json> &) { answered = true; });
    writer->post(u"import.start"_s, json::object(), [&](const Result<ordered_json> &) { answered = true; });
    writer.reset();
    QCoreApplication::processEvents();
    QVERIFY(!answered);
}

void TestWriterThread::tellsWrongJobs()
{
    const auto writer = start();
    QList<Error::Code> codes;
    const auto keep = [&codes](const Result<ordered_json> &result) {
        codes += result ? Error::Code::Failed : result.error().code;
    };
    writer->post(u"no.such"_s, json::object(), keep);
    writer->post(u"session.delete"_s, {{"workspace", "../x"}, {"session", "1"}}, keep);
    writer->post(u"session.delete"_s, {{"workspace", 7}, {"session", json::array()}}, keep);
    QTRY_COMPARE(codes, QList<Error::Code>({Error::Code::Usage, Error::Code::Usage, Error::Code::NotFound}));
}

QTEST_GUILESS_MAIN(TestWriterThread)
#include "tst_writerthread.moc"
