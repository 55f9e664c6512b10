// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/projectview.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

namespace assay {

namespace {

template<class Number>
std::uint32_t distinct(std::vector<Number> &numbers)
{
    std::ranges::sort(numbers);
    return static_cast<std::uint32_t>(std::unique(numbers.begin(), numbers.end()) - numbers.begin());
}

} // namespace

ProjectView::ProjectView(const FactCorpus &corpus, std::uint32_t project)
    : m_corpus(&corpus)
    , m_project(project)
{
    std::set<std::uint32_t> lineages;
    for (std::uint32_t e = 0; e < corpus.episodes.size(); ++e) {
        const FactSession &session = corpus.sessions[corpus.episodes[e].session];
        if (session.project != project)
            continue;
        m_episodes.push_back(e);
        lineages.insert(session.lineage);
    }
    // Episodes stand by session and sessions by start, so the index is the order of time.
    std::ranges::sort(m_episodes, {}, [this](std::uint32_t e) { return std::tuple(lineageOf(e), e); });
    m_lineages = static_cast<std::uint32_t>(lineages.size());
}

std::uint32_t ProjectView::lineageOf(std::uint32_t episode) const
{
    return m_corpus->sessions[m_corpus->episodes[episode].session].lineage;
}

std::uint32_t ProjectView::ordinalOf(std::uint32_t episode) const
{
    return episode - m_corpus->sessions[m_corpus->episodes[episode].session].firstEpisode;
}

const FactEpisode *ProjectView::before(std::uint32_t episode) const
{
    return ordinalOf(episode) == 0 ? nullptr : &m_corpus->episodes[episode - 1];
}

void ProjectView::count(const std::vector<Occurrence> &occurrences, Strength &strength) const
{
    std::vector<std::uint32_t> episodes;
    episodes.reserve(occurrences.size());
    std::ranges::transform(occurrences, std::back_inserter(episodes), &Occurrence::episode);
    count(episodes, strength);
}

void ProjectView::count(std::span<const std::uint32_t> episodes, Strength &strength) const
{
    std::vector<std::uint32_t> lineages, authors;
    std::vector<std::int32_t> days;
    lineages.reserve(episodes.size());
    authors.reserve(episodes.size());
    days.reserve(episodes.size());
    for (const std::uint32_t each : episodes) {
        const FactEpisode &e = m_corpus->episodes[each];
        const FactSession &session = m_corpus->sessions[e.session];
        lineages.push_back(session.lineage);
        authors.push_back(session.author);
        if (e.day >= 0)
            days.push_back(e.day);
    }
    strength.firstDay = days.empty() ? 0 : *std::ranges::min_element(days);
    strength.lastDay = days.empty() ? 0 : *std::ranges::max_element(days);
    strength.lineages = distinct(lineages);
    strength.days = distinct(days);
    strength.authors = distinct(authors);
}

} // namespace assay
