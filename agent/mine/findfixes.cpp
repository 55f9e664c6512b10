// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/findfixes.h"

#include "agent/mine/actitems.h"
#include "agent/mine/chance.h"
#include "agent/mine/contradiction.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace assay {

namespace {

struct Remedy {
    std::uint32_t error;
    std::string kind;
    std::string text;
    auto operator<=>(const Remedy &) const = default;
};

// A failure and what came of it.
struct Failure {
    std::uint32_t episode;
    std::uint32_t lineage;
    std::uint32_t error;
    std::uint32_t head;
    std::vector<std::uint32_t> acts; // failed one, remedy, success
    std::string kind;                // empty: not mended
    std::string text;
    std::string inVain; // command after which the same failed once more
};

bool isFailure(const FactCorpus &corpus, const FactAct &act)
{
    return act.kind == ActKind::Command && act.outcome == ActOutcome::Failed && act.error != 0 &&
           corpus.errors[act.error].kind != ErrorClass::Harness && (act.flags & ActFlagUnparsed) == 0 &&
           !isLook(corpus.heads[act.head]);
}

// The last command between failure and success that went well and is not the failed head: what was done first.
std::uint32_t insertedCommand(const FactCorpus &corpus, std::uint32_t failed, std::uint32_t success)
{
    for (std::uint32_t a = success; a-- > failed + 1;) {
        const FactAct &act = corpus.acts[a];
        if (act.kind == ActKind::Command && act.outcome == ActOutcome::Ok && act.head != corpus.acts[failed].head &&
            !stepOf(corpus, act).empty())
            return a;
    }
    return 0;
}

bool hasEdit(const FactCorpus &corpus, std::uint32_t from, std::uint32_t to)
{
    for (std::uint32_t a = from; a < to; ++a) {
        if (corpus.acts[a].kind == ActKind::Edit && corpus.acts[a].outcome == ActOutcome::Ok)
            return true;
    }
    return false;
}

void mend(const FactCorpus &corpus, std::uint32_t failed, std::uint32_t stop, Failure &failure)
{
    for (std::uint32_t a = failed + 1; a < stop; ++a) {
        const FactAct &act = corpus.acts[a];
        if (act.head != corpus.acts[failed].head || act.outcome != ActOutcome::Ok)
            continue;
        if (act.tmpl != corpus.acts[failed].tmpl) {
            failure.kind = "instead";
            failure.text = corpus.templates[act.tmpl];
            failure.acts = {failed, a};
        } else if (hasEdit(corpus, failed, a)) {
            failure.kind = "edit";
            failure.acts = {failed, a};
        } else if (const std::uint32_t inserted = insertedCommand(corpus, failed, a); inserted != 0) {
            failure.kind = "first";
            failure.text = corpus.templates[corpus.acts[inserted].tmpl];
            failure.acts = {failed, inserted, a};
        }
        return;
    }
}

// What was done before the next try, if that failed alike.
std::string inVain(const FactCorpus &corpus, std::uint32_t failed, std::uint32_t stop)
{
    const FactAct &first = corpus.acts[failed];
    for (std::uint32_t a = failed + 1; a < stop; ++a) {
        const FactAct &act = corpus.acts[a];
        if (act.head != first.head || act.tmpl != first.tmpl)
            continue;
        const std::uint32_t done = act.error == first.error ? insertedCommand(corpus, failed, a) : 0;
        return done != 0 ? std::string(corpus.templates[corpus.acts[done].tmpl]) : std::string();
    }
    return {};
}

bool isContradicted(const ProjectView &view, const std::vector<Failure> &failures, const Remedy &remedy)
{
    std::map<std::uint32_t, bool> helpedInTheEnd; // per episode, however often it was tried there
    for (const Failure &each : failures) {
        const bool helped = each.kind == remedy.kind && each.text == remedy.text;
        const bool failed = remedy.kind == "first" && each.inVain == remedy.text;
        if (each.error == remedy.error && (helped || failed))
            helpedInTheEnd[each.episode] |= helped;
    }
    std::vector<Trial> trials;
    for (const auto &[episode, helped] : helpedInTheEnd)
        trials.push_back({view.episode(episode).day, episode, !helped});
    return isContradicted(std::move(trials));
}

std::vector<Failure> failuresOf(const ProjectView &view, const MinerBounds &bounds)
{
    const FactCorpus &corpus = view.corpus();
    std::vector<Failure> failures;
    for (const std::uint32_t e : view.episodes()) {
        const FactEpisode &episode = view.episode(e);
        const std::uint32_t end = episode.firstAct + episode.acts;
        for (std::uint32_t a = episode.firstAct; a < end; ++a) {
            const FactAct &act = corpus.acts[a];
            if (!isFailure(corpus, act))
                continue;
            const std::uint32_t stop = std::min(end, a + 1 + bounds.fixWindow);
            Failure failure{e, view.lineageOf(e), act.error, act.head, {a}, {}, {}, inVain(corpus, a, stop)};
            mend(corpus, a, stop, failure);
            failures.push_back(std::move(failure));
        }
    }
    return failures;
}

// How often the remedy mends failures of the head that are not this error: what anybody would try anyway.
double usualShare(const std::vector<Failure> &failures, const Remedy &remedy, std::uint32_t head)
{
    std::set<std::uint32_t> tried;
    std::set<std::uint32_t> mended;
    for (const Failure &each : failures) {
        if (each.error == remedy.error || each.head != head)
            continue;
        tried.insert(each.lineage);
        if (each.kind == remedy.kind && each.text == remedy.text)
            mended.insert(each.lineage);
    }
    return (static_cast<double>(mended.size()) + 0.5) / (static_cast<double>(tried.size()) + 2.0);
}

} // namespace

std::vector<Finding> findFixes(const ProjectView &view, const MinerBounds &bounds)
{
    const auto failures = failuresOf(view, bounds);
    std::map<Remedy, std::vector<const Failure *>> remedies;
    std::map<std::uint32_t, std::set<std::uint32_t>> lineagesOfError;
    for (const Failure &each : failures) {
        lineagesOfError[each.error].insert(each.lineage);
        if (!each.kind.empty())
            remedies[{each.error, each.kind, each.text}].push_back(&each);
    }
    std::vector<Finding> findings;
    std::vector<double> pValues;
    for (const auto &[remedy, mended] : remedies) {
        Finding finding;
        finding.detector = Detector::Fix;
        finding.contradicted = isContradicted(view, failures, remedy);
        const FactError &error = view.corpus().errors[remedy.error];
        finding.items = {error.code.empty() || error.text.find(error.code) != std::string::npos
                             ? error.text
                             : error.code + ": " + error.text,
                         remedy.kind, remedy.text, std::string(view.corpus().heads[mended.front()->head])};
        for (const Failure *each : mended)
            finding.occurrences.push_back({each->episode, each->acts, false, 0});
        Strength &s = finding.strength;
        view.count(finding.occurrences, s);
        if (s.lineages < 2)
            continue;
        s.tried = static_cast<std::uint32_t>(lineagesOfError[remedy.error].size());
        s.against = s.tried - s.lineages;
        const double usual = usualShare(failures, remedy, mended.front()->head);
        s.expected = usual * s.tried;
        s.p = binomialTail(s.tried, s.lineages, usual);
        pValues.push_back(s.p);
        findings.push_back(std::move(finding));
    }
    const auto rates = falseDiscoveryRates(pValues);
    for (std::size_t i = 0; i < findings.size(); ++i) {
        Finding &each = findings[i];
        each.strength.q = rates[i];
        const bool often = each.strength.lineages >= bounds.fixLineages && each.strength.days >= bounds.fixDays;
        const bool reliable = wilsonLower(each.strength.tried, each.strength.lineages) >= bounds.fixReliability;
        const bool real = each.strength.q <= bounds.chance.rate;
        // "Edit and run again" teaches something only where the failure has a name.
        const bool named =
            each.items[1] != "edit" ||
            !view.corpus().errors[view.corpus().acts[each.occurrences.front().acts.front()].error].code.empty();
        each.standing = !real               ? Standing::Chance
                        : !named            ? Standing::Trivial
                        : often && reliable ? Standing::Proposed
                                            : Standing::Watched;
        if (real && often && !reliable)
            each.reason = "helps too seldom";
    }
    return findings;
}

} // namespace assay
