// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QDirIterator>
#include <QtTest>

#include <nlohmann/json.hpp>

#include "agent/store/doctor.h"
#include "agent/store/recheck.h"
#include "models/data/store/statement.h"
#include "tests/support/importfixture.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

// A rule that comes later is applied to what an older rule set let through.
class TestRecheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newRuleReachesEveryByte()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        std::vector<std::string> lines = {
            b.prompt("the codename is BLUEHERON42"), b.call("toolu_1", "Bash", {{"command", "echo BLUEHERON42"}}),
            b.result("toolu_1", "BLUEHERON42 and more", nullptr), b.reply("harmless ending")};
        f.write(u"-p/%1.jsonl"_s.arg(QString::fromStdString(sessionA)), lines);
        f.import();
        QCOMPARE(f.hits(u"BLUEHERON42"_s), 2);

        const auto redactor = Redactor::create(R"([{"name":"codename","pattern":"BLUEHERON[0-9]+","group":0}])");
        QVERIFY2(redactor, redactor ? "" : qPrintable(redactor.error().what));
        {
            auto db = Database::open(f.storeFile(), Database::Mode::Writer);
            const auto summary = recheckStore(*db, **redactor, {});
            QVERIFY2(summary, summary ? "" : qPrintable(summary.error().what));
            QCOMPARE(summary->linesScanned, 4);
            QCOMPARE(summary->linesChanged, 3);
            QVERIFY(summary->redactions.contains("user:codename"));
        }
        QCOMPARE(f.hits(u"BLUEHERON42"_s), 0);
        QCOMPARE(f.hits(u"harmless"_s), 1);
        QVERIFY(!f.value(u"SELECT title FROM session"_s).toString().contains(u"HERON"_s));
        QDirIterator files(f.dataDir().path(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().toLower().contains("blueheron42"), qPrintable(file.fileName()));
        }
        const auto examined = examineStore(f.dataDir(), u"default"_s);
        QVERIFY(examined);
        for (const auto &finding : examined->findings)
            QVERIFY2(finding.severity != DoctorFinding::Severity::Damage, qPrintable(finding.detail));
        // The reading of the file goes on where it was.
        QCOMPARE(f.import().filesParsed, 0);
        f.append(u"-p/%1.jsonl"_s.arg(QString::fromStdString(sessionA)), b.prompt("later line") + '\n');
        QCOMPARE(f.import().eventsAdded, 1);
    }
};

QTEST_GUILESS_MAIN(TestRecheck)
#include "tst_recheck.moc"
