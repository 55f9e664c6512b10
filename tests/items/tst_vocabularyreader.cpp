// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QSignalSpy>
#include <QTest>

#include "models/items/queryrunner.h"
#include "models/items/vocabularyreader.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestVocabularyReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhenItIsWanted();
    void readsAgainOnlyAfterChanges();
    void storeMayComeLater();
};

void TestVocabularyReader::readsWhenItIsWanted()
{
    TestStore store;
    store.addSession({.branch = u"fix/retry"_s});
    QueryRunner runner(store.file());
    VocabularyReader reader(&runner);
    QSignalSpy changed(&reader, &VocabularyReader::changed);
    QVERIFY(reader.vocabulary().of(u"branch"_s).isEmpty());
    QCOMPARE(runner.statements(), 0);
    reader.refresh();
    QVERIFY(changed.wait());
    QCOMPARE(reader.vocabulary().of(u"branch"_s).first().value, u"fix/retry"_s);
}

void TestVocabularyReader::readsAgainOnlyAfterChanges()
{
    TestStore store;
    store.addSession({.branch = u"one"_s});
    QueryRunner runner(store.file());
    VocabularyReader reader(&runner);
    QSignalSpy changed(&reader, &VocabularyReader::changed);
    QSignalSpy stored(&runner, &QueryRunner::storeChanged);
    reader.refresh();
    QVERIFY(changed.wait());
    const qint64 statements = runner.statements();
    reader.refresh();
    bool idle = false;
    QObject context;
    runner.post(
        QueryRunner::Lane::Search, &context, [](Database &) {}, [&](const Result<> &) { idle = true; });
    QTRY_VERIFY(idle);
    QCOMPARE(runner.statements(), statements);
    store.addSession({.branch = u"two"_s});
    QVERIFY(stored.wait());
    QCOMPARE(changed.size(), 1); // nobody asked
    reader.refresh();
    QVERIFY(changed.wait());
    QCOMPARE(reader.vocabulary().of(u"branch"_s).size(), 2);
}

void TestVocabularyReader::storeMayComeLater()
{
    TestStore store;
    store.addSession({});
    const QString later = store.folder() + u"/later.sqlite"_s;
    QueryRunner runner(later);
    VocabularyReader reader(&runner);
    QSignalSpy changed(&reader, &VocabularyReader::changed);
    reader.refresh();
    bool idle = false;
    QObject context;
    runner.post(
        QueryRunner::Lane::Search, &context, [](Database &) {}, [&](const Result<> &) { idle = true; });
    QTRY_VERIFY(idle);
    store.execute(u"VACUUM INTO '%1'"_s.arg(later));
    reader.refresh();
    QVERIFY(changed.wait());
    QVERIFY(!reader.vocabulary().of(u"branch"_s).isEmpty());
}

QTEST_GUILESS_MAIN(TestVocabularyReader)
#include "tst_vocabularyreader.moc"
