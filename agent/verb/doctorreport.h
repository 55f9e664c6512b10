// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What doctor found, as JSON (keys of docs/cli.md) and for people.

#include "agent/store/doctor.h"

#include <nlohmann/json_fwd.hpp>

namespace assay {

[[nodiscard]] nlohmann::ordered_json toJson(const DoctorReport &report);
// Both take what toJson() gave, which may have come through the socket.
[[nodiscard]] QString doctorText(const nlohmann::ordered_json &report);
[[nodiscard]] bool foundDamage(const nlohmann::ordered_json &report);

} // namespace assay
