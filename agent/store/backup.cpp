// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/backup.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include <QFile>
#include <QFileInfo>

#include "models/data/store/database.h"
#include "models/data/store/datadir.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString prefix = u"backup:"_s;

Error notMade(int cause, const QString &file)
{
    if (cause == ENOSPC || cause == EDQUOT)
        return {Error::Code::Full,
                u"There is no space for the backup. Nothing was left behind; the store is as it was."_s, file};
    if (cause == EEXIST)
        return {Error::Code::Failed,
                u"There is a file of this name already. It was not touched; choose another name."_s, file};
    return {Error::Code::ReadOnly,
            u"The backup cannot be written here (%1). Nothing was left behind."_s.arg(qt_error_string(cause)), file};
}

bool reachDisk(const QByteArray &path)
{
    const int descriptor = open(path.constData(), O_RDONLY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && fsync(descriptor) == 0;
    if (descriptor >= 0)
        close(descriptor);
    return synced;
}

// 0 or errno.
int giveName(const QByteArray &from, const QByteArray &to)
{
    if (renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    if (link(from.constData(), to.constData()) != 0) // where the one step is not known, links mostly are
        return errno;
    unlink(from.constData());
    return 0;
}

} // namespace

Result<> noteBackup(Database &db, const QString &file, qint64 nowMs)
{
    const QString path = QFileInfo(file).absoluteFilePath();
    if (QFileInfo::exists(path) || QFileInfo(path).isSymLink())
        return tl::unexpected(notMade(EEXIST, path));
    Statement note(db, u"INSERT OR REPLACE INTO meta(key, value) VALUES(?, ?)"_s);
    note.bind(prefix + path).bind(QString::number(nowMs));
    return note.run() ? Result<>() : tl::unexpected(note.error());
}

Result<qint64> copyStore(Database &db, const QString &file)
{
    if (auto guarded = guardTestRoot(file); !guarded)
        return tl::unexpected(guarded.error());
    const QString path = QFileInfo(file).absoluteFilePath();
    QByteArray fresh = QFile::encodeName(path) + ".XXXXXX";
    const int descriptor = mkostemp(fresh.data(), O_CLOEXEC); // VACUUM takes an empty file, and leaves its mode
    if (descriptor < 0)
        return tl::unexpected(notMade(errno, path));
    close(descriptor);
    Statement copy(db, u"VACUUM INTO ?"_s);
    std::optional<Error> error;
    if (!copy.bind(QFile::decodeName(fresh)).run())
        error = copy.error();
    else if (!reachDisk(fresh))
        error = notMade(errno, path);
    else if (const int cause = giveName(fresh, QFile::encodeName(path)); cause != 0)
        error = notMade(cause, path);
    if (error) {
        unlink(fresh.constData());
        return tl::unexpected(*error);
    }
    return QFileInfo(path).size();
}

Result<qint64> backupStore(Database &db, const QString &file, qint64 nowMs)
{
    // Remembered first: one that is told and not there does no harm.
    return noteBackup(db, file, nowMs).and_then([&] { return copyStore(db, file); });
}

QStringList backupsOf(Database &db)
{
    QStringList files;
    Statement s(db, u"SELECT substr(key, 8) FROM meta WHERE key >= 'backup:' AND key < 'backup;'"_s);
    while (s.next()) {
        if (QFileInfo::exists(s.text(0)))
            files.append(s.text(0));
    }
    return files;
}

} // namespace assay
