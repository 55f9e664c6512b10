// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/cover.h"

#include <queue>

namespace assay {

namespace {

using Taken = std::vector<std::vector<bool>>;

struct Offer {
    bool kept; // what is only promising comes after all that is kept
    double gain;
    std::size_t verdict;
    std::size_t round; // in which the gain was computed

    // Of equal gain, the one whose items come first.
    bool operator<(const Offer &other) const
    {
        if (kept != other.kept)
            return other.kept;
        return gain != other.gain ? gain < other.gain : verdict > other.verdict;
    }
};

std::vector<std::uint32_t> freeSequences(const MinedSequences &sequences, const Ritual &ritual, const Taken &taken,
                                         std::uint32_t maxGap)
{
    std::vector<std::uint32_t> all;
    for (const std::uint32_t s : ritual.sequences) {
        if (!ritualPlaces(ritual.items, sequences[s].items, maxGap, taken[s]).empty())
            all.push_back(s);
    }
    return all;
}

void use(const MinedSequences &sequences, const Ritual &ritual, Taken &taken, std::uint32_t maxGap)
{
    for (const std::uint32_t s : ritual.sequences) {
        auto places = ritualPlaces(ritual.items, sequences[s].items, maxGap, taken[s]);
        while (!places.empty()) {
            for (const std::uint32_t place : places)
                taken[s][place] = true;
            places = ritualPlaces(ritual.items, sequences[s].items, maxGap, taken[s]);
        }
    }
}

double gainOf(const RitualVerdict &verdict, const RitualSupport &residual, double weight)
{
    return (residual.lineages - verdict.expected) * weight;
}

} // namespace

std::vector<CoveredRitual> coverRituals(const MinedSequences &sequences, const std::vector<RitualVerdict> &verdicts,
                                        const std::vector<double> &weights, const RitualBounds &bounds)
{
    Taken taken;
    for (const MinedSequence &each : sequences)
        taken.emplace_back(each.items.size(), false);
    std::priority_queue<Offer> offers; // gains only shrink, so an offer of this round at the top is the best
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        const Ritual &ritual = verdicts[i].ritual;
        if ((verdicts[i].kept || verdicts[i].promising) && weights[i] > 0)
            offers.push({verdicts[i].kept, gainOf(verdicts[i], {ritual.lineages, ritual.days}, weights[i]), i, 0});
    }
    std::vector<CoveredRitual> chosen;
    while (!offers.empty() && !(bounds.stop != nullptr && *bounds.stop)) {
        Offer best = offers.top();
        offers.pop();
        const RitualVerdict &verdict = verdicts[best.verdict];
        const auto free = freeSequences(sequences, verdict.ritual, taken, bounds.maxGap);
        const RitualSupport residual = supportOf(sequences, free);
        if (residual.lineages < bounds.minLineages)
            continue;
        if (best.round < chosen.size()) {
            best = {verdict.kept, gainOf(verdict, residual, weights[best.verdict]), best.verdict, chosen.size()};
            offers.push(best);
            continue;
        }
        use(sequences, verdict.ritual, taken, bounds.maxGap);
        chosen.push_back({best.verdict, residual});
    }
    return chosen;
}

} // namespace assay
