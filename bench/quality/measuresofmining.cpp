// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/quality/measuresofmining.h"

#include "agent/mine/actitems.h"
#include "agent/mine/miner.h"
#include "bench/quality/disorder.h"
#include "bench/quality/planting.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

namespace assay::quality {

using nlohmann::ordered_json;

namespace {

MiningResult mined(const World &world, const KnownText &known = {})
{
    const FactCorpus corpus = toCorpus(world);
    return mineProject(ProjectView(corpus, 0), known);
}

std::string name(const char *what, ContentRandom &random)
{
    return what + std::to_string(random.below(100'000));
}

struct Score {
    int found = 0;
    int tried = 0;
};

ordered_json json(const Score &score)
{
    const double n = std::max(1, score.tried);
    const double p = score.found / n;
    const double half = 1.96 * std::sqrt(p * (1 - p) / n + 1 / (4 * n * n));
    return {{"n", score.tried}, {"share", p}, {"low", std::max(0.0, p - half)}, {"high", std::min(1.0, p + half)}};
}

// Acts that at least a tenth of the lineages know, so that a ritual of them stands among its like.
std::vector<std::string> commonHeads(const World &world)
{
    std::map<std::string, std::set<std::string>> lineages;
    std::set<std::string> all;
    for (const WorldSession &session : world) {
        all.insert(session.lineage);
        for (const WorldEpisode &episode : session.episodes) {
            for (const WorldAct &act : episode.acts) {
                if (act.kind == ActKind::Command && !isUbiquitous(act.head))
                    lineages[act.head].insert(session.lineage);
            }
        }
    }
    std::vector<std::string> common;
    for (const auto &[head, those] : lineages) {
        if (those.size() * 10 >= all.size())
            common.push_back(head);
    }
    return common;
}

using LabelledPlants = std::vector<std::pair<std::string, Plant>>;

void plantRituals(const World &world, ContentRandom &random, int trial, LabelledPlants &all)
{
    const auto ritual = [&](const std::string &label, std::size_t steps, std::size_t lineages) {
        Plant one{PlantKind::Ritual, {}, lineages, "en"};
        for (std::size_t i = 0; i < steps; ++i)
            one.steps.push_back(name("tool", random));
        all.emplace_back(label, one);
    };
    ritual("ritual of 2 steps in 8", 2, 8);
    ritual("ritual of 3 and more in 5", 3 + static_cast<std::size_t>(trial % 3), 5);
    ritual("ritual of 3 and more in 3 (watched)", 3 + static_cast<std::size_t>(trial % 3), 3);
    const auto heads = commonHeads(world);
    const auto ofCommon = [&](const std::string &label, bool bare) {
        if (heads.size() < 5) // too small a project to hide a ritual among its like
            return;
        Plant one{PlantKind::Ritual, {}, 5, "en"};
        one.common = bare;
        while (one.steps.size() < 3 + static_cast<std::size_t>(trial % 3) && one.steps.size() < heads.size()) {
            const std::string &head = heads[random.below(static_cast<std::uint32_t>(heads.size()))];
            if (std::ranges::find(one.steps, head) == one.steps.end())
                one.steps.push_back(head);
        }
        all.emplace_back(label, one);
    };
    ofCommon("ritual of 3 and more in 5, common programs", false);
    ofCommon("ritual of 3 and more in 5, common acts", true);
}

LabelledPlants plantsFor(const World &world, ContentRandom &random, int trial)
{
    LabelledPlants all;
    plantRituals(world, random, trial, all);
    const auto saying = [&](const std::string &label, PlantKind kind, const std::string &language, bool foreign) {
        Plant one{kind, {name("old", random), name("fresh", random)}, 3, language};
        one.foreign = foreign;
        all.emplace_back(label, one);
    };
    const std::string &other = languages()[1 + static_cast<std::size_t>(trial) % (languages().size() - 1)];
    saying("correction in 3, English", PlantKind::Correction, "en", true);
    saying("correction in 3, other languages", PlantKind::Correction, other, true);
    saying("correction in 3, the grammar's own words", PlantKind::Correction, trial % 2 == 0 ? "en" : other, false);
    saying("no rule (proposed)", PlantKind::NonRule, "en", true);
    saying("no rule, the grammar's own words (proposed)", PlantKind::NonRule, "en", false);
    all.emplace_back("fix in 3", Plant{PlantKind::Fix, {name("build", random), name("setup", random)}, 3, "en"});
    all.emplace_back("wait in 5", Plant{PlantKind::Wait, {}, 5, "en"});
    return all;
}

// Of a plant that was not found: what was made of its steps.
ordered_json whatBecame(const MiningResult &result, const Plant &plant)
{
    ordered_json all = ordered_json::array({plant.steps, plant.language});
    for (const Finding &each : result.findings) {
        const bool about = !plant.steps.empty() && std::ranges::all_of(plant.steps, [&each](const std::string &step) {
            return each.canon().find(step) != std::string::npos;
        });
        if (about && all.size() < 6)
            all.push_back({each.canon(), nameOf(each.standing), each.reason, each.strength.lineages,
                           each.strength.expected, each.strength.p, each.strength.q});
    }
    return all;
}

// Paraphrases that are not understood where nothing else is in the way.
ordered_json unreadParaphrases()
{
    ordered_json all = ordered_json::object();
    const World plain = inventedWorld(6, 10);
    for (const std::string &language : languages()) {
        all[language] = ordered_json::array();
        for (std::size_t i = 0; i < paraphrases(language).size(); ++i) {
            ContentRandom random(i, 1);
            World world = plain;
            Plant one{PlantKind::Correction, {"oldtool", "freshtool"}, 2, language};
            one.foreign = true;
            one.wording = static_cast<int>(i);
            plant(world, one, random);
            if (!isFound(mined(world), one, true))
                all[language].push_back(paraphrases(language)[i]);
        }
    }
    return all;
}

} // namespace

World Ground::world(std::uint64_t seed) const
{
    return real.empty() ? inventedWorld(seed, sessions) : real[seed % real.size()];
}

ordered_json falseDiscovery(const Ground &ground, int corpora)
{
    std::map<std::string, std::vector<int>> counts;
    std::map<std::string, int> chains;
    double sum = 0;
    double squares = 0;
    ordered_json examples = ordered_json::array();
    for (int i = 0; i < corpora; ++i) {
        const auto disorder = static_cast<Disorder>(i % disorders);
        const auto seed = static_cast<std::uint64_t>(i);
        const MiningResult result = mined(disordered(ground.world(seed / disorders + 1000), disorder, seed));
        int proposals = 0;
        int pairs = 0;
        for (const MinedCandidate &each : result.candidates) {
            if (each.standing != Standing::Proposed)
                continue;
            // Drawn from pairs, pairs are true: no false discovery.
            const bool pair = disorder == Disorder::Markov && each.detector == Detector::Ritual &&
                              result.findings[each.findings.front()].items.size() == 2;
            ++(pair ? pairs : proposals);
            if (!pair && examples.size() < 20)
                examples.push_back(
                    {nameOf(disorder), each.canon, each.strength.lineages, each.strength.expected, each.strength.q});
        }
        counts[nameOf(disorder)].push_back(proposals);
        chains[nameOf(disorder)] += pairs;
        sum += proposals;
        squares += static_cast<double>(proposals) * proposals;
    }
    const double mean = sum / corpora;
    const double error = std::sqrt(std::max(0.0, squares / corpora - mean * mean) / corpora);
    ordered_json kinds = ordered_json::object();
    for (const auto &[kind, each] : counts) {
        double all = 0;
        for (const int one : each)
            all += one;
        kinds[kind] = {
            {"corpora", each.size()}, {"mean", all / static_cast<double>(each.size())}, {"true_pairs", chains[kind]}};
    }
    return {{"test", "B1"},   {"corpora", corpora},  {"mean", mean}, {"upper95", mean + 1.645 * error},
            {"kinds", kinds}, {"examples", examples}};
}

ordered_json plantedRecall(const Ground &ground, int trials)
{
    std::map<std::string, Score> scores;
    ordered_json misses = ordered_json::array();
    for (int trial = 0; trial < trials; ++trial) {
        ContentRandom random(77, static_cast<std::uint64_t>(trial));
        World world = ground.world(static_cast<std::uint64_t>(trial) + 2000);
        const auto plants = plantsFor(world, random, trial);
        for (const auto &[label, each] : plants)
            plant(world, each, random);
        const MiningResult result = mined(world);
        for (const auto &[label, each] : plants) {
            Score &score = scores[label];
            const bool found = isFound(result, each, label.ends_with("(watched)"));
            ++score.tried;
            score.found += found ? 1 : 0;
            if (!found && !label.ends_with("(proposed)"))
                misses.push_back({{"trial", trial}, {"what", label}, {"became", whatBecame(result, each)}});
        }
    }
    ordered_json all = ordered_json::object();
    for (const auto &[label, score] : scores)
        all[label] = json(score);
    return {{"test", "B2"}, {"trials", trials}, {"recall", all}, {"unread", unreadParaphrases()}, {"misses", misses}};
}

ordered_json coverage(const Ground &ground, int trials)
{
    Score withheld;
    Score places;
    for (int trial = 0; trial < trials; ++trial) {
        ContentRandom random(99, static_cast<std::uint64_t>(trial));
        World world = ground.world(static_cast<std::uint64_t>(trial) + 3000);
        const Plant ritual{
            PlantKind::Ritual, {name("tool", random), name("tool", random), name("tool", random)}, 7, "en"};
        plant(world, ritual, random);
        KnownText known;
        std::string text = "# Working here\n";
        const int line = 2 + static_cast<int>(random.below(40));
        for (int i = 2; i < line; ++i)
            text += "Something else.\n";
        text += "Before a commit run `" + ritual.steps[0] + " --all`, `" + ritual.steps[1] + " --all` and `" +
                ritual.steps[2] + " --all`.\n";
        known.add("CLAUDE.md", text);
        if (!isFound(mined(world), ritual, false))
            continue;
        ++withheld.tried;
        const MiningResult result = mined(world, known);
        const bool gone = !isFound(result, ritual, true);
        withheld.found += gone ? 1 : 0;
        ++places.tried;
        places.found += std::ranges::any_of(result.findings,
                                            [line](const Finding &each) {
                                                return each.reason == "covered by CLAUDE.md:" + std::to_string(line);
                                            })
                            ? 1
                            : 0;
    }
    return {{"test", "B5"}, {"withheld", json(withheld)}, {"right_place", json(places)}};
}

std::string candidatesAsText(const World &world)
{
    std::ostringstream text;
    for (const MinedCandidate &each : mined(world).candidates) {
        text << each.key << ' ' << each.canon << ' ' << nameOf(each.form) << ' ' << nameOf(each.standing) << ' '
             << each.strength.lineages << ' ' << each.strength.q << '\n';
        for (const MinedClaim &claim : each.claims)
            text << "  " << claim.section << ' ' << claim.text << ' ' << claim.witnesses.size() << '\n';
        text << each.text;
    }
    return text.str();
}

ordered_json determinism(const Ground &ground, int orders)
{
    ContentRandom random(5, 5);
    World world = ground.world(4000);
    for (const auto &[label, each] : plantsFor(world, random, 1))
        plant(world, each, random);
    const std::string first = candidatesAsText(world);
    int different = 0;
    for (int i = 0; i < orders; ++i) {
        for (std::size_t at = world.size(); at > 1; --at)
            std::swap(world[at - 1], world[random.below(static_cast<std::uint32_t>(at))]);
        if (i % 10 == 9) {
            for (WorldSession &each : world)
                each.author = "user" + std::to_string(i) + each.author;
        }
        different += candidatesAsText(world) != first ? 1 : 0;
    }
    return {{"test", "B6"},
            {"orders", orders},
            {"different", different},
            {"bytes", first.size()},
            {"hash", std::to_string(contentHash(first))}};
}

} // namespace assay::quality
