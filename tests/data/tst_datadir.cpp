// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include "models/data/store/datadir.h"
#include "tests/support/withoutrights.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestDataDir : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void workspaceNames_data();
    void workspaceNames();
    void foldersArePrivate();
    void explicitPathWins();
    void outsideOfTheTestRootIsRefused();
    void linksOutOfTheTestRootAreRefused();
    void aSlashAtTheEndOfTheTestRootIsNoMatter();
    void withoutAHomeThereIsNoPlace();
    void aFolderThatIsThereIsNotCalledMissing();
};

void TestDataDir::workspaceNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("default") << u"default"_s << true;
    QTest::newRow("digits and hyphens") << u"a-1-b"_s << true;
    QTest::newRow("longest") << QString(64, u'a') << true;
    QTest::newRow("too long") << QString(65, u'a') << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("upper case") << u"Work"_s << false;
    QTest::newRow("path") << u"../x"_s << false;
    QTest::newRow("line end") << u"work\n"_s << false;
    QTest::newRow("other digits") << u"work١"_s << false;
}

void TestDataDir::workspaceNames()
{
    QFETCH(QString, name);
    QFETCH(bool, allowed);
    const auto dir = DataDir::locate();
    QVERIFY(dir);
    const auto file = dir->workspaceFile(name);
    QCOMPARE(file.has_value(), allowed);
    if (allowed)
        QCOMPARE(*file, dir->path() + u"/workspaces/"_s + name + u".sqlite"_s);
    else
        QCOMPARE(file.error().code, Error::Code::Usage);
}

void TestDataDir::foldersArePrivate()
{
    QTemporaryDir folder;
    const auto dir = DataDir::locate(folder.filePath(u"new/data"_s));
    QVERIFY(dir);
    const auto created = dir->create();
    QVERIFY2(created, created ? "" : qPrintable(created.error().what));
    const auto rights = QFileInfo(dir->path() + u"/workspaces"_s).permissions();
    QVERIFY(!(rights & (QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther)));
    QVERIFY(rights & QFile::WriteOwner);
}

void TestDataDir::explicitPathWins()
{
    QTemporaryDir folder;
    qputenv("ASSAY_DATA_DIR", QFile::encodeName(folder.filePath(u"environment"_s)));
    const auto told = DataDir::locate(folder.filePath(u"told"_s));
    const auto environment = DataDir::locate();
    qunsetenv("ASSAY_DATA_DIR");
    QVERIFY(told && environment);
    QCOMPARE(told->path(), folder.filePath(u"told"_s));
    QCOMPARE(environment->path(), folder.filePath(u"environment"_s));
}

void TestDataDir::outsideOfTheTestRootIsRefused()
{
    const QByteArray before = qgetenv("ASSAY_TEST_ROOT");
    QTemporaryDir root;
    qputenv("ASSAY_TEST_ROOT", QFile::encodeName(root.path()));
    const auto outside = DataDir::locate(root.path() + u"/../elsewhere"_s);
    const auto lookalike = DataDir::locate(root.path() + u"-more/x"_s);
    const auto inside = DataDir::locate(root.filePath(u"x"_s));
    qputenv("ASSAY_TEST_ROOT", before);
    QVERIFY(!outside);
    QVERIFY(!lookalike);
    QVERIFY(inside);
}

void TestDataDir::linksOutOfTheTestRootAreRefused()
{
    const QByteArray before = qgetenv("ASSAY_TEST_ROOT");
    QTemporaryDir outside;
    QTemporaryDir root;
    QVERIFY(QFile::link(outside.path(), root.filePath(u"link"_s)));
    QVERIFY(QFile::link(outside.filePath(u"later"_s), root.filePath(u"dangling"_s)));
    QVERIFY(QFile::link(root.path(), outside.filePath(u"back"_s)));
    qputenv("ASSAY_TEST_ROOT", QFile::encodeName(root.path()));
    const bool link = DataDir::locate(root.filePath(u"link/new/data"_s)).has_value();
    const bool dangling = guardTestRoot(root.filePath(u"dangling"_s)).has_value();
    const bool plain = guardTestRoot(root.filePath(u"not/yet/there"_s)).has_value();
    qputenv("ASSAY_TEST_ROOT", QFile::encodeName(outside.filePath(u"back"_s)));
    const bool rootIsALink = guardTestRoot(outside.filePath(u"back/data"_s)).has_value();
    qputenv("ASSAY_TEST_ROOT", before);
    QVERIFY(!link);
    QVERIFY(!dangling);
    QVERIFY(plain);
    QVERIFY(rootIsALink);
}

void TestDataDir::aSlashAtTheEndOfTheTestRootIsNoMatter()
{
    const QByteArray before = qgetenv("ASSAY_TEST_ROOT");
    QTemporaryDir root;
    qputenv("ASSAY_TEST_ROOT", QFile::encodeName(root.path() + u'/'));
    const bool inside = DataDir::locate(root.filePath(u"x"_s)).has_value();
    qputenv("ASSAY_TEST_ROOT", before);
    QVERIFY(inside);
}

void TestDataDir::withoutAHomeThereIsNoPlace()
{
    const QByteArray home = qgetenv("HOME");
    const QByteArray data = qgetenv("XDG_DATA_HOME");
    QList<Result<DataDir>> located;
    qunsetenv("XDG_DATA_HOME");
    for (const char *value : {"", "relative"}) {
        qputenv("HOME", value);
        located += DataDir::locate();
    }
    qunsetenv("HOME");
    located += DataDir::locate();
    qputenv("HOME", home);
    qputenv("XDG_DATA_HOME", data);
    for (const auto &each : located) {
        QVERIFY(!each);
        QCOMPARE(each.error().code, Error::Code::Usage);
        QVERIFY(each.error().what.contains(u"HOME"_s));
    }
}

void TestDataDir::aFolderThatIsThereIsNotCalledMissing()
{
    if (geteuid() != 0)
        QSKIP("only root can make a folder that belongs to somebody else");
    QTemporaryDir folder;
    const QString path = folder.filePath(u"data"_s);
    QVERIFY(QDir().mkpath(path + u"/workspaces"_s));
    QVERIFY(QDir().mkdir(folder.filePath(u"own"_s)));
    const auto dir = DataDir::locate(path);
    QVERIFY(dir);
    Result<> created;
    {
        const WithoutRights nobody(folder.filePath(u"own"_s));
        created = dir->create();
    }
    QVERIFY(!created);
    QCOMPARE(created.error().code, Error::Code::ReadOnly);
    QVERIFY2(created.error().what.contains(u"is there"_s), qPrintable(created.error().what));
}

QTEST_GUILESS_MAIN(TestDataDir)
#include "tst_datadir.moc"
