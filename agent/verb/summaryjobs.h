// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The job that keeps summaries (storejobs.h):
//   summaries.refresh {workspace, budget_ms?}   → sessions, hours, days, more (true: the budget did not do)

#include "models/data/error.h"

#include <atomic>

#include <nlohmann/json_fwd.hpp>

namespace assay {

class Database;
struct MemoryPassSummary;

// Where no agent runs: on the writer's connection.
[[nodiscard]] Result<nlohmann::ordered_json> refreshSummaries(Database &db, const nlohmann::json &args,
                                                              const std::atomic<bool> &cancel);

[[nodiscard]] nlohmann::ordered_json toJson(const MemoryPassSummary &summary);

} // namespace assay
