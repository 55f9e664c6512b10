// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/export/newfile.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

#include "models/data/store/datadir.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

Error notCreated(const QString &reason, const QString &path)
{
    return {Error::Code::Failed, u"The file cannot be created (%1). Nothing was exported."_s.arg(reason), path};
}

QString reasonOf(int number)
{
    return QString::fromLocal8Bit(std::strerror(number));
}

// 0 = done, else errno. Never over a file that is there, unless that is wanted.
int giveName(const QByteArray &from, const QByteArray &to, Existing existing)
{
    if (existing == Existing::Replace)
        return std::rename(from.constData(), to.constData()) == 0 ? 0 : errno;
    if (renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    // File systems that cannot do both in one step mostly know links, which never replace either.
    if (link(from.constData(), to.constData()) != 0)
        return errno;
    unlink(from.constData());
    return 0;
}

} // namespace

Result<qint64> writeNewFile(const QString &path, Existing existing,
                            const std::function<Result<>(const WriteBytes &write)> &work)
{
    if (auto guarded = guardTestRoot(path); !guarded)
        return tl::unexpected(guarded.error());
    const QFileInfo info(path);
    const bool isThere = info.exists() || info.isSymLink();
    if (info.isDir() || (isThere && existing == Existing::Keep))
        return tl::unexpected(notCreated(reasonOf(info.isDir() ? EISDIR : EEXIST), path));
    QTemporaryFile file(info.absolutePath() + u"/.assay-export-XXXXXX"_s);
    if (!file.open())
        return tl::unexpected(notCreated(file.errorString(), path));
    const QString temporary = file.fileName(); // asked for, it has a name that is removed with the object
    bool written = true;
    const WriteBytes write = [&](const QByteArray &bytes) {
        written = written && file.write(bytes) == bytes.size();
        return written;
    };
    const auto worked = work(write);
    written = written && file.flush() && fsync(file.handle()) == 0;
    if (!written) {
        return fail(Error::Code::Full,
                    u"The export could not be written completely (%1) and was removed."_s.arg(file.errorString()),
                    path);
    }
    if (!worked)
        return tl::unexpected(worked.error());
    const qint64 size = file.size();
    if (const int error = giveName(QFile::encodeName(temporary), QFile::encodeName(info.absoluteFilePath()), existing))
        return tl::unexpected(notCreated(reasonOf(error), path));
    file.setAutoRemove(false);
    return size;
}

} // namespace assay
