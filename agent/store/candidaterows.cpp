// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/candidatewriter.h"
#include "agent/store/patternrows.h"

#include <set>

namespace assay {

namespace {

std::vector<PatternRows::Place> placesSeen(const ProjectView &view, const Finding &finding)
{
    const FactCorpus &corpus = view.corpus();
    std::vector<PatternRows::Place> places;
    places.reserve(finding.occurrences.size());
    for (const Occurrence &each : finding.occurrences) {
        const FactEpisode &episode = view.episode(each.episode);
        const FactAsk *ask = corpus.askOf(episode);
        const std::int64_t event = !each.acts.empty()  ? corpus.acts[each.acts.front()].event
                                   : each.refusal != 0 ? each.refusal
                                   : ask != nullptr    ? ask->event
                                                       : 0;
        if (event != 0)
            places.push_back({event, episode.day});
    }
    return places;
}

} // namespace

// Of what is chance only what was close is kept: the rest explains nothing.
Result<> CandidateWriter::storePatterns(const ProjectView &view, const MiningResult &result)
{
    PatternRows rows(m_db, view.corpus().projects[view.project()].id);
    if (auto read = rows.read(); !read)
        return read;
    // What names them may be a person's words.
    std::set<const Finding *> hidden;
    for (const MinedCandidate &candidate : result.candidates) {
        if (!m_tombstones.isPrivate(fromUtf8(candidate.key)))
            continue;
        for (const std::uint32_t finding : candidate.findings)
            hidden.insert(&result.findings[finding]);
    }
    for (const Finding &each : result.findings) {
        constexpr double close = 0.05;
        if ((each.standing == Standing::Chance || each.standing == Standing::TooFew) && each.strength.p > close)
            continue;
        if (hidden.contains(&each))
            continue;
        const bool shown = each.standing == Standing::Proposed || each.standing == Standing::Watched ||
                           each.standing == Standing::SaidOnce || each.standing == Standing::Known;
        if (auto put = rows.put(each, shown ? placesSeen(view, each) : std::vector<PatternRows::Place>()); !put)
            return put;
    }
    return rows.dropOthers();
}

} // namespace assay
