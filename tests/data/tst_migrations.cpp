// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QTest>

#include "models/data/store/database.h"
#include "models/data/store/migrations.h"
#include "models/data/store/statement.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString trial = u"trial_"_s; // the prefix of sql/ beside this file

constexpr auto othersMayRead = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;

// A store of the first trial schema, as an older program left it.
void makeOldStore(const QString &path)
{
    auto db = Database::open(path, Database::Mode::Writer, u"none_"_s);
    QVERIFY(db);
    QFile script(u":/assay/sql/trial_0001_initial.sql"_s);
    QVERIFY(script.open(QIODevice::ReadOnly));
    QVERIFY(db->execute(QString::fromUtf8(script.readAll())));
    QVERIFY(db->execute(u"PRAGMA user_version=1; PRAGMA application_id=%1"_s.arg(applicationId)));
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestMigrations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void freshStoreHasTheNewestSchema();
    void everyTableIsStrict();
    void secondOpenChangesNothing();
    void oldStoreIsCopiedThenMigrated();
    void failedMigrationLeavesTheOldSchema();
    void readerDoesNotMigrate();
    void newerSchemaIsRefused();
    void copyOfTheOldStoreExpiresAtTheNextOpen();
    void otherProgramsDatabaseIsRefused_data();
    void otherProgramsDatabaseIsRefused();
    void onlyTheOwnerReadsAStore();
};

void TestMigrations::freshStoreHasTheNewestSchema()
{
    TestStore store;
    QCOMPARE(schemaOf(store.db()).value_or(-1), newestSchema({}));
    QVERIFY(newestSchema({}) >= 1);
    QCOMPARE(store.number(u"PRAGMA application_id"_s), qint64{applicationId});
    QCOMPARE(newestSchema(trial), 2);
}

void TestMigrations::everyTableIsStrict()
{
    TestStore store;
    QCOMPARE(
        store.number(u"SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0"
                     " AND name NOT LIKE 'sqlite_%'"_s),
        0);
}

void TestMigrations::secondOpenChangesNothing()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"store.sqlite"_s);
    QVERIFY(Database::open(path, Database::Mode::Writer));
    const QByteArray before = bytesOf(path);
    QVERIFY(Database::open(path, Database::Mode::Writer));
    QCOMPARE(bytesOf(path), before);
    QVERIFY(!QFile::exists(path + u".before-1"_s));
}

void TestMigrations::oldStoreIsCopiedThenMigrated()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"store.sqlite"_s);
    makeOldStore(path);
    auto db = Database::open(path, Database::Mode::Writer, trial);
    QVERIFY2(db, db ? "" : qPrintable(db.error().what));
    QCOMPARE(schemaOf(*db).value_or(-1), 2);
    Statement thing(*db, u"SELECT name, size FROM thing"_s);
    QVERIFY(thing.next());
    QCOMPARE(thing.text(0), u"first; and more"_s);
    QVERIFY(db->execute(u"UPDATE thing SET name = 'four'"_s)); // the trigger came over whole
    Statement grown(*db, u"SELECT size FROM thing"_s);
    QVERIFY(grown.next());
    QCOMPARE(grown.integer(0), 4);

    auto copy = Database::open(path + u".before-2"_s, Database::Mode::Reader, trial);
    QVERIFY2(copy, copy ? "" : qPrintable(copy.error().what));
    QCOMPARE(schemaOf(*copy).value_or(-1), 1);
    Statement old(*copy, u"SELECT name FROM thing"_s);
    QVERIFY(old.next());
    QCOMPARE(old.text(0), u"first; and more"_s);
}

void TestMigrations::failedMigrationLeavesTheOldSchema()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"store.sqlite"_s);
    makeOldStore(path);
    {
        auto db = Database::open(path, Database::Mode::Writer, u"none_"_s);
        // "none_" knows no schema at all, so this store is newer to it.
        QVERIFY(!db);
        QCOMPARE(db.error().code, Error::Code::Newer);
    }
    {
        // What the second script adds is there already: it must fail half way.
        QSqlDatabase raw = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"raw"_s);
        raw.setDatabaseName(path);
        QVERIFY(raw.open());
        QSqlQuery(raw).exec(u"CREATE TRIGGER thing_grows AFTER DELETE ON thing BEGIN SELECT 1; END"_s);
        raw.close();
    }
    QSqlDatabase::removeDatabase(u"raw"_s);
    const auto migrated = Database::open(path, Database::Mode::Writer, trial);
    QVERIFY(!migrated);
    auto reader = Database::open(path, Database::Mode::Reader, trial);
    QVERIFY(reader);
    QCOMPARE(schemaOf(*reader).value_or(-1), 1);
    Statement columns(*reader, u"SELECT count(*) FROM pragma_table_info('thing')"_s);
    QVERIFY(columns.next());
    QCOMPARE(columns.integer(0), 2); // the column added before the failure is gone again
}

void TestMigrations::readerDoesNotMigrate()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"store.sqlite"_s);
    makeOldStore(path);
    auto reader = Database::open(path, Database::Mode::Reader, trial);
    QVERIFY(reader);
    QCOMPARE(schemaOf(*reader).value_or(-1), 1);
}

void TestMigrations::newerSchemaIsRefused()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"store.sqlite"_s);
    {
        auto db = Database::open(path, Database::Mode::Writer);
        QVERIFY(db);
        QVERIFY(db->execute(u"PRAGMA user_version=9000"_s));
    }
    const QByteArray before = bytesOf(path);
    for (const auto mode : {Database::Mode::Reader, Database::Mode::Writer}) {
        const auto opened = Database::open(path, mode);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, Error::Code::Newer);
        QVERIFY(opened.error().what.contains(u"9000"_s));
    }
    QCOMPARE(bytesOf(path), before);
}

void TestMigrations::copyOfTheOldStoreExpiresAtTheNextOpen()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"store.sqlite"_s);
    makeOldStore(path);
    QVERIFY(Database::open(path, Database::Mode::Writer, trial));
    QVERIFY(QFile::exists(path + u".before-2"_s));
    QCOMPARE(QFile::permissions(path + u".before-2"_s) & othersMayRead, QFile::Permissions());
    QVERIFY(Database::open(path, Database::Mode::Writer, trial));
    QVERIFY(!QFile::exists(path + u".before-2"_s));
}

void TestMigrations::otherProgramsDatabaseIsRefused_data()
{
    QTest::addColumn<int>("application");
    QTest::addColumn<int>("version");
    QTest::newRow("marked") << 77 << 1;
    QTest::newRow("without numbers") << 0 << 0;
}

void TestMigrations::otherProgramsDatabaseIsRefused()
{
    QFETCH(int, application);
    QFETCH(int, version);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"store.sqlite"_s);
    {
        QSqlDatabase raw = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"raw"_s);
        raw.setDatabaseName(path);
        QVERIFY(raw.open());
        QSqlQuery query(raw);
        QVERIFY(query.exec(u"PRAGMA application_id=%1"_s.arg(application)));
        QVERIFY(query.exec(u"PRAGMA user_version=%1"_s.arg(version)));
        QVERIFY(query.exec(u"CREATE TABLE theirs(x)"_s));
    }
    QSqlDatabase::removeDatabase(u"raw"_s);
    const QByteArray before = bytesOf(path);
    for (const auto mode : {Database::Mode::Reader, Database::Mode::Writer}) {
        const auto opened = Database::open(path, mode);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, Error::Code::Corrupt);
        QVERIFY(opened.error().what.contains(u"another program"_s));
        QCOMPARE(bytesOf(path), before);
    }
}

void TestMigrations::onlyTheOwnerReadsAStore()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"store.sqlite"_s);
    auto db = Database::open(path, Database::Mode::Writer);
    QVERIFY(db);
    for (const QString &side : {u""_s, u"-wal"_s, u"-shm"_s})
        QCOMPARE(QFile::permissions(path + side) & othersMayRead, QFile::Permissions());
    db = Database();
    // Also one that an older program left open to others.
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther));
    QVERIFY(Database::open(path, Database::Mode::Writer));
    QCOMPARE(QFile::permissions(path) & othersMayRead, QFile::Permissions());
}

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
