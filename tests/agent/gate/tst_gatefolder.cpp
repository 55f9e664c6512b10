// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// .assay, .assay.local and .hivemind from a folder upwards: who wins, and what happens to whatever else has such a
// name.
#include "agent/gate/gate.h"
#include "tests/support/withoutrights.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class GateFolderTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_root;

    QString path(const QString &name) const { return m_root->filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bytes);
    }
    GateAnswer ask(const QString &folder) const { return gateOfFolder(path(folder).toLocal8Bit().constData()); }
    // "collect file" below the root, e.g. "no a/.assay"
    QString told(const QString &folder) const
    {
        const GateAnswer answer = ask(folder);
        return (answer.collect ? u"yes "_s : u"no "_s) +
               QDir(m_root->path()).relativeFilePath(QString::fromLocal8Bit(answer.file));
    }

private Q_SLOTS:
    void init()
    {
        m_root = std::make_unique<QTemporaryDir>(QDir::tempPath() + u"/gate-XXXXXX"_s);
        QVERIFY(QDir().mkpath(path(u"a/b/c"_s)));
    }

    void noFilesIsOpen()
    {
        QVERIFY(ask(u"a/b/c"_s).collect);
        QCOMPARE(ask(u"a/b/c"_s).file, "");
    }

    void foundUpwards()
    {
        write(u"a/.assay"_s, R"({"collect": false})");
        QCOMPARE(told(u"a"_s), u"no a/.assay"_s);
        QCOMPARE(told(u"a/b/c"_s), u"no a/.assay"_s);
        QVERIFY(ask(u"."_s).collect);
        QCOMPARE(ask(u"a/b"_s).reason, GateReason::FolderFile);
    }

    void nearestWins()
    {
        write(u"a/.assay"_s, R"({"collect": false})");
        write(u"a/b/.assay"_s, R"({"collect": true})");
        QCOMPARE(told(u"a"_s), u"no a/.assay"_s);
        QCOMPARE(told(u"a/b/c"_s), u"yes a/b/.assay"_s);
        write(u"a/b/c/.assay.local"_s, R"({"collect": false})");
        QCOMPARE(told(u"a/b/c"_s), u"no a/b/c/.assay.local"_s);
    }

    void localComesFirst()
    {
        write(u"a/.assay"_s, R"({"collect": false})");
        write(u"a/.assay.local"_s, R"({"collect": true})");
        QCOMPARE(told(u"a/b"_s), u"yes a/.assay.local"_s);
        write(u"a/.assay"_s, R"({"collect": true})");
        write(u"a/.assay.local"_s, R"({"collect": false})");
        QCOMPARE(told(u"a/b"_s), u"no a/.assay.local"_s);
    }

    // A cloned repository cannot take back what the user said about the folder that it was cloned into.
    void repositoryOnlyReduces()
    {
        write(u"a/.assay"_s, R"({"collect": false})");
        write(u"a/b/.assay"_s, R"({"collect": true})");
        write(u"a/b/.git/HEAD"_s, "ref: refs/heads/main\n");
        QCOMPARE(told(u"a/b/c"_s), u"no a/.assay"_s);
        // Of one repository the nearest file counts.
        write(u"a/.assay"_s, R"({})");
        write(u"a/b/.assay"_s, R"({"collect": false})");
        write(u"a/b/c/.assay"_s, R"({"collect": true})");
        QCOMPARE(told(u"a/b/c"_s), u"yes a/b/c/.assay"_s);
        QCOMPARE(told(u"a/b"_s), u"no a/b/.assay"_s);
        // A worktree has a file of that name.
        QVERIFY(QDir(path(u"a/b/.git"_s)).removeRecursively());
        write(u"a/b/.git"_s, "gitdir: /elsewhere\n");
        write(u"a/.assay"_s, R"({"collect": false})");
        QCOMPARE(told(u"a/b/c"_s), u"no a/.assay"_s);
    }

    void repositoryDoesNotOutvoteTheUsersFile()
    {
        write(u"a/.git/HEAD"_s, "");
        write(u"a/.assay.local"_s, R"({"collect": false, "workspace": "mine"})");
        write(u"a/b/.assay"_s, R"({"collect": true, "workspace": "theirs"})");
        const GateAnswer answer = ask(u"a/b/c"_s);
        QCOMPARE(told(u"a/b/c"_s), u"no a/.assay.local"_s);
        QCOMPARE(answer.workspace, "mine");
        // The user's own word about this repository also ends the search above it.
        write(u"a/.assay.local"_s, R"({"collect": true})");
        write(u".assay"_s, R"({"collect": false})");
        QVERIFY(ask(u"a/b/c"_s).collect);
    }

    void routing()
    {
        write(u"a/.assay"_s, R"({"workspace": "team"})");
        GateAnswer answer = ask(u"a/b"_s);
        QVERIFY(answer.collect);
        QCOMPARE(answer.workspace, "");
        QCOMPARE(answer.proposedWorkspace, "team");
        QCOMPARE(QString::fromLocal8Bit(answer.proposedBy), path(u"a/.assay"_s));
        write(u"a/.assay.local"_s, R"({"workspace": "mine"})");
        answer = ask(u"a/b"_s);
        QCOMPARE(answer.workspace, "mine");
        QCOMPARE(answer.proposedWorkspace, "");
        write(u"a/b/.assay.local"_s, R"({"workspace": "nearer"})");
        QCOMPARE(ask(u"a/b"_s).workspace, "nearer");
        for (const char *name : {"\"../x\"", "\"UPPER\"", "7", "\"a\\u0000b\"", "null", "[\"a\"]"}) {
            write(u"a/b/.assay.local"_s, QByteArray(R"({"workspace": )") + name + "}");
            QCOMPARE(ask(u"a/b"_s).workspace, "");
            QVERIFY(ask(u"a/b"_s).collect);
        }
    }

    void hivemind()
    {
        write(u"a/.hivemind"_s, R"({"orgId": "o", "collect": false})");
        QCOMPARE(told(u"a/b"_s), u"no a/.hivemind"_s);
        QCOMPARE(ask(u"a/b"_s).reason, GateReason::HivemindFile);
        write(u"a/b/.hivemind"_s, R"({"orgId": "o"})"); // its nearest file counts alone
        QVERIFY(ask(u"a/b"_s).collect);
        write(u"a/b/.hivemind.local"_s, R"({"collect": false})");
        QCOMPARE(told(u"a/b/c"_s), u"no a/b/.hivemind.local"_s);
        write(u"a/b/.assay"_s, R"({"collect": true})"); // may come from a clone
        QCOMPARE(told(u"a/b/c"_s), u"no a/b/.hivemind.local"_s);
        write(u"a/b/.assay.local"_s, R"({"workspace": "w"})"); // says nothing about collecting
        QCOMPARE(told(u"a/b/c"_s), u"no a/b/.hivemind.local"_s);
        write(u"a/b/.assay.local"_s, R"({"collect": true})");
        QCOMPARE(told(u"a/b/c"_s), u"yes a/b/.assay.local"_s);
    }

    void whatIsNotUnderstoodCloses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("collect: false");
        QTest::newRow("torn") << QByteArray(R"({"collect": true)");
        QTest::newRow("list") << QByteArray("[]");
        QTest::newRow("text for a truth value") << QByteArray(R"({"collect": "false"})");
        QTest::newRow("number for a truth value") << QByteArray(R"({"collect": 0})");
        QTest::newRow("null") << QByteArray(R"({"collect": null})");
        QTest::newRow("utf-16") << QByteArray("\xFF\xFE{\0}\0", 6);
        QTest::newRow("the last of two counts") << QByteArray(R"({"collect": true, "collect": 1})");
    }
    void whatIsNotUnderstoodCloses()
    {
        QFETCH(QByteArray, bytes);
        write(u"a/.assay"_s, bytes);
        QCOMPARE(told(u"a/b"_s), u"no a/.assay"_s);
        QCOMPARE(ask(u"a/b"_s).reason, GateReason::FileNotUnderstood);
    }

    void understood()
    {
        write(u"a/.assay"_s, "\xEF\xBB\xBF{\r\n  \"collect\": true, \"other\": {\"collect\": false}\r\n}\r\n");
        QVERIFY(ask(u"a"_s).collect);
        write(u"a/.assay"_s, R"({"collect": true, "collect": false})");
        QCOMPARE(ask(u"a"_s).reason, GateReason::FolderFile);
    }

    void tooLargeCloses()
    {
        write(u"a/.assay"_s, "{\"x\": \"" + QByteArray(70000, 'x') + "\"}");
        QCOMPARE(ask(u"a"_s).reason, GateReason::FileTooLarge);
        // Sparse, and as large as the disk: not read to its end.
        QVERIFY(QFile::resize(path(u"a/.assay"_s), 1LL << 40));
        QCOMPARE(ask(u"a"_s).reason, GateReason::FileTooLarge);
    }

    void foldersOfThatNameAreNone()
    {
        QVERIFY(QDir().mkpath(path(u"a/.assay/collect"_s)));
        QVERIFY(QDir().mkpath(path(u"a/.hivemind"_s)));
        QVERIFY(QFile::link(path(u"a/b"_s), path(u"a/.assay.local"_s)));
        QVERIFY(ask(u"a/b"_s).collect);
        write(u".assay"_s, R"({"collect": false})");
        QCOMPARE(told(u"a/b"_s), u"no .assay"_s);
    }

    void pipesAndDevicesAreNotWaitedFor()
    {
        QCOMPARE(mkfifo(path(u"a/.assay"_s).toLocal8Bit().constData(), 0600), 0);
        QCOMPARE(ask(u"a"_s).reason, GateReason::FileUnreadable);
        QVERIFY(QFile::remove(path(u"a/.assay"_s)));
        QVERIFY(QFile::link(u"/dev/zero"_s, path(u"a/.assay"_s)));
        QCOMPARE(ask(u"a"_s).reason, GateReason::FileUnreadable);
    }

    void links()
    {
        write(u"elsewhere"_s, R"({"collect": false})");
        QVERIFY(QFile::link(path(u"elsewhere"_s), path(u"a/.assay"_s)));
        QCOMPARE(told(u"a/b"_s), u"no a/.assay"_s);
        QVERIFY(QFile::remove(path(u"elsewhere"_s))); // leads nowhere
        QCOMPARE(ask(u"a/b"_s).reason, GateReason::FileUnreadable);
        QVERIFY(QFile::remove(path(u"a/.assay"_s)));
        QCOMPARE(symlink(".assay", path(u"a/.assay"_s).toLocal8Bit().constData()), 0); // in a circle
        QCOMPARE(ask(u"a/b"_s).reason, GateReason::FileUnreadable);
    }

    void linkedFoldersAreWhereTheyAre()
    {
        write(u"a/.assay"_s, R"({"collect": false})");
        QVERIFY(QDir().mkpath(path(u"free"_s)));
        QVERIFY(QFile::link(path(u"a/b"_s), path(u"free/link"_s)));
        QCOMPARE(told(u"free/link/c"_s), u"no a/.assay"_s);
        QVERIFY(QFile::link(path(u"free"_s), path(u"a/out"_s)));
        QVERIFY(ask(u"a/out"_s).collect);
        QCOMPARE(symlink("loop", path(u"a/b/loop"_s).toLocal8Bit().constData()), 0);
        QCOMPARE(told(u"a/b/loop/x"_s), u"no a/.assay"_s); // cannot be entered; what stands above it counts
    }

    void oddPaths()
    {
        write(u"a/.assay"_s, R"({"collect": false})");
        QCOMPARE(told(u"a/gone/for/good"_s), u"no a/.assay"_s);
        QCOMPARE(told(u"a/b/../b//"_s), u"no a/.assay"_s);
        QVERIFY(gateOfFolder("").collect);
        QVERIFY(gateOfFolder("a/b").collect);
        QVERIFY(gateOfFolder("/").collect);
        QVERIFY(gateOfFolder(("/" + QByteArray(5000, 'x')).constData()).collect);
        QVERIFY(gateOfFolder("/\xff\xfe\n\x01").collect);
        QString deep = u"a"_s;
        while (path(deep).size() < 3900)
            deep += u"/dddddddddddddddddddd"_s;
        QVERIFY(QDir().mkpath(path(deep)));
        QCOMPARE(told(deep), u"no a/.assay"_s);
    }

    void unreadableCloses()
    {
        write(u"a/.assay"_s, R"({"collect": true})");
        QCOMPARE(chmod(path(u"a/.assay"_s).toLocal8Bit().constData(), 0), 0);
        const WithoutRights other(m_root->path());
        QCOMPARE(ask(u"a/b"_s).reason, GateReason::FileUnreadable);
    }

    // Somebody else's .assay.local may switch capture off below a shared folder, never send it somewhere.
    void otherUsersFiles()
    {
        if (geteuid() != 0)
            QSKIP("needs root to own a file by somebody else");
        write(u"a/.assay.local"_s, R"({"workspace": "theirs"})");
        write(u".assay.local"_s, R"({"collect": false})");
        QCOMPARE(chown(path(u"a/.assay.local"_s).toLocal8Bit().constData(), 12345, 12345), 0);
        const GateAnswer answer = ask(u"a/b"_s);
        QCOMPARE(answer.workspace, "");
        QCOMPARE(answer.proposedWorkspace, "theirs");
        write(u"a/.assay.local"_s, R"({"collect": false})");
        QCOMPARE(told(u"a/b"_s), u"no a/.assay.local"_s);
    }
};

QTEST_GUILESS_MAIN(GateFolderTest)
#include "tst_gatefolder.moc"
