// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QRandomGenerator>
#include <QTest>

#include "models/items/threadmap.h"

using namespace assay;

namespace {

// The rows of the document, written out: what the map must say by arithmetic.
using Written = QList<ThreadRow>;

Written written(const ThreadMap &map, qint64 run)
{
    Written rows;
    for (int row = 0; row < map.countOf(run); ++row) {
        rows.append({run, row});
        for (const qint64 child : map.runsOf({run, row}))
            rows.append(written(map, child));
    }
    return rows;
}

QString fault(const ThreadMap &map)
{
    const Written rows = written(map, map.ownRun());
    if (rows.size() != map.rows())
        return QStringLiteral("%1 rows, not %2").arg(map.rows()).arg(rows.size());
    for (int row = 0; row < map.rows(); ++row) {
        if (map.at(row) != rows.at(row) || map.rowOf(rows.at(row)) != row)
            return QStringLiteral("row %1").arg(row);
        int depth = 0;
        ThreadRow own = rows.at(row);
        for (; own.run != map.ownRun(); ++depth)
            own = *map.callOf(own.run);
        if (map.depthOf(row) != depth || map.ownRowOf(row) != own.row)
            return QStringLiteral("depth of row %1").arg(row);
    }
    return {};
}

} // namespace

class TestThreadMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aThreadAloneIsItself();
    void runsStandUnderTheirCalls();
    void growthComesBehindWhatIsOpen();
    void rangesAreCutWhereRunsStand();
    void impossibleRunsAreRefused();
    void anyOrderOfChangesAgreesWithTheRowsWrittenOut();
    void manyOpenRunsAreFewPieces();
};

void TestThreadMap::aThreadAloneIsItself()
{
    const ThreadMap map(7, 3);
    QCOMPARE(map.rows(), 3);
    QCOMPARE(map.at(2), (ThreadRow{7, 2}));
    QCOMPARE(map.at(3).row, -1);
    QCOMPARE(map.at(-1).row, -1);
    QCOMPARE(map.rowOf({7, 2}), 2);
    QCOMPARE(map.rowOf({7, 3}), -1);
    QCOMPARE(map.rowOf({8, 0}), -1);
    QVERIFY(!map.callOf(7));
    QCOMPARE(ThreadMap(0, 0).rows(), 0);
    QCOMPARE(ThreadMap(0, 0).at(0).row, -1);
}

void TestThreadMap::runsStandUnderTheirCalls()
{
    ThreadMap map(0, 10);
    QCOMPARE(map.insert(1, {0, 4}, 3), (RowRange{5, 3}));
    QCOMPARE(map.insert(2, {1, 1}, 2), (RowRange{7, 2})); // within it
    QCOMPARE(map.insert(3, {0, 9}, 1), (RowRange{15, 1}));
    QCOMPARE(map.rows(), 16);
    QCOMPARE(map.at(4), (ThreadRow{0, 4}));
    QCOMPARE(map.at(6), (ThreadRow{1, 1}));
    QCOMPARE(map.at(8), (ThreadRow{2, 1}));
    QCOMPARE(map.at(9), (ThreadRow{1, 2}));
    QCOMPARE(map.at(10), (ThreadRow{0, 5}));
    QCOMPARE(map.depthOf(8), 2);
    QCOMPARE(map.ownRowOf(8), 4);
    QCOMPARE(map.threads(), (QList<qint64>{0, 1, 3, 2}));
    QCOMPARE(map.remove(1), (RowRange{5, 5}));
    QVERIFY(!map.contains(2));
    QCOMPARE(map.rows(), 11);
    QCOMPARE(map.rowOf({3, 0}), 10);
}

void TestThreadMap::growthComesBehindWhatIsOpen()
{
    ThreadMap map(0, 2);
    map.insert(1, {0, 1}, 2);
    map.insert(2, {1, 1}, 1);
    QCOMPARE(map.grow(1, 3), (RowRange{5, 3}));
    QCOMPARE(map.grow(0, 1), (RowRange{8, 1}));
    QCOMPARE(map.grow(2, 1), (RowRange{5, 1}));
    QVERIFY(!map.grow(9, 1));
    QVERIFY(!map.grow(0, 0));
    QCOMPARE(fault(map), QString());
    ThreadMap empty(0, 1);
    QCOMPARE(empty.insert(1, {0, 0}, 0), (RowRange{1, 0}));
    QCOMPARE(empty.grow(1, 2), (RowRange{1, 2}));
}

void TestThreadMap::rangesAreCutWhereRunsStand()
{
    ThreadMap map(0, 10);
    map.insert(1, {0, 2}, 3);
    map.insert(2, {0, 5}, 4);
    QCOMPARE(map.rangesOf(0, 1, 6), (QList<RowRange>{{1, 2}, {6, 3}, {13, 1}}));
    QCOMPARE(map.rangesOf(1, 0, 100), (QList<RowRange>{{3, 3}}));
    QVERIFY(map.rangesOf(0, 10, 5).isEmpty());
    QVERIFY(map.rangesOf(4, 0, 5).isEmpty());
}

void TestThreadMap::impossibleRunsAreRefused()
{
    ThreadMap map(0, 5);
    QVERIFY(!map.insert(1, {0, 5}, 1)); // no such call
    QVERIFY(!map.insert(1, {8, 0}, 1)); // its thread is not shown
    QVERIFY(map.insert(1, {0, 0}, 2));
    QVERIFY(!map.insert(1, {1, 0}, 2)); // within itself
    QVERIFY(!map.insert(0, {1, 0}, 2));
    QCOMPARE(map.remove(0).count, 0);
    QCOMPARE(map.remove(9).count, 0);
    QVERIFY(map.insert(2, {0, 0}, 1)); // two runs of one call stand one after the other
    QCOMPARE(map.rowOf({2, 0}), 3);
    QCOMPARE(map.remove(2), (RowRange{3, 1}));
    QCOMPARE(fault(map), QString());
}

void TestThreadMap::anyOrderOfChangesAgreesWithTheRowsWrittenOut()
{
    QRandomGenerator random(20'26);
    ThreadMap map(0, 20);
    for (int step = 0; step < 600; ++step) {
        const Written before = written(map, 0);
        const QList<qint64> threads = map.threads();
        const qint64 thread = threads.at(random.bounded(threads.size()));
        RowRange changed;
        bool came = true;
        switch (random.bounded(5)) {
        case 0:
            changed = map.remove(thread);
            came = false;
            break;
        case 1:
            changed = map.grow(thread, random.bounded(3)).value_or(RowRange{});
            break;
        default: {
            const qint64 run = 1 + random.bounded(40);
            const ThreadRow call = before.at(random.bounded(before.size()));
            changed = map.insert(run, call, random.bounded(6)).value_or(RowRange{});
        }
        }
        // What was told is what came or went, and nothing else moved.
        Written rest = came ? written(map, 0) : before;
        rest.remove(changed.first, changed.count);
        QCOMPARE(rest, came ? before : written(map, 0));
        QCOMPARE(fault(map), QString());
    }
}

void TestThreadMap::manyOpenRunsAreFewPieces()
{
    ThreadMap map(0, 100'000);
    for (int run = 1; run <= 50; ++run)
        map.insert(run, {0, run * 1000}, 500);
    QCOMPARE(map.rows(), 125'000);
    QCOMPARE(map.pieces().size(), 101);
    QCOMPARE(map.rowOf({50, 499}), 50'000 + 50 * 500);
}

QTEST_GUILESS_MAIN(TestThreadMap)
#include "tst_threadmap.moc"
