// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// One window for a data directory, with the real program on one side and what it speaks on the other.
#include "agentprocess.h"

#include "agent/ipc/ipcclient.h"
#include "agent/ipc/socketpath.h"
#include "app/singleinstance.h"

#include <csignal>

#include <QElapsedTimer>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace assay;

class TestSingleInstance final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void secondHandsItsWordsOver();
    void secondIsTakenByTheWindow();
    void linksAreHandedOver();
    void wrongLinkIsRefused();
    void otherDataDirectoryIsAnotherWindow();
    void windowThatDiedIsReplaced();
    void windowThatHangsIsLeftAlone();

private:
    [[nodiscard]] QStringList words(const QStringList &more) const;
    [[nodiscard]] static QString program();
    [[nodiscard]] Ran second(const QStringList &more) const;
    void startFirst();
    // Whether somebody takes a request, as a second program asks it.
    [[nodiscard]] bool isTaken(SingleInstance &instance) const;

    std::unique_ptr<AgentProcess> m_agent;
    std::unique_ptr<QProcess> m_first;
    std::unique_ptr<DataDir> m_dataDir;
};

QString TestSingleInstance::program()
{
    return QFileInfo(AgentProcess::program()).path() + u"/assay"_s;
}

void TestSingleInstance::init()
{
    m_agent = std::make_unique<AgentProcess>();
    QVERIFY(m_agent->startAgent()); // else the window starts one that outlives it
    m_dataDir = std::make_unique<DataDir>(*DataDir::locate(m_agent->dataDir()));
}

void TestSingleInstance::cleanup()
{
    if (m_first && m_first->state() != QProcess::NotRunning) {
        m_first->kill();
        m_first->waitForFinished();
    }
    m_first.reset();
    m_agent.reset();
}

QStringList TestSingleInstance::words(const QStringList &more) const
{
    return QStringList{u"--data-dir"_s, m_agent->dataDir(), u"--claude-dir"_s, m_agent->path(u"none"_s)} + more;
}

Ran TestSingleInstance::second(const QStringList &more) const
{
    return runProgram(program(), words(more), QProcessEnvironment::systemEnvironment(), 20'000);
}

void TestSingleInstance::startFirst()
{
    const auto agents = socketPath(m_dataDir->path());
    QVERIFY(agents.has_value());
    const QString socket = agents->chopped(5) + u".win"_s;
    m_first = std::make_unique<QProcess>();
    m_first->setProcessChannelMode(QProcess::ForwardedChannels);
    m_first->start(program(), words({}));
    QVERIFY(m_first->waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(socket), 30'000);
    // It listens before its window is made, and answers behind that only: longer than a second program may wait.
    bool answers = false;
    IpcClient asking({}, nullptr, 60'000);
    connect(&asking, &IpcClient::ready, this, [&answers] { answers = true; });
    connect(&asking, &IpcClient::mismatched, this, [&answers] { answers = true; });
    asking.open(socket);
    QTRY_VERIFY_WITH_TIMEOUT(answers, 60'000);
}

bool TestSingleInstance::isTaken(SingleInstance &instance) const
{
    std::optional<bool> taken;
    instance.begin({}, [&taken](bool answer) { taken = answer; });
    if (!QTest::qWaitFor([&taken] { return taken.has_value(); }, 30'000))
        return false;
    return *taken;
}

void TestSingleInstance::secondHandsItsWordsOver()
{
    SingleInstance first(*m_dataDir);
    QVERIFY(!isTaken(first));
    QSignalSpy asked(&first, &SingleInstance::openRequested);
    QProcess other;
    other.start(program(),
                words({u"--session"_s, u"7c1e04d2#42"_s, u"--page"_s, u"search"_s, u"--workspace"_s, u"work"_s}));
    QVERIFY(asked.wait(20'000));
    const auto request = asked.first().first().value<OpenRequest>();
    QCOMPARE(request.session, u"7c1e04d2"_s);
    QCOMPARE(request.eventId, 42);
    QCOMPARE(request.page, u"search"_s);
    QCOMPARE(request.workspace, u"work"_s);
    QTRY_COMPARE_WITH_TIMEOUT(other.state(), QProcess::NotRunning, 30'000);
    QCOMPARE(other.exitCode(), 0);
}

void TestSingleInstance::secondIsTakenByTheWindow()
{
    startFirst();
    QVERIFY(m_first->state() == QProcess::Running);
    const Ran ran = second({u"--page"_s, u"search"_s});
    QCOMPARE(ran.exitCode, 0);
    QVERIFY(ran.out.contains("was raised"));
    QVERIFY(m_first->state() == QProcess::Running);
}

void TestSingleInstance::linksAreHandedOver()
{
    SingleInstance first(*m_dataDir);
    QVERIFY(!isTaken(first));
    QSignalSpy asked(&first, &SingleInstance::openRequested);
    QProcess other;
    other.start(program(), words({u"assay://session/7c1e04d2-1234-4abc-8def-00000000b40f#7"_s}));
    QVERIFY(asked.wait(20'000));
    const auto request = asked.first().first().value<OpenRequest>();
    QCOMPARE(request.session, u"7c1e04d2-1234-4abc-8def-00000000b40f"_s);
    QCOMPARE(request.eventId, 7);
    QVERIFY(request.workspace.isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(other.state(), QProcess::NotRunning, 30'000);
}

void TestSingleInstance::wrongLinkIsRefused()
{
    const Ran ran = second({u"assay://session/../../etc"_s});
    QCOMPARE(ran.exitCode, 2);
    QVERIFY2(ran.err.contains("no link of Assay"), ran.err.constData());
}

void TestSingleInstance::otherDataDirectoryIsAnotherWindow()
{
    startFirst();
    const AgentProcess other;
    SingleInstance instance(*DataDir::locate(other.dataDir()));
    QVERIFY(!isTaken(instance));
}

void TestSingleInstance::windowThatDiedIsReplaced()
{
    startFirst();
    m_first->kill();
    QVERIFY(m_first->waitForFinished());
    SingleInstance next(*m_dataDir);
    QVERIFY(!isTaken(next)); // its socket is still there
    SingleInstance afterwards(*m_dataDir);
    QVERIFY(isTaken(afterwards));
}

void TestSingleInstance::windowThatHangsIsLeftAlone()
{
    startFirst();
    QCOMPARE(kill(static_cast<pid_t>(m_first->processId()), SIGSTOP), 0);
    SingleInstance next(*m_dataDir);
    QElapsedTimer clock;
    clock.start();
    QVERIFY(!isTaken(next));
    QVERIFY(clock.elapsed() >= SingleInstance::patienceMs - 100);
    kill(static_cast<pid_t>(m_first->processId()), SIGCONT);
    SingleInstance afterwards(*m_dataDir);
    QVERIFY(isTaken(afterwards)); // the first one still listens
}

QTEST_GUILESS_MAIN(TestSingleInstance)
#include "tst_singleinstance.moc"
