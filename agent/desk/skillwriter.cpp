// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/desk/skillwriter.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include <QFile>
#include <QFileInfo>

#include "agent/desk/openfolder.h"
#include "models/data/store/datadir.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr off_t mostBytes = off_t{1024} * 1024;

// A descriptor of a file, closed with it.
class OpenFile final {
public:
    explicit OpenFile(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    ~OpenFile()
    {
        if (m_descriptor >= 0)
            close(m_descriptor);
    }
    OpenFile(const OpenFile &) = delete;
    OpenFile &operator=(const OpenFile &) = delete;
    [[nodiscard]] int descriptor() const { return m_descriptor; }
    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }

private:
    int m_descriptor;
};

QByteArray nameOf(const SkillPlace &place)
{
    return QFile::encodeName(QFileInfo(place.relative).fileName());
}

Error changed(const QString &path)
{
    return {Error::Code::Failed,
            u"This file is not what was reviewed any more. Nothing was written over it. Look at the difference and "
            "decide again."_s,
            path};
}

bool writeAll(int descriptor, const QByteArray &bytes)
{
    for (qsizetype at = 0; at < bytes.size();) {
        const ssize_t done = ::write(descriptor, bytes.constData() + at, size_t(bytes.size() - at));
        if (done < 0 && errno != EINTR)
            return false;
        at += done > 0 ? done : 0;
    }
    return true;
}

Result<FileBytes> readIn(const OpenFolder &folder, const QByteArray &name, const QString &path)
{
    // Not to wait for whoever writes into a pipe of that name.
    const OpenFile file(openat(folder.descriptor(), name.constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!file.isOpen())
        return errno == ENOENT ? Result<FileBytes>(std::nullopt) : tl::unexpected(fileError(path, errno));
    struct stat status {};
    if (fstat(file.descriptor(), &status) != 0)
        return tl::unexpected(fileError(path, errno));
    if (!S_ISREG(status.st_mode))
        return fail(Error::Code::Failed, u"This is no regular file. Nothing was changed."_s, path);
    if (status.st_size > mostBytes)
        return fail(Error::Code::Failed, u"This file has more than 1 MB. Nothing was changed."_s, path);
    QByteArray bytes(static_cast<qsizetype>(status.st_size), Qt::Uninitialized);
    qsizetype at = 0;
    while (at < bytes.size()) {
        const ssize_t got = ::read(file.descriptor(), bytes.data() + at, size_t(bytes.size() - at));
        if (got < 0 && errno != EINTR)
            return tl::unexpected(fileError(path, errno));
        if (got == 0)
            break;
        at += got > 0 ? got : 0;
    }
    bytes.truncate(at);
    return FileBytes(bytes);
}

// The mode a new version gets; an error for what somebody protected on purpose.
Result<mode_t> modeFor(const OpenFolder &folder, const QByteArray &name, bool exists, const QString &path)
{
    struct stat status {};
    if (!exists)
        return mode_t{0644};
    if (fstatat(folder.descriptor(), name.constData(), &status, AT_SYMLINK_NOFOLLOW) != 0)
        return tl::unexpected(fileError(path, errno));
    if ((status.st_mode & 0222) == 0) {
        return fail(Error::Code::ReadOnly,
                    u"This file is write-protected. It was not changed. Take the protection away if Assay may change "
                    "it."_s,
                    path);
    }
    return status.st_mode & 07777;
}

// Its inode, by which it is known later.
Result<ino_t> writeTemporary(const OpenFolder &folder, const QByteArray &name, const QByteArray &bytes, mode_t mode,
                             const QString &path)
{
    const OpenFile file(
        openat(folder.descriptor(), name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file.isOpen())
        return tl::unexpected(fileError(path, errno));
    struct stat status {};
    if (writeAll(file.descriptor(), bytes) && fchmod(file.descriptor(), mode) == 0 && fsync(file.descriptor()) == 0 &&
        fstat(file.descriptor(), &status) == 0)
        return status.st_ino;
    const int error = errno;
    unlinkat(folder.descriptor(), name.constData(), 0);
    return tl::unexpected(fileError(path, error));
}

bool isStill(const OpenFolder &folder, const QByteArray &name, ino_t inode)
{
    struct stat status {};
    return fstatat(folder.descriptor(), name.constData(), &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_ino == inode;
}

int exchange(const OpenFolder &folder, const QByteArray &a, const QByteArray &b, unsigned flags)
{
    return renameat2(folder.descriptor(), a.constData(), folder.descriptor(), b.constData(), flags);
}

// To a name that nothing has. Some file systems, over a network above all, cannot promise that with a rename; a link
// can.
int moveToFree(const OpenFolder &folder, const QByteArray &from, const QByteArray &to)
{
    if (exchange(folder, from, to, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
    if (linkat(folder.descriptor(), from.constData(), folder.descriptor(), to.constData(), 0) != 0)
        return -1;
    return unlinkat(folder.descriptor(), from.constData(), 0);
}

// The new file under the name; where one was, it is looked at once more after the exchange, so that nothing that was
// written in the last moment is lost.
Result<> put(const OpenFolder &folder, const QByteArray &temporary, const QByteArray &name, const FileBytes &before,
             const QString &path)
{
    if (!before) {
        if (moveToFree(folder, temporary, name) == 0)
            return {};
        return tl::unexpected(errno == EEXIST ? changed(path) : fileError(path, errno));
    }
    if (exchange(folder, temporary, name, RENAME_EXCHANGE) != 0) {
        if (errno != EINVAL && errno != ENOSYS)
            return tl::unexpected(fileError(path, errno));
        const auto now = readIn(folder, name, path); // a file system that cannot exchange
        if (!now || *now != before)
            return tl::unexpected(now ? changed(path) : now.error());
        return exchange(folder, temporary, name, 0) == 0 ? Result<>() : tl::unexpected(fileError(path, errno));
    }
    const auto was = readIn(folder, temporary, path);
    if (!was || *was != before) {
        exchange(folder, temporary, name, RENAME_EXCHANGE);
        return tl::unexpected(was ? changed(path) : was.error());
    }
    unlinkat(folder.descriptor(), temporary.constData(), 0);
    return {};
}

} // namespace

SkillWriter::SkillWriter(SkillPlace place, const QByteArray &tag)
    : m_place(std::move(place))
    , m_temporary(".assay-" + tag)
{
}

Result<FileBytes> SkillWriter::read() const
{
    const auto folder = openFolderOf(m_place, MissingFolder::Tell);
    if (!folder)
        return tl::unexpected(folder.error());
    if (!folder->isOpen())
        return FileBytes();
    return readIn(*folder, nameOf(m_place), m_place.path());
}

Result<> SkillWriter::replace(const FileBytes &before, const QByteArray &after) const
{
    const QString path = m_place.path();
    if (const auto guarded = guardTestRoot(path); !guarded)
        return guarded;
    const int made = before ? 0 : missingFolders();
    auto done = replaceIn(before, after);
    if (!done)
        removeFolders(made); // what was made for nothing
    return done;
}

Result<> SkillWriter::replaceIn(const FileBytes &before, const QByteArray &after) const
{
    const QString path = m_place.path();
    const auto folder = openFolderOf(m_place, before ? MissingFolder::Tell : MissingFolder::Make);
    if (!folder)
        return tl::unexpected(folder.error());
    if (!folder->isOpen())
        return tl::unexpected(changed(path));
    const QByteArray name = nameOf(m_place);
    const auto now = readIn(*folder, name, path);
    if (!now)
        return tl::unexpected(now.error());
    if (*now != before)
        return tl::unexpected(changed(path));
    const auto mode = modeFor(*folder, name, before.has_value(), path);
    if (!mode)
        return tl::unexpected(mode.error());
    const auto written = writeTemporary(*folder, m_temporary, after, *mode, path);
    if (!written)
        return tl::unexpected(written.error());
    const auto done = put(*folder, m_temporary, name, before, path);
    if (!done && isStill(*folder, m_temporary, *written))
        unlinkat(folder->descriptor(), m_temporary.constData(), 0); // else it is what somebody else wrote last
    fsync(folder->descriptor()); // what could be done was done; the file is whole either way
    return done;
}

Result<> SkillWriter::remove(const QByteArray &before, int folders) const
{
    const QString path = m_place.path();
    if (const auto guarded = guardTestRoot(path); !guarded)
        return guarded;
    const auto folder = openFolderOf(m_place, MissingFolder::Tell);
    if (!folder || !folder->isOpen())
        return tl::unexpected(folder ? changed(path) : folder.error());
    const QByteArray name = nameOf(m_place);
    // Under another name first: what was written in the last moment can be told and put back.
    if (moveToFree(*folder, name, m_temporary) != 0)
        return tl::unexpected(errno == ENOENT ? changed(path) : fileError(path, errno));
    const auto was = readIn(*folder, m_temporary, path);
    if (!was || *was != FileBytes(before)) {
        moveToFree(*folder, m_temporary, name);
        return tl::unexpected(was ? changed(path) : was.error());
    }
    unlinkat(folder->descriptor(), m_temporary.constData(), 0);
    fsync(folder->descriptor());
    removeFolders(folders);
    return {};
}

void SkillWriter::removeFolders(int folders) const
{
    const QStringList parts = m_place.relative.split(u'/');
    for (int up = 1; up <= folders && up < parts.size(); ++up) {
        const auto above = openFolderOf(m_place, MissingFolder::Tell, up);
        if (!above || !above->isOpen() ||
            unlinkat(above->descriptor(), QFile::encodeName(parts[parts.size() - 1 - up]).constData(), AT_REMOVEDIR) !=
                0)
            break; // something else lies there
    }
}

int SkillWriter::missingFolders() const
{
    const auto parts = static_cast<int>(m_place.relative.count(u'/'));
    for (int up = 0; up < parts; ++up) {
        const auto folder = openFolderOf(m_place, MissingFolder::Tell, up);
        if (!folder || folder->isOpen())
            return up;
    }
    return parts;
}

Result<> SkillWriter::tidy(const FileBytes &before, const QByteArray &after) const
{
    const auto folder = openFolderOf(m_place, MissingFolder::Tell);
    if (!folder)
        return tl::unexpected(folder.error());
    if (!folder->isOpen())
        return {};
    const auto left = readIn(*folder, m_temporary, m_place.path());
    if (!left)
        return tl::unexpected(left.error());
    if (!*left)
        return {};
    const QByteArray name = nameOf(m_place);
    const auto now = readIn(*folder, name, m_place.path());
    // A file of ours that was cut off while it was written is the beginning of `after`.
    const bool known = *left == before || after.startsWith(**left);
    if (!known && now && (!*now || **now == after)) {
        if (*now)
            exchange(*folder, m_temporary, name, RENAME_EXCHANGE);
        else
            return moveToFree(*folder, m_temporary, name) == 0 ? Result<>()
                                                               : tl::unexpected(fileError(m_place.path(), errno));
    } else if (known && now && !*now && *left == before && before) {
        moveToFree(*folder, m_temporary, name); // it was being taken away
        return {};
    }
    unlinkat(folder->descriptor(), m_temporary.constData(), 0);
    fsync(folder->descriptor());
    return {};
}

Result<> moveSkillFolder(const SkillPlace &from, const SkillPlace &to)
{
    for (const SkillPlace *place : {&from, &to}) {
        if (const auto guarded = guardTestRoot(place->path()); !guarded)
            return guarded;
    }
    const auto source = openFolderOf(from, MissingFolder::Tell, 1);
    const auto own = openFolderOf(from, MissingFolder::Tell);
    if (!source || !own)
        return tl::unexpected(source ? own.error() : source.error());
    if (!own->isOpen())
        return fail(Error::Code::NotFound, u"This skill is not there any more. Nothing was moved."_s, from.path());
    const auto target = openFolderOf(to, MissingFolder::Make, 1);
    if (!target)
        return tl::unexpected(target.error());
    const auto folderName = [](const SkillPlace &place) {
        return QFile::encodeName(QFileInfo(QFileInfo(place.relative).path()).fileName());
    };
    int done = renameat2(source->descriptor(), folderName(from).constData(), target->descriptor(),
                         folderName(to).constData(), RENAME_NOREPLACE);
    if (done != 0 && (errno == EINVAL || errno == ENOSYS)) // a rename never replaces a folder that holds something
        done = renameat(source->descriptor(), folderName(from).constData(), target->descriptor(),
                        folderName(to).constData());
    if (done == 0) {
        fsync(source->descriptor());
        fsync(target->descriptor());
        return {};
    }
    if (errno == EEXIST || errno == ENOTEMPTY)
        return fail(Error::Code::Failed, u"Something of that name is there already. Nothing was moved."_s, to.path());
    return tl::unexpected(fileError(to.path(), errno));
}

} // namespace assay
