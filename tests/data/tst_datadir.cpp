// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include "models/data/store/datadir.h"

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

QTEST_GUILESS_MAIN(TestDataDir)
#include "tst_datadir.moc"
