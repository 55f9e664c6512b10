// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/findasks.h"

#include "agent/mine/actitems.h"
#include "agent/mine/chance.h"

#include <algorithm>
#include <map>
#include <set>

namespace assay {

namespace {

constexpr std::array<std::uint32_t, 4> lengthLimits = {3, 8, 16, 32}; // steps of an episode; like among themselves
constexpr std::size_t fewestLineagesOfWeek = 10;
constexpr double mostCommonWord = 0.5; // of the lineages: says nothing

// A word, or a repeated ask, by the episodes in which it was said.
struct Cue {
    std::string text;
    std::vector<std::uint32_t> places; // indices below, ascending
};

// How often a head comes with an ask, whatever its words: asks by stratum and lineage.
class Rates {
public:
    // Of each place in turn.
    void add(std::size_t stratum, std::uint32_t lineage) { m_keys.emplace_back(stratum, lineage); }

    // After the last add().
    void number()
    {
        std::vector<std::pair<std::size_t, std::uint32_t>> sorted = m_keys;
        std::ranges::sort(sorted);
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            const bool isNew = i == 0 || sorted[i] != sorted[i - 1];
            if (isNew && (i == 0 || sorted[i].first != sorted[i - 1].first))
                m_lineages.push_back(0);
            if (isNew) {
                ++m_lineages.back();
                m_groups.push_back({sorted[i], m_lineages.size() - 1, 0});
            }
            ++m_groups.back().asks;
        }
        for (const auto &key : m_keys)
            m_groupOf.push_back(static_cast<std::uint32_t>(std::ranges::lower_bound(m_groups, key, {}, &Group::key) -
                                                           m_groups.begin()));
    }
    [[nodiscard]] std::size_t stratumOf(std::uint32_t place) const { return m_groups[m_groupOf[place]].stratum; }
    [[nodiscard]] std::size_t lineagesOf(std::size_t stratum) const { return m_lineages[stratum]; }

    // Of a head that comes with these places: per stratum the mean over lineages, smoothed.
    [[nodiscard]] std::vector<double> means(const std::vector<std::uint32_t> &places) const
    {
        std::vector<double> means(m_lineages.size(), 0.0);
        std::vector<std::uint32_t> hits;
        for (const std::uint32_t each : places)
            hits.push_back(m_groupOf[each]);
        std::ranges::sort(hits); // so that the order of the sums is always the same
        for (std::size_t first = 0, end = 0; first < hits.size(); first = end) {
            while (end < hits.size() && hits[end] == hits[first])
                ++end;
            const Group &group = m_groups[hits[first]];
            means[group.stratum] += static_cast<double>(end - first) / static_cast<double>(group.asks);
        }
        for (std::size_t i = 0; i < means.size(); ++i)
            means[i] = (means[i] + 0.5) / (static_cast<double>(m_lineages[i]) + 1.0);
        return means;
    }

private:
    struct Group {
        std::pair<std::size_t, std::uint32_t> key; // stratum as added, lineage
        std::size_t stratum = 0;                   // its number
        std::size_t asks = 0;
    };
    std::vector<std::pair<std::size_t, std::uint32_t>> m_keys; // by place
    std::vector<std::uint32_t> m_groupOf;                      // by place
    std::vector<Group> m_groups;                               // by key
    std::vector<std::size_t> m_lineages;                       // by stratum
};

class Association {
public:
    Association(const ProjectView &view, const MinerBounds &bounds)
        : m_view(view)
        , m_bounds(bounds)
    {
        for (const std::uint32_t e : view.episodes()) {
            const FactAsk *ask = view.corpus().askOf(view.episode(e));
            if (ask == nullptr || ask->command)
                continue;
            const FactEpisode &episode = view.episode(e);
            std::map<std::string, std::uint32_t> steps; // and the first act of each
            for (std::uint32_t a = episode.firstAct; a < episode.firstAct + episode.acts; ++a) {
                std::string step = stepOf(view.corpus(), view.corpus().acts[a]);
                if (!step.empty() && step != "edit")
                    steps.emplace(std::move(step), a);
            }
            const auto length = std::ranges::lower_bound(lengthLimits, static_cast<std::uint32_t>(steps.size()));
            m_lengths.add(static_cast<std::size_t>(length - lengthLimits.begin()), view.lineageOf(e));
            m_weeks.add(static_cast<std::size_t>(std::max(0, episode.day) / 7), view.lineageOf(e));
            for (const auto &[step, act] : steps) {
                Head &head = m_heads[step];
                head.places.push_back(static_cast<std::uint32_t>(m_places.size()));
                head.acts.push_back(act);
            }
            m_places.push_back({e, view.lineageOf(e)});
        }
        m_lengths.number();
        m_weeks.number();
    }

    std::vector<Cue> cues(const std::vector<Finding> &repeatedAsks) const;
    std::vector<Finding> weigh(const std::vector<Cue> &cues) const;

private:
    struct Place {
        std::uint32_t episode;
        std::uint32_t lineage;
    };
    struct Head {
        std::vector<std::uint32_t> places; // where it comes, ascending
        std::vector<std::uint32_t> acts;   // the first one in each
    };
    // What is known of a head, per place.
    struct ByPlace {
        std::vector<double> chances;
        std::vector<std::uint32_t> acts; // index + 1 of the first one; 0 = it does not come
    };

    std::size_t lineagesOf(const std::vector<std::uint32_t> &places) const
    {
        std::vector<std::uint32_t> lineages;
        for (const std::uint32_t p : places)
            lineages.push_back(m_places[p].lineage);
        std::ranges::sort(lineages);
        return static_cast<std::size_t>(std::unique(lineages.begin(), lineages.end()) - lineages.begin());
    }

    ByPlace byPlace(const Head &head) const;
    bool weighOne(const Cue &cue, const ByPlace &head, Strength &strength) const;
    [[nodiscard]] Standing standingOf(const Strength &strength) const;
    [[nodiscard]] std::vector<Occurrence> occurrencesOf(const Cue &cue, const Head &head) const;

    const ProjectView &m_view;
    const MinerBounds &m_bounds;
    std::vector<Place> m_places;
    Rates m_lengths;
    Rates m_weeks;
    std::map<std::string, Head> m_heads;
};

std::vector<Cue> Association::cues(const std::vector<Finding> &repeatedAsks) const
{
    const FactCorpus &corpus = m_view.corpus();
    std::vector<std::vector<std::uint32_t>> words(corpus.wordNames.size() + 1); // numbers of names are sorted by text
    std::map<std::uint32_t, std::uint32_t> placeOf;
    for (std::uint32_t p = 0; p < m_places.size(); ++p) {
        placeOf[m_places[p].episode] = p;
        for (const std::uint32_t word : corpus.wordsOf(*corpus.askOf(m_view.episode(m_places[p].episode))))
            words[word].push_back(p);
    }
    std::vector<Cue> all;
    for (std::uint32_t id = 1; id < words.size(); ++id) {
        const std::string_view word = corpus.wordNames[id];
        if (word.size() < 3 || words[id].size() < m_bounds.triggerLineages)
            continue;
        const std::size_t lineages = lineagesOf(words[id]);
        if (lineages >= m_bounds.triggerLineages && static_cast<double>(lineages) <= mostCommonWord * m_view.lineages())
            all.push_back({std::string(word), std::move(words[id])});
    }
    for (const Finding &ask : repeatedAsks) {
        Cue cue{'"' + ask.items.front() + '"', {}};
        for (const Occurrence &each : ask.occurrences)
            cue.places.push_back(placeOf.at(each.episode));
        if (ask.standing == Standing::Watched && lineagesOf(cue.places) >= m_bounds.askLineages)
            all.push_back(std::move(cue));
    }
    return all;
}

Association::ByPlace Association::byPlace(const Head &head) const
{
    const auto byLength = m_lengths.means(head.places);
    const auto byWeek = m_weeks.means(head.places);
    ByPlace all;
    for (std::uint32_t p = 0; p < m_places.size(); ++p) {
        const std::size_t week = m_weeks.stratumOf(p);
        const double length = byLength[m_lengths.stratumOf(p)];
        const bool enough = m_weeks.lineagesOf(week) >= fewestLineagesOfWeek;
        all.chances.push_back(enough ? std::max(length, byWeek[week]) : length);
    }
    all.acts.resize(m_places.size());
    for (std::size_t i = 0; i < head.places.size(); ++i)
        all.acts[head.places[i]] = head.acts[i] + 1;
    return all;
}

// Days and people are of interest only where the head is worth it.
bool Association::weighOne(const Cue &cue, const ByPlace &head, Strength &strength) const
{
    std::vector<double> perLineage;
    perLineage.reserve(cue.places.size());
    std::uint32_t hits = 0;
    for (std::size_t i = 0; i < cue.places.size();) {
        const std::uint32_t lineage = m_places[cue.places[i]].lineage;
        double none = 1.0;
        bool hit = false;
        for (; i < cue.places.size() && m_places[cue.places[i]].lineage == lineage; ++i) {
            none *= 1.0 - head.chances[cue.places[i]];
            hit = hit || head.acts[cue.places[i]] != 0;
        }
        perLineage.push_back(1.0 - none);
        hits += hit ? 1 : 0;
        strength.expected += 1.0 - none;
    }
    strength.tried = static_cast<std::uint32_t>(perLineage.size());
    strength.against = strength.tried - hits;
    strength.p = tailOfIndependent(perLineage, hits);
    if (hits < 3)
        return false;
    std::vector<std::uint32_t> episodes;
    for (const std::uint32_t place : cue.places) {
        if (head.acts[place] != 0)
            episodes.push_back(m_places[place].episode);
    }
    m_view.count(episodes, strength);
    return true;
}

Standing Association::standingOf(const Strength &strength) const
{
    const double confidence = static_cast<double>(strength.lineages) / std::max(1U, strength.tried);
    const bool real =
        strength.q <= m_bounds.chance.rate && strength.lineages >= m_bounds.triggerLift * strength.expected;
    const bool often = strength.lineages >= m_bounds.triggerLineages && strength.days >= m_bounds.ritualDays &&
                       confidence >= m_bounds.triggerConfidence;
    return !real ? Standing::Chance : often ? Standing::Proposed : Standing::Watched;
}

std::vector<Occurrence> Association::occurrencesOf(const Cue &cue, const Head &head) const
{
    std::vector<Occurrence> all;
    all.reserve(std::min(cue.places.size(), head.places.size()));
    for (const std::uint32_t place : cue.places) {
        const auto at = std::ranges::lower_bound(head.places, place);
        if (at != head.places.end() && *at == place)
            all.push_back(
                {m_places[place].episode, {head.acts[static_cast<std::size_t>(at - head.places.begin())]}, true, 0});
    }
    return all;
}

std::vector<Finding> Association::weigh(const std::vector<Cue> &cues) const
{
    struct Weighed {
        std::size_t test;
        const Cue *cue;
        const std::string *name;
        const Head *head;
        Strength strength;
    };
    std::vector<Weighed> worth;
    std::vector<double> pValues;
    for (const auto &[name, head] : m_heads) {
        if (m_bounds.stop != nullptr && *m_bounds.stop)
            break;
        if (lineagesOf(head.places) < m_bounds.triggerLineages)
            continue;
        const ByPlace known = byPlace(head);
        for (const Cue &cue : cues) {
            Strength strength;
            if (weighOne(cue, known, strength))
                worth.push_back({pValues.size(), &cue, &name, &head, strength});
            pValues.push_back(strength.p);
        }
    }
    const auto rates = falseDiscoveryRates(pValues);
    std::vector<Finding> findings;
    findings.reserve(worth.size());
    for (const Weighed &each : worth) {
        Finding &finding = findings.emplace_back();
        finding.detector = Detector::Trigger;
        finding.items = {each.cue->text, *each.name};
        finding.strength = each.strength;
        finding.strength.q = rates[each.test];
        finding.standing = standingOf(finding.strength);
        if (finding.standing != Standing::Chance) // the places of chance are of no interest
            finding.occurrences = occurrencesOf(*each.cue, *each.head);
    }
    return findings;
}

} // namespace

std::vector<Finding> findTriggers(const ProjectView &view, const std::vector<Finding> &repeatedAsks,
                                  const MinerBounds &bounds)
{
    if (view.lineages() < bounds.fewestLineages)
        return {};
    const Association association(view, bounds);
    return association.weigh(association.cues(repeatedAsks));
}

} // namespace assay
