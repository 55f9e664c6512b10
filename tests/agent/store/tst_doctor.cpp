// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QFile>
#include <QtTest>

#include <nlohmann/json.hpp>

#include "agent/store/doctor.h"
#include "tests/support/importfixture.h"
#include "tests/support/storedump.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestDoctor : public QObject {
    Q_OBJECT

private:
    static void fill(ImportFixture &f, int turns)
    {
        TranscriptBuilder b(sessionA);
        std::vector<std::string> lines;
        for (int i = 0; i < turns; ++i) {
            lines.push_back(b.prompt("turn " + std::to_string(i) + " about wolverines"));
            lines.push_back(b.reply("answer " + std::to_string(i) + ' ' + std::string(2000, char('a' + i % 26))));
        }
        f.write(u"-p/%1.jsonl"_s.arg(QString::fromStdString(sessionA)), lines);
        f.import();
    }

    // Zeroes pages in the middle of the file, as a failing disk would.
    static void damage(const QString &file, qint64 from, int pages)
    {
        QFile store(file);
        QVERIFY(store.open(QIODevice::ReadWrite));
        QVERIFY(store.size() > (from + pages) * 4096);
        QVERIFY(store.seek(from * 4096));
        QCOMPARE(store.write(QByteArray(pages * 4096, '\0')), pages * 4096);
    }

    static bool has(const DoctorReport &report, DoctorFinding::Severity severity)
    {
        return std::any_of(report.findings.begin(), report.findings.end(),
                           [severity](const DoctorFinding &each) { return each.severity == severity; });
    }

private Q_SLOTS:
    void soundStoreIsSound()
    {
        ImportFixture f;
        fill(f, 20);
        const auto report = examineStore(f.dataDir(), u"default"_s);
        QVERIFY(report);
        QVERIFY(!has(*report, DoctorFinding::Severity::Damage));
        QCOMPARE(report->eventsBefore, 40);
    }

    void missingStoreIsNotFound()
    {
        ImportFixture f;
        const auto report = examineStore(f.dataDir(), u"default"_s);
        QVERIFY(!report);
        QCOMPARE(int(report.error().code), int(Error::Code::NotFound));
    }

    void repairOfASoundStoreChangesNothing()
    {
        ImportFixture f;
        fill(f, 20);
        const auto before = dumpStore(f.storeFile());
        const auto report = repairStore(f.dataDir(), u"default"_s);
        QVERIFY2(report, report ? "" : qPrintable(report.error().what));
        QVERIFY(QFile::exists(report->damagedFile));
        QCOMPARE(dumpStore(f.storeFile()), before);
        QCOMPARE(f.hits(u"wolverines"_s), 20);
    }

    void damagedStoreIsSavedAndRefilledFromItsSources()
    {
        ImportFixture f;
        fill(f, 400);
        const int events = f.value(u"SELECT count(*) FROM event"_s).toInt();
        const qint64 pages = QFileInfo(f.storeFile()).size() / 4096;
        damage(f.storeFile(), pages / 2, 20);
        const auto examined = examineStore(f.dataDir(), u"default"_s);
        QVERIFY(examined && has(*examined, DoctorFinding::Severity::Damage));
        const auto report = repairStore(f.dataDir(), u"default"_s);
        QVERIFY2(report, report ? "" : qPrintable(report.error().what));
        QCOMPARE(report->eventsAfter, events);
        QCOMPARE(f.hits(u"wolverines"_s), 400);
        const auto after = examineStore(f.dataDir(), u"default"_s);
        QVERIFY(after && !has(*after, DoctorFinding::Severity::Damage));
    }

    void damagedStoreWithoutSourcesKeepsWhatCanBeRead()
    {
        ImportFixture f;
        fill(f, 400);
        QVERIFY(QDir(f.claudeDir()).removeRecursively());
        damage(f.storeFile(), QFileInfo(f.storeFile()).size() / 4096 / 2, 4);
        const auto report = repairStore(f.dataDir(), u"default"_s);
        QVERIFY2(report, report ? "" : qPrintable(report.error().what));
        QVERIFY(report->eventsAfter > 300);
        QVERIFY(QFile::exists(report->damagedFile));
    }

    void fileThatIsNoDatabaseIsLeftAlone()
    {
        ImportFixture f;
        QFile junk(f.storeFile());
        QVERIFY(junk.open(QIODevice::WriteOnly));
        junk.write(QByteArray(10'000, 'j'));
        junk.close();
        const auto report = examineStore(f.dataDir(), u"default"_s);
        QVERIFY(report && has(*report, DoctorFinding::Severity::Damage));
        const auto imported = f.tryImport(f.options(), false);
        QVERIFY(!imported);
        QCOMPARE(int(imported.error().code), int(Error::Code::Corrupt));
        QVERIFY(junk.open(QIODevice::ReadOnly));
        QCOMPARE(junk.readAll(), QByteArray(10'000, 'j'));
    }
};

QTEST_GUILESS_MAIN(TestDoctor)
#include "tst_doctor.moc"
