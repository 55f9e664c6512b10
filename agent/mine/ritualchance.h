// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which rituals beat chance. Two nulls, both sums over sessions or plain counts, so that a new session only adds:
//   order     the acts of each episode shuffled; in how many lineages would the ritual stand then?
//   chain     for three steps and more: is the last step likelier after the whole beginning than after the step before
//             it alone, and the first step likelier before the whole rest? Else the ritual is no more than its pairs.

#include "agent/mine/ordernull.h"

namespace assay {

struct ChanceBounds {
    std::uint32_t replicates = 199; // at most 256
    std::uint32_t firstLook = 32;   // replicates after which hopeless rituals are let go
    double rate = 0.05;             // of false discoveries
    double lift = 2.0;              // over what chance gives
    double promise = 0.0003;        // p of what is watched
};

struct RitualVerdict {
    Ritual ritual;
    double expected = 0.0; // lineages by chance
    double p = 1.0;
    double q = 1.0;
    bool tested = true;  // false: too few lineages for any answer
    double chainP = 0.0; // three steps and more: that it is no more than its pairs
    bool chain = true;   // false: no more than its pairs
    bool kept = false;
    bool promising = false; // not kept, yet rare by chance: worth watching

    [[nodiscard]] double lift() const;
};

[[nodiscard]] std::vector<RitualVerdict> judgeRituals(const MinedSequences &sequences, std::vector<Ritual> rituals,
                                                      const RitualBounds &bounds, const ChanceBounds &chance,
                                                      NullAid aid = {});

} // namespace assay
