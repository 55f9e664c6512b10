// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QDirIterator>
#include <QtTest>

#include <nlohmann/json.hpp>

#include "models/data/record.h"
#include "tests/support/importfixture.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

// What the real client wrote, at three versions, through a whole import.
class TestClientFixtures : public QObject {
    Q_OBJECT

private:
    static void copyTree(const QString &from, const QString &to)
    {
        QDirIterator files(from, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString file = files.next();
            const QString target = to + file.mid(from.size());
            QVERIFY(QDir().mkpath(QFileInfo(target).path()));
            QVERIFY(QFile::copy(file, target));
        }
    }

private Q_SLOTS:
    void everyLineIsAccountedFor_data()
    {
        QTest::addColumn<QString>("version");
        for (const QString &version : {u"2.0.76"_s, u"2.1.120"_s, u"2.1.330"_s})
            QTest::newRow(qPrintable(version)) << version;
    }
    void everyLineIsAccountedFor()
    {
        QFETCH(QString, version);
        ImportFixture f;
        copyTree(qEnvironmentVariable("ASSAY_TEST_DATA") + u"/claude/"_s + version, f.claudeDir());
        const auto summary = f.import();
        QVERIFY(summary.problems.isEmpty());
        QVERIFY(summary.filesParsed > 10);
        QCOMPARE(summary.linesBroken, 0);
        QCOMPARE(f.value(u"SELECT sum(lines) - sum(lines_decoded) - sum(lines_raw) FROM source"_s).toInt(), 0);
        QCOMPARE(f.value(u"SELECT count(*) FROM event WHERE kind = %1"_s.arg(int(EventKind::Unknown))).toInt(), 0);
        // Each of these was scripted to happen in every version.
        for (const auto kind : {EventKind::Prompt, EventKind::Reply, EventKind::ToolCall, EventKind::Command})
            QVERIFY2(f.value(u"SELECT count(*) FROM event WHERE kind = %1"_s.arg(int(kind))).toInt() > 0,
                     qPrintable(kindName(kind)));
        QVERIFY(f.value(u"SELECT count(*) FROM event WHERE outcome = %1"_s.arg(int(Outcome::Failed))).toInt() > 0);
        QVERIFY(f.value(u"SELECT count(*) FROM run WHERE events > 0"_s).toInt() > 0);
        QVERIFY(f.value(u"SELECT count(*) FROM lineage_edge"_s).toInt() > 0);
        QVERIFY(f.value(u"SELECT sum(images) FROM event"_s).toInt() > 0);
        QCOMPARE(f.import().rowsWritten, 0);
    }
};

QTEST_GUILESS_MAIN(TestClientFixtures)
#include "tst_clientfixtures.moc"
