// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/store/database.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>
#include <QVariant>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "models/data/store/datadir.h"
#include "models/data/store/migrations.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString uniqueConnectionName()
{
    static std::atomic<quint64> counter = 0;
    return u"assay-%1"_s.arg(++counter);
}

sqlite3 *sqliteHandle(const QSqlDatabase &db)
{
    const QVariant handle = db.driver()->handle();
    if (!handle.isValid() || qstrcmp(handle.typeName(), "sqlite3*") != 0)
        return nullptr;
    return *static_cast<sqlite3 *const *>(handle.constData());
}

// Splits a script at the semicolons that end statements; SQLite itself knows about quotes, comments and triggers.
Result<> executeAll(Database &db, const QString &sql)
{
    QString statement;
    for (const QString &piece : sql.split(u';')) {
        statement += piece + u';';
        if (sqlite3_complete16(statement.utf16()) == 0)
            continue;
        const QString trimmed = statement.trimmed();
        statement.clear();
        if (trimmed == u";"_s)
            continue;
        QSqlQuery query(db.handle());
        ++db.counts().statements;
        if (!query.exec(trimmed))
            return tl::unexpected(db.error(query.lastError()));
    }
    return {};
}

Result<> applyRecipe(Database &db, Database::Mode mode)
{
    // The page size counts for a new file only. Bodies and index segments are long: half as many pages are a tenth less
    // work in an import, for a hundredth more space.
    QString recipe =
        u"PRAGMA page_size=8192; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF;"
        "PRAGMA secure_delete=ON; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;"_s;
    if (mode == Database::Mode::Reader)
        recipe += u"PRAGMA mmap_size=268435456; PRAGMA query_only=ON;"_s;
    else
        recipe += u"PRAGMA wal_autocheckpoint=2000; PRAGMA journal_size_limit=67108864;"_s;
    if (auto applied = executeAll(db, recipe); !applied)
        return applied;
    if (mode == Database::Mode::Reader)
        return {};
    Statement wal(db, u"PRAGMA journal_mode=WAL"_s);
    if (!wal.next())
        return tl::unexpected(wal.error());
    if (wal.text(0) != u"wal"_s) {
        return fail(
            Error::Code::Unsupported,
            u"The file system of the data directory does not support SQLite's write-ahead log. Nothing was written. "
            "Choose a local folder with --data-dir."_s,
            db.file());
    }
    return {};
}

// Only its owner reads a store; SQLite gives the files beside it the same mode. Where this fails, opening tells why. By
// name, never through a descriptor: closing any descriptor of a file gives up every lock this process holds on it, and
// SQLite has it open. Another process would then take the log away under this one's hands.
void makePrivate(const QString &file)
{
    constexpr mode_t ownerOnly = S_IRUSR | S_IWUSR;
    const QByteArray path = QFile::encodeName(file);
    struct stat info {};
    if (lstat(path.constData(), &info) != 0 || !S_ISREG(info.st_mode) || (info.st_mode & (S_IRWXG | S_IRWXO)) == 0)
        return;
    for (const char *side : {"", "-wal", "-shm"})
        chmod((path + side).constData(), ownerOnly);
}

// A store that this user may not write: a snapshot, another's, a read-only disk. Where nobody left a log beside it,
// nobody is writing either, and SQLite need not make the shared memory that it cannot make.
void nameForReading(QSqlDatabase &handle, const QString &file)
{
    const auto isWritable = [](const QString &path) {
        return faccessat(AT_FDCWD, QFile::encodeName(path).constData(), W_OK, AT_EACCESS) == 0;
    };
    if (isWritable(file) && isWritable(QFileInfo(file).path()))
        return;
    const bool settled = QFileInfo(file + u"-wal"_s).size() == 0;
    handle.setConnectOptions(u"QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI"_s);
    handle.setDatabaseName(QString::fromUtf8(QUrl::fromLocalFile(file).toEncoded(QUrl::FullyEncoded)) +
                           (settled ? u"?immutable=1"_s : QString()));
}

} // namespace

Result<Database> Database::open(const QString &file, Mode mode, const QString &prefix)
{
    if (auto guarded = guardTestRoot(file); !guarded)
        return tl::unexpected(guarded.error());
    if (mode == Mode::Reader && !QFileInfo::exists(file)) {
        return fail(Error::Code::NotFound,
                    u"There is no store yet. Run \"assay-agent import\" or start the application."_s, file);
    }
    Database db;
    db.m_file = file;
    db.m_handle = QSqlDatabase::addDatabase(u"QSQLITE"_s, uniqueConnectionName());
    db.m_handle.setDatabaseName(file);
    if (mode == Mode::Reader)
        nameForReading(db.m_handle, file);
    if (!db.m_handle.open())
        return tl::unexpected(db.error(db.m_handle.lastError()));
    db.m_native = sqliteHandle(db.m_handle);
    // A file that is not ours, or newer, is looked at before anything of the recipe is written into it.
    auto ready = executeAll(db, u"PRAGMA busy_timeout=5000"_s).and_then([&] { return checkSchema(db, prefix); });
    if (ready && mode == Mode::Writer)
        makePrivate(file);
    ready = std::move(ready).and_then([&] { return applyRecipe(db, mode); });
    if (ready && mode == Mode::Writer)
        ready = migrate(db, prefix);
    if (!ready)
        return tl::unexpected(ready.error());
    return db;
}

Database::~Database()
{
    close();
}

Database::Database(Database &&other) noexcept
    : m_handle(std::exchange(other.m_handle, QSqlDatabase()))
    , m_file(std::move(other.m_file))
    , m_native(std::exchange(other.m_native, nullptr))
    , m_counts(std::move(other.m_counts))
{
}

Database &Database::operator=(Database &&other) noexcept
{
    if (this != &other) {
        close();
        m_handle = std::exchange(other.m_handle, QSqlDatabase());
        m_file = std::move(other.m_file);
        m_native = std::exchange(other.m_native, nullptr);
        m_counts = std::move(other.m_counts);
    }
    return *this;
}

void Database::close()
{
    if (!m_handle.isValid())
        return;
    const QString name = m_handle.connectionName();
    m_native = nullptr;
    m_handle.close();
    m_handle = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

Result<> Database::execute(const QString &sql)
{
    return executeAll(*this, sql);
}

Result<bool> Database::emptyLog()
{
    Statement checkpoint(*this, u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    if (!checkpoint.next())
        return tl::unexpected(checkpoint.error());
    return checkpoint.integer(0) == 0;
}

void Database::interrupt()
{
    if (m_native)
        sqlite3_interrupt(m_native);
}

Error Database::error(const QSqlError &cause) const
{
    const int code = cause.nativeErrorCode().toInt() & 0xff;
    const QString detail = cause.databaseText().isEmpty() ? cause.driverText() : cause.databaseText();
    switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {Error::Code::Busy, u"Another process is writing to the store. Nothing was lost. Try again."_s, m_file};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {
            Error::Code::Corrupt,
            u"The store is damaged (%1). It was left as it is. \"assay-agent doctor --repair\" saves what can be read "
            "into a new file and keeps this one."_s.arg(detail),
            m_file};
    case SQLITE_FULL:
        return {
            Error::Code::Full,
            u"The disk is full. What was stored before is safe; the last step was undone. Free some space and try again."_s,
            m_file};
    case SQLITE_IOERR:
        return {
            Error::Code::Full,
            u"The disk could not be read or written (%1). What was stored before is safe. Check its space and health."_s
                .arg(detail),
            m_file};
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return {Error::Code::ReadOnly,
                u"The store cannot be %1 (%2). Nothing was changed. Check the permissions of the data directory."_s.arg(
                    QFileInfo(m_file).isReadable() ? u"opened for writing"_s : u"read"_s, detail),
                m_file};
    case SQLITE_INTERRUPT:
        return {Error::Code::Cancelled, u"Cancelled."_s, m_file};
    default:
        return {Error::Code::Failed, u"The store refused a statement (%1). Nothing of it was kept."_s.arg(detail),
                m_file};
    }
}

} // namespace assay
