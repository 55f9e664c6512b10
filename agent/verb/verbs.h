// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the verbs do, one function and one file each. They block; they run on the main thread of the program.

#include "models/data/error.h"

namespace assay {

struct VerbCall;

[[nodiscard]] Result<int> runAgent(const VerbCall &call);
[[nodiscard]] Result<int> runInstall(const VerbCall &call);
[[nodiscard]] Result<int> runUninstall(const VerbCall &call);
[[nodiscard]] Result<int> runImport(const VerbCall &call);
[[nodiscard]] Result<int> runSessions(const VerbCall &call);
[[nodiscard]] Result<int> runShow(const VerbCall &call);
[[nodiscard]] Result<int> runSearch(const VerbCall &call);
[[nodiscard]] Result<int> runExport(const VerbCall &call);
[[nodiscard]] Result<int> runStatus(const VerbCall &call);
[[nodiscard]] Result<int> runDoctor(const VerbCall &call);
[[nodiscard]] Result<int> runRedact(const VerbCall &call);
[[nodiscard]] Result<int> runExclusions(const VerbCall &call);
[[nodiscard]] Result<int> runDelete(const VerbCall &call);
[[nodiscard]] Result<int> runTag(const VerbCall &call);
[[nodiscard]] Result<int> runMine(const VerbCall &call);
[[nodiscard]] Result<int> runReview(const VerbCall &call);
[[nodiscard]] Result<int> runSkills(const VerbCall &call);
[[nodiscard]] Result<int> runLint(const VerbCall &call);
[[nodiscard]] Result<int> runNote(const VerbCall &call);
[[nodiscard]] Result<int> runBookmark(const VerbCall &call);
[[nodiscard]] Result<int> runCapture(const VerbCall &call);
[[nodiscard]] Result<int> runSettings(const VerbCall &call);
[[nodiscard]] Result<int> runPrune(const VerbCall &call);
[[nodiscard]] Result<int> runBackup(const VerbCall &call);
[[nodiscard]] Result<int> runWorkspaces(const VerbCall &call);
[[nodiscard]] Result<int> runSamples(const VerbCall &call);

} // namespace assay
