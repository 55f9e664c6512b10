// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QProcess>
#include <QRandomGenerator>
#include <QtTest>

#include <nlohmann/json.hpp>

#include <csignal>

#include "models/data/store/statement.h"
#include "tests/capture/spoolfiles.h"
#include "tests/support/agentprocess.h"
#include "tests/support/importfixture.h"
#include "tests/support/storedump.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

// A client that goes on writing, whatever happens to the agent: lines in several pieces, hook calls between them.
class Stream {
public:
    Stream(const QString &claudeDir, const QString &dataDir, quint32 seed)
        : m_projects(claudeDir + u"/projects"_s)
        , m_spool(dataDir)
        , m_random(seed)
    {
        for (int i = 0; i < sessions; ++i) {
            const QString uuid = u"cccccccc-0000-4000-8000-%1"_s.arg(i, 12, 10, QLatin1Char('0'));
            m_uuids.append(uuid);
            m_builders.emplace_back(uuid.toStdString());
            m_torn.append(QByteArray());
        }
    }

    void step()
    {
        const int i = int(m_random.bounded(sessions));
        QFile file(m_projects + u"/-p%1/%2.jsonl"_s.arg(i % 3).arg(m_uuids[i]));
        QDir().mkpath(QFileInfo(file).path());
        if (!file.open(QIODevice::Append))
            qFatal("cannot write a transcript");
        if (!m_torn[i].isEmpty()) {
            file.write(std::exchange(m_torn[i], {}));
            return;
        }
        const QByteArray line = QByteArray::fromStdString(next(m_builders[size_t(i)])) + '\n';
        const qint64 cut = m_random.bounded(4) == 0 ? m_random.bounded(line.size()) : line.size();
        file.write(line.left(cut));
        m_torn[i] = line.mid(cut);
        if (m_random.bounded(3) == 0) {
            m_spool.add(
                m_uuids[i].toStdString(), "Notification",
                {{"fields", {{"notification_type", std::to_string(m_calls[i])}}}, {"transcript_bytes", file.size()}});
            ++m_calls[i];
        }
    }
    void finishLines()
    {
        for (int i = 0; i < sessions; ++i) {
            QFile file(m_projects + u"/-p%1/%2.jsonl"_s.arg(i % 3).arg(m_uuids[i]));
            if (!m_torn[i].isEmpty() && file.open(QIODevice::Append))
                file.write(std::exchange(m_torn[i], {}));
        }
    }
    [[nodiscard]] QStringList expectedCalls() const
    {
        QStringList all;
        for (int i = 0; i < sessions; ++i) {
            for (int n = 0; n < m_calls.value(i); ++n)
                all.append(u"%1 %2"_s.arg(m_uuids[i]).arg(n));
        }
        return all;
    }
    void setClockBack() { m_spool.setClock(m_spool.now() - 3'600'000); }
    [[nodiscard]] qsizetype waiting() const { return m_spool.waiting(); }

private:
    static constexpr int sessions = 8;

    std::string next(TranscriptBuilder &lines)
    {
        const std::string id = "toolu_" + std::to_string(++m_lines);
        switch (m_random.bounded(4)) {
        case 0:
            return lines.prompt("prompt " + id);
        case 1:
            return lines.call(id, "Bash", {{"command", "make " + id}});
        case 2:
            return lines.result("toolu_" + std::to_string(m_lines - 1), "done", {{"stdout", "done"}});
        default:
            return lines.reply(std::string(size_t(m_random.bounded(2000)), 'r'));
        }
    }

    QString m_projects;
    SpoolFiles m_spool;
    QRandomGenerator m_random;
    QStringList m_uuids;
    std::vector<TranscriptBuilder> m_builders;
    QByteArrayList m_torn;
    QMap<int, int> m_calls;
    int m_lines = 0;
};

} // namespace

// kill -9 while a client writes: what it wrote is stored once, in order, as an import of the same files would store it.
class TestKillCapture : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_claude;
    QString m_dataDir;

    [[nodiscard]] QStringList agentArguments() const
    {
        return {u"run"_s, u"--data-dir"_s, m_dataDir, u"--claude-dir"_s, m_claude, u"--quiet"_s};
    }
    [[nodiscard]] json status() const
    {
        return runAgent({u"status"_s, u"--data-dir"_s, m_dataDir, u"--json"_s}).json();
    }
    bool start(QProcess &agent, const QString &program = agentPath()) const
    {
        agent.setProcessChannelMode(QProcess::ForwardedChannels);
        agent.start(program, agentArguments());
        return agent.waitForStarted();
    }
    // The same program, as it will say of itself one day.
    [[nodiscard]] QString newerAgent() const
    {
        const QString path = m_folder.filePath(u"assay-agent"_s);
        QFile own(agentPath());
        QFile other(path);
        if (!own.open(QIODevice::ReadOnly) || !other.open(QIODevice::WriteOnly))
            return {};
        const auto utf16 = [](const QString &text) {
            return QByteArray(reinterpret_cast<const char *>(text.utf16()), (text.size() + 1) * 2);
        };
        const QString version = QStringLiteral(ASSAY_VERSION);
        QByteArray bytes = own.readAll();
        const bool isThere = bytes.contains(utf16(version));
        bytes.replace(utf16(version), utf16(QString(version.size(), u'9')));
        const bool written = other.write(bytes) == bytes.size() && other.setPermissions(own.permissions());
        return isThere && written ? path : QString();
    }
    // Everything that was written is read.
    [[nodiscard]] bool isSettled(const Stream &stream) const
    {
        if (stream.waiting() > 0)
            return false;
        const json told = status();
        // Nothing waits before the first look, either.
        const json &capture = told["capture"];
        return told["agent"]["state"] == "running" && capture.value("files_looked_at", 0) > 0 &&
               capture["queue_depth"] == 0;
    }

private Q_SLOTS:
    void init()
    {
        m_claude = m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()) + u"/claude"_s);
        m_dataDir = m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()) + u"/data"_s);
        QDir().mkpath(m_claude + u"/projects"_s);
        QDir().mkpath(m_dataDir);
        QFile::setPermissions(m_dataDir, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    void sameRowsAfterKills()
    {
        const int wanted = qEnvironmentVariableIntValue("ASSAY_TEST_KILLS");
        const int kills = wanted > 0 ? wanted : 50;
        QRandomGenerator random(20261125);
        {
            QProcess first;
            QVERIFY(start(first));
            QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_dataDir + u"/capture-since"_s), 20'000);
            first.kill();
            first.waitForFinished();
        }
        Stream stream(m_claude, m_dataDir, 7);
        for (int kill = 0; kill < kills; ++kill) {
            QProcess agent;
            QVERIFY(start(agent));
            const int steps = int(random.bounded(60)) + 5;
            for (int i = 0; i < steps; ++i) {
                stream.step();
                agent.waitForFinished(int(random.bounded(4)));
            }
            agent.waitForFinished(int(random.bounded(200)));
            QVERIFY2(agent.state() == QProcess::Running, "the agent ended by itself");
            agent.kill();
            agent.waitForFinished();
        }
        stream.finishLines();
        QProcess last;
        QVERIFY(start(last));
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(stream), 60'000);
        compareWithImport(last);
        compareCalls(stream);
    }

    // An upgrade while sessions go on: the next one begins when the last one was told to end, and writes on where that
    // one stopped; now and then the clock is set back.
    void replacedWhileSessionsGoOn()
    {
        const QString newer = newerAgent();
        QVERIFY(!newer.isEmpty());
        Stream stream(m_claude, m_dataDir, 9);
        std::unique_ptr<QProcess> agent;
        for (int round = 0; round < 8; ++round) {
            std::unique_ptr<QProcess> before = std::exchange(agent, std::make_unique<QProcess>());
            if (before)
                ::kill(pid_t(before->processId()), SIGTERM);
            stream.step();
            const QString program = round % 2 == 0 ? agentPath() : newer;
            QVERIFY(start(*agent, program));
            // Whoever comes too early is told that the data directory is taken, as a service manager is.
            while (!agent->waitForFinished(50) && before && before->state() != QProcess::NotRunning) {
                stream.step();
                before->waitForFinished(10);
            }
            if (agent->state() == QProcess::NotRunning) {
                QCOMPARE(agent->exitCode(), 75);
                QVERIFY(before && (before->state() == QProcess::NotRunning || before->waitForFinished(10'000)));
                QVERIFY(start(*agent, program));
            }
            if (round == 0)
                QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_dataDir + u"/capture-since"_s), 20'000);
            if (round % 3 == 1)
                stream.setClockBack();
            for (int i = 0; i < 40; ++i) {
                stream.step();
                agent->waitForFinished(2);
            }
            QVERIFY2(agent->state() == QProcess::Running, "the agent ended by itself");
        }
        stream.finishLines();
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(stream), 60'000);
        compareWithImport(*agent);
        compareCalls(stream);
    }

    void endsWithWhatHasArrived()
    {
        Stream stream(m_claude, m_dataDir, 8);
        QProcess agent;
        QVERIFY(start(agent));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_dataDir + u"/capture-since"_s), 20'000);
        for (int i = 0; i < 200; ++i)
            stream.step();
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(stream), 60'000); // what is left is no more than an end has time for
        for (int i = 0; i < 60; ++i)
            stream.step();
        stream.finishLines();
        compareWithImport(agent);
    }

private:
    // Each once, in the order of each session.
    void compareCalls(const Stream &stream) const
    {
        auto db = Database::open(m_dataDir + u"/workspaces/default.sqlite"_s, Database::Mode::Reader);
        QVERIFY(db);
        Statement calls(*db, u"SELECT session_uuid || ' ' || detail FROM hook_event ORDER BY session_uuid, id"_s);
        QStringList told;
        while (calls.next())
            told.append(calls.text(0));
        QCOMPARE(told, stream.expectedCalls());
    }

    // SIGTERM is the last thing the agent hears: what was written before it is stored.
    void compareWithImport(QProcess &agent)
    {
        ::kill(pid_t(agent.processId()), SIGTERM);
        // Promised is a second; this bounds a machine that is busy.
        QVERIFY(agent.waitForFinished(60'000));
        QCOMPARE(agent.exitCode(), 0);
        const QString imported = m_dataDir + u"-imported"_s;
        QCOMPARE(runAgent({u"import"_s, u"--data-dir"_s, imported, u"--claude-dir"_s, m_claude, u"--quiet"_s}).exitCode,
                 0);
        const QStringList expected = dumpStore(imported + u"/workspaces/default.sqlite"_s);
        const QStringList actual = dumpStore(m_dataDir + u"/workspaces/default.sqlite"_s);
        for (qsizetype i = 0; i < std::min(actual.size(), expected.size()); ++i) {
            if (actual[i] != expected[i])
                QFAIL(qPrintable(u"live\n  %1\nimported\n  %2"_s.arg(actual[i].left(700), expected[i].left(700))));
        }
        QCOMPARE(actual.size(), expected.size());
        QVERIFY(expected.size() > 100);
    }
};

// A thousand kills take longer than a test function may by default.
int main(int argc, char *argv[])
{
    qputenv("QTEST_FUNCTION_TIMEOUT", "3600000");
    const QCoreApplication application(argc, argv);
    TestKillCapture test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_killcapture.moc"
