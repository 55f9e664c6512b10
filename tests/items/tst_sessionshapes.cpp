// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// The list in its orders, grouped and flat, and what narrows it.
#include "tests/items/sessionrows.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using Mode = ModelReporting;

class TestSessionShapes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hundredThousandSessionsChangeOrder();
    void flatIsOneListInItsOrder();
    void ordersMoveWhatTheyMust();
    void facetsComeBehindTheList();
};

void TestSessionShapes::hundredThousandSessionsChangeOrder()
{
    TestStore store;
    store.addSessions(store.addProject(u"path:/p"_s), 100'000);
    store.execute(u"UPDATE session SET errors = id % 7919"_s);
    QueryRunner runner(store.file());
    SessionTreeModel model(&runner);
    QSignalSpy loaded(&model, &SessionTreeModel::loaded);
    model.setShape({SessionGrouping::None, SessionOrder::Newest});
    model.setFilter({});
    QVERIFY(loaded.wait());
    QCOMPARE(runner.statements(), 1);
    QCOMPARE(runner.rows(), 1);
    QTRY_VERIFY(isLoaded(model.index(0, 0)));
    QTRY_VERIFY(isLoaded(model.index(99'999, 0)));
    QCOMPARE(runner.statements(), 3);
    QVERIFY(runner.rows() <= 1 + 2 * 128);

    qint64 before = runner.rows();
    model.setShape({SessionGrouping::None, SessionOrder::MostErrors});
    QVERIFY(loaded.wait());
    QTRY_COMPARE(rowAt(model.index(0, 0)).errors, 7918);
    QTRY_VERIFY(isLoaded(model.index(99'999, 0))); // the page looked at before it is read again too
    QVERIFY2(runner.statements() <= 6, qPrintable(QString::number(runner.statements())));
    QVERIFY(runner.rows() - before <= 1 + 2 * 128);

    // One session changes: one row goes elsewhere, one is announced, nothing else is touched.
    const qint64 id = model.index(60, 0).data(SessionTreeModel::SessionIdRole).toLongLong();
    const QPersistentModelIndex row(model.index(60, 0));
    QSignalSpy moved(&model, &SessionTreeModel::rowsMoved);
    QSignalSpy changed(&model, &SessionTreeModel::dataChanged);
    const QSignalSpy removed(&model, &SessionTreeModel::rowsRemoved);
    before = runner.rows();
    const qint64 statements = runner.statements();
    store.execute(u"UPDATE session SET errors = 8000 WHERE id = %1"_s.arg(id));
    model.refresh();
    QVERIFY(loaded.wait());
    QCOMPARE(moved.size(), 1);
    QCOMPARE(row.row(), 0);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 0);
    QCOMPARE(changed.at(0).at(1).toModelIndex().row(), 0);
    QCOMPARE(rowAt(model.index(0, 0)).errors, 8000);
    QCOMPARE(removed.size(), 0);
    QVERIFY(runner.statements() - statements <= 1 + 2);
    QVERIFY(runner.rows() - before <= 1 + 2 * 128);
}

void TestSessionShapes::flatIsOneListInItsOrder()
{
    TestStore store;
    const qint64 a = store.addProject(u"path:/a"_s);
    const qint64 b = store.addProject(u"path:/b"_s);
    const qint64 first = store.addSession({.project = a, .title = u"first"_s, .startedAt = 1});
    const qint64 second = store.addSession({.project = b, .title = u"second"_s, .startedAt = 2});
    const qint64 third = store.addSession({.project = a, .title = u"third"_s, .startedAt = 3});
    QueryRunner runner(store.file());
    SessionTreeModel model(&runner);
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    QSignalSpy loaded(&model, &SessionTreeModel::loaded);
    QSignalSpy reset(&model, &SessionTreeModel::modelReset);
    model.setFilter({});
    QVERIFY(loaded.wait());
    QVERIFY(!model.isFlat());
    model.setShape({SessionGrouping::None, SessionOrder::Newest});
    QVERIFY(loaded.wait());
    QVERIFY(model.isFlat());
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.shown(), 3);
    QVERIFY(!model.index(0, 0).data(SessionTreeModel::IsProjectRole).toBool());
    QCOMPARE(model.index(0, 0).data(SessionTreeModel::SessionIdRole).toLongLong(), third);
    QCOMPARE(model.indexOf(second), model.index(1, 0));
    QVERIFY(!model.indexOf(second).parent().isValid());
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
    QTRY_COMPARE(rowAt(model.index(1, 0)).projectName, u"b"_s);

    const QPersistentModelIndex kept(model.indexOf(first));
    const qsizetype resets = reset.size();
    store.addSession({.project = b, .startedAt = 9});
    model.refresh();
    QVERIFY(loaded.wait());
    QCOMPARE(kept.row(), 3);
    QCOMPARE(reset.size(), resets);
    model.setFilter(u"project:nothing"_s);
    QVERIFY(loaded.wait());
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.total(), 4);
    model.setShape({SessionGrouping::Project, SessionOrder::Oldest});
    model.setFilter({});
    QVERIFY(loaded.wait());
    QTRY_VERIFY(!model.isFlat() && model.rowCount() == 2);
    QCOMPARE(model.index(0, 0).data().toString(), u"a"_s);
    QCOMPARE(model.indexOf(first), model.index(0, 0, model.index(0, 0)));
}

void TestSessionShapes::ordersMoveWhatTheyMust()
{
    TestStore store;
    const qint64 a = store.addProject(u"path:/a"_s);
    const qint64 b = store.addProject(u"path:/b"_s);
    for (int i = 0; i < 6; ++i)
        store.addSession({.project = i % 2 == 0 ? a : b, .startedAt = 10 + i, .errors = (i * 5) % 6});
    QueryRunner runner(store.file());
    SessionTreeModel model(&runner);
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    QSignalSpy loaded(&model, &SessionTreeModel::loaded);
    const QSignalSpy reset(&model, &SessionTreeModel::modelReset);
    model.setFilter({});
    QVERIFY(loaded.wait());
    const QPersistentModelIndex session(model.index(2, 0, model.index(0, 0)));
    const qint64 id = session.data(SessionTreeModel::SessionIdRole).toLongLong();
    const qsizetype resets = reset.size();
    using Order = SessionOrder;
    for (const Order order : {Order::MostErrors, Order::Oldest, Order::Longest, Order::Dearest, Order::Newest}) {
        model.setShape({SessionGrouping::Project, order});
        QVERIFY(loaded.wait());
        QVERIFY(session.isValid());
        QCOMPARE(QModelIndex(session), model.indexOf(id));
    }
    QCOMPARE(reset.size(), resets);
}

void TestSessionShapes::facetsComeBehindTheList()
{
    TestStore store;
    store.addSession({.title = u"needle"_s, .errors = 1});
    store.addSession({.title = u"other"_s});
    QueryRunner runner(store.file());
    SessionTreeModel model(&runner);
    QSignalSpy loaded(&model, &SessionTreeModel::loaded);
    QSignalSpy facets(&model, &SessionTreeModel::facetsRead);
    model.setFilter({});
    QVERIFY(loaded.wait());
    QCOMPARE(facets.size(), 0);
    model.setFacetsWanted(true);
    QTRY_COMPARE(facets.size(), 1);
    QCOMPARE(loaded.size(), 2);
    const auto outcomes = [&] { return facets.last()[0].value<QList<Facet>>().front().values; };
    QCOMPARE(outcomes().size(), 2);
    for (const QString &typed : {u"n"_s, u"ne"_s, u"nee"_s})
        model.setFilter(typed);
    QTRY_COMPARE(facets.size(), 2); // of the last question only
    QCOMPARE(outcomes().size(), 1);
    QCOMPARE(outcomes().front().name, u"error"_s);
    // Changes while facets are read wait for them.
    model.refresh();
    QVERIFY(loaded.wait());
    model.refresh();
    QTRY_COMPARE(facets.size(), 4);
}

QTEST_GUILESS_MAIN(TestSessionShapes)
#include "tst_sessionshapes.moc"
