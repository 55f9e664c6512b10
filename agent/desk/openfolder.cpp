// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/desk/openfolder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include <QFile>
#include <QStringList>

namespace assay {

using namespace Qt::Literals::StringLiterals;

OpenFolder::~OpenFolder()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

Error fileError(const QString &path, int error)
{
    if (error == ENOSPC || error == EDQUOT)
        return {Error::Code::Full, u"No space is left to write this. It was not changed. Free some space."_s, path};
    if (error == ELOOP || error == ENOTDIR) {
        return {Error::Code::Failed,
                u"A link, or a file where a folder should be, stands on the way to this. Assay follows no links here; "
                "nothing was written."_s,
                path};
    }
    const bool refused = error == EACCES || error == EPERM || error == EROFS;
    return {refused ? Error::Code::ReadOnly : Error::Code::Failed,
            u"This cannot be written or read (%1). It was not changed."_s.arg(qt_error_string(error)), path};
}

Result<OpenFolder> openFolderOf(const SkillPlace &place, MissingFolder missing, int up)
{
    if (const auto fine = checkPlace(place); !fine)
        return tl::unexpected(fine.error());
    constexpr int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
    OpenFolder folder(open(QFile::encodeName(place.root).constData(), flags));
    if (!folder.isOpen())
        return tl::unexpected(fileError(place.root, errno));
    QStringList parts = place.relative.split(u'/');
    parts.resize(std::max<qsizetype>(0, parts.size() - 1 - up));
    for (const QString &part : std::as_const(parts)) {
        const QByteArray name = QFile::encodeName(part);
        int next = openat(folder.descriptor(), name.constData(), flags | O_NOFOLLOW);
        if (next < 0 && errno == ENOENT) {
            if (missing == MissingFolder::Tell)
                return OpenFolder();
            if (mkdirat(folder.descriptor(), name.constData(), 0755) != 0 && errno != EEXIST)
                return tl::unexpected(fileError(place.path(), errno));
            fsync(folder.descriptor());
            next = openat(folder.descriptor(), name.constData(), flags | O_NOFOLLOW);
        }
        if (next < 0)
            return tl::unexpected(fileError(place.path(), errno));
        folder = OpenFolder(next);
    }
    return folder;
}

} // namespace assay
