// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/importtotals.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

ImportSummary runOf(qint64 parsed, qint64 unchanged, qint64 bytes)
{
    ImportSummary run;
    run.filesSeen = 10;
    run.filesParsed = parsed;
    run.filesUnchanged = unchanged;
    run.bytes = bytes;
    run.seconds = 1;
    return run;
}

} // namespace

class TestImportTotals final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneRunIsItself();
    void interruptedRunsAddUp();
    void progressIsOfTheWhole();
    void hasTheKeysOfTheContract();
    void tellsAProblemOnce();
    void manyProblemsFitAFrame();
};

void TestImportTotals::oneRunIsItself()
{
    ImportTotals totals;
    totals.add(runOf(3, 7, 100));
    QCOMPARE(totals.summary().filesParsed, 3);
    QCOMPARE(totals.summary().filesUnchanged, 7);
    QVERIFY(!totals.summary().cancelled);
}

void TestImportTotals::interruptedRunsAddUp()
{
    ImportTotals totals;
    ImportSummary first = runOf(3, 2, 100);
    first.lines = 5;
    first.redactions = {{"a", 1}};
    first.cancelled = true;
    totals.add(first);
    ImportSummary last = runOf(5, 5, 50);
    last.lines = 4;
    last.eventsTotal = 9;
    last.redactions = {{"a", 1}, {"b", 2}};
    last.seconds = 2;
    totals.add(last);
    const ImportSummary &sum = totals.summary();
    QCOMPARE(sum.filesSeen, 10);
    QCOMPARE(sum.filesParsed, 8);
    QCOMPARE(sum.filesUnchanged, 2);
    QCOMPARE(sum.bytes, 150);
    QCOMPARE(sum.lines, 9);
    QCOMPARE(sum.eventsTotal, 9);
    QCOMPARE(sum.redactions.at("a"), 2);
    QCOMPARE(sum.redactions.at("b"), 2);
    QCOMPARE(sum.seconds, 3.0);
    QVERIFY(!sum.cancelled);
}

void TestImportTotals::progressIsOfTheWhole()
{
    ImportTotals totals;
    ImportSummary first = runOf(1, 0, 100);
    first.eventsAdded = 7;
    totals.add(first);
    ImportProgress second;
    second.bytesTotal = 50;
    second.bytesDone = 10;
    second.eventsAdded = 1;
    const ImportProgress whole = totals.whole(second);
    QCOMPARE(whole.bytesTotal, 150);
    QCOMPARE(whole.bytesDone, 110);
    QCOMPARE(whole.eventsAdded, 8);
}

void TestImportTotals::hasTheKeysOfTheContract()
{
    const auto json = toJson(ImportSummary{});
    for (const char *key :
         {"files_seen", "files_parsed", "files_unchanged", "bytes", "lines", "events_added", "events_total",
          "sessions_total", "lines_kept_raw", "lines_broken", "redactions", "seconds"})
        QVERIFY2(json.contains(key), key);
}

void TestImportTotals::tellsAProblemOnce()
{
    ImportSummary run = runOf(1, 8, 10);
    run.problems = {{Error::Code::ReadOnly, u"cannot be read"_s, u"/a"_s}};
    ImportTotals totals;
    totals.add(run);
    totals.add(run);
    QCOMPARE(totals.summary().problems.size(), 1);
    QCOMPARE(toJson(totals.summary())["problems"][0]["code"], nlohmann::ordered_json("read_only"));
}

void TestImportTotals::manyProblemsFitAFrame()
{
    ImportSummary run = runOf(0, 0, 0);
    for (int i = 0; i < 5000; ++i)
        run.problems += {Error::Code::ReadOnly, u"cannot be read"_s, u"/%1/%2"_s.arg(QString(4000, u'x')).arg(i)};
    ImportTotals totals;
    totals.add(run);
    const auto json = toJson(totals.summary());
    QCOMPARE(json["problems_total"], nlohmann::ordered_json(5000));
    QVERIFY(json["problems"].size() < 5000 && !json["problems"].empty());
    QVERIFY(json.dump().size() < 1024 * 1024);
}

QTEST_GUILESS_MAIN(TestImportTotals)
#include "tst_importtotals.moc"
