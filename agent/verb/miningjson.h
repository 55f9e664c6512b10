// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a run of the miner is asked for and what it answers, by the names these have on the socket and in the terminal.

#include "agent/store/minerpass.h"

#include <nlohmann/json_fwd.hpp>

namespace assay {

class DataDir;
struct Settings;

// args: full
[[nodiscard]] MinerPassOptions miningOptions(const nlohmann::json &args, const Settings &settings,
                                             const QString &claudeDir);
// → the keys of mine
[[nodiscard]] nlohmann::ordered_json toJson(const MinerPassSummary &summary);
// Of status: last_run_at, candidates (that wait for a decision), watched; null where nothing was mined yet.
[[nodiscard]] nlohmann::ordered_json miningDocument(const DataDir &dataDir, const QString &workspace);
// After how many turns of a session it is mined: $ASSAY_SKILLIFY_EVERY_N_TURNS, else the setting.
[[nodiscard]] int skillifyEveryTurns(const Settings &settings);

} // namespace assay
