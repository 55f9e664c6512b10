// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/replacedfile.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr mode_t ownerOnly = S_IRUSR | S_IWUSR;

// Two repairs may fall into one second.
QString nameForDamaged(const QString &file)
{
    const QString dated = u"%1.damaged-%2"_s.arg(file, QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s));
    QString name = dated;
    for (int i = 2; QFileInfo::exists(name); ++i)
        name = u"%1-%2"_s.arg(dated).arg(i);
    return name;
}

// A second name for the same file where the file system knows such, else a copy.
bool doubled(const QString &file, const QString &name)
{
    const QByteArray target = QFile::encodeName(name);
    if (link(QFile::encodeName(file).constData(), target.constData()) != 0 && !QFile::copy(file, name))
        return false;
    chmod(target.constData(), ownerOnly);
    return true;
}

void syncFolderOf(const QString &file)
{
    const int folder = open(QFile::encodeName(QFileInfo(file).path()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    fsync(folder);
    close(folder);
}

} // namespace

Result<QString> replaceDamaged(const QString &file, const QString &fresh)
{
    const QString damaged = nameForDamaged(file);
    const QString log = file + u"-wal"_s;
    const QString damagedLog = damaged + u"-wal"_s;
    const bool hasLog = QFileInfo::exists(log);
    const bool kept = doubled(file, damaged) && (!hasLog || (doubled(log, damagedLog) && QFile::remove(log)));
    if (!kept) {
        QFile::remove(damaged);
        QFile::remove(damagedLog);
        return fail(Error::Code::Failed,
                    u"The damaged store could not be put aside. Nothing was replaced; it is as it was. Check the space "
                    "and the permissions of the data directory."_s,
                    file);
    }
    QFile::remove(file + u"-shm"_s);
    syncFolderOf(file);
    if (std::rename(QFile::encodeName(fresh).constData(), QFile::encodeName(file).constData()) != 0) {
        const bool back = !hasLog || doubled(damagedLog, log);
        if (back) {
            QFile::remove(damaged);
            QFile::remove(damagedLog);
        }
        return fail(Error::Code::Failed,
                    back ? u"What was saved could not take the place of the damaged store, which is as it was. Check "
                           "the permissions of the data directory."_s
                         : u"What was saved could not take the place of the damaged store. The damaged store is kept "
                           "whole as %1. Check the permissions of the data directory."_s.arg(damaged),
                    file);
    }
    syncFolderOf(file);
    return damaged;
}

QStringList keptCopies(const QString &file)
{
    const QFileInfo info(file);
    QStringList copies;
    for (const QString &name :
         info.dir().entryList({info.fileName() + u".before-*"_s, info.fileName() + u".damaged-*"_s}, QDir::Files)) {
        if (!name.endsWith(u"-wal"_s) && !name.endsWith(u"-shm"_s))
            copies.append(info.dir().filePath(name));
    }
    return copies;
}

Result<int> removeKeptCopies(const QString &file)
{
    const QStringList copies = keptCopies(file);
    for (const QString &copy : copies) {
        for (const QString &side : {u"-wal"_s, u"-shm"_s, u""_s}) {
            if (QFileInfo::exists(copy + side) && !QFile::remove(copy + side)) {
                return fail(Error::Code::ReadOnly,
                            u"This copy could not be removed. Check the permissions of the data directory."_s,
                            copy + side);
            }
        }
    }
    return static_cast<int>(copies.size());
}

} // namespace assay
