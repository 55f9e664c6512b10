// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/agent/mine/naivechance.h"

#include "agent/mine/contentrandom.h"

#include <algorithm>
#include <map>
#include <set>

namespace assay::naive {

namespace {

using Items = std::vector<std::uint32_t>;

// Does the ritual, begun anywhere, have its last step at this place?
bool endsAt(const Items &ritual, std::size_t steps, const Items &items, std::size_t at, std::uint32_t maxGap)
{
    if (items[at] != ritual[steps - 1])
        return false;
    if (steps == 1)
        return true;
    for (std::size_t between = 0; between <= maxGap && between + 1 <= at; ++between) {
        if (endsAt(ritual, steps - 1, items, at - between - 1, maxGap))
            return true;
    }
    return false;
}

bool stands(const Items &ritual, const Items &items, std::uint32_t maxGap)
{
    for (std::size_t at = 0; at < items.size(); ++at) {
        if (endsAt(ritual, ritual.size(), items, at, maxGap))
            return true;
    }
    return false;
}

bool holdsAll(const Items &ritual, const Items &items)
{
    return std::ranges::all_of(ritual, [&](std::uint32_t item) { return std::ranges::count(items, item) > 0; });
}

std::map<std::uint32_t, std::vector<Items>> byLineage(const MinedSequences &sequences)
{
    std::map<std::uint32_t, std::vector<Items>> lineages;
    for (const MinedSequence &each : sequences)
        lineages[each.lineage].push_back(each.items);
    return lineages;
}

// The acts of each episode in any order; two of the same in a row are one.
class Shuffles {
public:
    Shuffles(const MinedSequences &sequences, std::uint32_t replicates)
        : m_sequences(sequences)
    {
        for (const MinedSequence &each : sequences) {
            auto &all = m_orders.emplace_back();
            for (std::uint32_t r = 0; r < replicates; ++r) {
                Items items = each.items;
                ContentRandom(each.seed, r).shuffle(items);
                items.erase(std::unique(items.begin(), items.end()), items.end());
                all.push_back(std::move(items));
            }
        }
    }

    // Per lineage that has all the acts in one episode: in how many of the first so many replicates it stands there.
    [[nodiscard]] std::map<std::uint32_t, std::uint32_t> hits(const Items &ritual, std::uint32_t replicates,
                                                              std::uint32_t maxGap) const
    {
        std::map<std::uint32_t, std::set<std::uint32_t>> hit;
        for (std::size_t s = 0; s < m_sequences.size(); ++s) {
            if (!holdsAll(ritual, m_sequences[s].items))
                continue;
            auto &those = hit[m_sequences[s].lineage];
            for (std::uint32_t r = 0; r < replicates; ++r) {
                if (stands(ritual, m_orders[s][r], maxGap))
                    those.insert(r);
            }
        }
        std::map<std::uint32_t, std::uint32_t> counts;
        for (const auto &[lineage, those] : hit)
            counts[lineage] = static_cast<std::uint32_t>(those.size());
        return counts;
    }

private:
    const MinedSequences &m_sequences;
    std::vector<std::vector<Items>> m_orders;
};

// What is likely to come after the whole beginning, and what after the step before it alone.
struct Direction {
    double p = 1.0;
    double choices = 1.0;
    bool hasContrast = false;
};

Direction lookAhead(const std::map<std::uint32_t, std::vector<Items>> &lineages, const Items &ritual,
                    std::uint32_t maxGap)
{
    const std::size_t steps = ritual.size() - 1;
    std::size_t began = 0;
    std::size_t wentOn = 0;
    std::set<std::uint32_t> next;
    std::vector<double> otherwise;
    for (const auto &[lineage, episodes] : lineages) {
        bool hadBeginning = false;
        double others = 0;
        double othersWentOn = 0;
        for (const Items &items : episodes) {
            for (std::size_t at = 0; at < items.size(); ++at) {
                if (items[at] != ritual[steps - 1])
                    continue;
                Items window;
                for (std::size_t i = at + 1; i < items.size() && i <= at + 1 + maxGap; ++i)
                    window.push_back(items[i]);
                const bool goesOn = std::ranges::count(window, ritual.back()) > 0;
                if (!endsAt(ritual, steps, items, at, maxGap)) {
                    others += 1;
                    othersWentOn += goesOn ? 1 : 0;
                } else if (!hadBeginning) {
                    hadBeginning = true;
                    ++began;
                    wentOn += goesOn ? 1 : 0;
                    next.insert(window.begin(), window.end());
                }
            }
        }
        if (others > 0)
            otherwise.push_back(othersWentOn / others);
    }
    const auto choices = static_cast<double>(std::max<std::size_t>(1, next.size()));
    if (otherwise.size() < 3) // nothing to contrast it with: it must go on six times in ten
        return {static_cast<double>(wentOn) >= 0.6 * static_cast<double>(began) ? 0.0 : 1.0, choices, false};
    double sum = 0.5;
    for (const double each : otherwise)
        sum += each;
    const double usual = sum / (static_cast<double>(otherwise.size()) + 1.0);
    return {static_cast<double>(tail(std::vector<double>(began, usual), wentOn)), choices, true};
}

Chain weigh(const MinedSequences &sequences, const Items &ritual, std::uint32_t maxGap, double rate)
{
    auto lineages = byLineage(sequences);
    const Direction ahead = lookAhead(lineages, ritual, maxGap);
    for (auto &[lineage, episodes] : lineages) {
        for (Items &items : episodes)
            std::ranges::reverse(items);
    }
    const Direction back = lookAhead(lineages, Items(ritual.rbegin(), ritual.rend()), maxGap);
    return {true, ahead.hasContrast || back.hasContrast, ahead.p <= rate && back.p <= rate,
            std::min(1.0, std::max(ahead.p * ahead.choices, back.p * back.choices))};
}

// Of one number of replicates.
void weighOrder(Verdict &verdict, const std::map<std::uint32_t, std::uint32_t> &hits, std::uint32_t replicates,
                std::uint32_t lineages, double rate)
{
    std::vector<double> smoothed;
    verdict.expected = 0.0;
    for (const auto &[lineage, count] : hits) {
        verdict.expected += static_cast<double>(count) / replicates;
        smoothed.push_back((count + 0.5) / (replicates + 1.0));
    }
    verdict.p = static_cast<double>(tail(smoothed, lineages));
    verdict.tested = tail(smoothed, smoothed.size()) <= rate;
}

// Benjamini and Hochberg, each on its own: the least of what any p not below it asks for.
double rateOf(double p, const std::vector<double> &all)
{
    double least = 1.0;
    for (const double other : all) {
        const auto rank = std::ranges::count_if(all, [other](double each) { return each <= other; });
        if (other >= p)
            least = std::min(least, other * static_cast<double>(all.size()) / static_cast<double>(rank));
    }
    return least;
}

} // namespace

long double tail(const std::vector<double> &probabilities, std::size_t k)
{
    std::vector<long double> exactly = {1.0L}; // [i]: i of those seen so far
    for (const double p : probabilities) {
        std::vector<long double> more(exactly.size() + 1, 0.0L);
        for (std::size_t i = 0; i < exactly.size(); ++i) {
            more[i] += exactly[i] * (1.0L - p);
            more[i + 1] += exactly[i] * p;
        }
        exactly = std::move(more);
    }
    long double sum = 0.0L;
    for (std::size_t i = k; i < exactly.size(); ++i)
        sum += exactly[i];
    return sum;
}

std::vector<Verdict> judge(const MinedSequences &sequences, const std::vector<Ritual> &rituals, std::uint32_t maxGap,
                           const ChanceBounds &chance)
{
    const Shuffles shuffles(sequences, std::max(chance.replicates, chance.firstLook));
    std::vector<Verdict> verdicts;
    std::vector<double> pValues;
    const auto liftOf = [&](std::size_t i) { return rituals[i].lineages / std::max(verdicts[i].expected, 0.05); };
    for (const Ritual &each : rituals) {
        Verdict &verdict = verdicts.emplace_back();
        const auto look = [&](std::uint32_t replicates) {
            weighOrder(verdict, shuffles.hits(each.items, replicates, maxGap), replicates, each.lineages, chance.rate);
        };
        look(chance.firstLook);
        if (verdict.p <= 0.3)
            look(chance.replicates);
        if (!verdict.tested)
            continue;
        if (each.items.size() >= 3 && verdict.p <= chance.rate && liftOf(verdicts.size() - 1) >= chance.lift)
            verdict.chain = weigh(sequences, each.items, maxGap, chance.rate);
        pValues.push_back(std::max(verdict.p, verdict.chain.p));
    }
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        Verdict &verdict = verdicts[i];
        if (!verdict.tested)
            continue;
        verdict.q = rateOf(std::max(verdict.p, verdict.chain.p), pValues);
        const bool clear = verdict.chain.holds && liftOf(i) >= chance.lift;
        verdict.kept = clear && verdict.q <= chance.rate;
        verdict.promising = clear && !verdict.kept && verdict.p <= chance.promise;
    }
    return verdicts;
}

} // namespace assay::naive
