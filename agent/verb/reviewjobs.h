// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a person decides about candidates without a file being written, by the names and arguments these jobs have on
// the socket (storejobs.h). `candidate` is its key, or the beginning of it; actor: "window" or "terminal".

#include "models/data/error.h"

#include <nlohmann/json_fwd.hpp>

namespace assay {

class Database;

// {candidate, lineages, days, note, actor} → candidate, state, decision. Neither lineages nor days: three lineages.
[[nodiscard]] Result<nlohmann::ordered_json> snoozeCandidate(Database &db, const nlohmann::json &args);
// {candidate, reason, note, actor} → the same
[[nodiscard]] Result<nlohmann::ordered_json> rejectCandidate(Database &db, const nlohmann::json &args);
// {candidate, note, actor} → the same
[[nodiscard]] Result<nlohmann::ordered_json> reopenCandidate(Database &db, const nlohmann::json &args);

} // namespace assay
