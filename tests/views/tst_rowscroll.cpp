// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <set>

#include <QTest>

#include "views/transcript/rowscroll.h"

using namespace assay;

class TestRowScroll final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsAtTheTop();
    void endAsksOnlyForTheLastRows();
    void growthAboveMovesNothing();
    void staysAtTheEndWhileRowsGrow();
    void whatFitsKeepsItsStart();
    void whatFitsFollowsNewRows();
    void fillsTheViewWhenItCan();
    void barReachesBothEnds();
    void rowsThatComeInBetweenMoveNothing();
    void rowsThatGoLeaveTheRowAbove();
};

void TestRowScroll::startsAtTheTop()
{
    RowScroll scroll([](int) { return 30.0; });
    scroll.setViewHeight(300);
    scroll.settle();
    QCOMPARE(scroll.rowAt(5), -1);
    scroll.setRows(100);
    scroll.by(-500);
    scroll.settle();
    QCOMPARE(scroll.row(), 0);
    QCOMPARE(scroll.top(), 0.0);
    scroll.by(45);
    scroll.settle();
    QCOMPARE(scroll.row(), 1);
    QCOMPARE(scroll.top(), -15.0);
    QCOMPARE(scroll.rowAt(0), 1);
    QCOMPARE(scroll.rowAt(16), 2);
}

void TestRowScroll::endAsksOnlyForTheLastRows()
{
    std::set<int> asked;
    RowScroll scroll([&asked](int row) { return asked.insert(row), 30.0; });
    scroll.setViewHeight(300);
    scroll.setRows(1'000'000);
    scroll.toEnd();
    scroll.settle();
    QCOMPARE(scroll.lastRow(), 999'999);
    QVERIFY(scroll.atEnd());
    QVERIFY2(asked.size() <= 12, qPrintable(QString::number(asked.size())));
}

void TestRowScroll::growthAboveMovesNothing()
{
    double above = 20;
    RowScroll scroll([&above](int row) { return row < 50 ? above : 30.0; });
    scroll.setViewHeight(300);
    scroll.setRows(100);
    scroll.put(50, 100);
    scroll.settle();
    QCOMPARE(scroll.topOf(50), 100.0);
    above = 40;
    scroll.put(50, 100);
    scroll.settle();
    QCOMPARE(scroll.topOf(50), 100.0);
    QVERIFY(std::isnan(scroll.topOf(90)));
}

void TestRowScroll::staysAtTheEndWhileRowsGrow()
{
    double height = 20;
    RowScroll scroll([&height](int) { return height; });
    scroll.setViewHeight(300);
    scroll.setRows(100);
    scroll.toEnd();
    scroll.settle();
    height = 50;
    scroll.setRows(110);
    scroll.settle();
    QCOMPARE(scroll.lastRow(), 109);
    QCOMPARE(scroll.topOf(109), 250.0);
    scroll.by(-10);
    scroll.settle();
    QVERIFY(!scroll.atEnd());
}

// A picture that arrives in a session that fits is no reason to scroll its start away.
void TestRowScroll::whatFitsKeepsItsStart()
{
    double height = 20;
    RowScroll scroll([&height](int) { return height; });
    scroll.setViewHeight(300);
    scroll.setRows(5);
    scroll.settle();
    QVERIFY(scroll.atEnd());
    height = 200;
    scroll.settle();
    QCOMPARE(scroll.row(), 0);
    QCOMPARE(scroll.top(), 0.0);
    QVERIFY(!scroll.atEnd());
}

void TestRowScroll::whatFitsFollowsNewRows()
{
    RowScroll scroll([](int) { return 50.0; });
    scroll.setViewHeight(300);
    scroll.setRows(5);
    scroll.settle();
    scroll.setRows(50);
    scroll.settle();
    QCOMPARE(scroll.lastRow(), 49);
    QVERIFY(scroll.atEnd());
    scroll.by(-100);
    scroll.settle();
    scroll.setRows(60); // the reader has left the end
    scroll.settle();
    QVERIFY(scroll.lastRow() < 59);
}

void TestRowScroll::fillsTheViewWhenItCan()
{
    RowScroll scroll([](int) { return 30.0; });
    scroll.setViewHeight(300);
    scroll.setRows(100);
    scroll.put(99, 0);
    scroll.settle();
    QCOMPARE(scroll.row(), 90);
    scroll.setRows(3);
    scroll.settle();
    QCOMPARE(scroll.row(), 0);
    QCOMPARE(scroll.top(), 0.0);
    QCOMPARE(scroll.maximum(), 0);
}

void TestRowScroll::barReachesBothEnds()
{
    RowScroll scroll([](int row) { return 20.0 + row % 7 * 30; });
    scroll.setViewHeight(600);
    scroll.setRows(5000);
    scroll.settle();
    QCOMPARE(scroll.value(), 0);
    scroll.setValue(scroll.maximum(), scroll.maximum());
    scroll.settle();
    QCOMPARE(scroll.lastRow(), 4999);
    QCOMPARE(scroll.value(), scroll.maximum());
    scroll.setValue(2'500'500, scroll.maximum());
    scroll.settle();
    QCOMPARE(scroll.row(), 2500);
    QVERIFY(std::abs(scroll.value() - 2'500'500) <= 1);
}

void TestRowScroll::rowsThatComeInBetweenMoveNothing()
{
    RowScroll scroll([](int) { return 30.0; });
    scroll.setViewHeight(300);
    scroll.setRows(100);
    scroll.put(50, -10);
    scroll.settle();
    scroll.insertRows(20, 7); // above
    scroll.settle();
    QCOMPARE(scroll.row(), 57);
    QCOMPARE(scroll.top(), -10.0);
    scroll.insertRows(60, 7); // in sight
    scroll.insertRows(90, 7); // below
    scroll.settle();
    QCOMPARE(scroll.row(), 57);
    QCOMPARE(scroll.rows(), 121);
    scroll.toEnd();
    scroll.settle();
    scroll.insertRows(119, 3); // what is new is followed wherever it comes
    scroll.settle();
    QVERIFY(scroll.atEnd());
    QCOMPARE(scroll.lastRow(), 123);
    const int first = scroll.row();
    scroll.stay(); // what the reader opened is not
    scroll.insertRows(122, 50);
    scroll.settle();
    QCOMPARE(scroll.row(), first);
    QVERIFY(!scroll.atEnd());
}

void TestRowScroll::rowsThatGoLeaveTheRowAbove()
{
    RowScroll scroll([](int) { return 30.0; });
    scroll.setViewHeight(300);
    scroll.setRows(100);
    scroll.put(50, -10);
    scroll.settle();
    scroll.removeRows(10, 5); // above
    scroll.removeRows(70, 5); // below
    scroll.settle();
    QCOMPARE(scroll.row(), 45);
    QCOMPARE(scroll.top(), -10.0);
    scroll.removeRows(40, 20); // with the first in sight
    scroll.settle();
    QCOMPARE(scroll.row(), 39);
    QCOMPARE(scroll.top(), 0.0);
    QCOMPARE(scroll.rows(), 70);
}

QTEST_GUILESS_MAIN(TestRowScroll)
#include "tst_rowscroll.moc"
