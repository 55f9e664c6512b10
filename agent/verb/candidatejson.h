// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A candidate as "review --json" prints it.

#include <nlohmann/json_fwd.hpp>

namespace assay {

struct CandidateRow;

[[nodiscard]] nlohmann::ordered_json toJson(const CandidateRow &row);

} // namespace assay
