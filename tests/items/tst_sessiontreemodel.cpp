// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/items/sessionrows.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using Mode = ModelReporting;

class TestSessionTreeModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void projectsThenSessions();
    void everyRowHasWords();
    void hundredThousandSessionsCostPages();
    void filterNarrowsAndTellsProblems();
    void refreshKeepsWhatIsSelected();
    void changedRowsAreReadAgain();
    void refreshAnnouncesChangedRowsOnly();
    void manyChangesAtOnce();
    void typingCancels();
    void missingStoreIsTold();
};

void TestSessionTreeModel::projectsThenSessions()
{
    TestStore store;
    const qint64 old = store.addProject(u"github.com/o/old"_s);
    const qint64 recent = store.addProject(u"github.com/o/recent"_s);
    store.addSession({.project = old, .title = u"older"_s, .startedAt = 1});
    store.addSession({.project = old, .title = u"newer"_s, .startedAt = 2});
    const qint64 newest = store.addSession({.project = recent, .title = u"newest"_s, .startedAt = 9});
    QueryRunner runner(store.file());
    SessionTreeModel model(&runner);
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    QSignalSpy loaded(&model, &SessionTreeModel::loaded);
    model.setFilter({});
    QVERIFY(loaded.wait());
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.shown(), 3);
    QCOMPARE(model.total(), 3);
    const QModelIndex project = model.index(1, 0);
    QCOMPARE(project.data().toString(), u"old"_s);
    QVERIFY(project.data(SessionTreeModel::IsProjectRole).toBool());
    QCOMPARE(project.data(SessionTreeModel::SessionCountRole).toInt(), 2);
    QCOMPARE(project.data(SessionTreeModel::ProjectRole).value<ProjectRow>().key, u"github.com/o/old"_s);
    QCOMPARE(model.rowCount(project), 2);
    const QModelIndex session = model.index(0, 0, project);
    QVERIFY(!isLoaded(session));
    QTRY_VERIFY(isLoaded(session));
    QCOMPARE(rowAt(session).title, u"newer"_s);
    QCOMPARE(session.data().toString(), u"newer"_s);
    QCOMPARE(session.parent(), project);
    QCOMPARE(model.indexOf(newest), model.index(0, 0, model.index(0, 0)));
    QVERIFY(!model.indexOf(777).isValid());
}

void TestSessionTreeModel::everyRowHasWords()
{
    TestStore store;
    const qint64 id = store.addSession({.title = QString()});
    QueryRunner runner(store.file());
    SessionTreeModel model(&runner);
    QSignalSpy loaded(&model, &SessionTreeModel::loaded);
    model.setFilter({});
    QVERIFY(loaded.wait());
    const QModelIndex session = model.indexOf(id);
    QCOMPARE(session.data(Qt::AccessibleTextRole).toString(), u"(being read)"_s);
    QTRY_COMPARE(session.data(Qt::AccessibleTextRole).toString(), u"(no prompt)"_s);
    QCOMPARE(session.parent().data(Qt::AccessibleTextRole).toString(), u"common"_s);
}

void TestSessionTreeModel::hundredThousandSessionsCostPages()
{
    TestStore store;
    store.addSessions(store.addProject(u"path:/p"_s), 100'000);
    QueryRunner runner(store.file());
    SessionTreeModel model(&runner);
    QSignalSpy loaded(&model, &SessionTreeModel::loaded);
    model.setFilter({});
    QVERIFY(loaded.wait());
    QCOMPARE(runner.statements(), 1);
    const qint64 outline = runner.bytes();
    QVERIFY2(outline < 8 * 100'000, qPrintable(QString::number(outline))); // ids and nothing else
    const QModelIndex project = model.index(0, 0);
    QCOMPARE(model.rowCount(project), 100'000);
    const QModelIndex last = model.index(99'999, 0, project);
    QVERIFY(!isLoaded(last));
    QTRY_VERIFY(isLoaded(last));
    QCOMPARE(rowAt(last).title, u"session 99999"_s);
    QCOMPARE(runner.statements(), 2);
    QVERIFY(runner.bytes() - outline < 128 * 300);
    for (int row = 0; row < 100'000; row += 10) // a drag over the whole list
        (void)isLoaded(model.index(row, 0, project));
    const QModelIndex rest = model.index(99'990, 0, project);
    QTRY_VERIFY(isLoaded(rest));
    QVERIFY2(runner.statements() <= 8, qPrintable(QString::number(runner.statements())));
}

void TestSessionTreeModel::filterNarrowsAndTellsProblems()
{
    TestStore store;
    const qint64 a = store.addProject(u"github.com/o/alpha"_s);
    const qint64 b = store.addProject(u"github.com/o/beta"_s);
    for (int i = 0; i < 5; ++i) {
        store.addSession({.project = a, .title = u"lexer %1"_s.arg(i)});
        store.addSession({.project = b, .title = u"other %1"_s.arg(i)});
    }
    QueryRunner runner(store.file());
    SessionTreeModel model(&runner);
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    QSignalSpy loaded(&model, &SessionTreeModel::loaded);
    QSignalSpy problems(&model, &SessionTreeModel::filterProblems);
    model.setFilter({});
    QVERIFY(loaded.wait());
    model.setFilter(u"lexer tol:Bash"_s);
    QCOMPARE(problems.last()[0].value<QList<FilterProblem>>().size(), 1);
    QVERIFY(loaded.wait());
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.shown(), 5);
    QCOMPARE(model.total(), 10);
    model.setFilter(u"project:gamma"_s);
    QVERIFY(problems.last()[0].value<QList<FilterProblem>>().isEmpty());
    QVERIFY(loaded.wait());
    QCOMPARE(model.rowCount(), 0);
    model.setFilter({});
    QVERIFY(loaded.wait());
    QCOMPARE(model.shown(), 10);
}

void TestSessionTreeModel::refreshKeepsWhatIsSelected()
{
    TestStore store;
    const qint64 a = store.addProject(u"github.com/o/alpha"_s);
    const qint64 b = store.addProject(u"github.com/o/beta"_s);
    const qint64 gone = store.addSession({.project = a, .startedAt = 30});
    const qint64 kept = store.addSession({.project = a, .startedAt = 20});
    store.addSession({.project = b, .startedAt = 10});
    QueryRunner runner(store.file());
    SessionTreeModel model(&runner);
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    QSignalSpy loaded(&model, &SessionTreeModel::loaded);
    model.setFilter({});
    QVERIFY(loaded.wait());
    const QPersistentModelIndex project(model.index(0, 0));
    const QPersistentModelIndex session(model.indexOf(kept));
    QCOMPARE(session.row(), 1);
    store.addSession({.project = b, .startedAt = 50}); // beta comes first now
    store.addSession({.project = a, .startedAt = 40});
    store.execute(u"UPDATE session SET deleted_at = 1 WHERE id = %1"_s.arg(gone));
    model.refresh();
    QVERIFY(loaded.wait());
    QVERIFY(project.isValid());
    QCOMPARE(project.row(), 1);
    QVERIFY(session.isValid());
    QCOMPARE(session.data(SessionTreeModel::SessionIdRole).toLongLong(), kept);
    QCOMPARE(QModelIndex(session), model.indexOf(kept));
    QCOMPARE(model.shown(), 4);
}

void TestSessionTreeModel::changedRowsAreReadAgain()
{
    TestStore store;
    const qint64 id = store.addSession({.title = u"before"_s});
    QueryRunner runner(store.file());
    SessionTreeModel model(&runner);
    QSignalSpy loaded(&model, &SessionTreeModel::loaded);
    model.setFilter({});
    QVERIFY(loaded.wait());
    const QPersistentModelIndex session(model.indexOf(id));
    QTRY_VERIFY(isLoaded(session));
    store.execute(u"UPDATE session SET title = 'after'"_s);
    model.refresh();
    QVERIFY(loaded.wait());
    QCOMPARE(rowAt(session).title, u"before"_s); // shown until the new one is here
    QTRY_COMPARE(rowAt(session).title, u"after"_s);
}

// A view asks for the sizes of every row that is announced; an import commits twice a second.
void TestSessionTreeModel::refreshAnnouncesChangedRowsOnly()
{
    TestStore store;
    const qint64 project = store.addProject(u"path:/p"_s);
    store.addSessions(project, 5'000);
    QueryRunner runner(store.file());
    SessionTreeModel model(&runner);
    QSignalSpy loaded(&model, &SessionTreeModel::loaded);
    model.setFilter({});
    QVERIFY(loaded.wait());
    const QModelIndex parent = model.index(0, 0);
    for (int row = 0; row < 20; ++row)
        (void)isLoaded(model.index(row, 0, parent));
    QTRY_VERIFY(isLoaded(model.index(19, 0, parent)));

    QSignalSpy changed(&model, &SessionTreeModel::dataChanged);
    const qint64 other = store.addProject(u"path:/q"_s);
    store.addSession({.project = other, .startedAt = 1});
    model.refresh();
    QVERIFY(loaded.wait());
    const auto idle = [&runner] {
        bool answered = false;
        QObject context;
        runner.post(
            QueryRunner::Lane::Paging, &context, [](Database &) {}, [&](const Result<> &) { answered = true; });
        QTRY_VERIFY(answered);
    };
    idle();
    QCOMPARE(changed.size(), 0);

    store.execute(u"UPDATE session SET title = 'another' WHERE title IN ('session 7', 'session 8', 'session 4000')"_s);
    model.refresh();
    QVERIFY(loaded.wait());
    QTRY_COMPARE(changed.size(), 1);
    idle();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 7);
    QCOMPARE(changed.at(0).at(1).toModelIndex().row(), 8);
    QCOMPARE(rowAt(model.index(7, 0, parent)).title, u"another"_s);
}

void TestSessionTreeModel::manyChangesAtOnce()
{
    TestStore store;
    store.addSessions(store.addProject(u"path:/p"_s), 2'000);
    QueryRunner runner(store.file());
    SessionTreeModel model(&runner);
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    QSignalSpy loaded(&model, &SessionTreeModel::loaded);
    model.setFilter({});
    QVERIFY(loaded.wait());
    const QPersistentModelIndex project(model.index(0, 0));
    store.execute(u"UPDATE session SET deleted_at = 1 WHERE id % 2 = 0"_s);
    model.refresh();
    QVERIFY(loaded.wait());
    QVERIFY(project.isValid());
    QCOMPARE(model.rowCount(project), 1'000);
    store.execute(u"UPDATE session SET deleted_at = 1"_s);
    model.refresh();
    QVERIFY(loaded.wait());
    QCOMPARE(model.rowCount(), 0);
}

void TestSessionTreeModel::typingCancels()
{
    TestStore store;
    const qint64 project = store.addProject(u"path:/p"_s);
    store.addSession({.project = project, .title = u"needle"_s});
    store.addSessions(project, 500);
    QueryRunner runner(store.file());
    SessionTreeModel model(&runner);
    QSignalSpy loaded(&model, &SessionTreeModel::loaded);
    for (const QString &typed : {u"n"_s, u"ne"_s, u"nee"_s, u"need"_s, u"needl"_s, u"needle"_s})
        model.setFilter(typed);
    QVERIFY(loaded.wait());
    QCOMPARE(model.shown(), 1);
    bool idle = false;
    QObject context;
    runner.post(
        QueryRunner::Lane::Search, &context, [](Database &) {}, [&](const Result<> &) { idle = true; });
    QTRY_VERIFY(idle);
    QCOMPARE(loaded.size(), 1);        // only the last answers
    QVERIFY(runner.statements() <= 4); // the first may have begun
}

void TestSessionTreeModel::missingStoreIsTold()
{
    QTemporaryDir folder;
    QueryRunner runner(folder.filePath(u"none.sqlite"_s));
    SessionTreeModel model(&runner);
    QSignalSpy failed(&model, &SessionTreeModel::failed);
    model.setFilter({});
    QVERIFY(failed.wait());
    QCOMPARE(failed[0][0].value<Error>().code, Error::Code::NotFound);
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestSessionTreeModel)
#include "tst_sessiontreemodel.moc"
