// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QFile>
#include <QTest>
#include <QThread>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "models/data/store/database.h"
#include "models/data/store/statement.h"
#include "tests/support/teststore.h"
#include "tests/support/withoutrights.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestDatabase : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void missingFileIsNotFound();
    void corruptFileIsLeftAlone();
    void emptyFileOfAReaderHoldsNothing();
    void readerNeedsNoSharedMemoryFile();
    void readerCannotWrite();
    void readOnlyFileTellsSo();
    void busyWriterIsTold();
    void otherProcessesSeeTheWritersLock();
    void interruptCancels();
    void pathOutsideTheTestRootIsRefused();
};

void TestDatabase::missingFileIsNotFound()
{
    QTemporaryDir folder;
    const auto opened = Database::open(folder.filePath(u"none.sqlite"_s), Database::Mode::Reader);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, Error::Code::NotFound);
    QVERIFY(!QFile::exists(folder.filePath(u"none.sqlite"_s)));
}

void TestDatabase::corruptFileIsLeftAlone()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"bad.sqlite"_s);
    const QByteArray rubbish = QByteArray("this is no database ").repeated(500);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(rubbish);
    file.close();
    for (const auto mode : {Database::Mode::Reader, Database::Mode::Writer}) {
        const auto opened = Database::open(path, mode);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, Error::Code::Corrupt);
        QVERIFY(opened.error().what.contains(u"doctor --repair"_s));
    }
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), rubbish);
}

void TestDatabase::emptyFileOfAReaderHoldsNothing()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"empty.sqlite"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    auto opened = Database::open(path, Database::Mode::Reader);
    QVERIFY(opened);
    Statement s(*opened, u"SELECT count(*) FROM sqlite_schema"_s);
    QVERIFY(s.next());
    QCOMPARE(s.integer(0), 0);
}

void TestDatabase::readerNeedsNoSharedMemoryFile()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"store.sqlite"_s);
    {
        auto writer = Database::open(path, Database::Mode::Writer);
        QVERIFY(writer);
        QVERIFY(writer->execute(u"INSERT INTO meta VALUES ('a', 'b')"_s));
    }
    QVERIFY(!QFile::exists(path + u"-shm"_s));
    auto reader = Database::open(path, Database::Mode::Reader);
    QVERIFY2(reader, reader ? "" : qPrintable(reader.error().what));
    Statement s(*reader, u"SELECT value FROM meta WHERE key = 'a'"_s);
    QVERIFY(s.next());
    QCOMPARE(s.text(0), u"b"_s);
}

void TestDatabase::readerCannotWrite()
{
    TestStore store;
    auto reader = Database::open(store.file(), Database::Mode::Reader);
    QVERIFY(reader);
    const auto written = reader->execute(u"INSERT INTO meta VALUES ('a', 'b')"_s);
    QVERIFY(!written);
    QCOMPARE(written.error().code, Error::Code::ReadOnly);
}

void TestDatabase::readOnlyFileTellsSo()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"store/store.sqlite"_s);
    QVERIFY(QDir().mkpath(folder.filePath(u"store"_s)));
    QVERIFY(Database::open(path, Database::Mode::Writer));
    const QString own = folder.filePath(u"own"_s);
    QVERIFY(QDir().mkpath(own));
    QCOMPARE(::chmod(qPrintable(path), 0444), 0);
    QCOMPARE(::chmod(qPrintable(folder.filePath(u"store"_s)), 0555), 0);
    {
        const WithoutRights user(own);
        auto opened = Database::open(path, Database::Mode::Writer);
        const auto written =
            opened ? opened->execute(u"INSERT INTO meta VALUES ('a', 'b')"_s) : tl::unexpected(opened.error());
        QVERIFY(!written);
        QCOMPARE(written.error().code, Error::Code::ReadOnly);
        QVERIFY2(written.error().what.contains(u"permissions"_s), qPrintable(written.error().what));
        // To read it nothing has to be written.
        auto reader = Database::open(path, Database::Mode::Reader);
        QVERIFY2(reader, reader ? "" : qPrintable(reader.error().what));
        Statement totals(*reader, u"SELECT count(*) FROM total"_s);
        QVERIFY(totals.next());
        QVERIFY(totals.integer(0) > 0);
    }
    QCOMPARE(::chmod(qPrintable(folder.filePath(u"store"_s)), 0755), 0);
    QVERIFY(Database::open(path, Database::Mode::Reader));
}

void TestDatabase::busyWriterIsTold()
{
    TestStore store;
    Transaction holding(store.db());
    QVERIFY(holding.begin());
    auto other = Database::open(store.file(), Database::Mode::Writer);
    QVERIFY(other);
    QVERIFY(other->execute(u"PRAGMA busy_timeout=0"_s));
    const auto written = other->execute(u"INSERT INTO meta VALUES ('a', 'b')"_s);
    QVERIFY(!written);
    QCOMPARE(written.error().code, Error::Code::Busy);
}

// Without it the last reader that goes takes the log away, and with it what is written afterwards.
void TestDatabase::otherProcessesSeeTheWritersLock()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"store.sqlite"_s);
    auto db = Database::open(path, Database::Mode::Writer);
    QVERIFY(db);
    QVERIFY(db->execute(u"INSERT INTO meta VALUES ('a', 'b')"_s));
    const QByteArray name = QFile::encodeName(path);
    const pid_t other = fork();
    if (other == 0) {
        struct flock wanted {};
        wanted.l_type = F_WRLCK;
        wanted.l_start = 0x40000002; // SQLite's shared range
        wanted.l_len = 510;
        const int descriptor = open(name.constData(), O_RDWR | O_CLOEXEC);
        const bool held = fcntl(descriptor, F_GETLK, &wanted) == 0 && wanted.l_type != F_UNLCK;
        _exit(held ? 0 : 1);
    }
    int status = -1;
    QCOMPARE(waitpid(other, &status, 0), other);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
}

void TestDatabase::interruptCancels()
{
    TestStore store;
    Error error;
    bool finished = false;
    std::atomic<bool> running = false;
    std::atomic<Database *> shared = nullptr;
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        auto reader = Database::open(store.file(), Database::Mode::Reader);
        if (!reader)
            return;
        shared = &*reader;
        running = true;
        Statement endless(*reader,
                          u"WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"_s);
        finished = endless.next();
        error = endless.error();
        running = false;
    }));
    thread->start();
    QTRY_VERIFY(running);
    while (!thread->wait(1)) {
        if (running)
            shared.load()->interrupt();
    }
    QVERIFY(!finished);
    QCOMPARE(error.code, Error::Code::Cancelled);
}

void TestDatabase::pathOutsideTheTestRootIsRefused()
{
    const QByteArray before = qgetenv("ASSAY_TEST_ROOT");
    QTemporaryDir root;
    QTemporaryDir outside;
    qputenv("ASSAY_TEST_ROOT", QFile::encodeName(root.path()));
    const auto opened = Database::open(outside.filePath(u"store.sqlite"_s), Database::Mode::Writer);
    qputenv("ASSAY_TEST_ROOT", before);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, Error::Code::Usage);
    QVERIFY(!QFile::exists(outside.filePath(u"store.sqlite"_s)));
}

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
