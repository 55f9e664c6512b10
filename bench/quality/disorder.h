// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Histories in which nothing is a habit, though each act and each word is real: what a miner must not fall for.

#include "bench/quality/world.h"

namespace assay::quality {

enum class Disorder {
    ShuffledActs, // the acts of each episode in any order
    Markov,       // acts drawn from the pairs of the whole history: pairs stay true, longer chains do not
    Mixture,      // each session is one of another team: its own words for its own acts
    RepairedAsks, // asks and acts matched anew, over the sessions of a week
};
inline constexpr int disorders = 4;

[[nodiscard]] World disordered(const World &world, Disorder disorder, std::uint64_t seed);
[[nodiscard]] const char *nameOf(Disorder disorder);

} // namespace assay::quality
