// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What install or uninstall would do, step by step. A plan is made without changing anything, shown, and then carried
// out as it was shown, or not at all when the files are no longer what they were.

#include "agent/install/guardedfile.h"
#include "models/data/error.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

namespace assay {

struct InstallStep {
    enum class Act {
        WriteFile,   // `file` gets the bytes `after`
        RemoveFile,  // `file` goes
        RemoveEmpty, // a folder, if it is empty by then
        CopyProgram, // `source` → path, mode 0755
        SetLink,     // path is a link to `source`
        RemoveTree,  // path with all that lies below
        RunProgram,  // `command`; its failure is told
        StartAgent,  // `command`, left to itself
        StopAgent,   // the one that serves this data directory
    };
    Act act = Act::WriteFile;
    QString kind = {}; // settings, backup, record, program, unit, autostart, service, agent
    QString path = {};
    GuardedFile file = {};
    QByteArray after = {};
    int mode = 0600; // of a new file
    QString source = {};
    QStringList command = {};
};

struct InstallPlan {
    QList<InstallStep> steps; // in order; empty = nothing to do
    QStringList remarks;      // sentences: what does not work as it should, and what to do

    // Of all that the plan would do and all it was made from.
    [[nodiscard]] QByteArray hash() const;
};

// What a person is shown of a step.
struct ShownChange {
    QString file; // path, or the command line
    QString kind;
    QString action; // create, change, remove, link, run, start, stop
    QString diff;   // of text files
};
[[nodiscard]] QList<ShownChange> shownChanges(const InstallPlan &plan);

// Stops at the first step that fails; what was done before it stays done, and doing the same again goes on there.
// `stopAgent` returns when the agent has gone. `onRemark` hears of programs that failed where that is no reason to
// stop.
struct ApplyDoors {
    std::function<Result<>()> stopAgent;
    std::function<void(const QString &)> onRemark;
};
[[nodiscard]] Result<> applyPlan(const InstallPlan &plan, const ApplyDoors &doors);

} // namespace assay
