// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/ritualchance.h"

#include "agent/mine/chance.h"
#include "agent/mine/ordernull.h"

#include <algorithm>
#include <future>
#include <iterator>
#include <map>
#include <numeric>
#include <set>
#include <utility>

namespace assay {

namespace {

constexpr double hopeless = 0.3;            // p at the first look
constexpr std::size_t contrastLineages = 3; // with the step before outside the ritual; fewer give no contrast
constexpr double usualEnough = 0.6;         // without a contrast: how often the beginning must go on

struct Continuations {
    std::size_t lineages = 0;      // that hold the beginning
    std::size_t followed = 0;      // at its first occurrence
    std::set<std::uint32_t> next;  // acts that come after the beginning at all
    std::vector<double> otherwise; // per lineage: share of the step before, outside the beginning, that is followed
};

bool isFollowed(const std::vector<std::uint32_t> &items, std::uint32_t at, std::uint32_t item, std::uint32_t maxGap)
{
    const std::size_t stop = std::min<std::size_t>(items.size(), at + 2 + maxGap);
    for (std::size_t next = at + 1; next < stop; ++next) {
        if (items[next] == item)
            return true;
    }
    return false;
}

// Sequences that hold an item, ascending, by item.
using Holders = std::vector<std::vector<std::uint32_t>>;

Holders holdersOf(const MinedSequences &sequences)
{
    Holders holders;
    for (std::uint32_t s = 0; s < sequences.size(); ++s) {
        for (const std::uint32_t item : sequences[s].items) {
            holders.resize(std::max<std::size_t>(holders.size(), item + 1));
            if (holders[item].empty() || holders[item].back() != s)
                holders[item].push_back(s);
        }
    }
    return holders;
}

// Of the last step; and how many acts it is the best of.
struct LastStep {
    double p = 1.0;
    double choices = 1.0;
};

// In one direction. On one thread: what is counted of a pair of acts serves every ritual that ends in it.
class LastSteps {
public:
    LastSteps(const MinedSequences &sequences, const Holders &holders, std::uint32_t maxGap)
        : m_sequences(sequences)
        , m_holders(holders)
        , m_maxGap(maxGap)
    {
    }

    LastStep of(std::span<const std::uint32_t> ritual)
    {
        const Continuations found = continuationsOf(ritual);
        const auto choices = static_cast<double>(std::max<std::size_t>(found.next.size(), 1));
        if (found.otherwise.size() < contrastLineages) {
            const double share =
                static_cast<double>(found.followed) / static_cast<double>(std::max<std::size_t>(found.lineages, 1));
            return {share >= usualEnough ? 0.0 : 1.0, choices};
        }
        const double sum = std::accumulate(found.otherwise.begin(), found.otherwise.end(), 0.5);
        return {binomialTail(found.lineages, found.followed, sum / (static_cast<double>(found.otherwise.size()) + 1.0)),
                choices};
    }

private:
    // Of an act in a sequence.
    struct Followed {
        std::uint32_t places = 0;
        std::uint32_t followed = 0; // by the other act
    };

    // By holder of the act.
    const std::vector<Followed> &followed(std::uint32_t act, std::uint32_t other)
    {
        const auto [entry, isNew] = m_followed.try_emplace({act, other});
        if (!isNew)
            return entry->second;
        for (const std::uint32_t s : m_holders[act]) {
            Followed &counts = entry->second.emplace_back();
            const auto &items = m_sequences[s].items;
            for (std::uint32_t at = 0; at < items.size(); ++at) {
                if (items[at] != act)
                    continue;
                ++counts.places;
                counts.followed += isFollowed(items, at, other, m_maxGap) ? 1 : 0;
            }
        }
        return entry->second;
    }

    // Sequences that hold all of the acts, ascending.
    std::vector<std::uint32_t> holding(std::span<const std::uint32_t> acts) const
    {
        std::vector<std::uint32_t> all = m_holders[acts.back()];
        for (const std::uint32_t act : acts.first(acts.size() - 1)) {
            std::vector<std::uint32_t> both;
            std::ranges::set_intersection(all, m_holders[act], std::back_inserter(both));
            all = std::move(both);
        }
        return all;
    }

    Continuations continuationsOf(std::span<const std::uint32_t> ritual)
    {
        Continuations found;
        const auto beginning = ritual.first(ritual.size() - 1);
        const std::uint32_t before = beginning.back();
        const std::vector<Followed> &pairs = followed(before, ritual.back());
        const std::vector<std::uint32_t> &those = m_holders[before];
        const std::vector<std::uint32_t> whole = holding(beginning);
        auto nextWhole = whole.begin();
        bool hadBeginning = false;
        std::size_t others = 0;
        std::size_t othersFollowed = 0;
        for (std::size_t i = 0; i < those.size(); ++i) {
            others += pairs[i].places;
            othersFollowed += pairs[i].followed;
            if (nextWhole != whole.end() && *nextWhole == those[i]) {
                ++nextWhole;
                const auto &items = m_sequences[those[i]].items;
                for (const std::uint32_t at : m_places.of(beginning, items, m_maxGap)) {
                    const bool goesOn = isFollowed(items, at, ritual.back(), m_maxGap);
                    --others;
                    othersFollowed -= goesOn ? 1 : 0;
                    if (std::exchange(hadBeginning, true))
                        continue;
                    ++found.lineages;
                    found.followed += goesOn ? 1 : 0;
                    const auto stop = std::min<std::size_t>(items.size(), at + 2 + m_maxGap);
                    found.next.insert(items.begin() + at + 1, items.begin() + static_cast<std::ptrdiff_t>(stop));
                }
            }
            if (i + 1 < those.size() && m_sequences[those[i + 1]].lineage == m_sequences[those[i]].lineage)
                continue;
            if (others > 0)
                found.otherwise.push_back(static_cast<double>(othersFollowed) / static_cast<double>(others));
            hadBeginning = false;
            others = othersFollowed = 0;
        }
        return found;
    }

    const MinedSequences &m_sequences;
    const Holders &m_holders;
    const std::uint32_t m_maxGap;
    RitualEnds m_places;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<Followed>> m_followed; // act, the other one
};

MinedSequences reversed(MinedSequences sequences)
{
    for (MinedSequence &each : sequences)
        std::reverse(each.items.begin(), each.items.end());
    return sequences;
}

// Can every lineage that has the acts, taken together, say more than chance at all?
bool canAnswer(const OrderNull &null, const ChanceBounds &chance)
{
    return null.tail(static_cast<std::uint32_t>(null.shares.size())) <= chance.rate;
}

void weighChains(const MinedSequences &sequences, std::vector<RitualVerdict> &verdicts, const RitualBounds &bounds,
                 const ChanceBounds &chance)
{
    std::vector<RitualVerdict *> worth;
    for (RitualVerdict &each : verdicts) {
        if (each.tested && each.ritual.items.size() >= 3 && each.p <= chance.rate && each.lift() >= chance.lift)
            worth.push_back(&each);
    }
    const MinedSequences backwards = reversed(sequences);
    const Holders holders = holdersOf(sequences); // backwards too
    // Neither direction asks for the other, so each has a core.
    auto others = std::async(std::launch::async, [&] {
        LastSteps steps(backwards, holders, bounds.maxGap);
        std::vector<LastStep> all;
        for (const RitualVerdict *each : worth)
            all.push_back(steps.of(std::vector(each->ritual.items.rbegin(), each->ritual.items.rend())));
        return all;
    });
    LastSteps steps(sequences, holders, bounds.maxGap);
    std::vector<LastStep> ahead;
    for (const RitualVerdict *each : worth)
        ahead.push_back(steps.of(each->ritual.items));
    const std::vector<LastStep> back = others.get();
    for (std::size_t i = 0; i < worth.size(); ++i) {
        worth[i]->chain = std::max(ahead[i].p, back[i].p) <= chance.rate;
        // A chain is the best of all acts that come next, so its p counts as often.
        worth[i]->chainP = std::min(1.0, std::max(ahead[i].p * ahead[i].choices, back[i].p * back[i].choices));
    }
}

void decide(std::vector<RitualVerdict> &verdicts, const ChanceBounds &chance)
{
    std::vector<double> pValues;
    for (const RitualVerdict &each : verdicts) {
        if (each.tested)
            pValues.push_back(std::max(each.p, each.chainP));
    }
    const auto rates = falseDiscoveryRates(pValues);
    std::size_t next = 0;
    for (RitualVerdict &each : verdicts) {
        if (!each.tested)
            continue;
        each.q = rates[next++];
        const bool clear = each.chain && each.lift() >= chance.lift;
        each.kept = clear && each.q <= chance.rate;
        each.promising = clear && !each.kept && each.p <= chance.promise;
    }
}

} // namespace

double RitualVerdict::lift() const
{
    constexpr double floor = 0.05; // as little as replicates can tell from nothing
    return ritual.lineages / std::max(expected, floor);
}

std::vector<RitualVerdict> judgeRituals(const MinedSequences &sequences, std::vector<Ritual> rituals,
                                        const RitualBounds &bounds, const ChanceBounds &chance, NullAid aid)
{
    std::vector<std::uint32_t> wanted(rituals.size());
    std::iota(wanted.begin(), wanted.end(), 0U);
    auto nulls = orderNulls(sequences, rituals, wanted, bounds.maxGap, chance.firstLook, aid);
    std::vector<std::uint32_t> hopeful;
    std::vector<double> tails;
    for (const std::uint32_t i : wanted) {
        tails.push_back(nulls[i].tail(rituals[i].lineages));
        if (tails[i] <= hopeless)
            hopeful.push_back(i);
    }
    auto closer = orderNulls(sequences, rituals, hopeful, bounds.maxGap, chance.replicates, aid);
    for (std::size_t h = 0; h < hopeful.size(); ++h) {
        OrderNull &null = nulls[hopeful[h]] = std::move(closer[h]);
        tails[hopeful[h]] = null.tail(rituals[hopeful[h]].lineages);
    }

    std::vector<RitualVerdict> verdicts(rituals.size());
    for (std::size_t i = 0; i < rituals.size(); ++i) {
        RitualVerdict &verdict = verdicts[i];
        verdict.ritual = std::move(rituals[i]);
        verdict.expected = nulls[i].expected();
        verdict.p = tails[i];
        verdict.tested = canAnswer(nulls[i], chance);
    }
    weighChains(sequences, verdicts, bounds, chance);
    decide(verdicts, chance);
    return verdicts;
}

} // namespace assay
