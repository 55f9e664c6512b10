// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/findrituals.h"

#include "agent/mine/actitems.h"
#include "agent/mine/contentrandom.h"
#include "agent/mine/cover.h"

#include <algorithm>
#include <map>
#include <set>

namespace assay {

namespace {

constexpr std::size_t mostWatched = 20; // a longer list is not read

// The steps of the episodes as sequences, and for each step the act it stands for.
struct Steps {
    MinedSequences sequences;
    std::vector<std::vector<std::uint32_t>> acts; // per sequence and place: index of the act
    std::vector<std::uint32_t> episodes;          // per sequence
    std::vector<std::string> names;               // of the items, sorted
};

// Templates that say more than their program and come again: "docker build --target api <path>" among all that docker
// builds.
std::set<std::uint32_t> ownTemplates(const ProjectView &view, std::uint32_t lineages)
{
    const FactCorpus &corpus = view.corpus();
    std::map<std::uint32_t, std::set<std::uint32_t>> holders;
    for (const std::uint32_t e : view.episodes()) {
        for (const FactAct &act : corpus.actsOf(view.episode(e))) {
            if (act.kind == ActKind::Command)
                holders[act.tmpl].insert(view.lineageOf(e));
        }
    }
    std::erase_if(holders, [&](const auto &each) {
        return each.second.size() < lineages || !hasOwnWords(corpus.templates[each.first]);
    });
    std::set<std::uint32_t> templates;
    for (const auto &[tmpl, those] : holders)
        templates.insert(tmpl);
    return templates;
}

// Named by program, or by template where that is one of `own`.
std::string nameOf(const FactCorpus &corpus, const FactAct &act, const std::set<std::uint32_t> &own)
{
    std::string step = stepOf(corpus, act);
    if (step.empty() || act.kind != ActKind::Command || !own.contains(act.tmpl))
        return step;
    const std::string_view head = corpus.heads[act.head];
    return std::string(corpus.templates[act.tmpl]) + step.substr(head.size());
}

Steps stepsOf(const ProjectView &view, const std::set<std::uint32_t> &own)
{
    const FactCorpus &corpus = view.corpus();
    std::vector<std::vector<std::pair<std::string, std::uint32_t>>> texts;
    std::set<std::string> names;
    Steps steps;
    for (const std::uint32_t e : view.episodes()) {
        const FactEpisode &episode = view.episode(e);
        std::vector<std::pair<std::string, std::uint32_t>> text;
        for (std::uint32_t a = episode.firstAct; a < episode.firstAct + episode.acts; ++a) {
            std::string step = nameOf(corpus, corpus.acts[a], own);
            if (!step.empty() && (text.empty() || text.back().first != step))
                text.emplace_back(std::move(step), a);
        }
        if (text.size() < 2)
            continue;
        for (const auto &[step, act] : text)
            names.insert(step);
        texts.push_back(std::move(text));
        steps.episodes.push_back(e);
    }
    steps.names.assign(names.begin(), names.end());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::uint32_t e = steps.episodes[i];
        MinedSequence sequence;
        sequence.lineage = view.lineageOf(e);
        sequence.day = view.episode(e).day;
        sequence.seed = contentHash(corpus.sessions[view.episode(e).session].uuid, view.ordinalOf(e));
        std::vector<std::uint32_t> acts;
        for (const auto &[step, act] : texts[i]) {
            const auto place = std::ranges::lower_bound(steps.names, step);
            sequence.items.push_back(static_cast<std::uint32_t>(place - steps.names.begin()));
            acts.push_back(act);
        }
        steps.sequences.push_back(std::move(sequence));
        steps.acts.push_back(std::move(acts));
    }
    return steps;
}

Finding findingOf(const ProjectView &view, const Steps &steps, const RitualVerdict &verdict, std::uint32_t maxGap)
{
    Finding finding;
    finding.detector = Detector::Ritual;
    for (const std::uint32_t item : verdict.ritual.items)
        finding.items.push_back(steps.names[item]);
    if (verdict.kept || verdict.promising) { // the places of chance are of no interest
        for (const std::uint32_t s : verdict.ritual.sequences) {
            const auto &items = steps.sequences[s].items;
            const auto places = ritualPlaces(verdict.ritual.items, items, maxGap, std::vector<bool>(items.size()));
            Occurrence occurrence{steps.episodes[s], {}, false, 0};
            for (const std::uint32_t place : places)
                occurrence.acts.push_back(steps.acts[s][place]);
            finding.occurrences.push_back(std::move(occurrence));
        }
    }
    view.count(finding.occurrences, finding.strength);
    finding.strength.lineages = verdict.ritual.lineages;
    finding.strength.days = verdict.ritual.days;
    finding.strength.expected = verdict.expected;
    finding.strength.p = verdict.p;
    finding.strength.q = verdict.q;
    finding.standing = !verdict.tested                     ? Standing::TooFew
                       : verdict.kept || verdict.promising ? Standing::Redundant
                                                           : Standing::Chance;
    if (!verdict.chain)
        finding.reason = "no more than its pairs of steps";
    return finding;
}

// What a ritual says that not everybody does: its own steps, and a little for the change among them; 0 = nothing. A
// test that fails, the change and the test again is how all work.
double weightOf(const Finding &finding)
{
    std::set<std::string> own;
    for (const std::string &each : finding.items) {
        if (isOwnStep(each))
            own.insert(each.substr(0, each.find(" (fails)")));
    }
    const bool edit = std::ranges::find(finding.items, "edit") != finding.items.end();
    return own.empty() ? 0.0 : static_cast<double>(own.size()) - 0.5 + (edit ? 0.25 : 0.0);
}

// Of one naming of the steps. The memory knows lineages and rituals by names, so it serves every naming.
std::vector<Finding> ritualsAmong(const ProjectView &view, const Steps &steps, const MinerBounds &bounds)
{
    if (bounds.memory != nullptr)
        bounds.memory->setNames(steps.names);
    std::vector<Finding> findings;
    std::size_t watched = 0;
    RitualBounds ritual = bounds.ritual;
    ritual.stop = bounds.stop;
    const auto verdicts = judgeRituals(steps.sequences, growRituals(steps.sequences, ritual), ritual, bounds.chance,
                                       {bounds.memory, bounds.stop});
    std::vector<double> weights;
    for (const RitualVerdict &each : verdicts) {
        findings.push_back(findingOf(view, steps, each, bounds.ritual.maxGap));
        weights.push_back(weightOf(findings.back()));
        if (weights.back() == 0.0 && (each.kept || each.promising)) {
            findings.back().standing = Standing::Trivial;
            findings.back().reason = "everybody does that";
        }
    }
    for (const CoveredRitual &each : coverRituals(steps.sequences, verdicts, weights, ritual)) {
        const bool often = verdicts[each.verdict].kept && each.residual.lineages >= bounds.ritualLineages &&
                           each.residual.days >= bounds.ritualDays;
        watched += often ? 0 : 1;
        if (often || watched <= mostWatched)
            findings[each.verdict].standing = often ? Standing::Proposed : Standing::Watched;
    }
    return findings;
}

} // namespace

std::vector<Finding> findRituals(const ProjectView &view, const MinerBounds &bounds)
{
    if (view.lineages() < bounds.fewestLineages)
        return {};
    std::vector<Finding> findings = ritualsAmong(view, stepsOf(view, {}), bounds);
    const auto own = ownTemplates(view, bounds.ritual.minLineages);
    if (own.empty())
        return findings;
    std::set<std::vector<std::string>> known;
    for (const Finding &each : findings)
        known.insert(each.items);
    for (Finding &each : ritualsAmong(view, stepsOf(view, own), bounds)) {
        if (!known.contains(each.items))
            findings.push_back(std::move(each));
    }
    return findings;
}

} // namespace assay
