// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Workspaces and who may choose one, by the names and arguments these jobs have on the socket (storejobs.h).

#include "models/data/error.h"

#include <nlohmann/json_fwd.hpp>

namespace assay {

class DataDir;
class SettingsFile;

// workspaces.list {} → workspaces[]{name, path, bytes}, consents[]{file, workspace, given_at}. Needs no lock.
[[nodiscard]] Result<nlohmann::ordered_json> listWorkspaces(const DataDir &dataDir);
// workspaces.consent {folder, to} → the same: the .assay that holds there may send its runs to the workspace it names,
// which has to be `to`, the one that was shown, if that is given.
[[nodiscard]] Result<nlohmann::ordered_json> consentToWorkspace(const DataDir &dataDir, const nlohmann::json &args);
// workspaces.revoke {file} → the same
[[nodiscard]] Result<nlohmann::ordered_json> revokeWorkspace(const DataDir &dataDir, const nlohmann::json &args);

// What holds for a folder, of `status --path`: collect, reason, text, file, workspace (null = that of the agent),
// proposed_workspace, proposed_by, consented. Needs no lock.
[[nodiscard]] Result<nlohmann::ordered_json> gateOfPath(const DataDir &dataDir, const SettingsFile &file,
                                                        const QString &folder);

} // namespace assay
