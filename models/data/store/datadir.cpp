// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/store/datadir.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include <cerrno>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// f_type of file systems on which several hosts may see the file at once (statfs(2)).
bool isNetworkFileSystem(const QString &path)
{
    struct statfs info {};
    if (statfs(path.toLocal8Bit().constData(), &info) != 0)
        return false;
    switch (static_cast<unsigned long>(info.f_type)) {
    case 0x6969:     // NFS
    case 0x517B:     // SMB
    case 0xFE534D42: // SMB2
    case 0xFF534D42: // CIFS
    case 0x5346414F: // AFS
    case 0x01021997: // 9P
    case 0x00C36400: // Ceph
        return true;
    default:
        return false;
    }
}

Error creationError(const QString &path, int error)
{
    if (error == ENOSPC || error == EDQUOT)
        return {Error::Code::Full,
                u"No space left to create the data directory. Nothing was written. Free some space."_s, path};
    if (QFileInfo(path).isDir()) {
        return {Error::Code::ReadOnly,
                u"The data directory is there, but nothing can be written into it (%1). Nothing was changed. Mend its "
                "permissions or choose another place with --data-dir."_s.arg(qt_error_string(error)),
                path};
    }
    return {
        Error::Code::ReadOnly,
        u"The data directory cannot be created (%1). Nothing was written. Choose another place with --data-dir."_s.arg(
            qt_error_string(error)),
        path};
}

constexpr int maxLinks = 40;

// Where writing to this path would end up, with all links followed, of those parts that exist.
QString destination(const QString &path, int links = 0)
{
    const QFileInfo info(path);
    if (const QString canonical = info.canonicalFilePath(); !canonical.isEmpty())
        return canonical;
    if (info.isSymLink())
        return links < maxLinks ? destination(QDir::cleanPath(info.symLinkTarget()), links + 1) : QString();
    const QString parent = info.path();
    return parent == path ? path : QDir::cleanPath(destination(parent, links) + u'/' + info.fileName());
}

bool isWithin(const QString &path, const QString &folder)
{
    return path == folder || path.startsWith(folder + u'/');
}

} // namespace

bool isWorkspaceName(const QString &text)
{
    static const QRegularExpression allowed(u"\\A[a-z0-9-]{1,64}\\z"_s);
    return allowed.match(text).hasMatch();
}

QString homeFolder()
{
    const QString home = qEnvironmentVariable("HOME");
    return QDir::isAbsolutePath(home) ? QDir::cleanPath(home) : QString();
}

Result<> guardTestRoot(const QString &path)
{
    const QString root = qEnvironmentVariable("ASSAY_TEST_ROOT");
    if (root.isEmpty())
        return {};
    const QString wanted = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    const QString allowed = QDir::cleanPath(QFileInfo(root).absoluteFilePath());
    if (isWithin(wanted, allowed) && isWithin(destination(wanted), destination(allowed)))
        return {};
    return fail(Error::Code::Usage, u"ASSAY_TEST_ROOT is set and this path lies outside it. Nothing was written."_s,
                path);
}

Result<DataDir> DataDir::locate(const QString &path)
{
    QString chosen = path;
    if (chosen.isEmpty())
        chosen = qEnvironmentVariable("ASSAY_DATA_DIR");
    if (chosen.isEmpty()) {
        QString base = qEnvironmentVariable("XDG_DATA_HOME");
        if (!QDir::isAbsolutePath(base)) {
            if (homeFolder().isEmpty()) {
                return fail(Error::Code::Usage,
                            u"HOME is not set, so nobody says where data belongs. Nothing was written. Set it, or name "
                            "a folder with --data-dir or ASSAY_DATA_DIR."_s);
            }
            base = homeFolder() + u"/.local/share"_s;
        }
        chosen = base + u"/assay"_s;
    }
    chosen = QDir::cleanPath(QFileInfo(chosen).absoluteFilePath());
    if (const auto guarded = guardTestRoot(chosen); !guarded)
        return tl::unexpected(guarded.error());
    const QString canonical = QFileInfo(chosen).canonicalFilePath();
    return DataDir(canonical.isEmpty() ? chosen : canonical);
}

Result<> DataDir::create() const
{
    const QString folder = m_path + u"/workspaces"_s;
    errno = 0;
    if (!QDir().mkpath(folder))
        return tl::unexpected(creationError(QFileInfo(m_path).isDir() ? m_path : folder, errno));
    for (const QString &each : {m_path, folder}) {
        const QByteArray name = QFile::encodeName(each);
        if (chmod(name.constData(), 0700) != 0 || faccessat(AT_FDCWD, name.constData(), W_OK, AT_EACCESS) != 0)
            return tl::unexpected(creationError(each, errno));
    }
    if (isNetworkFileSystem(m_path) && !qEnvironmentVariableIsSet("ASSAY_ALLOW_NETWORK_HOME")) {
        return fail(Error::Code::Unsupported,
                    u"The data directory lies on a network file system, where the database could be damaged when two "
                    "hosts use it. Nothing was written. Choose a local folder with --data-dir or ASSAY_DATA_DIR."_s,
                    m_path);
    }
    return {};
}

QString DataDir::routesFile() const
{
    return m_path + u"/routes.sqlite"_s;
}

QString DataDir::keyFile() const
{
    return m_path + u"/key"_s;
}

QString DataDir::lockFile() const
{
    return m_path + u"/agent.lock"_s;
}

QString DataDir::gateFile(QLatin1StringView name) const
{
    return m_path + u"/gates/"_s + name;
}

Result<QString> DataDir::workspaceFile(const QString &workspace) const
{
    if (!isWorkspaceName(workspace)) {
        return fail(Error::Code::Usage,
                    u"\"%1\" is not a workspace name. Use 1 to 64 of a-z, 0-9 and the hyphen."_s.arg(workspace));
    }
    return m_path + u"/workspaces/"_s + workspace + u".sqlite"_s;
}

} // namespace assay
