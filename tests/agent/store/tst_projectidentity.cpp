// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include "agent/store/projectidentity.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestProjectIdentity : public QObject {
    Q_OBJECT

private:
    static void put(const QString &path, const QByteArray &bytes)
    {
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

private Q_SLOTS:
    void worktreesBelongToTheirRepository_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("root");
        QTest::newRow("plain") << u"/home/dev/api"_s << u"/home/dev/api"_s;
        QTest::newRow("dot worktrees") << u"/home/dev/api/.worktrees/fix/deep"_s << u"/home/dev/api"_s;
        QTest::newRow("claude") << u"/home/dev/api/.claude/worktrees/x"_s << u"/home/dev/api"_s;
        QTest::newRow("conductor") << u"/Users/dev/conductor/workspaces/api/lisbon"_s
                                   << u"/Users/dev/conductor/workspaces/api"_s;
        QTest::newRow("conductor root") << u"/Users/dev/conductor/workspaces/api"_s
                                        << u"/Users/dev/conductor/workspaces/api"_s;
        QTest::newRow("cursor") << u"/home/dev/.cursor/worktrees/api/abc"_s << u"/home/dev/.cursor/worktrees/api"_s;
    }
    void worktreesBelongToTheirRepository()
    {
        QFETCH(QString, folder);
        QFETCH(QString, root);
        QCOMPARE(rootOfWorktree(folder), root);
    }

    void folderWithARemote()
    {
        const QTemporaryDir home;
        put(home.filePath(u"api/.git/config"_s),
            "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = git@github.com:team/api.git\n");
        QVERIFY(QDir().mkpath(home.filePath(u"api/src/deep"_s)));
        const auto identity = identifyFolder(home.filePath(u"api/src/deep"_s));
        QCOMPARE(identity.key, u"github.com/team/api"_s);
        QCOMPARE(identity.folder, home.filePath(u"api"_s));
        QCOMPARE(identity.owner(), u"team"_s);
        QCOMPARE(identity.name(), u"api"_s);
    }

    void folderWithARemoteOnAHostWithoutADot()
    {
        const QTemporaryDir home;
        put(home.filePath(u"api/.git/config"_s),
            "[remote \"origin\"]\n\turl = ssh://git@gitserver:2222/team/api.git\n");
        QCOMPARE(identifyFolder(home.filePath(u"api"_s)).key, u"gitserver/team/api"_s);
    }

    void gitWorktreeFollowsItsPointer()
    {
        const QTemporaryDir home;
        put(home.filePath(u"api/.git/config"_s), "[remote \"origin\"]\nurl=https://github.com/team/api\n");
        put(home.filePath(u"api/.git/worktrees/w/commondir"_s), "../..\n");
        put(home.filePath(u"elsewhere/.git"_s), "gitdir: " + home.filePath(u"api/.git/worktrees/w"_s).toUtf8() + "\n");
        const auto identity = identifyFolder(home.filePath(u"elsewhere"_s));
        QCOMPARE(identity.key, u"github.com/team/api"_s);
        QCOMPARE(identity.folder, home.filePath(u"api"_s));
    }

    void twoFoldersWithoutARemoteStayTwo()
    {
        QVERIFY(identifyFolder(u"/nowhere/one/api"_s).key != identifyFolder(u"/nowhere/two/api"_s).key);
        QCOMPARE(identifyFolder(u"/nowhere/one/api"_s).owner(), u"local"_s);
    }

    void longestAliasWins()
    {
        const QTemporaryDir home;
        put(home.filePath(u"aliases.json"_s), R"({"inner":["/a/b"],"outer":["/a"]})");
        const auto aliases = ProjectAliases::load(home.filePath(u"aliases.json"_s));
        QVERIFY(aliases);
        QCOMPARE(*aliases->projectOf(u"/a/b/c"_s), u"inner"_s);
        QCOMPARE(*aliases->projectOf(u"/a/bc"_s), u"outer"_s);
        QVERIFY(!aliases->projectOf(u"/b"_s));
    }

    void wrongAliasFileIsAUsageError()
    {
        const QTemporaryDir home;
        put(home.filePath(u"aliases.json"_s), "[1, 2]");
        const auto aliases = ProjectAliases::load(home.filePath(u"aliases.json"_s));
        QVERIFY(!aliases);
        QCOMPARE(int(aliases.error().code), int(Error::Code::Usage));
    }
};

QTEST_GUILESS_MAIN(TestProjectIdentity)
#include "tst_projectidentity.moc"
