// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/findrules.h"

#include "agent/mine/actitems.h"
#include "agent/mine/chance.h"

#include <algorithm>
#include <map>
#include <set>

namespace assay {

namespace {

constexpr std::uint32_t firstReads = 8;
constexpr std::uint32_t fewestSessions = 10;
constexpr double shareOfSessions = 0.3;

std::uint32_t lineagesWith(const ProjectView &view, const std::string &tmpl)
{
    const std::uint32_t wanted = view.corpus().templates.find(tmpl);
    std::set<std::uint32_t> lineages;
    for (const std::uint32_t e : view.episodes()) {
        const auto acts = view.corpus().actsOf(view.episode(e));
        if (std::ranges::any_of(acts, [wanted](const FactAct &act) { return act.tmpl == wanted; }))
            lineages.insert(view.lineageOf(e));
    }
    return static_cast<std::uint32_t>(lineages.size());
}

} // namespace

std::vector<Finding> findDenials(const ProjectView &view, const MinerBounds &bounds)
{
    const FactCorpus &corpus = view.corpus();
    std::map<std::vector<std::string>, std::vector<Occurrence>> denied;
    for (const std::uint32_t e : view.episodes()) {
        const FactEpisode &episode = view.episode(e);
        for (const FactRefusal &refusal : corpus.refusalsOf(episode)) {
            if (refusal.act < episode.firstAct || refusal.act >= episode.firstAct + episode.acts)
                continue;
            const FactAct &act = corpus.acts[refusal.act];
            if (act.kind != ActKind::Command || (act.flags & ActFlagUnparsed) != 0 || isLook(corpus.heads[act.head]))
                continue;
            const bool byPerson = refusal.kind == RefusalKind::User;
            denied[{byPerson ? "refused" : "denied", std::string(corpus.templates[act.tmpl])}].push_back(
                {e, {refusal.act}, false, refusal.event});
        }
    }
    std::vector<Finding> findings;
    for (auto &[items, occurrences] : denied) {
        Finding finding;
        finding.detector = Detector::Denial;
        finding.items = items;
        finding.occurrences = std::move(occurrences);
        view.count(finding.occurrences, finding.strength);
        if (finding.strength.lineages < 2)
            continue;
        finding.strength.p = finding.strength.q = 0.0;
        // A person refuses what is wrong at the moment; only what is refused mostly is a rule.
        finding.strength.tried = std::max(finding.strength.lineages, lineagesWith(view, items[1]));
        finding.strength.against = finding.strength.tried - finding.strength.lineages;
        const bool mostly = items[0] != "refused" || 2 * finding.strength.lineages >= finding.strength.tried;
        const bool often = finding.strength.lineages >= bounds.denialLineages && finding.strength.days >= 2;
        finding.standing = often && mostly ? Standing::Proposed : Standing::Watched;
        findings.push_back(std::move(finding));
    }
    return findings;
}

std::vector<Finding> findOrientation(const ProjectView &view, const MinerBounds &bounds)
{
    const FactCorpus &corpus = view.corpus();
    struct Reads {
        std::vector<Occurrence> first;
        std::uint32_t all = 0;
    };
    std::map<std::uint32_t, Reads> files;
    std::set<std::uint32_t> sessions;
    std::uint32_t firsts = 0;
    std::uint32_t reads = 0;
    std::uint32_t session = 0xffffffffU;
    std::uint32_t count = 0;
    for (const std::uint32_t e : view.episodes()) {
        const FactEpisode &episode = view.episode(e);
        if (episode.session != session) {
            session = episode.session;
            count = 0;
        }
        for (std::uint32_t a = episode.firstAct; a < episode.firstAct + episode.acts; ++a) {
            const FactAct &act = corpus.acts[a];
            if (act.kind != ActKind::Read || act.file == 0)
                continue;
            sessions.insert(episode.session);
            ++reads;
            ++files[act.file].all;
            if (++count <= firstReads) {
                ++firsts;
                files[act.file].first.push_back({e, {a}, false, 0});
            }
        }
    }
    std::vector<Finding> findings;
    if (sessions.size() < fewestSessions || view.lineages() < bounds.fewestLineages)
        return findings;
    for (auto &[file, seen] : files) {
        Finding finding;
        finding.detector = Detector::Orientation;
        finding.items = {std::string(corpus.files[file])};
        finding.occurrences = std::move(seen.first);
        view.count(finding.occurrences, finding.strength);
        if (finding.strength.lineages < shareOfSessions * view.lineages())
            continue;
        const auto early = static_cast<std::uint32_t>(finding.occurrences.size());
        finding.strength.tried = view.lineages();
        finding.strength.p = fisherTail(early, firsts - early, seen.all - early, (reads - firsts) - (seen.all - early));
        finding.strength.q = finding.strength.p;
        finding.standing = finding.strength.p <= bounds.chance.rate ? Standing::Watched : Standing::Chance;
        finding.reason = "a note, no skill: read first in many sessions";
        findings.push_back(std::move(finding));
    }
    return findings;
}

} // namespace assay
