// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/miner.h"
#include "bench/quality/measuresofmining.h"

#include <set>

#include <nlohmann/json.hpp>

namespace assay::quality {

using nlohmann::ordered_json;

namespace {

std::set<std::string> commandsOf(const MinedCandidate &candidate)
{
    std::set<std::string> all;
    for (const MinedClaim &each : candidate.claims) {
        if (!each.command.empty() && each.section != "check")
            all.insert(each.command);
    }
    return all;
}

// Held by the other, or more than 0.8 of both together.
bool repeats(const std::set<std::string> &mine, const std::set<std::string> &theirs)
{
    std::size_t both = 0;
    for (const std::string &each : mine)
        both += theirs.contains(each) ? 1 : 0;
    return !mine.empty() && (both == mine.size() || 5 * both > 4 * (mine.size() + theirs.size() - both));
}

ordered_json json(const MinedCandidate &candidate)
{
    ordered_json unticked = ordered_json::array();
    for (const MinedClaim &each : candidate.claims) {
        if (!each.ticked)
            unticked.push_back(each.section + ": " + each.text);
    }
    return {{"key", candidate.key},
            {"standing", nameOf(candidate.standing)},
            {"form", nameOf(candidate.form)},
            {"detector", nameOf(candidate.detector)},
            {"canon", candidate.canon},
            {"name", candidate.name},
            {"strength", candidate.strengthText},
            {"lineages", candidate.strength.lineages},
            {"days", candidate.strength.days},
            {"people", candidate.strength.authors},
            {"expected", candidate.strength.expected},
            {"against", candidate.strength.against},
            {"rank", candidate.score.rank()},
            {"text", candidate.text},
            {"unticked", unticked}};
}

} // namespace

ordered_json bestDrafts(const Ground &ground, int n)
{
    ordered_json projects = ordered_json::array();
    for (const World &world : ground.real) {
        const FactCorpus corpus = toCorpus(world);
        const MiningResult result = mineProject(ProjectView(corpus, 0), {});
        ordered_json best = ordered_json::array();
        int repeated = 0;
        for (std::size_t i = 0; i < result.candidates.size(); ++i) {
            if (i < static_cast<std::size_t>(n))
                best.push_back(json(result.candidates[i]));
            for (std::size_t other = 0; other < result.candidates.size(); ++other) {
                if (other == i || !repeats(commandsOf(result.candidates[i]), commandsOf(result.candidates[other])))
                    continue;
                ++repeated;
                break;
            }
        }
        projects.push_back({{"project", world.front().project},
                            {"sessions", world.size()},
                            {"candidates", result.candidates.size()},
                            {"repeated", repeated},
                            {"best", best}});
    }
    return {{"test", "drafts"}, {"projects", projects}};
}

} // namespace assay::quality
