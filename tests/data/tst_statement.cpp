// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "models/data/store/statement.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestStatement : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void valuesComeBackAsTheyWere();
    void rebindStartsAtTheFirstParameter();
    void errorsAreToldAndDoNotStick();
    void badSqlIsAnError();
    void endedStatementHoldsNoTransaction();
    void transactionRollsBackUnlessCommitted();
    void workIsCounted();
};

void TestStatement::valuesComeBackAsTheyWere()
{
    TestStore store;
    const QString text = u"Grüße, 世界 😀 \"quoted\" \\ end"_s;
    const QByteArray blob("a\0b\xff", 4);
    Statement s(store.db(), u"SELECT ?, ?, ?, ?, CAST(? AS TEXT), ?"_s);
    s.bind(qint64{1} << 60).bind(0.25).bind(text).bind(blob).bindUtf8("utf-8 ü").bindNull();
    QVERIFY(s.next());
    QCOMPARE(s.integer(0), qint64{1} << 60);
    QCOMPARE(s.real(1), 0.25);
    QCOMPARE(s.text(2), text);
    QCOMPARE(s.blob(3), blob);
    QCOMPARE(s.text(4), u"utf-8 ü"_s);
    QVERIFY(s.isNull(5));
    QVERIFY(!s.next());
    QVERIFY(s.ok());
}

void TestStatement::rebindStartsAtTheFirstParameter()
{
    TestStore store;
    Statement insert(store.db(), u"INSERT INTO meta VALUES (?, ?)"_s);
    QVERIFY(insert.bind(u"a"_s).bind(u"1"_s).run());
    QVERIFY(insert.bind(u"b"_s).bind(QString()).run()); // null is kept as ""
    Statement read(store.db(), u"SELECT value FROM meta WHERE key = ?"_s);
    QVERIFY(read.bind(u"a"_s).next());
    QCOMPARE(read.text(0), u"1"_s);
    QVERIFY(read.bind(u"b"_s).next()); // bound again in the middle of the rows
    QCOMPARE(read.text(0), u""_s);
    QVERIFY(!read.isNull(0));
}

void TestStatement::errorsAreToldAndDoNotStick()
{
    TestStore store;
    Statement insert(store.db(), u"INSERT INTO meta VALUES (?, ?)"_s);
    QVERIFY(insert.bind(u"a"_s).bind(u"1"_s).run());
    QVERIFY(!insert.bind(u"a"_s).bind(u"2"_s).run());
    QVERIFY(!insert.ok());
    QCOMPARE(insert.error().code, Error::Code::Failed);
    QVERIFY(!insert.error().what.isEmpty());
    QVERIFY(insert.bind(u"c"_s).bind(u"3"_s).run());
    QVERIFY(insert.ok());
}

void TestStatement::badSqlIsAnError()
{
    TestStore store;
    Statement s(store.db(), u"SELECT x FROM nowhere"_s);
    QVERIFY(!s.ok());
    QVERIFY(!s.next());
    QVERIFY2(s.error().what.contains(u"nowhere"_s), qPrintable(s.error().what));
}

void TestStatement::endedStatementHoldsNoTransaction()
{
    TestStore store;
    store.addSessions(store.addProject(u"path:/p"_s), 100);
    auto reader = Database::open(store.file(), Database::Mode::Reader);
    QVERIFY(reader);
    {
        Statement rows(*reader, u"SELECT id FROM session"_s);
        QVERIFY(rows.next()); // not stepped to its end
    }
    store.execute(u"INSERT INTO meta VALUES ('later', '1')"_s);
    Statement checkpoint(store.db(), u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    QVERIFY(checkpoint.next());
    QCOMPARE(checkpoint.integer(0), 0); // not kept busy by the reader
}

void TestStatement::transactionRollsBackUnlessCommitted()
{
    TestStore store;
    {
        Transaction undone(store.db());
        QVERIFY(undone.begin());
        store.execute(u"INSERT INTO meta VALUES ('a', '1')"_s);
    }
    QCOMPARE(store.number(u"SELECT count(*) FROM meta WHERE key = 'a'"_s), 0);
    {
        Transaction kept(store.db());
        QVERIFY(kept.begin());
        store.execute(u"INSERT INTO meta VALUES ('a', '1')"_s);
        QVERIFY(kept.commit());
    }
    QCOMPARE(store.number(u"SELECT count(*) FROM meta WHERE key = 'a'"_s), 1);
}

void TestStatement::workIsCounted()
{
    TestStore store;
    StatementCounts &counts = store.db().counts();
    const qint64 statements = counts.statements;
    const qint64 bytes = counts.bytes;
    Statement s(store.db(), u"SELECT 'twelve chars' UNION ALL SELECT 'x'"_s);
    QVERIFY(s.next());
    QCOMPARE(s.text(0), u"twelve chars"_s);
    QCOMPARE(counts.statements - statements, 1);
    QCOMPARE(counts.bytes - bytes, 12);
}

QTEST_GUILESS_MAIN(TestStatement)
#include "tst_statement.moc"
