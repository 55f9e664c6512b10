// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "models/items/valuetable.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestValueTable final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatItHolds();
    void rowsThatStayAreChangedInPlace();
};

void TestValueTable::tellsWhatItHolds()
{
    ValueTable table({{u"Session"_s}, {u"Size"_s, true}});
    const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::Fatal);
    table.setRows({{{u"one"_s, u"2 MB"_s}, 1, u"a tip"_s}, {{u"short"_s}, 2, {}}});
    QCOMPARE(table.rowCount(), 2);
    QCOMPARE(table.columnCount(), 2);
    QCOMPARE(table.index(0, 1).data().toString(), u"2 MB"_s);
    QCOMPARE(table.index(0, 1).data(Qt::AccessibleTextRole).toString(), u"Size: 2 MB"_s);
    QCOMPARE(table.index(0, 0).data(Qt::AccessibleDescriptionRole).toString(), u"a tip"_s);
    QCOMPARE(table.index(1, 0).data(ValueTable::keyRole).toInt(), 2);
    QCOMPARE(table.index(1, 1).data().toString(), QString()); // fewer cells than columns
    QVERIFY(table.index(0, 1).data(Qt::TextAlignmentRole).value<Qt::Alignment>().testFlag(Qt::AlignRight));
    QCOMPARE(table.headerData(1, Qt::Horizontal).toString(), u"Size"_s);
    QVERIFY(!table.headerData(7, Qt::Horizontal).isValid());
}

void TestValueTable::rowsThatStayAreChangedInPlace()
{
    ValueTable table({{u"Project"_s}, {u"Kept"_s}});
    const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::Fatal);
    table.setRows({{{u"a"_s, u"all"_s}, u"a"_s, {}}, {{u"b"_s, u"all"_s}, u"b"_s, {}}});
    const QSignalSpy reset(&table, &QAbstractItemModel::modelReset);
    const QSignalSpy changed(&table, &QAbstractItemModel::dataChanged);
    const QPersistentModelIndex second = table.index(1, 0);
    table.setRows({{{u"a"_s, u"all"_s}, u"a"_s, {}}, {{u"b"_s, u"30 days"_s}, u"b"_s, {}}});
    QCOMPARE(reset.size(), 0);
    QCOMPARE(changed.size(), 1);
    QVERIFY(second.isValid());
    table.setRows(table.rows());
    QCOMPARE(changed.size(), 1); // nothing new
    table.setRows({{{u"b"_s, u"30 days"_s}, u"b"_s, {}}});
    QCOMPARE(reset.size(), 1);
    table.setRows({});
    QCOMPARE(table.rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestValueTable)
#include "tst_valuetable.moc"
