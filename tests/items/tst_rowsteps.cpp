// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QRandomGenerator>
#include <QTest>

#include "models/items/rowsteps.h"

using namespace assay;

namespace {

QList<qint64> applied(QList<qint64> rows, const QList<RowStep> &steps, const QList<qint64> &target)
{
    for (const RowStep &step : steps) {
        switch (step.kind) {
        case RowStep::Kind::Remove:
            rows.remove(step.first, step.count);
            break;
        case RowStep::Kind::Move:
            rows.move(step.first, step.to);
            break;
        case RowStep::Kind::Insert:
            for (int i = 0; i < step.count; ++i)
                rows.insert(step.first + i, target[step.first + i]);
            break;
        }
    }
    return rows;
}

} // namespace

class TestRowSteps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stepsLeadToTheTarget_data();
    void stepsLeadToTheTarget();
    void anyListsLeadToEachOther();
    void tooManyStepsAreNone();
};

void TestRowSteps::stepsLeadToTheTarget_data()
{
    using Ids = QList<qint64>;
    QTest::addColumn<Ids>("from");
    QTest::addColumn<Ids>("to");
    QTest::addColumn<int>("steps");
    QTest::newRow("same") << Ids{1, 2} << Ids{1, 2} << 0;
    QTest::newRow("from nothing") << Ids{} << Ids{1, 2, 3} << 1;
    QTest::newRow("to nothing") << Ids{1, 2, 3} << Ids{} << 1;
    QTest::newRow("new in front") << Ids{1, 2} << Ids{9, 8, 1, 2} << 1;
    QTest::newRow("gone inside") << Ids{1, 2, 3, 4} << Ids{1, 4} << 1;
    QTest::newRow("to the front") << Ids{1, 2, 3} << Ids{3, 1, 2} << 1;
    QTest::newRow("between equal ones") << Ids{1, 2, 3, 4, 5, 6} << Ids{1, 2, 5, 3, 9, 6} << 3;
    QTest::newRow("twice as many behind") << Ids{1, 2} << Ids{1, 2, 3, 4} << 1;
    QTest::newRow("all three") << Ids{1, 2, 3, 4} << Ids{5, 4, 1, 3} << 3;
}

void TestRowSteps::stepsLeadToTheTarget()
{
    QFETCH(QList<qint64>, from);
    QFETCH(QList<qint64>, to);
    QFETCH(int, steps);
    const auto found = rowSteps(from, to, 100);
    QVERIFY(found);
    QCOMPARE(found->size(), steps);
    QCOMPARE(applied(from, *found, to), to);
}

void TestRowSteps::anyListsLeadToEachOther()
{
    QRandomGenerator random(20260815);
    for (int round = 0; round < 500; ++round) {
        const auto list = [&] {
            QList<qint64> ids;
            for (qint64 id = 1; id <= 20; ++id) {
                if (random.bounded(2) == 0)
                    ids.insert(random.bounded(static_cast<int>(ids.size()) + 1), id);
            }
            return ids;
        };
        const QList<qint64> from = list();
        const QList<qint64> to = list();
        const auto steps = rowSteps(from, to, 1000);
        QVERIFY(steps);
        QCOMPARE(applied(from, *steps, to), to);
    }
}

void TestRowSteps::tooManyStepsAreNone()
{
    QVERIFY(!rowSteps({1, 2, 3, 4, 5, 6}, {1, 3, 5}, 2));
    QVERIFY(rowSteps({1, 2, 3, 4, 5, 6}, {1, 3, 5}, 3));
}

QTEST_GUILESS_MAIN(TestRowSteps)
#include "tst_rowsteps.moc"
