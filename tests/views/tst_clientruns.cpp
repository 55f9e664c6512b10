// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What the real client wrote, at three versions with three layouts of sub-agents, read from end to end in a view.
#include <QDirIterator>
#include <QRegularExpression>

#include "tests/support/importfixture.h"
#include "tests/views/readthrough.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

void copyTree(const QString &from, const QString &to)
{
    QDirIterator files(from, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        const QString target = to + file.mid(from.size());
        QVERIFY(QDir().mkpath(QFileInfo(target).path()));
        QVERIFY(QFile::copy(file, target));
    }
}

} // namespace

class TestClientRuns final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySessionIsReadWithItsRuns_data();
    void everySessionIsReadWithItsRuns();
};

void TestClientRuns::everySessionIsReadWithItsRuns_data()
{
    QTest::addColumn<QString>("version");
    for (const QString &version : {u"2.0.76"_s, u"2.1.120"_s, u"2.1.330"_s})
        QTest::newRow(qPrintable(version)) << version;
}

void TestClientRuns::everySessionIsReadWithItsRuns()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    QFETCH(QString, version);
    ImportFixture fixture;
    copyTree(qEnvironmentVariable("ASSAY_TEST_DATA") + u"/claude/"_s + version, fixture.claudeDir());
    QVERIFY(fixture.import().problems.isEmpty());
    ReadThrough reader(fixture.storeFile());
    for (const QString &session : fixture.column(u"SELECT id FROM session"_s)) {
        reader.read(session.toLongLong());
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY(reader.runsOpened() > 0);
}

QTEST_MAIN(TestClientRuns)
#include "tst_clientruns.moc"
