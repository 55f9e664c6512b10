// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/socketpath.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

bool fits(const QString &path)
{
    return QFile::encodeName(path).size() < static_cast<qsizetype>(sizeof(sockaddr_un::sun_path));
}

// Tests may write nowhere but below their root, wherever the runtime folder of the person who runs them lies.
bool isAllowed(const QString &folder, const QString &testRoot)
{
    if (testRoot.isEmpty())
        return true;
    const QString root = QFileInfo(testRoot).canonicalFilePath();
    const QString real = QFileInfo(folder).canonicalFilePath();
    return !root.isEmpty() && (real == root || real.startsWith(root + u'/'));
}

} // namespace

tl::expected<QString, QString> socketPath(const QString &dataDir)
{
    const QByteArray hash =
        QCryptographicHash::hash(QFile::encodeName(dataDir), QCryptographicHash::Sha256).toHex().left(16);
    const QString name = u'/' + QString::fromLatin1(hash) + u".sock"_s;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const QString root = qEnvironmentVariable("ASSAY_TEST_ROOT");
    if (QDir::isAbsolutePath(runtime) && QFileInfo(runtime).isDir() && isAllowed(runtime, root)) {
        const QString path = QDir::cleanPath(runtime + u"/assay"_s) + name;
        if (fits(path))
            return path;
    }
    if (!root.isEmpty()) {
        const QString path = QDir::cleanPath(root) + u"/assay"_s + name;
        if (fits(path))
            return path;
        return tl::unexpected(u"The path of the socket is too long (%1). Use a shorter ASSAY_TEST_ROOT."_s.arg(path));
    }
    return u"/tmp/assay-%1"_s.arg(getuid()) + name;
}

tl::expected<void, QString> prepareSocketFolder(const QString &socket)
{
    const QString folder = QFileInfo(socket).path();
    const QByteArray native = QFile::encodeName(folder);
    if (mkdir(native.constData(), 0700) != 0 && errno != EEXIST)
        return tl::unexpected(
            u"The folder for the agent's socket cannot be created: %1. Nothing was changed."_s.arg(folder));
    struct stat info {};
    // lstat, so that a link laid there by somebody else is refused and not followed.
    if (lstat(native.constData(), &info) != 0 || !S_ISDIR(info.st_mode) || info.st_uid != getuid() ||
        (info.st_mode & 077) != 0) {
        return tl::unexpected(
            u"The folder for the agent's socket must be yours and closed to others (mode 0700): %1. Nothing was changed."_s
                .arg(folder));
    }
    return {};
}

} // namespace assay
