// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/store/privatefile.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include <QFile>
#include <QFileInfo>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

Error failure(int cause, const QString &path)
{
    if (cause == ENOSPC || cause == EDQUOT)
        return {Error::Code::Full, u"The disk is full. This file is as it was. Free some space and try again."_s, path};
    return {Error::Code::ReadOnly,
            u"This file cannot be written (%1). It is as it was. Check the permissions of its folder."_s.arg(
                qt_error_string(cause)),
            path};
}

// errno of the first step that failed, else 0. Made by mkostemp: mode 0600, and nobody else's.
int writeBeside(QByteArray &name, const QByteArray &bytes)
{
    const int descriptor = mkostemp(name.data(), O_CLOEXEC);
    if (descriptor < 0) {
        const int cause = errno;
        name.clear();
        return cause;
    }
    qsizetype done = 0;
    int cause = 0;
    while (done < bytes.size() && cause == 0) {
        const ssize_t n = ::write(descriptor, bytes.constData() + done, static_cast<size_t>(bytes.size() - done));
        if (n < 0 && errno != EINTR)
            cause = errno;
        done += n > 0 ? n : 0;
    }
    if (cause == 0 && fsync(descriptor) != 0)
        cause = errno;
    close(descriptor);
    return cause;
}

} // namespace

Result<> writePrivateFile(const QString &path, const QByteArray &bytes)
{
    QByteArray fresh = QFile::encodeName(path) + ".XXXXXX";
    int cause = writeBeside(fresh, bytes);
    if (cause == 0 && std::rename(fresh.constData(), QFile::encodeName(path).constData()) != 0)
        cause = errno;
    if (cause != 0) {
        if (!fresh.isEmpty())
            unlink(fresh.constData());
        return tl::unexpected(failure(cause, path));
    }
    const int folder = open(QFile::encodeName(QFileInfo(path).path()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        fsync(folder); // a file system that cannot is no reason to call what stands there not written
        close(folder);
    }
    return {};
}

} // namespace assay
