// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// For as long as it lives the process may do no more than any other user. Root needs this in tests of permissions,
// since it may do everything; for everybody else it does nothing.

#include <QDirIterator>
#include <QFileInfo>

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace assay {

class WithoutRights {
public:
    // What is in this folder, and itself, may be written by that user; the folder it stands in may be entered.
    explicit WithoutRights(const QString &ownFolder)
    {
        if (geteuid() != 0)
            return;
        const passwd *nobody = getpwnam("nobody");
        if (!nobody || chmod(qPrintable(QFileInfo(ownFolder).path()), 0755) != 0)
            qFatal("there is no other user to become");
        QStringList paths = {ownFolder};
        for (QDirIterator below(ownFolder, QDir::AllEntries | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
             below.hasNext();)
            paths.append(below.next());
        for (const QString &path : paths) {
            if (chown(qPrintable(path), nobody->pw_uid, nobody->pw_gid) != 0)
                qFatal("cannot give a folder away");
        }
        if (seteuid(nobody->pw_uid) != 0)
            qFatal("cannot become another user");
        m_changed = true;
    }
    ~WithoutRights()
    {
        if (m_changed && seteuid(0) != 0)
            qFatal("cannot become root again");
    }
    WithoutRights(const WithoutRights &) = delete;
    WithoutRights &operator=(const WithoutRights &) = delete;

private:
    bool m_changed = false;
};

} // namespace assay
