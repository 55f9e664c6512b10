// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/redact/report.h"

#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestRedactionReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mergedCountsAddUp();
    void rowsAreSortedAndDescribed();
    void nothingIsSaidInWords();
};

void TestRedactionReport::mergedCountsAddUp()
{
    RedactionCounts all = {{"jwt", 1}, {"cookie", 2}};
    mergeCounts(all, {{"jwt", 4}, {"user:badge", 1}});
    QCOMPARE(all, (RedactionCounts{{"jwt", 5}, {"cookie", 2}, {"user:badge", 1}}));
}

void TestRedactionReport::rowsAreSortedAndDescribed()
{
    const RedactionReport report = makeReport({{"jwt", 5}, {"github-token", 12}, {"user:badge", 1}, {"gone", 1}});
    QCOMPARE(report.total, 19);
    QCOMPARE(report.rows.size(), std::size_t{4});
    QCOMPARE(report.rows[0].rule, std::string("github-token"));
    QCOMPARE(report.rows[0].description, u"GitHub token"_s);
    QCOMPARE(report.rows[2].description, u"Rule of another version"_s);
    QCOMPARE(report.rows[3].description, u"Rule of your own"_s);
    QVERIFY(formatReport(report).startsWith(u"      12  GitHub token (github-token)\n"_s));
    QVERIFY(formatReport(report).endsWith(u"      19  in all\n"_s));
}

void TestRedactionReport::nothingIsSaidInWords()
{
    QCOMPARE(formatReport(makeReport({})), u"Nothing was redacted.\n"_s);
}

QTEST_GUILESS_MAIN(TestRedactionReport)
#include "tst_redactionreport.moc"
