// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/quality/planting.h"

#include <algorithm>
#include <set>

namespace assay::quality {

namespace {

std::string filled(std::string text, const std::vector<std::string> &steps)
{
    for (const auto &[slot, value] :
         {std::pair{std::string("{x}"), steps[0]}, std::pair{std::string("{y}"), steps[1]}}) {
        if (const std::size_t at = text.find(slot); at != std::string::npos)
            text.replace(at, slot.size(), value);
    }
    return text;
}

void insertAt(WorldEpisode &episode, const std::vector<WorldAct> &acts, ContentRandom &random)
{
    const std::size_t at = random.below(static_cast<std::uint32_t>(episode.acts.size()) + 1);
    episode.acts.insert(episode.acts.begin() + static_cast<std::ptrdiff_t>(at), acts.begin(), acts.end());
}

std::vector<WorldAct> ritualActs(const Plant &what, ContentRandom &random)
{
    std::vector<WorldAct> acts;
    for (std::size_t i = 0; i < what.steps.size(); ++i) {
        if (i > 0 && random.below(10) < 3) // what is done in between
            acts.push_back(command(random.below(2) == 0 ? "git status" : "jq"));
        acts.push_back(what.common ? command(what.steps[i]) : command(what.steps[i], what.steps[i] + " --all"));
    }
    return acts;
}

WorldAct failed(std::string head, std::string text, std::string code, ErrorClass kind)
{
    WorldAct act = command(head);
    act.outcome = ActOutcome::Failed;
    act.error = {"Bash", std::move(head), std::move(code), std::move(text), kind, 0};
    return act;
}

std::vector<WorldAct> waitActs()
{
    std::vector<WorldAct> acts;
    for (const int pause : {0, 2, 8}) {
        if (pause > 0)
            acts.push_back(command("sleep", "sleep <int>", "sleep <int=" + std::to_string(pause) + ">"));
        acts.push_back(failed("curl", "503 Service Unavailable from payments-api", "503", ErrorClass::Network));
    }
    acts.push_back(command("bin/enqueue", "bin/enqueue --fallback <word>", "bin/enqueue --fallback <word=payments>"));
    return acts;
}

void plantSaying(WorldSession &session, const Plant &what, ContentRandom &random)
{
    WorldEpisode before;
    before.ask = "please get on with the work";
    before.acts = {command("git status"), command(what.steps[0], what.steps[0] + " <word>")};
    WorldEpisode after;
    const std::string language = what.kind == PlantKind::NonRule ? "-" : what.language;
    const auto &ways = what.foreign ? paraphrases(language) : wordings(language);
    const std::size_t way = random.below(static_cast<std::uint32_t>(ways.size()));
    after.ask = filled(ways[what.wording < 0 ? way : static_cast<std::size_t>(what.wording)], what.steps);
    after.language = what.language;
    after.acts = {command(what.steps[1], what.steps[1] + " <word>"), command("git status")};
    session.episodes.push_back(std::move(before));
    session.episodes.push_back(std::move(after));
}

} // namespace

void plant(World &world, const Plant &what, ContentRandom &random)
{
    std::vector<std::uint32_t> order(world.size());
    for (std::uint32_t i = 0; i < order.size(); ++i)
        order[i] = i;
    random.shuffle(order);
    std::set<std::string> lineages;
    for (const std::uint32_t i : order) {
        WorldSession &session = world[i];
        if (lineages.size() == what.lineages || session.episodes.empty())
            break;
        if (!lineages.insert(session.lineage).second)
            continue;
        WorldEpisode &episode = session.episodes[random.below(static_cast<std::uint32_t>(session.episodes.size()))];
        switch (what.kind) {
        case PlantKind::Ritual:
            insertAt(episode, ritualActs(what, random), random);
            break;
        case PlantKind::Wait:
            insertAt(episode, waitActs(), random);
            break;
        case PlantKind::Fix:
            insertAt(
                episode,
                {failed(what.steps[0], "error: " + what.steps[0] + " cannot find its schema", "E77", ErrorClass::Env),
                 command(what.steps[1]), command(what.steps[0])},
                random);
            break;
        case PlantKind::Correction:
        case PlantKind::NonRule:
            plantSaying(session, what, random);
            break;
        }
    }
}

bool isFound(const MiningResult &result, const Plant &what, bool watch)
{
    return std::ranges::any_of(result.findings, [&](const Finding &each) {
        const bool shown = each.standing == Standing::Proposed ||
                           (watch && (each.standing == Standing::Watched || each.standing == Standing::SaidOnce));
        if (!shown)
            return false;
        std::size_t step = 0;
        for (const std::string &item : each.items)
            step += step < what.steps.size() && item.find(what.steps[step]) != std::string::npos ? 1 : 0;
        switch (what.kind) {
        case PlantKind::Ritual:
            return each.detector == Detector::Ritual && step == what.steps.size();
        case PlantKind::Correction:
        case PlantKind::NonRule:
            return each.detector == Detector::Correction && step == what.steps.size();
        case PlantKind::Fix:
            return each.detector == Detector::Fix && each.items[3] == what.steps[0] &&
                   each.items[2].find(what.steps[1]) == 0;
        case PlantKind::Wait:
            return each.detector == Detector::WaitRetry && each.items[1] == "payments-api";
        }
        return false;
    });
}

} // namespace assay::quality
