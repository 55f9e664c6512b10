// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Habits put into a history, so that it is known what there is to find.

#include "agent/mine/contentrandom.h"
#include "agent/mine/miner.h"
#include "bench/quality/world.h"

namespace assay::quality {

enum class PlantKind { Ritual, Correction, Fix, Wait, NonRule };

struct Plant {
    PlantKind kind = PlantKind::Ritual;
    std::vector<std::string>
        steps; // Ritual: heads. Correction, NonRule: what not, what instead. Fix: failing head, remedy
    std::size_t lineages = 5;
    std::string language = "en";
    bool foreign = false; // worded as in paraphrases()
    int wording = -1;     // which of them; -1 = any
    bool common = false;  // Ritual: the steps are acts that the history is full of
};

// Into sessions that the random numbers choose, one a lineage, on as many days as they have.
void plant(World &world, const Plant &what, ContentRandom &random);

// Is it among the candidates? Watched counts too where `watch`.
[[nodiscard]] bool isFound(const MiningResult &result, const Plant &what, bool watch);

// The ways to say "y instead of x" in a language, {x} and {y} in place; those that are no rule in "-".
[[nodiscard]] const std::vector<std::string> &wordings(const std::string &language);
[[nodiscard]] const std::vector<std::string> &languages();
// The same by somebody who never saw the grammar: what is reported.
[[nodiscard]] const std::vector<std::string> &paraphrases(const std::string &language);

} // namespace assay::quality
