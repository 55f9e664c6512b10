// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agentprocess.h"

#include "agent/ipc/ipcclient.h"
#include "agent/ipc/socketpath.h"
#include "models/data/store/database.h"
#include "models/data/store/migrations.h"
#include "tests/support/firstschema.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <csignal>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

const QString session = u"44444444-aaaa-4bbb-8ccc-000000000000"_s;

} // namespace

class TestAgentLifecycle final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_agent.reset(); }
    void onlyOnePerDataDirectory();
    void endsQuicklyOnSignals_data();
    void endsQuicklyOnSignals();
    void endsDuringAnImport();
    void isStartedAgainAfterAKill();
    void verbsGoThroughIt();
    void verbsAreBusyWhenTheLockIsHeld();
    void agentWaitsForAVerb();
    void agentThatWaitsCanBeStopped();
    void tellsWhatChanged();
    void refusesAnotherVersion();
    void olderStoreIsBroughtUpToDate_data();
    void olderStoreIsBroughtUpToDate();
    void logsNoContent();

private:
    [[nodiscard]] Hello hello() const
    {
        return {ipcProtocol, u"test"_s, newestSchema({}), m_agent->dataDir(), getpid()};
    }
    // As a verb holds it while it writes by itself; -1 = not.
    [[nodiscard]] int heldLock() const
    {
        QDir().mkpath(m_agent->dataDir());
        const int held = ::open(QFile::encodeName(m_agent->dataDir() + u"/agent.lock"_s).constData(),
                                O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        return held >= 0 && flock(held, LOCK_EX | LOCK_NB) == 0 ? held : -1;
    }
    void startWaiting()
    {
        QProcess &agent = m_agent->agent();
        agent.start(AgentProcess::program(), {u"run"_s, u"--data-dir"_s, m_agent->dataDir()});
        QByteArray told;
        QTRY_VERIFY_WITH_TIMEOUT((told += agent.readAllStandardError()).contains("Waiting for it to end"), 30'000);
    }
    [[nodiscard]] QString socket() const { return *socketPath(m_agent->dataDir()); }
    std::unique_ptr<AgentProcess> m_agent;
    QString m_history;
};

void TestAgentLifecycle::init()
{
    m_agent = std::make_unique<AgentProcess>();
    m_history = m_agent->writeTranscript(
        session, {promptLine(session, 1, u"find the gizmo"_s), replyLine(session, 2, u"Here."_s)});
}

void TestAgentLifecycle::onlyOnePerDataDirectory()
{
    QVERIFY(m_agent->startAgent());
    const Ran second = m_agent->run({u"run"_s});
    QCOMPARE(second.exitCode, 75);
    QVERIFY(second.err.contains(QByteArray::number(m_agent->agent().processId())));
    AgentProcess other;
    QVERIFY(other.startAgent());
}

void TestAgentLifecycle::endsQuicklyOnSignals_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestAgentLifecycle::endsQuicklyOnSignals()
{
    QFETCH(int, number);
    QVERIFY(m_agent->startAgent());
    QCOMPARE(m_agent->run({u"import"_s, u"--from"_s, m_history}).exitCode, 0);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(::kill(pid_t(m_agent->agent().processId()), number), 0);
    QVERIFY(m_agent->agent().waitForFinished(30'000));
    QVERIFY2(timer.elapsed() < 20'000, "promised is one second; this bounds a loaded machine");
    QCOMPARE(m_agent->agent().exitCode(), 0);
    QVERIFY(!QFile::exists(socket()));
    QVERIFY(QFileInfo(m_agent->dataDir() + u"/workspaces/default.sqlite-wal"_s).size() == 0);
}

void TestAgentLifecycle::endsDuringAnImport()
{
    const QString samples = m_agent->path(u"samples"_s);
    QCOMPARE(m_agent->run({u"samples"_s, u"--to"_s, samples}).exitCode, 0);
    QVERIFY(m_agent->startAgent());
    IpcClient client(hello());
    QSignalSpy ready(&client, &IpcClient::ready);
    client.open(socket());
    QVERIFY(ready.count() == 1 || ready.wait(30'000));
    client.request(u"import.start"_s, {{"claude_dirs", {samples.toStdString()}}}, this, [](const IpcReply &) {});
    // The answer to a later request proves that the import was received.
    bool told = false;
    client.request(u"status"_s, json::object(), this, [&told](const IpcReply &) { told = true; });
    QTRY_VERIFY_WITH_TIMEOUT(told, 30'000);
    m_agent->agent().terminate();
    QVERIFY(m_agent->agent().waitForFinished(30'000));
    QCOMPARE(m_agent->agent().exitCode(), 0);
    const json rest = m_agent->json({u"import"_s, u"--from"_s, samples}).json();
    AgentProcess undisturbed;
    const json whole = undisturbed.json({u"import"_s, u"--from"_s, samples}).json();
    QCOMPARE(rest["sessions_total"], whole["sessions_total"]);
    QCOMPARE(rest["events_total"], whole["events_total"]);
}

void TestAgentLifecycle::isStartedAgainAfterAKill()
{
    QVERIFY(m_agent->startAgent());
    const QString path = socket();
    m_agent->agent().kill();
    QVERIFY(m_agent->agent().waitForFinished());
    QVERIFY(QFile::exists(path));                                               // stale
    QCOMPARE(m_agent->json({u"import"_s, u"--from"_s, m_history}).exitCode, 0); // not held up by it
    QVERIFY(m_agent->startAgent());
    QCOMPARE(m_agent->json({u"status"_s}).json()["agent"]["pid"], json(m_agent->agent().processId()));
}

void TestAgentLifecycle::verbsGoThroughIt()
{
    QVERIFY(m_agent->startAgent());
    const Ran imported = m_agent->json({u"import"_s, u"--from"_s, m_history});
    QCOMPARE(imported.exitCode, 0);
    QCOMPARE(imported.json()["events_added"], json(2));
    QCOMPARE(m_agent->json({u"search"_s, u"gizmo"_s}).json()["total"], json(1));
    QCOMPARE(m_agent->json({u"delete"_s, u"4444"_s}).json()["state"], json("hidden"));
    QCOMPARE(m_agent->json({u"delete"_s, u"4444"_s, u"--undo"_s}).json()["state"], json("restored"));
    QCOMPARE(m_agent->json({u"delete"_s, u"4444"_s, u"--now"_s}).json()["state"], json("purged"));
    QCOMPARE(m_agent->json({u"exclusions"_s}).json()["exclusions"].size(), size_t(1));
    QCOMPARE(m_agent->json({u"doctor"_s, u"--repair"_s}).exitCode, 3); // nothing is damaged
    QCOMPARE(m_agent->run({u"delete"_s, u"4444"_s}).exitCode, 3);
    QCOMPARE(m_agent->json({u"import"_s, u"--from"_s, m_history}).json()["sessions_total"], json(0));
}

void TestAgentLifecycle::verbsAreBusyWhenTheLockIsHeld()
{
    const int held = heldLock();
    QVERIFY(held >= 0);
    const Ran busy = m_agent->run({u"import"_s, u"--from"_s, m_history});
    QCOMPARE(busy.exitCode, 75);
    QVERIFY(busy.err.contains("Try again"));
    QCOMPARE(m_agent->run({u"status"_s}).exitCode, 0);
    ::close(held);
    QCOMPARE(m_agent->run({u"import"_s, u"--from"_s, m_history}).exitCode, 0);
}

// A service that is started while somebody asks for the status after an upgrade.
void TestAgentLifecycle::agentWaitsForAVerb()
{
    const int held = heldLock();
    QVERIFY(held >= 0);
    startWaiting();
    ::close(held);
    QTRY_COMPARE_WITH_TIMEOUT(m_agent->json({u"status"_s}).json()["agent"]["state"], json("running"), 30'000);
}

void TestAgentLifecycle::agentThatWaitsCanBeStopped()
{
    const int held = heldLock();
    QVERIFY(held >= 0);
    startWaiting();
    m_agent->agent().terminate();
    QVERIFY(m_agent->agent().waitForFinished(30'000));
    QCOMPARE(m_agent->agent().exitCode(), 0);
    ::close(held);
}

void TestAgentLifecycle::tellsWhatChanged()
{
    QVERIFY(m_agent->startAgent());
    IpcClient client(hello());
    QSignalSpy ready(&client, &IpcClient::ready);
    QSignalSpy pushed(&client, &IpcClient::pushed);
    client.open(socket());
    QVERIFY(ready.count() == 1 || ready.wait(30'000));
    client.request(u"subscribe"_s, json::object(), this, [](const IpcReply &) {});
    json folders;
    client.request(u"transcripts.find"_s, {{"claude_dirs", {m_history.toStdString()}}}, this,
                   [&folders](const IpcReply &reply) { folders = reply.value_or(json())["folders"]; });
    QTRY_COMPARE_WITH_TIMEOUT(folders.size(), size_t(1), 30'000);
    QCOMPARE(folders[0]["files"], json(1));
    QCOMPARE(folders[0]["projects"], json(1));
    json result;
    client.request(u"import.start"_s, {{"claude_dirs", {m_history.toStdString()}}}, this,
                   [&result](const IpcReply &reply) { result = reply.value_or(json()); });
    QTRY_COMPARE_WITH_TIMEOUT(result["events_added"], json(2), 30'000);
    QStringList names;
    for (const auto &push : pushed)
        names += push[0].toString();
    QVERIFY(names.contains(u"import.finished"_s));
    QVERIFY(names.contains(u"changed"_s));
    QString code;
    client.request(u"no.such.verb"_s, json::object(), this,
                   [&code](const IpcReply &reply) { code = reply.error().code; });
    QTRY_COMPARE_WITH_TIMEOUT(code, u"usage"_s, 30'000);
}

void TestAgentLifecycle::refusesAnotherVersion()
{
    QVERIFY(m_agent->startAgent());
    Hello other = hello();
    other.schema += 1;
    IpcClient client(other);
    QSignalSpy mismatched(&client, &IpcClient::mismatched);
    client.open(socket());
    QVERIFY(mismatched.count() == 1 || mismatched.wait(30'000));
    client.stop();
    QTRY_COMPARE_WITH_TIMEOUT(m_agent->agent().state(), QProcess::NotRunning, 30'000);
    QCOMPARE(m_agent->agent().exitCode(), 0);
}

void TestAgentLifecycle::olderStoreIsBroughtUpToDate_data()
{
    QTest::addColumn<bool>("agentRuns");
    QTest::newRow("by the first verb") << false;
    QTest::newRow("by the agent") << true;
}

void TestAgentLifecycle::olderStoreIsBroughtUpToDate()
{
    QFETCH(bool, agentRuns);
    QCOMPARE(m_agent->run({u"import"_s, u"--from"_s, m_history}).exitCode, 0);
    {
        auto db = Database::open(m_agent->dataDir() + u"/workspaces/default.sqlite"_s, Database::Mode::Writer);
        QVERIFY(db);
        QVERIFY(takeBackToFirstSchema(*db));
    }
    if (agentRuns)
        QVERIFY(m_agent->startAgent());
    QTRY_COMPARE_WITH_TIMEOUT(m_agent->run({u"sessions"_s}).exitCode, 0, 30'000);
    QCOMPARE(m_agent->json({u"sessions"_s}).json()["sessions"].size(), size_t(1));
    QCOMPARE(m_agent->json({u"status"_s}).json()["store"]["schema"], json(newestSchema({})));
}

void TestAgentLifecycle::logsNoContent()
{
    QVERIFY(m_agent->startAgent());
    QCOMPARE(m_agent->run({u"import"_s, u"--from"_s, m_history}).exitCode, 0);
    QCOMPARE(m_agent->run({u"search"_s, u"gizmo"_s}).exitCode, 0);
    m_agent->agent().terminate();
    QVERIFY(m_agent->agent().waitForFinished(30'000));
    const QByteArray log = m_agent->agent().readAllStandardError();
    QVERIFY(log.contains("import.start"));
    QVERIFY(!log.contains("gizmo"));
}

QTEST_GUILESS_MAIN(TestAgentLifecycle)
#include "tst_agentlifecycle.moc"
