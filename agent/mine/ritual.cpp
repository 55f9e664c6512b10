// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/ritual.h"

#include <algorithm>
#include <map>
#include <optional>

namespace assay {

namespace {

struct Place {
    std::uint32_t sequence;
    std::uint32_t last;
    auto operator<=>(const Place &) const = default;
};

struct Step {
    std::uint32_t item;
    Place place;
    auto operator<=>(const Step &) const = default;
};

std::vector<std::uint32_t> sequencesOf(std::span<const Place> places)
{
    std::vector<std::uint32_t> all;
    for (const Place &each : places) {
        if (all.empty() || all.back() != each.sequence)
            all.push_back(each.sequence);
    }
    return all;
}

// Depth first; gives up when there are more nodes than the bounds allow.
class Growth {
public:
    Growth(const MinedSequences &sequences, const RitualBounds &bounds)
        : m_sequences(sequences)
        , m_bounds(bounds)
    {
    }

    std::optional<std::vector<Ritual>> grow()
    {
        std::vector<Step> steps;
        for (std::uint32_t s = 0; s < m_sequences.size(); ++s) {
            for (std::uint32_t at = 0; at < m_sequences[s].items.size(); ++at)
                steps.push_back({m_sequences[s].items[at], {s, at}});
        }
        if (!descend(std::move(steps)))
            return std::nullopt;
        return std::move(m_found);
    }

private:
    bool descend(std::vector<Step> steps)
    {
        std::sort(steps.begin(), steps.end());
        steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
        for (auto from = steps.begin(); from != steps.end() && !isStopped();) {
            const auto to = std::find_if(from, steps.end(), [from](const Step &s) { return s.item != from->item; });
            std::vector<Place> places;
            std::transform(from, to, std::back_inserter(places), [](const Step &s) { return s.place; });
            if (!take(from->item, places))
                return false;
            from = to;
        }
        return true;
    }

    bool isStopped() const { return m_bounds.stop != nullptr && *m_bounds.stop; }

    bool take(std::uint32_t item, const std::vector<Place> &places)
    {
        std::vector<std::uint32_t> holders = sequencesOf(places);
        const RitualSupport support = supportOf(m_sequences, holders);
        if (support.lineages < m_bounds.minLineages || support.days < m_bounds.minDays)
            return true;
        if (++m_nodes > m_bounds.mostNodes)
            return false;
        m_prefix.push_back(item);
        if (m_prefix.size() >= m_bounds.minLength)
            m_found.push_back({m_prefix, std::move(holders), support.lineages, support.days});
        const bool done = m_prefix.size() >= m_bounds.maxLength || descend(following(places));
        m_prefix.pop_back();
        return done;
    }

    std::vector<Step> following(const std::vector<Place> &places) const
    {
        std::vector<Step> steps;
        for (const Place &each : places) {
            const auto &items = m_sequences[each.sequence].items;
            const std::size_t end = std::min<std::size_t>(items.size(), each.last + 2 + m_bounds.maxGap);
            for (std::size_t at = each.last + 1; at < end; ++at) {
                if (std::find(m_prefix.begin(), m_prefix.end(), items[at]) == m_prefix.end())
                    steps.push_back({items[at], {each.sequence, static_cast<std::uint32_t>(at)}});
            }
        }
        return steps;
    }

    const MinedSequences &m_sequences;
    const RitualBounds &m_bounds;
    std::vector<std::uint32_t> m_prefix;
    std::vector<Ritual> m_found;
    std::size_t m_nodes = 0;
};

void keepClosed(std::vector<Ritual> &rituals)
{
    std::map<std::vector<std::uint32_t>, std::size_t> byItems;
    for (std::size_t i = 0; i < rituals.size(); ++i)
        byItems.emplace(rituals[i].items, i);
    std::vector<bool> open(rituals.size(), false);
    for (const Ritual &each : rituals) {
        for (std::size_t left = 0; left < each.items.size(); ++left) {
            std::vector<std::uint32_t> shorter = each.items;
            shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(left));
            const auto found = byItems.find(shorter);
            if (found != byItems.end() && rituals[found->second].lineages == each.lineages)
                open[found->second] = true;
        }
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < rituals.size(); ++i) {
        if (!open[i] && kept++ != i)
            rituals[kept - 1] = std::move(rituals[i]);
    }
    rituals.resize(kept);
}

} // namespace

RitualSupport supportOf(const MinedSequences &sequences, std::span<const std::uint32_t> indices)
{
    RitualSupport support;
    std::vector<std::int32_t> days;
    std::optional<std::uint32_t> last;
    for (const std::uint32_t index : indices) {
        const MinedSequence &sequence = sequences[index];
        support.lineages += last != sequence.lineage ? 1 : 0;
        last = sequence.lineage;
        days.push_back(sequence.day);
    }
    std::sort(days.begin(), days.end());
    support.days = static_cast<std::uint32_t>(std::unique(days.begin(), days.end()) - days.begin());
    return support;
}

std::vector<Ritual> growRituals(const MinedSequences &sequences, const RitualBounds &bounds)
{
    RitualBounds raised = bounds;
    auto found = Growth(sequences, raised).grow();
    while (!found) {
        raised.minLineages += std::max(1U, raised.minLineages / 4); // not one by one: each try costs all its nodes
        found = Growth(sequences, raised).grow();
    }
    if (bounds.stop == nullptr || !*bounds.stop)
        keepClosed(*found);
    return std::move(*found);
}

const std::vector<std::uint32_t> &RitualEnds::of(std::span<const std::uint32_t> ritual,
                                                 std::span<const std::uint32_t> items, std::uint32_t maxGap)
{
    m_ends.clear();
    for (std::uint32_t at = 0; at < items.size(); ++at) {
        if (items[at] == ritual.front())
            m_ends.push_back(at);
    }
    for (std::size_t step = 1; step < ritual.size() && !m_ends.empty(); ++step) {
        m_next.clear();
        for (const std::uint32_t end : m_ends) {
            const auto stop = std::min<std::size_t>(items.size(), end + 2 + maxGap);
            std::size_t at = std::max<std::size_t>(end + 1, m_next.empty() ? 0 : m_next.back() + 1);
            for (; at < stop; ++at) {
                if (items[at] == ritual[step])
                    m_next.push_back(static_cast<std::uint32_t>(at));
            }
        }
        m_ends.swap(m_next);
    }
    return m_ends;
}

std::vector<std::uint32_t> ritualPlaces(std::span<const std::uint32_t> ritual, std::span<const std::uint32_t> items,
                                        std::uint32_t maxGap, const std::vector<bool> &taken)
{
    // Few places fit a step, so going back costs little.
    std::vector<std::uint32_t> places;
    std::size_t from = 0;
    while (true) {
        const std::size_t step = places.size();
        const std::size_t stop =
            step == 0 ? items.size() : std::min<std::size_t>(items.size(), places.back() + 2 + maxGap);
        std::size_t at = from;
        while (at < stop && (items[at] != ritual[step] || taken[at]))
            ++at;
        if (at < stop) {
            places.push_back(static_cast<std::uint32_t>(at));
            if (places.size() == ritual.size())
                return places;
            from = at + 1;
        } else if (places.empty()) {
            return {};
        } else {
            from = places.back() + 1;
            places.pop_back();
        }
    }
}

} // namespace assay
