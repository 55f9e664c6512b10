// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What agent/mine/chance.h and ritualchance.h promise, read word by word and computed the long way: no count is shared,
// nothing is skipped. Slow.

#include "agent/mine/ritualchance.h"

namespace assay::naive {

// At least k of these, from the whole distribution.
[[nodiscard]] long double tail(const std::vector<double> &probabilities, std::size_t k);

struct Chain {
    bool isWeighed = false;
    bool hasContrast = false; // in a direction that decided
    bool holds = true;
    double p = 0.0;
};

struct Verdict {
    double expected = 0.0;
    double p = 1.0;
    double q = 1.0;
    bool tested = true;
    Chain chain;
    bool kept = false;
    bool promising = false;
};

[[nodiscard]] std::vector<Verdict> judge(const MinedSequences &sequences, const std::vector<Ritual> &rituals,
                                         std::uint32_t maxGap, const ChanceBounds &chance);

} // namespace assay::naive
