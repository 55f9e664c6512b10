// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The thresholds of the miner: defaults of the design, frozen with the version; shown in the settings.

#include "agent/mine/ritualchance.h"

#include <atomic>
#include <cstdint>

namespace assay {

inline constexpr int minerVersion = 6;

struct MinerBounds {
    std::uint32_t fewestLineages = 10; // below: no rituals, no triggers; "too few sessions to tell"
    RitualBounds ritual;
    ChanceBounds chance;
    std::uint32_t ritualLineages = 5, ritualDays = 3; // to propose; the bounds above are what is watched
    std::uint32_t triggerLineages = 5;
    double triggerConfidence = 0.4, triggerLift = 3.0;
    std::uint32_t askLineages = 4, askDays = 3;
    double askLikeness = 0.6; // Jaccard
    std::uint32_t fixLineages = 3, fixDays = 2, fixWindow = 12;
    double fixReliability = 0.6;
    std::uint32_t correctionLineages = 2, correctionDays = 2;
    std::uint32_t waitLineages = 4;
    std::uint32_t denialLineages = 3;
    std::uint32_t settingLineages = 3;
    NullMemory *memory = nullptr;            // of earlier runs; only saves work
    const std::atomic<bool> *stop = nullptr; // true: leave at once; what is returned then is of no use
};

} // namespace assay
