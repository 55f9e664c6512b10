// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/install/emptiedfolders.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isGoing(const InstallStep &step)
{
    using Act = InstallStep::Act;
    return (step.act == Act::RemoveFile || step.act == Act::RemoveTree || step.act == Act::RemoveEmpty) &&
           (step.kind == "unit"_L1 || step.kind == "autostart"_L1 || step.kind == "program"_L1);
}

bool isBelow(const QString &folder, const QStringList &tops)
{
    return std::ranges::any_of(tops, [&](const QString &top) { return folder.startsWith(top + u'/'); });
}

bool holdsOnly(const QString &folder, const QStringList &going)
{
    const QDir dir(folder);
    const QStringList names = dir.entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    return dir.exists() && !QFileInfo(folder).isSymLink() &&
           std::ranges::all_of(names, [&](const QString &name) { return going.contains(dir.filePath(name)); });
}

} // namespace

void addEmptiedFolders(InstallPlan &plan, const QStringList &tops)
{
    QStringList going;
    for (const InstallStep &step : std::as_const(plan.steps)) {
        if (isGoing(step))
            going.append(step.path);
    }
    for (qsizetype i = 0; i < going.size(); ++i) { // which grows by what is emptied
        const QString folder = QFileInfo(going.at(i)).path();
        if (!isBelow(folder, tops) || tops.contains(folder) || going.contains(folder) || !holdsOnly(folder, going))
            continue;
        plan.steps.append({.act = InstallStep::Act::RemoveEmpty, .kind = u"program"_s, .path = folder});
        going.append(folder);
    }
}

} // namespace assay
