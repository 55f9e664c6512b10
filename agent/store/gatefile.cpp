// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/gatefile.h"

#include <sys/stat.h>

#include <cerrno>

#include <QFile>
#include <QFileInfo>

#include "models/data/store/datadir.h"
#include "models/data/store/privatefile.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

Result<> writeGateFile(const DataDir &dataDir, QLatin1StringView name, const std::optional<QByteArray> &bytes)
{
    const QString path = dataDir.gateFile(name);
    QFile file(path);
    if (!bytes) {
        if (!file.exists() || file.remove())
            return {};
        return fail(
            Error::Code::ReadOnly,
            u"This file cannot be removed, so the hook goes on heeding it. Check the permissions of its folder."_s,
            path);
    }
    if (file.open(QIODevice::ReadOnly) && file.readAll() == *bytes)
        return {};
    const QString folder = QFileInfo(path).path();
    if (mkdir(QFile::encodeName(folder).constData(), S_IRWXU) != 0 && errno != EEXIST) {
        const int cause = errno;
        return fail(cause == ENOSPC || cause == EDQUOT ? Error::Code::Full : Error::Code::ReadOnly,
                    u"The folder of what the hook must know cannot be made (%1). Nothing was changed."_s.arg(
                        qt_error_string(cause)),
                    folder);
    }
    return writePrivateFile(path, *bytes);
}

Result<> tellHook(const DataDir &dataDir, const QStringList &ignoredFolders, bool captureUnpersisted)
{
    std::optional<QByteArray> folders;
    if (!ignoredFolders.isEmpty())
        folders = QFile::encodeName(ignoredFolders.join(u'\n')) + '\n';
    return writeGateFile(dataDir, "ignored"_L1, folders).and_then([&] {
        return writeGateFile(dataDir, "unpersisted"_L1,
                             captureUnpersisted ? std::optional(QByteArray()) : std::nullopt);
    });
}

} // namespace assay
