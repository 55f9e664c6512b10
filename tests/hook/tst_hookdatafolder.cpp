// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// assay-hook finds the data directory where DataDir finds it, whatever the environment says.
#include "models/data/store/datadir.h"
#include "tests/support/hookcall.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::test;
using namespace Qt::Literals::StringLiterals;

class HookDataFolderTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>(QDir::tempPath() + u"/hook-XXXXXX"_s);
        QVERIFY(QDir().mkpath(m_folder->filePath(u"real/sub"_s)));
        QVERIFY(QFile::link(m_folder->filePath(u"real/sub"_s), m_folder->filePath(u"link"_s)));
        QVERIFY(QFile::link(u"/tmp/assay-elsewhere"_s, m_folder->filePath(u"outside"_s)));
        QVERIFY(QFile::link(m_folder->filePath(u"gone"_s), m_folder->filePath(u"dangling"_s)));
    }

    // "@" stands for the scratch folder, which is also where the hook runs; "-" = not set.
    void sameAsDataDir_data()
    {
        QTest::addColumn<QString>("dataDir");
        QTest::addColumn<QString>("xdg");
        QTest::addColumn<QString>("home");
        QTest::addColumn<bool>("found");
        const auto row = [](const char *name, const char *dataDir, const char *xdg, const char *home, bool found) {
            QTest::newRow(name) << QString::fromUtf8(dataDir) << QString::fromUtf8(xdg) << QString::fromUtf8(home)
                                << found;
        };
        row("named", "@/a", "@/x", "@/h", true);
        row("xdg", "-", "@/x", "@/h", true);
        row("home", "-", "-", "@/h", true);
        row("empty is not set", "", "", "@/h", true);
        row("relative xdg does not count", "-", "x", "@/h", true);
        row("relative home does not count", "-", "-", "h", false);
        row("nothing", "-", "-", "-", false);
        row("relative", "a/b", "@/x", "@/h", true);
        row("dots", "@/a/./b/../c//d/", "-", "-", true);
        row("up from here", "../@@/a", "-", "-", true);
        row("through a link", "@/link/a", "-", "-", true);
        row("up behind a link, as it is written", "@/link/../a", "-", "-", true);
        row("slash at the end", "-", "@/x/", "-", true);
        row("with spaces and ä", "@/my data ä", "-", "-", true);
        row("tilde is a name", "~/a", "-", "@/h", true);
        row("outside the test's root", "/tmp/assay-hook-elsewhere", "-", "-", false);
        row("outside over a link", "@/outside/a", "-", "-", false);
        row("root", "/", "-", "-", false);
    }
    void sameAsDataDir()
    {
        QFETCH(bool, found);
        const QString here = m_folder->path();
        HookCall call{.payload = hookPayload(u"Stop"_s), .folder = here};
        const QString before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(here));
        const QList<QPair<const char *, const char *>> variables = {
            {"dataDir", "ASSAY_DATA_DIR"}, {"xdg", "XDG_DATA_HOME"}, {"home", "HOME"}};
        QMap<QByteArray, QByteArray> saved;
        for (const auto &[column, name] : variables) {
            QString value = *static_cast<QString *>(QTest::qData(column, qMetaTypeId<QString>()));
            saved.insert(name, qgetenv(name));
            if (value == u"-"_s) {
                call.unset.append(QString::fromLatin1(name));
                qunsetenv(name);
                continue;
            }
            value.replace(u"@@"_s, QDir(here).dirName()).replace(u"@"_s, here);
            call.environment.insert(QString::fromLatin1(name), value);
            qputenv(name, value.toLocal8Bit());
        }
        const auto located = DataDir::locate();
        for (auto it = saved.begin(); it != saved.end(); ++it)
            qputenv(it.key().constData(), it.value());
        QVERIFY(QDir::setCurrent(before));
        QCOMPARE(located.has_value(), found);
        QVERIFY(isSilent(callHook(call)));
        if (found)
            QTRY_COMPARE(spooledCount(located->path()), 1);
        QVERIFY(!QFileInfo::exists(u"/tmp/assay-elsewhere"_s));
        QVERIFY(!QFileInfo::exists(u"/tmp/assay-hook-elsewhere"_s));
        QVERIFY(found || spooledCount(u"/"_s) == 0);
    }
};

QTEST_GUILESS_MAIN(HookDataFolderTest)
#include "tst_hookdatafolder.moc"
