// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/ordernull.h"

#include "agent/mine/chance.h"
#include "agent/mine/contentrandom.h"

#include <algorithm>
#include <bit>
#include <bitset>
#include <iterator>
#include <map>
#include <numeric>

namespace assay {

namespace {

constexpr std::size_t mostReplicates = 256;
using Hits = std::bitset<mostReplicates>;

// A ritual in the numbers of one sequence, which run from 0.
struct LocalRitual {
    Hits *hits;
    std::vector<std::uint32_t> items;
};

// Which sequences hold each item of the wanted rituals. Most names of steps come once, and a row for each of them would
// take more memory than all facts.
class ItemHolders {
public:
    ItemHolders(const MinedSequences &sequences, const std::vector<Ritual> &rituals,
                std::span<const std::uint32_t> wanted)
        : m_words((sequences.size() + 63) / 64)
    {
        for (const std::uint32_t w : wanted) {
            for (const std::uint32_t item : rituals[w].items) {
                m_bits.resize(std::max<std::size_t>(m_bits.size(), item + 1));
                m_bits[item].resize(m_words);
            }
        }
        for (std::size_t s = 0; s < sequences.size(); ++s) {
            for (const std::uint32_t item : sequences[s].items) {
                if (item < m_bits.size() && !m_bits[item].empty())
                    m_bits[item][s / 64] |= std::uint64_t{1} << (s % 64);
            }
        }
    }

    [[nodiscard]] bool holds(std::size_t sequence, std::span<const std::uint32_t> items) const
    {
        return std::ranges::all_of(
            items, [&](std::uint32_t item) { return (m_bits[item][sequence / 64] >> (sequence % 64) & 1U) != 0; });
    }

    // Calls back with each sequence that holds all the items, ascending.
    template<class Each>
    void forEach(std::span<const std::uint32_t> items, Each each) const
    {
        for (std::size_t word = 0; word < m_words; ++word) {
            std::uint64_t common = ~std::uint64_t{0};
            for (const std::uint32_t item : items)
                common &= m_bits[item][word];
            for (; common != 0; common &= common - 1)
                each(word * 64 + static_cast<std::size_t>(std::countr_zero(common)));
        }
    }

private:
    std::size_t m_words;
    std::vector<std::vector<std::uint64_t>> m_bits; // by item; empty: nobody asks for it
};

// Sequences [first, end) of one lineage; and the wanted rituals that have all their acts in one of them.
struct LineageRituals {
    std::size_t first = 0;
    std::size_t end = 0;
    std::vector<std::uint32_t> wanted;
};

// Places of each act in a shuffled sequence, runs collapsed.
class Shuffled {
public:
    explicit Shuffled(const std::vector<std::uint32_t> &items)
        : m_names(items)
    {
        std::sort(m_names.begin(), m_names.end());
        m_names.erase(std::unique(m_names.begin(), m_names.end()), m_names.end());
        std::transform(items.begin(), items.end(), std::back_inserter(m_items),
                       [this](std::uint32_t i) { return local(i); });
        m_places.resize(m_names.size());
    }

    [[nodiscard]] std::uint32_t local(std::uint32_t item) const
    {
        return static_cast<std::uint32_t>(std::ranges::lower_bound(m_names, item) - m_names.begin());
    }

    void shuffle(std::uint64_t seed, std::uint32_t replicate)
    {
        m_order = m_items;
        ContentRandom(seed, replicate).shuffle(m_order);
        for (auto &each : m_places)
            each.clear();
        std::uint32_t place = 0;
        for (std::size_t i = 0; i < m_order.size(); ++i) {
            if (i == 0 || m_order[i] != m_order[i - 1])
                m_places[m_order[i]].push_back(place++);
        }
    }

    [[nodiscard]] bool holds(const std::vector<std::uint32_t> &ritual, std::uint32_t maxGap)
    {
        m_ends = m_places[ritual.front()];
        for (std::size_t step = 1; step < ritual.size() && !m_ends.empty(); ++step) {
            m_next.clear();
            for (const std::uint32_t place : m_places[ritual[step]]) {
                const auto before = std::ranges::lower_bound(m_ends, place);
                if (before != m_ends.begin() && place - *std::prev(before) <= maxGap + 1)
                    m_next.push_back(place);
            }
            m_ends.swap(m_next);
        }
        return !m_ends.empty();
    }

private:
    std::vector<std::uint32_t> m_names;
    std::vector<std::uint32_t> m_items;
    std::vector<std::uint32_t> m_order;
    std::vector<std::vector<std::uint32_t>> m_places;
    std::vector<std::uint32_t> m_ends;
    std::vector<std::uint32_t> m_next;
};

// Of the rituals that have a counter and all their acts in the sequence.
void countHits(const MinedSequence &sequence, std::size_t index, const std::vector<Ritual> &rituals,
               std::span<const std::uint32_t> wanted, const ItemHolders &holders, std::uint32_t maxGap,
               std::uint32_t replicates, std::map<std::uint32_t, Hits> &hits)
{
    Shuffled shuffled(sequence.items);
    std::vector<LocalRitual> local;
    for (auto &[w, counter] : hits) {
        const auto &items = rituals[wanted[w]].items;
        if (!holders.holds(index, items))
            continue;
        LocalRitual ritual{&counter, {}};
        for (const std::uint32_t item : items)
            ritual.items.push_back(shuffled.local(item));
        local.push_back(std::move(ritual));
    }
    for (std::uint32_t r = 0; !local.empty() && r < replicates; ++r) {
        shuffled.shuffle(sequence.seed, r);
        for (const LocalRitual &each : local) {
            if (!each.hits->test(r) && shuffled.holds(each.items, maxGap))
                each.hits->set(r);
        }
    }
}

// order: the wanted, in the order in which they stand in the lists.
std::vector<LineageRituals> lineagesOf(const MinedSequences &sequences, const std::vector<Ritual> &rituals,
                                       std::span<const std::uint32_t> wanted, const ItemHolders &holders,
                                       const std::vector<std::uint32_t> &order)
{
    std::vector<LineageRituals> lineages;
    std::vector<std::uint32_t> lineageOf; // by sequence
    for (std::size_t s = 0; s < sequences.size(); ++s) {
        if (s == 0 || sequences[s].lineage != sequences[s - 1].lineage)
            lineages.push_back({s, s, {}});
        lineages.back().end = s + 1;
        lineageOf.push_back(static_cast<std::uint32_t>(lineages.size() - 1));
    }
    for (const std::uint32_t w : order) {
        holders.forEach(rituals[wanted[w]].items, [&](std::size_t s) {
            auto &list = lineages[lineageOf[s]].wanted;
            if (list.empty() || list.back() != w)
                list.push_back(w);
        });
    }
    return lineages;
}

std::uint64_t lineageHash(const MinedSequences &sequences, std::size_t first, std::size_t end, std::uint32_t maxGap,
                          const NullMemory &memory)
{
    std::uint64_t hash = maxGap;
    for (std::size_t i = first; i < end; ++i)
        hash = memory.hashOf(sequences[i].items, hash ^ sequences[i].seed);
    return hash;
}

} // namespace

double OrderNull::expected() const
{
    return std::accumulate(shares.begin(), shares.end(), 0.0);
}

double OrderNull::tail(std::uint32_t support) const
{
    std::vector<double> smoothed;
    smoothed.reserve(shares.size());
    const double count = replicates;
    for (const double share : shares)
        smoothed.push_back((share * count + 0.5) / (count + 1.0));
    return tailOfIndependent(smoothed, support);
}

std::vector<OrderNull> orderNulls(const MinedSequences &sequences, const std::vector<Ritual> &rituals,
                                  std::span<const std::uint32_t> wanted, std::uint32_t maxGap, std::uint32_t replicates,
                                  NullAid aid)
{
    const std::uint32_t count = std::min<std::uint32_t>(replicates, mostReplicates);
    std::vector<OrderNull> nulls(wanted.size(), OrderNull{{}, count});
    std::vector<std::uint64_t> names; // of the rituals, for the memory
    for (std::size_t w = 0; aid.memory != nullptr && w < wanted.size(); ++w)
        names.push_back(aid.memory->hashOf(rituals[wanted[w]].items, 0));
    std::vector<std::uint32_t> order(wanted.size());
    std::iota(order.begin(), order.end(), 0U);
    if (aid.memory != nullptr) // it is asked in the order in which it is kept
        std::ranges::sort(order, {}, [&names](std::uint32_t w) { return names[w]; });
    const ItemHolders holders(sequences, rituals, wanted);
    std::vector<double> shares;
    for (std::uint32_t hit = 0; hit <= count; ++hit)
        shares.push_back(static_cast<double>(hit) / count);
    const auto lineages = lineagesOf(sequences, rituals, wanted, holders, order);
    std::vector<std::size_t> most(wanted.size());
    for (const LineageRituals &each : lineages) {
        for (const std::uint32_t w : each.wanted)
            ++most[w];
    }
    for (std::size_t w = 0; w < wanted.size(); ++w)
        nulls[w].shares.reserve(most[w]);
    for (const LineageRituals &each : lineages) {
        if (aid.stop != nullptr && *aid.stop)
            break;
        const std::uint64_t lineage =
            aid.memory != nullptr ? lineageHash(sequences, each.first, each.end, maxGap, *aid.memory) : 0;
        std::map<std::uint32_t, Hits> hits; // of what is not remembered
        for (const std::uint32_t w : each.wanted) {
            const auto known =
                aid.memory != nullptr ? aid.memory->find(lineage, names[w], count) : std::optional<std::uint32_t>();
            if (known && *known <= count)
                nulls[w].shares.push_back(shares[*known]);
            else
                hits.try_emplace(w);
        }
        for (std::size_t s = each.first; !hits.empty() && s < each.end; ++s)
            countHits(sequences[s], s, rituals, wanted, holders, maxGap, count, hits);
        for (const auto &[w, bits] : hits) {
            nulls[w].shares.push_back(shares[bits.count()]);
            if (aid.memory != nullptr)
                aid.memory->put(lineage, names[w], count, static_cast<std::uint32_t>(bits.count()));
        }
    }
    return nulls;
}

} // namespace assay
