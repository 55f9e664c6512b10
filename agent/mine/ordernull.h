// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// In how many lineages would rituals stand if the acts of each episode came in any order? Part of ritualchance.

#include "agent/mine/nullmemory.h"
#include "agent/mine/ritual.h"

#include <atomic>

namespace assay {

// Per ritual and lineage that has all its acts: the share of replicates in which it stands there.
struct OrderNull {
    std::vector<double> shares;
    std::uint32_t replicates = 0;

    [[nodiscard]] double expected() const;
    // Of the support or more; shares are smoothed, because a replicate more might have hit.
    [[nodiscard]] double tail(std::uint32_t support) const;
};

// What a caller may bring along: counts of earlier runs, and a flag that ends the work (what is returned then is of no
// use).
struct NullAid {
    NullMemory *memory = nullptr; // knows the names of the items
    const std::atomic<bool> *stop = nullptr;
};

// Replicates 0 … replicates - 1, which must be 256 at most, of rituals[i] for i in wanted.
[[nodiscard]] std::vector<OrderNull> orderNulls(const MinedSequences &sequences, const std::vector<Ritual> &rituals,
                                                std::span<const std::uint32_t> wanted, std::uint32_t maxGap,
                                                std::uint32_t replicates, NullAid aid = {});

} // namespace assay
