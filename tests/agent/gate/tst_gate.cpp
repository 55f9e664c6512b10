// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Gates that no folder's file decides: the environment of a run, ignored folders, the pause.
#include "agent/gate/gate.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

const char *given(const QByteArray &value)
{
    return value == "-" ? nullptr : value.constData();
}

} // namespace

class GateTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    QByteArray dataDir() const { return m_folder.path().toLocal8Bit(); }

private Q_SLOTS:
    void init() { QVERIFY(QDir(m_folder.filePath(u"gates"_s)).removeRecursively()); }

    void environment_data()
    {
        QTest::addColumn<QByteArray>("capture");
        QTest::addColumn<QByteArray>("onlyCli");
        QTest::addColumn<QByteArray>("hivemind");
        QTest::addColumn<QByteArray>("entrypoint");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char *name, const char *capture, const char *onlyCli, const char *hivemind,
                            const char *entrypoint, const char *reason) {
            QTest::newRow(name) << QByteArray(capture) << QByteArray(onlyCli) << QByteArray(hivemind)
                                << QByteArray(entrypoint) << QByteArray(reason);
        };
        row("nothing set", "-", "-", "-", "-", "open");
        row("empty", "", "", "", "", "open");
        row("false", "false", "-", "-", "cli", "ASSAY_CAPTURE");
        row("False", "False", "-", "-", "cli", "ASSAY_CAPTURE");
        row("0", "0", "-", "-", "cli", "ASSAY_CAPTURE");
        row("true", "true", "-", "-", "sdk-cli", "open");
        row("interactive", "-", "true", "-", "cli", "open");
        row("one prompt", "-", "true", "-", "sdk-cli", "ASSAY_CAPTURE_ONLY_CLI");
        row("sdk", "-", "1", "-", "sdk-ts", "ASSAY_CAPTURE_ONLY_CLI");
        row("nobody knows", "-", "true", "-", "-", "ASSAY_CAPTURE_ONLY_CLI");
        row("not only cli", "-", "false", "-", "sdk-ts", "open");
        row("hivemind", "-", "-", "false", "cli", "HIVEMIND_CAPTURE");
        row("hivemind captures", "-", "-", "true", "cli", "open");
        row("ours is not outvoted", "false", "-", "true", "cli", "ASSAY_CAPTURE");
        row("theirs is not outvoted", "true", "-", "false", "cli", "HIVEMIND_CAPTURE");
    }
    void environment()
    {
        QFETCH(QByteArray, capture);
        QFETCH(QByteArray, onlyCli);
        QFETCH(QByteArray, hivemind);
        QFETCH(QByteArray, entrypoint);
        QFETCH(QByteArray, reason);
        const GateAnswer answer =
            gateOfEnvironment({given(capture), given(onlyCli), given(hivemind), given(entrypoint)});
        QCOMPARE(QByteArray(gateReasonName(answer.reason)), reason);
        QCOMPARE(answer.collect, reason == "open");
        QVERIFY(strlen(gateReasonText(answer.reason)) > 0);
    }

    void ignoredFolders()
    {
        const QByteArray list = "/home/ada/secret\n\n/srv/client/\nrelative\n/no\ttab";
        write(m_folder.filePath(u"gates/ignored"_s), list);
        const auto reason = [&](const char *folder) {
            return gateOfIgnoredFolders(dataDir().constData(), folder).reason;
        };
        QCOMPARE(reason("/home/ada/secret"), GateReason::Ignored);
        QCOMPARE(reason("/home/ada/secret/deep/er"), GateReason::Ignored);
        QCOMPARE(reason("/home/ada/secrets"), GateReason::Open);
        QCOMPARE(reason("/home/ada"), GateReason::Open);
        QCOMPARE(reason("/srv/client"), GateReason::Ignored);
        QCOMPARE(reason("/srv/client/x"), GateReason::Ignored);
        QCOMPARE(reason("relative"), GateReason::Open);
        QCOMPARE(reason(""), GateReason::Open);
        QCOMPARE(reason("/no\ttab"), GateReason::Ignored);
        write(m_folder.filePath(u"gates/ignored"_s), "/\n");
        QCOMPARE(reason("/anything"), GateReason::Ignored);
    }

    void ignoredIsTheRealFolder()
    {
        QVERIFY(QDir().mkpath(m_folder.filePath(u"real/inner"_s)));
        QVERIFY(QFile::link(m_folder.filePath(u"real"_s), m_folder.filePath(u"link"_s)));
        write(m_folder.filePath(u"gates/ignored"_s), m_folder.filePath(u"real"_s).toLocal8Bit());
        const QByteArray inner = m_folder.filePath(u"link/inner"_s).toLocal8Bit();
        QCOMPARE(gateOfIgnoredFolders(dataDir().constData(), inner.constData()).reason, GateReason::Ignored);
    }

    void listThatCannotBeReadCloses()
    {
        write(m_folder.filePath(u"gates/ignored"_s), QByteArray(70000, '/'));
        QCOMPARE(gateOfIgnoredFolders(dataDir().constData(), "/x").reason, GateReason::FileTooLarge);
        QVERIFY(QFile::remove(m_folder.filePath(u"gates/ignored"_s)));
        QVERIFY(QFile::link(u"/nowhere/at/all"_s, m_folder.filePath(u"gates/ignored"_s)));
        const GateAnswer answer = gateOfIgnoredFolders(dataDir().constData(), "/x");
        QCOMPARE(answer.reason, GateReason::FileUnreadable);
        QVERIFY(!answer.collect);
    }

    void pause_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("paused");
        QTest::newRow("until resumed") << QByteArray("0") << true;
        QTest::newRow("nothing in it") << QByteArray("") << true;
        QTest::newRow("later") << QByteArray("1001") << true;
        QTest::newRow("later, with a newline") << QByteArray("1001\n") << true;
        QTest::newRow("now") << QByteArray("1000") << false;
        QTest::newRow("over") << QByteArray("999\n") << false;
        QTest::newRow("no number") << QByteArray("tomorrow") << true;
        QTest::newRow("negative") << QByteArray("-5") << true;
        QTest::newRow("more behind it") << QByteArray("5 6") << true;
        QTest::newRow("far too long") << QByteArray(500, '1') << true;
        QTest::newRow("nineteen digits") << QByteArray(19, '9') << true;
    }
    void pause()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, paused);
        QVERIFY(gateOfPause(dataDir().constData(), 1000).collect);
        write(m_folder.filePath(u"gates/paused"_s), text);
        const GateAnswer answer = gateOfPause(dataDir().constData(), 1000);
        QCOMPARE(!answer.collect, paused);
        QCOMPARE(answer.reason, paused ? GateReason::Paused : GateReason::Open);
        QCOMPARE(QByteArray(answer.file), paused ? dataDir() + "/gates/paused" : QByteArray());
    }

    void unpersistedRunsAreWantedOnlyWhenSaid()
    {
        QVERIFY(!wantsUnpersistedRuns(dataDir().constData()));
        write(m_folder.filePath(u"gates/unpersisted"_s), "");
        QVERIFY(wantsUnpersistedRuns(dataDir().constData()));
        QVERIFY(!wantsUnpersistedRuns(QByteArray(5000, 'x').constData()));
    }

    void workspaceNames()
    {
        for (const char *name : {"a", "default", "team-7", "0", "-"})
            QVERIFY(isWorkspaceName(name));
        QVERIFY(isWorkspaceName(QByteArray(64, 'a').constData()));
        QVERIFY(!isWorkspaceName(QByteArray(65, 'a').constData()));
        for (const char *name : {"", "A", "a b", "../x", "a/b", "a.b", "ä", "a_b"})
            QVERIFY(!isWorkspaceName(name));
    }
};

QTEST_GUILESS_MAIN(GateTest)
#include "tst_gate.moc"
