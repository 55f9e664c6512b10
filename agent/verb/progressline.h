// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Progress of long jobs in one line, from the figures they report.

#include <QString>

#include <nlohmann/json_fwd.hpp>

namespace assay {

[[nodiscard]] QString importProgressLine(const nlohmann::ordered_json &figures);
[[nodiscard]] QString countProgressLine(const nlohmann::ordered_json &figures); // done, total

} // namespace assay
