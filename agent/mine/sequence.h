// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What rituals are looked for in: the acts of an episode in order, as numbers.

#include <cstdint>
#include <vector>

namespace assay {

struct MinedSequence {
    std::uint32_t lineage = 0;
    std::int32_t day = 0;             // days since the epoch, UTC
    std::uint64_t seed = 0;           // of the session and the place of the episode in it
    std::vector<std::uint32_t> items; // the same number never twice in a row
};

// Sorted by lineage; what comes first within one is what happened first.
using MinedSequences = std::vector<MinedSequence>;

} // namespace assay
