// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// assay-hook as a process: it is small, it says nothing, it does not make the coding agent wait, and the call is there
// afterwards.
#include "tests/support/hookcall.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>
#include <sys/stat.h>

using namespace assay::test;
using namespace Qt::Literals::StringLiterals;

class HookProgramTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString dataDir() const { return m_folder->filePath(u"data"_s); }
    // A hook that has been started and waits for its payload.
    std::unique_ptr<QProcess> started(const QStringList &through = {}) const
    {
        auto process = std::make_unique<QProcess>();
        process->setProcessChannelMode(QProcess::MergedChannels);
        const QStringList command = through + QStringList{hookProgram()};
        process->start(command.first(), command.mid(1));
        process->waitForStarted();
        return process;
    }
    static bool ignores(qint64 pid, int signal)
    {
        QFile status(u"/proc/%1/status"_s.arg(pid));
        if (!status.open(QIODevice::ReadOnly))
            return false;
        for (const QByteArray &line : status.readAll().split('\n')) {
            if (line.startsWith("SigIgn:"))
                return (line.mid(7).trimmed().toULongLong(nullptr, 16) >> (signal - 1) & 1) != 0;
        }
        return false;
    }
    static bool endsSilently(QProcess &process)
    {
        // It may have ended while the spool was looked at.
        const bool ended = process.state() == QProcess::NotRunning || process.waitForFinished(30000);
        return ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0 &&
               process.readAll().isEmpty();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>(QDir::tempPath() + u"/hook-XXXXXX"_s);
        qputenv("ASSAY_DATA_DIR", dataDir().toLocal8Bit());
    }

    void linksNothingButLibc()
    {
#ifdef ASSAY_SANITIZED
        QSKIP("built with sanitizers, which bring libraries of their own");
#endif
        const QString readelf = QStandardPaths::findExecutable(u"readelf"_s);
        if (readelf.isEmpty())
            QSKIP("readelf is not installed");
        QProcess process;
        process.start(readelf, {u"-d"_s, hookProgram()});
        QVERIFY(process.waitForFinished());
        QList<QByteArray> needed;
        for (const QByteArray &line : process.readAllStandardOutput().split('\n')) {
            if (line.contains("(NEEDED)"))
                needed.append(line.mid(line.indexOf('[')));
        }
        QCOMPARE(needed, QList<QByteArray>{"[libc.so.6]"});
    }

    void foldersAndFilesAreTheUsersAlone()
    {
        const mode_t before = umask(0);
        QVERIFY(isSilent(callHook({.payload = hookPayload(u"Stop"_s)})));
        umask(before);
        QTRY_COMPARE(spooledCount(dataDir()), 1);
        QCOMPARE(unfinishedCount(dataDir()), 0);
        const auto mode = [](const QString &path) {
            struct stat info {};
            return stat(path.toLocal8Bit().constData(), &info) == 0 ? info.st_mode & 07777 : 0;
        };
        for (const char *folder : {"", "/spool", "/spool/tmp", "/spool/new"})
            QCOMPARE(mode(dataDir() + QString::fromLatin1(folder)), 0700U);
        QCOMPARE(mode(dataDir() + u"/spool/new/"_s + spooledCalls(dataDir()).first().name), 0600U);
        QCOMPARE(mode(dataDir() + u"/spool/level"_s), 0600U);
    }

    void foldersThatAreOpenToOthersAreClosed()
    {
        QVERIFY(QDir().mkpath(dataDir() + u"/spool"_s));
        QCOMPARE(chmod((dataDir() + u"/spool"_s).toLocal8Bit().constData(), 0777), 0);
        QVERIFY(isSilent(callHook({.payload = hookPayload(u"Stop"_s)})));
        QTRY_COMPARE(spooledCount(dataDir()), 1);
        QCOMPARE(QFile::permissions(dataDir() + u"/spool"_s) & QFile::ReadGroup, QFile::Permissions());
    }

    void namesAreInTheOrderOfCalls()
    {
        for (int call = 0; call < 10; ++call)
            QVERIFY(
                isSilent(callHook({.payload = hookPayload(u"Stop"_s, {{"prompt_id", "p" + std::to_string(call)}})})));
        QTRY_COMPARE(spooledCount(dataDir()), 10);
        const QList<SpooledCall> calls = spooledCalls(dataDir());
        for (int call = 0; call < 10; ++call) {
            QCOMPARE(calls[call].header["fields"]["prompt_id"].get<std::string>(), "p" + std::to_string(call));
            QVERIFY(call == 0 || calls[call - 1].header["boottime_ns"] < calls[call].header["boottime_ns"]);
        }
        static const QRegularExpression shape(u"^[0-9a-f]{32}-[0-9]{20}-[0-9]{10}-[0-9]{4}\\.hook$"_s);
        QVERIFY(shape.match(calls.first().name).hasMatch());
    }

    void aHundredAtOnce()
    {
        std::vector<std::unique_ptr<QProcess>> processes;
        for (int call = 0; call < 100; ++call) {
            processes.push_back(started());
            processes.back()->write(hookPayload(u"PreToolUse"_s, {{"tool_use_id", "toolu_" + std::to_string(call)}}));
            processes.back()->closeWriteChannel();
        }
        for (const auto &process : processes)
            QVERIFY(endsSilently(*process));
        QTRY_COMPARE_WITH_TIMEOUT(spooledCount(dataDir()), 100, 30000);
        QSet<QByteArray> ids;
        for (const SpooledCall &call : spooledCalls(dataDir()))
            ids.insert(QByteArray::fromStdString(call.header["fields"]["tool_use_id"].get<std::string>()));
        QCOMPARE(ids.size(), 100);
        QCOMPARE(unfinishedCount(dataDir()), 0);
        QCOMPARE(QFileInfo(dataDir() + u"/spool/level"_s).size(), 100);
    }

    // The client keeps stdin open: with nothing, with half a payload, with a whole one.
    void stdinThatNeverCloses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QByteArray>("session");
        const QByteArray whole = hookPayload(u"Stop"_s, {{"session_id", "s-1"}});
        QTest::newRow("nothing") << QByteArray() << QByteArray("cut") << QByteArray();
        QTest::newRow("half") << QByteArray("{\"session_id\":\"s-1\",\"cwd\":\"/\",\"tool_input\":{\"comm")
                              << QByteArray("cut") << QByteArray("s-1");
        QTest::newRow("whole") << whole << QByteArray("fields") << QByteArray("s-1");
    }
    void stdinThatNeverCloses()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, state);
        QFETCH(QByteArray, session);
        // cat ends when nobody has the hook's outputs open any more: the child must not keep them.
        const auto process = started({u"sh"_s, u"-c"_s, u"\"$0\" | cat"_s});
        process->write(bytes);
        QVERIFY(endsSilently(*process));
        QTRY_COMPARE_WITH_TIMEOUT(spooledCount(dataDir()), 1, 20000);
        const SpooledCall call = spooledCalls(dataDir()).first();
        QCOMPARE(QByteArray::fromStdString(call.header["payload"].get<std::string>()), state);
        QCOMPARE(QByteArray::fromStdString(call.header["session_id"].get<std::string>()), session);
        QCOMPARE(call.header["payload_bytes"].get<qint64>(), bytes.size());
    }

    // A client that writes without a pause may take longer than one that is silent, but not for ever.
    void payloadThatNeverEnds()
    {
        const auto process = started({u"sh"_s, u"-c"_s,
                                      u"(printf '{\"session_id\":\"s\",\"x\":\"'; "
                                      "while printf x 2>/dev/null; do :; done) | \"$0\""_s});
        QTRY_COMPARE_WITH_TIMEOUT(spooledCount(dataDir()), 1, 20000);
        QVERIFY(endsSilently(*process));
        QCOMPARE(spooledCalls(dataDir()).first().header["payload"].get<std::string>(), "cut");
        QCOMPARE(spooledCalls(dataDir()).first().header["session_id"].get<std::string>(), "s");
    }

    // What comes after the coding agent has gone on is still kept.
    void payloadThatComesLate()
    {
        const QString fifo = m_folder->filePath(u"fifo"_s);
        QCOMPARE(mkfifo(fifo.toLocal8Bit().constData(), 0600), 0);
        QFile end(fifo);
        QVERIFY(end.open(QIODevice::ReadWrite)); // so that neither side waits for the other
        const auto process = started({u"sh"_s, u"-c"_s, u"exec \"$0\" <\"%1\""_s.arg(fifo)});
        QVERIFY(endsSilently(*process));
        QCOMPARE(spooledCount(dataDir()), 0);
        end.write(hookPayload(u"Stop"_s, {{"session_id", "late"}}));
        end.flush();
        QTRY_COMPARE_WITH_TIMEOUT(spooledCount(dataDir()), 1, 20000);
        QCOMPARE(spooledCalls(dataDir()).first().header["session_id"].get<std::string>(), "late");
        QCOMPARE(spooledCalls(dataDir()).first().header["claude_pid"].get<qint64>(), qint64{getpid()});
    }

    void channelsThatAreClosed()
    {
        QVERIFY(isSilent(callHook({.through = {u"sh"_s, u"-c"_s, u"exec \"$0\" <&-"_s}})));
        QVERIFY(isSilent(
            callHook({.payload = hookPayload(u"Stop"_s), .through = {u"sh"_s, u"-c"_s, u"exec \"$0\" >&- 2>&-"_s}})));
        QVERIFY(isSilent(callHook({.through = {u"sh"_s, u"-c"_s, u"exec \"$0\" </tmp"_s}})));
        QTRY_COMPARE(spooledCount(dataDir()), 3);
    }

    // Ctrl-C goes to everything in the terminal, and clients end hooks that they no longer want.
    void signalsDoNotLoseTheCall()
    {
        for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGUSR1}) {
            const qsizetype before = spooledCount(dataDir());
            const auto process = started();
            QTRY_VERIFY(ignores(process->processId(), signal));
            process->write(hookPayload(u"Stop"_s).left(20));
            process->waitForBytesWritten();
            kill(static_cast<pid_t>(process->processId()), signal);
            process->write(hookPayload(u"Stop"_s).mid(20));
            process->closeWriteChannel();
            QVERIFY(endsSilently(*process));
            QTRY_COMPARE(spooledCount(dataDir()), before + 1);
        }
    }

    void parentThatIsKilled()
    {
        const QString payload = m_folder->filePath(u"payload"_s);
        QFile file(payload);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(hookPayload(u"Stop"_s));
        file.close();
        QProcess shell;
        shell.start(u"sh"_s, {u"-c"_s, u"\"$0\" <\"$1\" & kill -9 $$"_s, hookProgram(), payload});
        QVERIFY(shell.waitForFinished());
        QTRY_COMPARE(spooledCount(dataDir()), 1);
    }

    void argumentsAreTakenAndIgnored()
    {
        QVERIFY(isSilent(callHook(
            {.payload = hookPayload(u"Stop"_s), .through = {u"sh"_s, u"-c"_s, u"exec \"$0\" --help Stop -- -x"_s}})));
        QTRY_COMPARE(spooledCount(dataDir()), 1);
    }
};

QTEST_GUILESS_MAIN(HookProgramTest)
#include "tst_hookprogram.moc"
