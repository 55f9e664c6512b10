// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/findrituals.h"
#include "agent/mine/miner.h"
#include "bench/quality/measuresofmining.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>

#include <nlohmann/json.hpp>

namespace assay::quality {

using nlohmann::ordered_json;

namespace {

double seconds(std::chrono::steady_clock::time_point since)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - since).count();
}

// Findings of the rest, with bounds so low that all is weighed that occurs twice.
std::map<std::string, Finding> heldOut(const World &world)
{
    MinerBounds low;
    low.fewestLineages = 2;
    low.ritual.minLineages = 2;
    low.ritual.minDays = 1;
    low.triggerLineages = 2;
    const FactCorpus corpus = toCorpus(world);
    std::map<std::string, Finding> all;
    for (Finding &each : mineProject(ProjectView(corpus, 0), {}, low).findings)
        all.emplace(each.canon(), std::move(each));
    return all;
}

} // namespace

ordered_json foresight(const Ground &ground)
{
    int proposals = 0;
    int back = 0;
    ordered_json misses = ordered_json::array();
    for (const World &whole : ground.real) {
        std::vector<std::int32_t> days;
        for (const WorldSession &each : whole)
            days.push_back(each.day);
        std::ranges::sort(days);
        const std::int32_t cut = days[days.size() * 7 / 10];
        World first;
        World rest;
        for (const WorldSession &each : whole)
            (each.day < cut ? first : rest).push_back(each);
        const FactCorpus corpus = toCorpus(first);
        const MiningResult result = mineProject(ProjectView(corpus, 0), {});
        const auto later = heldOut(rest);
        for (const MinedCandidate &each : result.candidates) {
            if (each.standing != Standing::Proposed)
                continue;
            ++proposals;
            const auto again = later.find(result.findings[each.findings.front()].canon());
            const bool lifted =
                again != later.end() && again->second.strength.lineages >= 2.0 * again->second.strength.expected;
            back += lifted ? 1 : 0;
            if (!lifted)
                misses.push_back(each.canon);
        }
    }
    const double n = std::max(1, proposals);
    const double p = back / n;
    const double half = 1.96 * std::sqrt(p * (1 - p) / n + 1 / (4 * n * n));
    return {{"test", "B4"},    {"proposals", proposals},         {"came_back", back},
            {"share", p},      {"low", std::max(0.0, p - half)}, {"high", std::min(1.0, p + half)},
            {"missed", misses}};
}

ordered_json cost(int sessions)
{
    const World world = inventedWorld(8, static_cast<std::size_t>(sessions));
    const FactCorpus corpus = toCorpus(world);
    const auto start = std::chrono::steady_clock::now();
    const MiningResult result = mineProject(ProjectView(corpus, 0), {});
    const double took = seconds(start);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return {{"test", "B8"},
            {"sessions", sessions},
            {"acts", corpus.acts.size()},
            {"patterns", result.findings.size()},
            {"seconds", took},
            {"peak_mb", usage.ru_maxrss / 1024}};
}

} // namespace assay::quality
