// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Everything that can be measured. Each adds its rows to the bench; an error ends that measure only.

#include "bench/workbench.h"

namespace assay {

[[nodiscard]] Result<> measureImport(Workbench &bench);
[[nodiscard]] Result<> measureAgain(Workbench &bench);
[[nodiscard]] Result<> measureAppend(Workbench &bench);
[[nodiscard]] Result<> measureAsk(Workbench &bench);
[[nodiscard]] Result<> measureFleet(Workbench &bench);
[[nodiscard]] Result<> measureSize(Workbench &bench);
[[nodiscard]] Result<> measureCounts(Workbench &bench);
[[nodiscard]] Result<> measureKinds(Workbench &bench);
[[nodiscard]] Result<> measureFirstList(Workbench &bench);
[[nodiscard]] Result<> measureMemory(Workbench &bench);
[[nodiscard]] Result<> measureSearch(Workbench &bench);
[[nodiscard]] Result<> measureLive(Workbench &bench);
[[nodiscard]] Result<> measureOpening(Workbench &bench);
[[nodiscard]] Result<> measureHook(Workbench &bench);
[[nodiscard]] Result<> measureMining(Workbench &bench);
[[nodiscard]] Result<> measureDesk(Workbench &bench);

// Runs in a process of its own, started by Workbench::child(); prints one JSON document. The exit code.
[[nodiscard]] int runWindowChild(const QString &name, const QStringList &arguments);

} // namespace assay
