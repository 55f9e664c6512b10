// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0

// assay-clidocs FOLDER: writes the manual page and the shells' completions of assay-agent there; with --units FOLDER
// PROGRAM the units of its service, as a package installs them. Part of the build only.

#include "agent/install/userservice.h"
#include "agent/verb/completions.h"
#include "agent/verb/manpage.h"

#include <cstdio>

#include <QDir>
#include <QFile>

using namespace Qt::Literals::StringLiterals;

namespace {

using NamedTexts = QList<QPair<QString, QByteArray>>;

NamedTexts pages()
{
    return {{u"assay-agent.1"_s, assay::manPage().toUtf8()},
            {u"assay-agent.bash"_s, assay::bashCompletion().toUtf8()},
            {u"_assay-agent"_s, assay::zshCompletion().toUtf8()},
            {u"assay-agent.fish"_s, assay::fishCompletion().toUtf8()}};
}

NamedTexts units(const QString &program)
{
    const assay::AgentStart start = assay::packagedStart(program);
    return {{QLatin1StringView(assay::agentServiceName), assay::serviceUnit(start)},
            {QLatin1StringView(assay::agentPathName), assay::pathUnit(start)}};
}

} // namespace

int main(int argc, char *argv[])
{
    const bool wantsUnits = argc == 4 && qstrcmp(argv[1], "--units") == 0;
    if (argc != 2 && !wantsUnits) {
        std::fputs("Usage: assay-clidocs FOLDER | --units FOLDER PROGRAM\n", stderr);
        return 2;
    }
    const QDir folder(QString::fromLocal8Bit(argv[wantsUnits ? 2 : 1]));
    if (!folder.mkpath(u"."_s)) {
        std::fprintf(stderr, "assay-clidocs: %s cannot be created\n", qPrintable(folder.path()));
        return 1;
    }
    for (const auto &[name, text] : wantsUnits ? units(QString::fromLocal8Bit(argv[3])) : pages()) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(text) != text.size() ||
            !file.flush()) {
            std::fprintf(stderr, "assay-clidocs: %s cannot be written\n", qPrintable(file.fileName()));
            return 1;
        }
    }
    return 0;
}
