// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The measures of docs/mining.md, on invented or on real histories.

#include "bench/quality/world.h"

#include <nlohmann/json_fwd.hpp>

namespace assay::quality {

// Worlds to start from: the real projects given, or invented ones.
struct Ground {
    std::vector<World> real;
    std::size_t sessions = 120; // of an invented one
    [[nodiscard]] World world(std::uint64_t seed) const;
};

// B1: proposals per history in which nothing is a habit.
[[nodiscard]] nlohmann::ordered_json falseDiscovery(const Ground &ground, int corpora);
// B2: share of what was planted that is found; and of what is no rule that is proposed.
[[nodiscard]] nlohmann::ordered_json plantedRecall(const Ground &ground, int trials);
// B4: of what is proposed on the first 70 % of the days, how much comes back in the rest with lift 2.
[[nodiscard]] nlohmann::ordered_json foresight(const Ground &ground);
// B5: of lines written into a CLAUDE.md, how many candidates they cover are withheld, with the right file and line.
[[nodiscard]] nlohmann::ordered_json coverage(const Ground &ground, int trials);
// B6: orders of arrival, and people and paths renamed, that changed the candidates.
[[nodiscard]] nlohmann::ordered_json determinism(const Ground &ground, int orders);
// B8: seconds and memory for a history of so many sessions.
[[nodiscard]] nlohmann::ordered_json cost(int sessions);

// The best n drafts of each project, to be read and judged (B3), and how many candidates repeat another.
[[nodiscard]] nlohmann::ordered_json bestDrafts(const Ground &ground, int n);

// All candidates as text, natural keys only.
[[nodiscard]] std::string candidatesAsText(const World &world);

} // namespace assay::quality
