// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// install and uninstall as the agent performs them for the window, and the documents that the verbs print too. They
// write no store, so the writer's thread is not theirs: call them from a thread that may wait for a second.
//
//   install.plan {headless, mcp} · uninstall.plan {}       → changes[]{file, kind, action, diff}, remarks[], hash
//   install.apply {headless, mcp, hash} · uninstall.apply {hash}  → the same and applied; refused when that is not what
//   would happen now

#include "agent/install/installplan.h"
#include "agent/install/installplanner.h"
#include "models/data/error.h"

#include <atomic>

#include <nlohmann/json_fwd.hpp>

namespace assay {

class DataDir;

enum class Direction { Install, Uninstall };
[[nodiscard]] Result<InstallPlan> makePlan(Direction direction, const InstallPlaces &places, const InstallWish &wish);

[[nodiscard]] nlohmann::ordered_json planDocument(const InstallPlan &plan, bool applied);
// As of hooks{} in status.
[[nodiscard]] nlohmann::ordered_json hooksDocument(const QString &claudeDir);

[[nodiscard]] bool isInstallJob(const QString &name);
// `workspace`: of the agent; its service goes on with it when the args name none.
[[nodiscard]] Result<nlohmann::ordered_json> performInstallJob(const QString &name, const nlohmann::json &args,
                                                               const DataDir &dataDir, const QString &claudeDir,
                                                               const QString &workspace);

// For the agent's start: takes hook events back that a client which came meanwhile would take amiss.
[[nodiscard]] Result<> narrowHooks(const DataDir &dataDir, const QString &claudeDir, const std::atomic<bool> &cancel);

} // namespace assay
