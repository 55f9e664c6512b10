// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Pausing capture and the settings, by the names and arguments these jobs have on the socket (storejobs.h).

#include "models/data/error.h"

#include <nlohmann/json_fwd.hpp>

namespace assay {

class DataDir;
class SettingsFile;

// {for_s (none = until resumed)} → state ("paused"), paused_until
[[nodiscard]] Result<nlohmann::ordered_json> pauseCapture(const DataDir &dataDir, const nlohmann::json &args);
// {include_missed} → state ("running"), paused_until (null)
[[nodiscard]] Result<nlohmann::ordered_json> resumeCapture(const DataDir &dataDir, const nlohmann::json &args);

// {} → file, settings{every key}, unknown[]
[[nodiscard]] Result<nlohmann::ordered_json> getSettings(const SettingsFile &file);
// {changes{}: a merge patch} → the same; the hook is told
[[nodiscard]] Result<nlohmann::ordered_json> setSettings(const DataDir &dataDir, const SettingsFile &file,
                                                         const nlohmann::json &args);
// What the settings file and the pauses say now is told to the hook; for the agent's start and after somebody edited
// the file. → {}
[[nodiscard]] Result<nlohmann::ordered_json> heedSettings(const DataDir &dataDir, const SettingsFile &file);

} // namespace assay
