// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The agent's answers about the capture as the window's values, and back. What is missing, or of another type, counts
// as not told. Never throws.

#include <nlohmann/json_fwd.hpp>

#include "views/capture/capturehealth.h"
#include "views/capture/capturesettings.h"
#include "views/capture/changeplan.h"

namespace assay {

[[nodiscard]] CaptureHealth captureHealthOf(const nlohmann::json &status);
[[nodiscard]] ChangePlan changePlanOf(const nlohmann::json &reply);
[[nodiscard]] PruneList pruneListOf(const nlohmann::json &reply);
[[nodiscard]] CaptureSettings captureSettingsOf(const nlohmann::json &reply);

[[nodiscard]] nlohmann::json pruneArgs(const PruneWish &wish);
// Only what differs, as a merge patch.
[[nodiscard]] nlohmann::json settingsChange(const CaptureSettings &present, const CaptureSettings &wanted);

} // namespace assay
