// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What assay-hook leaves of a run that is not to be captured: nothing, or a marker that says so and no more.
#include "tests/support/hookcall.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace assay::test;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

class HookGatesTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    qsizetype m_stops = 0;
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString dataDir() const { return path(u"data"_s); }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bytes);
    }
    QByteArray payloadIn(const QString &folder) const
    {
        return hookPayload(u"SessionStart"_s, {{"cwd", path(folder).toStdString()},
                                               {"transcript_path", path(u"t.jsonl"_s).toStdString()},
                                               {"prompt", "CONTENT"},
                                               {"tool_name", "Bash"}});
    }
    // How many calls besides those named Stop are there after this one and a Stop that is let through.
    qsizetype othersAfter(const HookCall &call, qsizetype expected)
    {
        if (!isSilent(callHook(call)) || !isSilent(callHook({.payload = hookPayload(u"Stop"_s, {{"cwd", "/"}})})))
            return -1;
        ++m_stops;
        [&] { QTRY_COMPARE_WITH_TIMEOUT(spooledCount(dataDir()), m_stops + expected, 20000); }();
        qsizetype others = 0;
        for (const SpooledCall &spooled : spooledCalls(dataDir()))
            others += spooled.header["event"] == "Stop" ? 0 : 1;
        return others;
    }

private Q_SLOTS:
    void init()
    {
        m_stops = 0;
        m_folder = std::make_unique<QTemporaryDir>(QDir::tempPath() + u"/hook-XXXXXX"_s);
        QVERIFY(QDir().mkpath(path(u"project/deep"_s)));
        qputenv("ASSAY_DATA_DIR", dataDir().toLocal8Bit());
        write(u"t.jsonl"_s, "{}\n");
    }

    void runsThatOptOut_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QByteArray>("kind");
        QTest::newRow("assay") << u"ASSAY_CAPTURE"_s << u"false"_s << QByteArray("ASSAY_CAPTURE");
        QTest::newRow("hivemind") << u"HIVEMIND_CAPTURE"_s << u"false"_s << QByteArray("HIVEMIND_CAPTURE");
        QTest::newRow("only cli") << u"ASSAY_CAPTURE_ONLY_CLI"_s << u"true"_s << QByteArray("ASSAY_CAPTURE_ONLY_CLI");
    }
    void runsThatOptOut()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QByteArray, kind);
        write(u"data/gates/unpersisted"_s, {}); // no content of such a run either
        QVERIFY(QFile::remove(path(u"t.jsonl"_s)));
        const auto run = [&](const QByteArray &payload) {
            return isSilent(callHook(
                {.payload = payload, .environment = {{name, value}, {u"CLAUDE_CODE_ENTRYPOINT"_s, u"sdk-cli"_s}}}));
        };
        QVERIFY(run(payloadIn(u"project"_s)));
        QTRY_COMPARE(spooledCount(dataDir()), 1);
        const SpooledCall call = spooledCalls(dataDir()).first();
        QStringList keys;
        for (const auto &member : call.header.items())
            keys.append(QString::fromStdString(member.key()));
        QCOMPARE(keys.join(u' '), u"boot boottime_ns counter event opt_out pid session_id spent_us spool "
                                  "transcript_bytes wall_ms"_s);
        QCOMPARE(QByteArray::fromStdString(call.header["opt_out"].get<std::string>()), kind);
        QCOMPARE(call.header["session_id"].get<std::string>(), "5d1f0c5e-0000-4000-8000-000000000001");
        QVERIFY(!call.bytes.contains("project") && !call.bytes.contains("CONTENT"));
        // A large payload neither, which otherwise goes to the disk as it comes.
        QByteArray large = payloadIn(u"project"_s);
        large.replace("CONTENT", "CONTENT" + QByteArray(3'000'000, 'x'));
        QVERIFY(run(large));
        QTRY_COMPARE(spooledCount(dataDir()), 2);
        QVERIFY(!spooledCalls(dataDir()).last().bytes.contains("CONTENT"));
    }

    void markerTellsHowFarTheTranscriptWas()
    {
        write(u"t.jsonl"_s, QByteArray(12345, '\n'));
        QVERIFY(
            isSilent(callHook({.payload = payloadIn(u"project"_s), .environment = {{u"ASSAY_CAPTURE"_s, u"0"_s}}})));
        QTRY_COMPARE(spooledCount(dataDir()), 1);
        QCOMPARE(spooledCalls(dataDir()).first().header["transcript_bytes"].get<int>(), 12345);
    }

    void interactiveRunsAreNotOnlyCli()
    {
        QVERIFY(isSilent(callHook(
            {.payload = payloadIn(u"project"_s),
             .environment = {{u"ASSAY_CAPTURE_ONLY_CLI"_s, u"true"_s}, {u"CLAUDE_CODE_ENTRYPOINT"_s, u"cli"_s}}})));
        QTRY_COMPARE(spooledCount(dataDir()), 1);
        QVERIFY(!spooledCalls(dataDir()).first().header.contains("opt_out"));
        QCOMPARE(spooledCalls(dataDir()).first().header["entrypoint"].get<std::string>(), "cli");
    }

    void foldersThatOptOutLeaveNothing()
    {
        QCOMPARE(othersAfter({.payload = payloadIn(u"project"_s)}, 1), 1);
        write(u"project/.assay"_s, R"({"collect": false})");
        QCOMPARE(othersAfter({.payload = payloadIn(u"project"_s)}, 1), 1);
        QCOMPARE(othersAfter({.payload = payloadIn(u"project/deep"_s)}, 1), 1);
        // Where both opt out, there is no marker either.
        QCOMPARE(
            othersAfter({.payload = payloadIn(u"project"_s), .environment = {{u"ASSAY_CAPTURE"_s, u"false"_s}}}, 1), 1);
    }

    void wherePayloadAndProcessDiffer()
    {
        write(u"project/.assay.local"_s, R"({"collect": false})");
        const QByteArray nowhere = hookPayload(u"SessionStart"_s, {{"cwd", nullptr}});
        const QByteArray elsewhere = hookPayload(u"SessionStart"_s, {{"cwd", "/"}});
        const QString project = path(u"project"_s);
        // Without a folder in the payload the folder of the process counts; the project counts always.
        QCOMPARE(othersAfter({.payload = nowhere, .folder = project}, 0), 0);
        QCOMPARE(othersAfter({.payload = elsewhere, .environment = {{u"CLAUDE_PROJECT_DIR"_s, project}}}, 0), 0);
        QCOMPARE(othersAfter({.payload = elsewhere, .folder = project}, 1), 1);
    }

    void ignoredFoldersLeaveNothing()
    {
        write(u"data/gates/ignored"_s, path(u"project"_s).toLocal8Bit() + "\n");
        QCOMPARE(othersAfter({.payload = payloadIn(u"project/deep"_s)}, 0), 0);
    }

    void contentOfAFolderThatOptsOutNeverTouchesTheDisk()
    {
        write(u"data/gates/unpersisted"_s, {});
        QVERIFY(QFile::remove(path(u"t.jsonl"_s)));
        write(u"project/.hivemind"_s, R"({"collect": false})");
        QByteArray large = payloadIn(u"project"_s);
        large.replace("CONTENT", "CONTENT" + QByteArray(3'000'000, 'x'));
        QCOMPARE(othersAfter({.payload = large}, 0), 0);
        QCOMPARE(unfinishedCount(dataDir()), 0);
    }

    void pauseLeavesMarkers()
    {
        write(u"data/gates/paused"_s, "0");
        QVERIFY(isSilent(callHook({.payload = payloadIn(u"project"_s)})));
        QTRY_COMPARE(spooledCount(dataDir()), 1);
        QCOMPARE(spooledCalls(dataDir()).first().header["opt_out"].get<std::string>(), "paused");
        write(u"data/gates/paused"_s, "1000"); // long over
        QVERIFY(isSilent(callHook({.payload = payloadIn(u"project"_s)})));
        QTRY_COMPARE(spooledCount(dataDir()), 2);
        QVERIFY(!spooledCalls(dataDir()).last().header.contains("opt_out"));
    }

    void workspaceIsAskedForByItsName()
    {
        for (const char *name : {"team-7", "../x", "Team", "", "a b"}) {
            const qsizetype before = spooledCount(dataDir());
            QVERIFY(isSilent(callHook({.payload = payloadIn(u"project"_s),
                                       .environment = {{u"ASSAY_WORKSPACE_ID"_s, QString::fromLatin1(name)}}})));
            QTRY_COMPARE(spooledCount(dataDir()), before + 1);
            const json header = spooledCalls(dataDir()).last().header;
            QCOMPARE(header.contains("workspace"), QByteArray(name) == "team-7");
        }
    }
};

QTEST_GUILESS_MAIN(HookGatesTest)
#include "tst_hookgates.moc"
