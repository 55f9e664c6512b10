// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/socketpath.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestSocketPath final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup();
    void differsByDataDirectory();
    void fallsBackWithoutARuntimeFolder();
    void fallsBackWhenThePathIsTooLong();
    void leavesTheTestRootOnNoAccount();
    void makesAPrivateFolder();
    void refusesAnOpenFolder();
    void refusesALink();

private:
    const QByteArray m_runtime = qgetenv("XDG_RUNTIME_DIR");
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSocketPath::cleanup()
{
    qputenv("XDG_RUNTIME_DIR", m_runtime);
}

void TestSocketPath::differsByDataDirectory()
{
    const auto one = socketPath(u"/data/one"_s);
    const auto two = socketPath(u"/data/two"_s);
    QVERIFY(one && two);
    QVERIFY(one->startsWith(QString::fromLocal8Bit(m_runtime) + u"/assay/"_s));
    QVERIFY(*one != *two);
    QCOMPARE(*one, *socketPath(u"/data/one"_s));
}

void TestSocketPath::fallsBackWithoutARuntimeFolder()
{
    for (const QByteArray &runtime : {"/does/not/exist"_ba, "relative"_ba, ""_ba}) {
        qputenv("XDG_RUNTIME_DIR", runtime);
        const auto path = socketPath(u"/data"_s);
        QVERIFY(path);
        QVERIFY(path->startsWith(qEnvironmentVariable("ASSAY_TEST_ROOT")));
    }
}

void TestSocketPath::fallsBackWhenThePathIsTooLong()
{
    const QString deep = m_folder->path() + u'/' + QString(100, u'x');
    QVERIFY(QDir().mkpath(deep));
    qputenv("XDG_RUNTIME_DIR", deep.toLocal8Bit());
    const auto path = socketPath(u"/data"_s);
    QVERIFY(path);
    QVERIFY(path->size() <= 107);
    QVERIFY(!path->contains(u"xxx"_s));
}

void TestSocketPath::leavesTheTestRootOnNoAccount()
{
    const QString root = qEnvironmentVariable("ASSAY_TEST_ROOT");
    const QString way = m_folder->filePath(u"way"_s);
    QVERIFY(QFile::link(u"/tmp"_s, way));
    for (const QString &outside : {u"/tmp"_s, root + u"/.."_s, way}) {
        qputenv("XDG_RUNTIME_DIR", outside.toLocal8Bit());
        const auto path = socketPath(u"/data"_s);
        QVERIFY(path);
        QVERIFY2(path->startsWith(root + u"/assay/"_s), qPrintable(*path));
    }
}

void TestSocketPath::makesAPrivateFolder()
{
    const QString folder = m_folder->filePath(u"assay"_s);
    QVERIFY(prepareSocketFolder(folder + u"/a.sock"_s));
    QCOMPARE(QFile::permissions(folder) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                                           QFile::WriteOther | QFile::ExeOther),
             QFile::Permissions());
    QVERIFY(prepareSocketFolder(folder + u"/a.sock"_s));
}

void TestSocketPath::refusesAnOpenFolder()
{
    const QString folder = m_folder->filePath(u"open"_s);
    QVERIFY(QDir().mkdir(folder));
    QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::WriteOther));
    QVERIFY(!prepareSocketFolder(folder + u"/a.sock"_s));
}

void TestSocketPath::refusesALink()
{
    const QString real = m_folder->filePath(u"real"_s);
    QVERIFY(prepareSocketFolder(real + u"/a.sock"_s));
    QVERIFY(QFile::link(real, m_folder->filePath(u"link"_s)));
    QVERIFY(!prepareSocketFolder(m_folder->filePath(u"link/a.sock"_s)));
}

QTEST_GUILESS_MAIN(TestSocketPath)
#include "tst_socketpath.moc"
