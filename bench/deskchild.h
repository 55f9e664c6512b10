// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The window at its Skills page.

#include <nlohmann/json_fwd.hpp>

#include <QtGlobal>

namespace assay {

class DataDir;

// {first_ms since `startedNs`, next_ms[], installed_ms, looked_at_ms since `startedNs`, candidates, skills,
// statements}; null when something was never painted. Snoozes a few candidates of the store.
[[nodiscard]] nlohmann::json weighCandidates(const DataDir &dataDir, qint64 startedNs);

} // namespace assay
