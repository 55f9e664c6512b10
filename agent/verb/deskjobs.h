// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The desk as the agent performs it for the window and the terminal (names as on the socket). `candidate` is a key or
// its beginning; every answer names the candidate's state. What is refused changes nothing.
//
//   candidate.plan {candidate, form?, scope?, own_file?, git?}   → what approving would do; only reads. form, scope,
//   path,
//       root, rev, sha256, bytes, before (text, null = no file), before_sha256, base (text, null = never ours), after,
//       diff, lost[], findings[]{line, rule, severity, message}, to_tick[], shadow, changes_nothing, git{in_repository,
//       branch, state}
//   candidate.approve {…, rev, sha256, path, target_sha256, ticked[], given_up[], git_add, actor}  → path, sha256,
//       state, remark; `path` is that of the plan, so that no other repository of the project gets the file
//   candidate.edit {candidate, text, actor}                      → rev, sha256; a new revision
//   candidate.reshape {candidate, form, scope?, actor}           → rev, sha256; the draft in another form
//   candidate.merge {candidate, into, scope?, actor}             → rev, sha256, conflicts; the draft as what that skill
//       would be with it, lines written by hand kept
//   candidate.undo {candidate, actor}  → state_before, decision, verdict that was taken back, path (null = of no file);
//       file and state as they were before
//   skill.archive · skill.restore {path, actor}                  → path
//   skill.promote {path, ticked[], actor}                        → path, of the personal one
//   skill.demote {path, actor}                                   → path, of the project's; takes a promotion back
//   skill.revert {path, change?, actor}                          → path
//   decisions.import {decisions[], actor}                        → applied, skipped

#include "models/data/error.h"

#include <QString>

#include <optional>

#include <nlohmann/json_fwd.hpp>

namespace assay {

class DataDir;
class Database;

[[nodiscard]] bool isDeskJob(const QString &job);
[[nodiscard]] Result<nlohmann::ordered_json> performDeskJob(Database &db, const QString &claudeDir, const QString &job,
                                                            const nlohmann::json &args);
[[nodiscard]] Result<nlohmann::ordered_json> performSkillJob(Database &db, const QString &claudeDir, const QString &job,
                                                             const nlohmann::json &args);
// candidate.plan on a connection of its own, for any thread.
[[nodiscard]] Result<nlohmann::ordered_json> planDeskJob(const DataDir &dataDir, const QString &claudeDir,
                                                         const nlohmann::json &args);

} // namespace assay
