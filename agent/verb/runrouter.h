// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Whether a run is captured, and into which workspace. Gates are asked about the folder of each run; the workspace is
// decided once for a session: by ASSAY_WORKSPACE_ID of the run, else .assay.local, else a .assay that the person
// consented to, else the agent's own.

#include "agent/gate/gate.h"
#include "agent/settings/settings.h"
#include "models/data/error.h"
#include "models/data/store/datadir.h"

#include <QString>

#include <optional>

namespace assay {

struct RunAsk {
    QString sessionUuid;
    QString cwd;       // empty = not known
    QString workspace; // ASSAY_WORKSPACE_ID of the run; empty = none
};

struct RunVerdict {
    bool collect = true;
    QString workspace;
    QString reason; // gateReasonName(), or "ignored-project"
    QString text;   // the same for people
    QString file;   // that decided; may be empty
};

// What is known besides, so that the decision itself is a pure function.
struct RouteFacts {
    GateAnswer ignored;             // gateOfIgnoredFolders()
    GateAnswer folder;              // gateOfFolder()
    QString ignoredProject;         // key of the run's project, if the settings ignore it
    std::optional<QString> wentTo;  // the workspace of the session's first run
    bool proposalConsented = false; // to folder.proposedWorkspace
    QString defaultWorkspace;
};
[[nodiscard]] RunVerdict decideRun(const RunAsk &ask, const RouteFacts &facts);

// The key of the project of a folder when the settings ignore it, else nothing. Looks at .git.
[[nodiscard]] QString ignoredProjectOf(const QString &folder, const QStringList &ignoredProjects);

// Gathers the facts and remembers where the session went, unless `wentTo` says so already. For the holder of the
// writer's lock.
[[nodiscard]] Result<RunVerdict> routeRun(const DataDir &dataDir, const Settings &settings,
                                          const QString &defaultWorkspace, const RunAsk &ask,
                                          const std::optional<QString> &wentTo, qint64 nowMs);

} // namespace assay
