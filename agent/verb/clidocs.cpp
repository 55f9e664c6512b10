// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0

// assay-clidocs FOLDER: writes the manual page and the shells' completions of assay-agent there. Part of the build
// only.

#include "agent/verb/completions.h"
#include "agent/verb/manpage.h"

#include <cstdio>

#include <QDir>
#include <QFile>

using namespace Qt::Literals::StringLiterals;

int main(int argc, char *argv[])
{
    if (argc != 2) {
        std::fputs("Usage: assay-clidocs FOLDER\n", stderr);
        return 2;
    }
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    if (!folder.mkpath(u"."_s)) {
        std::fprintf(stderr, "assay-clidocs: %s cannot be created\n", argv[1]);
        return 1;
    }
    const QList<QPair<QString, QString>> files = {{u"assay-agent.1"_s, assay::manPage()},
                                                  {u"assay-agent.bash"_s, assay::bashCompletion()},
                                                  {u"_assay-agent"_s, assay::zshCompletion()},
                                                  {u"assay-agent.fish"_s, assay::fishCompletion()}};
    for (const auto &[name, text] : files) {
        QFile file(folder.filePath(name));
        const QByteArray utf8 = text.toUtf8();
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(utf8) != utf8.size() ||
            !file.flush()) {
            std::fprintf(stderr, "assay-clidocs: %s cannot be written\n", qPrintable(file.fileName()));
            return 1;
        }
    }
    return 0;
}
