// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/quality/disorder.h"

#include "agent/mine/contentrandom.h"

#include <algorithm>
#include <map>

namespace assay::quality {

namespace {

template<class T>
void shuffle(std::vector<T> &items, ContentRandom &random)
{
    for (std::size_t i = items.size(); i > 1; --i)
        std::swap(items[i - 1], items[random.below(static_cast<std::uint32_t>(i))]);
}

void forget(WorldEpisode &episode)
{
    episode.refused = -1;
    episode.reason.clear();
    episode.interrupted = false;
}

void shuffleActs(World &world, ContentRandom &random)
{
    for (WorldSession &session : world) {
        for (WorldEpisode &episode : session.episodes) {
            forget(episode);
            shuffle(episode.acts, random);
        }
    }
}

void drawFromPairs(World &world, ContentRandom &random)
{
    std::map<std::string, std::vector<const WorldAct *>> after; // by head; "" = the beginning
    const World source = world;
    for (const WorldSession &session : source) {
        for (const WorldEpisode &episode : session.episodes) {
            std::string before;
            for (const WorldAct &act : episode.acts) {
                after[before].push_back(&act);
                before = act.head;
            }
        }
    }
    for (WorldSession &session : world) {
        for (WorldEpisode &episode : session.episodes) {
            forget(episode);
            std::string before;
            for (WorldAct &act : episode.acts) {
                auto choices = after.find(before);
                if (choices == after.end())
                    choices = after.find("");
                act = *choices->second[random.below(static_cast<std::uint32_t>(choices->second.size()))];
                before = act.head;
            }
        }
    }
}

// Another team's session: acts and words of a name that no other session has, but for what everybody does.
void estrange(World &world, ContentRandom &random)
{
    for (WorldSession &session : world) {
        const std::string mark = std::to_string(random.below(1'000'000));
        for (WorldEpisode &episode : session.episodes) {
            forget(episode);
            if (!episode.ask.empty())
                episode.ask += " team" + mark;
            for (WorldAct &act : episode.acts) {
                if (act.head == "edit" || act.head.starts_with("git ") || act.kind != ActKind::Command)
                    continue;
                act.head += mark;
                act.tmpl += mark;
                act.form += mark;
                if (!act.error.text.empty())
                    act.error.head = act.head;
            }
        }
        shuffle(session.episodes, random);
    }
    World shuffled = world;
    shuffleActs(shuffled, random); // "git" is common to all teams, and so is its order
    for (std::size_t s = 0; s < world.size(); ++s) {
        for (std::size_t e = 0; e < world[s].episodes.size(); ++e)
            world[s].episodes[e].acts = shuffled[s].episodes[e].acts;
    }
}

void repair(World &world, ContentRandom &random)
{
    std::map<std::int32_t, std::vector<WorldEpisode *>> weeks;
    for (WorldSession &session : world) {
        for (WorldEpisode &episode : session.episodes)
            weeks[session.day / 7].push_back(&episode);
    }
    for (auto &[week, episodes] : weeks) {
        std::vector<std::string> asks;
        for (const WorldEpisode *each : episodes)
            asks.push_back(each->ask);
        shuffle(asks, random);
        for (std::size_t i = 0; i < episodes.size(); ++i)
            episodes[i]->ask = asks[i];
    }
    shuffleActs(world, random);
}

} // namespace

World disordered(const World &world, Disorder disorder, std::uint64_t seed)
{
    World changed = world;
    ContentRandom random(seed, static_cast<std::uint64_t>(disorder) + 1);
    switch (disorder) {
    case Disorder::ShuffledActs:
        shuffleActs(changed, random);
        break;
    case Disorder::Markov:
        drawFromPairs(changed, random);
        break;
    case Disorder::Mixture:
        estrange(changed, random);
        break;
    case Disorder::RepairedAsks:
        repair(changed, random);
        break;
    }
    return changed;
}

const char *nameOf(Disorder disorder)
{
    switch (disorder) {
    case Disorder::ShuffledActs:
        return "shuffled acts";
    case Disorder::Markov:
        return "drawn from pairs";
    case Disorder::Mixture:
        return "mixed teams";
    case Disorder::RepairedAsks:
        return "asks matched anew";
    }
    return "";
}

} // namespace assay::quality
