// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// From hundreds of rituals that say the same to the few that say it all. Pure; any thread.

#include "agent/mine/ritualchance.h"

namespace assay {

struct CoveredRitual {
    std::size_t verdict = 0; // index
    RitualSupport residual;  // lineages and days whose acts no earlier one has used
};

// Greedy: the ritual that explains most of what is left ((lineages left - expected) x its weight) comes first and uses
// up its acts; ends when none has bounds.minLineages left. Kept and then promising verdicts take part; those of weight
// 0 do not. weights: per verdict.
[[nodiscard]] std::vector<CoveredRitual> coverRituals(const MinedSequences &sequences,
                                                      const std::vector<RitualVerdict> &verdicts,
                                                      const std::vector<double> &weights, const RitualBounds &bounds);

} // namespace assay
