// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/findasks.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>

namespace assay {

namespace {

constexpr std::uint32_t longestAsk = 200; // bytes; longer ones tell a story of their own
constexpr std::size_t bands = 16;
constexpr std::size_t rows = 4;

double likeness(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b)
{
    std::vector<std::uint32_t> both;
    std::ranges::set_intersection(a, b, std::back_inserter(both));
    return static_cast<double>(both.size()) / static_cast<double>(a.size() + b.size() - both.size());
}

class Clusters {
public:
    Clusters(const ProjectView &view, const MinerBounds &bounds)
        : m_view(view)
        , m_bounds(bounds)
    {
        for (const std::uint32_t e : view.episodes()) {
            const FactAsk *ask = view.corpus().askOf(view.episode(e));
            if (ask != nullptr && !ask->command && ask->bytes <= longestAsk && ask->words >= 2)
                m_episodes.push_back(e);
        }
        m_parents.resize(m_episodes.size());
        std::iota(m_parents.begin(), m_parents.end(), std::size_t{0});
        join();
    }

    std::map<std::size_t, std::vector<std::uint32_t>> groups()
    {
        std::map<std::size_t, std::vector<std::uint32_t>> all;
        for (std::size_t i = 0; i < m_episodes.size(); ++i)
            all[root(i)].push_back(m_episodes[i]);
        return all;
    }

private:
    const FactAsk &ask(std::size_t i) const { return *m_view.corpus().askOf(m_view.episode(m_episodes[i])); }

    std::size_t root(std::size_t i)
    {
        while (m_parents[i] != i)
            i = m_parents[i] = m_parents[m_parents[i]];
        return i;
    }

    // The first of a bucket speaks for it, and joins only what is near to it.
    void join()
    {
        for (std::size_t band = 0; band < bands; ++band) {
            std::map<std::array<std::uint32_t, rows>, std::vector<std::size_t>> buckets;
            for (std::size_t i = 0; i < m_episodes.size(); ++i) {
                std::array<std::uint32_t, rows> key{};
                std::copy_n(ask(i).minhash.begin() + static_cast<std::ptrdiff_t>(band * rows), rows, key.begin());
                auto &bucket = buckets[key];
                for (const std::size_t other : bucket) {
                    if (root(other) == root(i))
                        break;
                    const auto &corpus = m_view.corpus();
                    if (likeness(corpus.wordsOf(ask(other)), corpus.wordsOf(ask(i))) >= m_bounds.askLikeness) {
                        const auto [low, high] = std::minmax({root(other), root(i)}); // by value
                        m_parents[high] = low;
                        break;
                    }
                }
                if (bucket.size() < 8) // enough voices for a bucket
                    bucket.push_back(i);
            }
        }
    }

    const ProjectView &m_view;
    const MinerBounds &m_bounds;
    std::vector<std::uint32_t> m_episodes;
    std::vector<std::size_t> m_parents;
};

// The ask of the most copies; then the shortest, then the first in the alphabet.
std::string typicalAsk(const ProjectView &view, const std::vector<std::uint32_t> &episodes)
{
    std::map<std::string, int> counts;
    for (const std::uint32_t e : episodes)
        ++counts[view.corpus().askOf(view.episode(e))->text];
    const auto best = std::max_element(counts.begin(), counts.end(), [](const auto &a, const auto &b) {
        return a.second != b.second ? a.second < b.second : a.first.size() > b.first.size();
    });
    return best->first;
}

} // namespace

std::vector<Finding> findRepeatedAsks(const ProjectView &view, const MinerBounds &bounds)
{
    std::vector<Finding> findings;
    for (const auto &[root, episodes] : Clusters(view, bounds).groups()) {
        Finding finding;
        finding.detector = Detector::RepeatedAsk;
        for (const std::uint32_t e : episodes)
            finding.occurrences.push_back({e, {}, true, 0});
        view.count(finding.occurrences, finding.strength);
        if (finding.strength.lineages < 2)
            continue;
        finding.items = {typicalAsk(view, episodes)};
        const bool often = finding.strength.lineages >= bounds.askLineages && finding.strength.days >= bounds.askDays;
        // An ask alone says when, not what: it is proposed with the acts that follow it.
        finding.standing = often ? Standing::Watched : Standing::TooFew;
        finding.reason = often ? "asked again and again" : "asked in too few sessions";
        findings.push_back(std::move(finding));
    }
    return findings;
}

} // namespace assay
