// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/install/guardedfile.h"

#include "models/data/store/datadir.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostLinks = 40;
constexpr qint64 mostBytes = qint64(17) * 1024 * 1024; // more than any reader of these files takes

Error writeError(const QString &path, int error)
{
    if (error == ENOSPC || error == EDQUOT)
        return {Error::Code::Full, u"No space is left to write this. It was not changed. Free some space."_s, path};
    const bool refused = error == EACCES || error == EPERM || error == EROFS;
    return {refused ? Error::Code::ReadOnly : Error::Code::Failed,
            u"This cannot be written (%1). It was not changed."_s.arg(qt_error_string(error)), path};
}

// A descriptor, and the name of a file that is removed unless it was kept.
class FreshFile final {
public:
    explicit FreshFile(const QString &beside)
        : m_name(QFile::encodeName(beside) + ".assay-XXXXXX")
        , m_descriptor(mkostemp(m_name.data(), O_CLOEXEC))
    {
    }
    ~FreshFile()
    {
        if (m_descriptor < 0)
            return;
        close(m_descriptor);
        if (!m_kept)
            unlink(m_name.constData());
    }
    FreshFile(const FreshFile &) = delete;
    FreshFile &operator=(const FreshFile &) = delete;

    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }
    [[nodiscard]] int descriptor() const { return m_descriptor; }
    [[nodiscard]] bool write(const QByteArray &bytes) const
    {
        for (qsizetype at = 0; at < bytes.size();) {
            const ssize_t done = ::write(m_descriptor, bytes.constData() + at, size_t(bytes.size() - at));
            if (done < 0 && errno != EINTR)
                return false;
            at += done > 0 ? done : 0;
        }
        return true;
    }
    // Over the file of that name, or only where none is.
    [[nodiscard]] bool moveTo(const QByteArray &target, bool replaces)
    {
        const unsigned flags = replaces ? 0U : unsigned(RENAME_NOREPLACE);
        m_kept = renameat2(AT_FDCWD, m_name.constData(), AT_FDCWD, target.constData(), flags) == 0;
        if (!m_kept && !replaces && errno == EINVAL) // a file system that cannot promise it
            m_kept = access(target.constData(), F_OK) != 0 && rename(m_name.constData(), target.constData()) == 0;
        return m_kept;
    }

private:
    QByteArray m_name;
    int m_descriptor;
    bool m_kept = false;
};

void syncFolder(const QString &path)
{
    const int folder = open(QFile::encodeName(QFileInfo(path).path()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    fsync(folder); // what could be done was done; the file is whole either way
    close(folder);
}

Result<> compare(const GuardedFile &before)
{
    const auto now = readGuarded(before.path);
    if (!now)
        return tl::unexpected(now.error());
    if (now->bytes == before.bytes && now->path == before.path)
        return {};
    return fail(
        Error::Code::Failed,
        u"This file was changed by somebody else meanwhile. Nothing was written over it. Do the same again to see "
        "what would change now."_s,
        before.path);
}

// root may write anywhere, but a file without any write permission was protected by somebody who meant it.
Result<> mayChange(const GuardedFile &file, struct stat &status)
{
    if (const auto guarded = guardTestRoot(file.path); !guarded)
        return guarded;
    if (!file.bytes)
        return {};
    const QByteArray name = QFile::encodeName(file.path);
    if (stat(name.constData(), &status) != 0)
        return tl::unexpected(writeError(file.path, errno));
    if ((status.st_mode & 0222) == 0 || faccessat(AT_FDCWD, name.constData(), W_OK, AT_EACCESS) != 0) {
        return fail(
            Error::Code::ReadOnly,
            u"This file is write-protected. It was not changed. Take the protection away if Assay may change it."_s,
            file.path);
    }
    return {};
}

} // namespace

QByteArray sha256Hex(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

Result<GuardedFile> readGuarded(const QString &path)
{
    QString target = path;
    for (int links = 0; QFileInfo(target).isSymLink(); ++links) {
        if (links == mostLinks)
            return fail(Error::Code::Failed, u"This link leads in a circle. Nothing was changed."_s, path);
        target = QDir::cleanPath(QFileInfo(target).symLinkTarget());
    }
    const QFileInfo info(target);
    if (!info.exists()) {
        if (target == path)
            return GuardedFile{target, std::nullopt};
        return fail(
            Error::Code::NotFound,
            u"This is a link to %1, which is not there. Nothing was changed. Mend or remove the link."_s.arg(target),
            path);
    }
    if (!info.isFile())
        return fail(Error::Code::Failed, u"This is no regular file. Nothing was changed."_s, path);
    QFile file(info.canonicalFilePath());
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(Error::Code::ReadOnly, u"This cannot be read (%1). Nothing was changed."_s.arg(file.errorString()),
                    path);
    }
    return GuardedFile{info.canonicalFilePath(), file.read(mostBytes)};
}

Result<> replaceGuarded(const GuardedFile &before, const QByteArray &after, int newFileMode)
{
    struct stat status {};
    status.st_mode = mode_t(newFileMode);
    status.st_uid = geteuid();
    status.st_gid = getegid();
    if (const auto may = mayChange(before, status); !may)
        return may;
    FreshFile fresh(before.path);
    if (!fresh.isOpen())
        return tl::unexpected(writeError(before.path, errno));
    // The owner first: changing it clears bits of the mode. Another one than ours can stay only when we are root.
    const bool foreign = status.st_uid != geteuid() || status.st_gid != getegid();
    if (foreign && fchown(fresh.descriptor(), status.st_uid, status.st_gid) != 0 && status.st_uid != geteuid())
        return tl::unexpected(writeError(before.path, errno));
    if (!fresh.write(after) || fchmod(fresh.descriptor(), status.st_mode & 07777) != 0 ||
        fsync(fresh.descriptor()) != 0)
        return tl::unexpected(writeError(before.path, errno));
    if (const auto same = compare(before); !same)
        return same;
    if (!fresh.moveTo(QFile::encodeName(before.path), before.bytes.has_value()))
        return errno == EEXIST ? compare(before) : tl::unexpected(writeError(before.path, errno));
    syncFolder(before.path);
    return {};
}

Result<> removeGuarded(const GuardedFile &before)
{
    struct stat status {};
    if (const auto may = mayChange(before, status); !may)
        return may;
    if (const auto same = compare(before); !same)
        return same;
    if (before.bytes && unlink(QFile::encodeName(before.path).constData()) != 0)
        return tl::unexpected(writeError(before.path, errno));
    syncFolder(before.path);
    return {};
}

} // namespace assay
