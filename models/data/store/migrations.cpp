// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/store/migrations.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Script {
    int number = 0;
    QString path;
};

QList<Script> scripts(const QString &prefix)
{
    static const QDir folder(u":/assay/sql"_s);
    const QRegularExpression pattern(u"\\A%1(\\d{4})_\\w+\\.sql\\z"_s.arg(QRegularExpression::escape(prefix)));
    QList<Script> found;
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        const auto match = pattern.match(name);
        if (match.hasMatch())
            found.append({match.captured(1).toInt(), folder.filePath(name)});
    }
    return found;
}

Result<qint64> pragma(Database &db, const QString &name)
{
    Statement s(db, u"PRAGMA "_s + name);
    if (!s.next())
        return tl::unexpected(s.error());
    return s.integer(0);
}

// Most programs leave both numbers at 0: a file with tables that we did not mark is theirs.
Result<bool> hasTables(Database &db)
{
    Statement s(db, u"SELECT EXISTS (SELECT 1 FROM sqlite_schema)"_s);
    if (!s.next())
        return tl::unexpected(s.error());
    return s.integer(0) != 0;
}

// Copies made before a migration expire once the migrated store was opened again.
void removeBackups(const QString &file)
{
    const QFileInfo info(file);
    const QDir folder = info.dir();
    for (const QString &name : folder.entryList({info.fileName() + u".before-*"_s}, QDir::Files))
        QFile::remove(folder.filePath(name));
}

Result<> run(Database &db, const Script &script)
{
    QFile file(script.path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Code::Failed, u"A migration is missing from this program. Reinstall Assay."_s, script.path);
    Transaction transaction(db);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    if (auto executed = db.execute(QString::fromUtf8(file.readAll())); !executed)
        return executed;
    if (auto numbered = db.execute(u"PRAGMA user_version=%1"_s.arg(script.number)); !numbered)
        return numbered;
    return transaction.commit();
}

} // namespace

int newestSchema(const QString &prefix)
{
    const auto all = scripts(prefix);
    return all.isEmpty() ? 0 : all.last().number;
}

Result<int> schemaOf(Database &db)
{
    return pragma(db, u"user_version"_s).map([](qint64 value) { return static_cast<int>(value); });
}

Result<> checkSchema(Database &db, const QString &prefix)
{
    const auto schema = schemaOf(db);
    if (!schema)
        return tl::unexpected(schema.error());
    const auto application = pragma(db, u"application_id"_s);
    if (!application)
        return tl::unexpected(application.error());
    bool foreign = *schema > 0 && *application != applicationId;
    if (*schema == 0 && *application != applicationId) {
        const auto tables = hasTables(db);
        if (!tables)
            return tl::unexpected(tables.error());
        foreign = *tables;
    }
    if (foreign) {
        return fail(Error::Code::Corrupt,
                    u"This file is a database of another program. It was not touched. Choose another --data-dir."_s,
                    db.file());
    }
    if (*schema > newestSchema(prefix)) {
        return fail(
            Error::Code::Newer,
            u"This store was written by a newer Assay (schema %1, this program knows %2). It was not touched. Update "
            "Assay to open it."_s.arg(*schema)
                .arg(newestSchema(prefix)),
            db.file());
    }
    return {};
}

Result<> checkMigrated(Database &db, const QString &prefix)
{
    const auto schema = schemaOf(db);
    if (!schema)
        return tl::unexpected(schema.error());
    if (*schema >= newestSchema(prefix))
        return {};
    return fail(
        Error::Code::Busy,
        u"This store was written by an older Assay and has not been brought up to date yet. Nothing is lost. The "
        "agent does it when it starts; wait a moment."_s,
        db.file());
}

Result<> migrate(Database &db, const QString &prefix)
{
    if (auto checked = checkSchema(db, prefix); !checked)
        return checked;
    const int from = schemaOf(db).value_or(0);
    if (from == newestSchema(prefix)) {
        removeBackups(db.file());
        return {};
    }
    if (from > 0) {
        const QString backup = u"%1.before-%2"_s.arg(db.file()).arg(newestSchema(prefix));
        QFile::remove(backup);
        QFile empty(backup); // VACUUM takes an empty file, and leaves its mode
        if (!empty.open(QIODevice::WriteOnly) || !empty.setPermissions(QFile::ReadOwner | QFile::WriteOwner)) {
            return fail(Error::Code::Full,
                        u"The copy that is made before a migration cannot be written. The store was left as it is. "
                        "Check the space and the permissions of the data directory."_s,
                        backup);
        }
        empty.close();
        Statement copy(db, u"VACUUM INTO ?"_s);
        if (!copy.bind(backup).run())
            return tl::unexpected(copy.error());
    } else if (auto marked = db.execute(u"PRAGMA application_id=%1"_s.arg(applicationId)); !marked) {
        return marked;
    }
    for (const Script &script : scripts(prefix)) {
        if (script.number <= from)
            continue;
        if (auto done = run(db, script); !done)
            return done;
    }
    return {};
}

} // namespace assay
