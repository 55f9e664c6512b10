// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/composer.h"

#include "agent/facts/commandform.h"
#include "agent/mine/actitems.h"
#include "agent/mine/chance.h"
#include "agent/mine/contentrandom.h"
#include "agent/mine/draft.h"
#include "agent/mine/wording.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace assay {

namespace {

constexpr double covered = 0.8;
constexpr double halfLife = 45.0; // active days
constexpr std::size_t mostWitnesses = 12;

std::string keyOf(const std::string &project, const std::string &canon)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::uint64_t hash = contentHash(project + '\n' + canon);
    std::string key = "c-";
    for (int i = 0; i < 8; ++i, hash >>= 4U)
        key += digits[hash & 15U];
    return key;
}

// How it was worded is no part of what a correction is.
std::string candidateCanon(const Finding &finding)
{
    if (finding.detector != Detector::Correction)
        return finding.canon();
    return std::string(nameOf(finding.detector)) + ": " + finding.items[0] + " → " + finding.items[1] + " → " +
           finding.items[2];
}

std::set<std::string> commandsOf(const MinedCandidate &candidate)
{
    std::set<std::string> all;
    for (const MinedClaim &each : candidate.claims) {
        if (!each.command.empty() && each.section != "trigger" && each.section != "check")
            all.insert(each.command);
    }
    return all;
}

// What a document must hold to tell the candidate: its commands up to the first value. Those that everybody uses do not
// count beside two others.
std::vector<std::string> literalsToCover(const MinedCandidate &candidate)
{
    std::vector<std::string> own;
    std::vector<std::string> all;
    for (const std::string &command : commandsOf(candidate)) {
        all.push_back(command.substr(0, command.find(" <")));
        if (!isUbiquitous(all.back()) || hasOwnWords(command))
            own.push_back(all.back());
    }
    return own.size() < 2 ? all : own;
}

} // namespace

Composer::Composer(const ProjectView &view, std::vector<Finding> &findings, const KnownText &known,
                   const MinerBounds &bounds)
    : m_view(view)
    , m_findings(findings)
    , m_known(known)
    , m_bounds(bounds)
    , m_used(findings.size(), false)
{
    std::set<std::int32_t> days;
    for (const std::uint32_t e : view.episodes())
        days.insert(view.episode(e).day);
    m_activeDays.assign(days.begin(), days.end());
}

std::vector<MinedCandidate> Composer::compose()
{
    composeWaits();
    composeRituals(Standing::Proposed); // first: what is only watched hides nothing
    composeRituals(Standing::Watched);
    composeTriggers();
    composeFixes();
    composeRules();
    composeSettings();
    nameApart();
    std::ranges::stable_sort(m_candidates, [](const MinedCandidate &a, const MinedCandidate &b) {
        if (a.standing != b.standing)
            return a.standing < b.standing;
        return a.score.rank() != b.score.rank() ? a.score.rank() > b.score.rank() : a.key < b.key;
    });
    return std::move(m_candidates);
}

// The first of a name keeps it, a skill before a line that only the queue calls by it; the others get digits of their
// keys.
void Composer::nameApart()
{
    std::ranges::sort(m_candidates, {}, [](const MinedCandidate &each) {
        return std::pair(each.form != CandidateForm::Skill, each.key);
    });
    std::set<std::string> names;
    for (MinedCandidate &each : m_candidates) {
        if (names.insert(each.name).second)
            continue;
        each.name = each.name.substr(0, 59) + '-' + each.key.substr(2, 4);
        (void)wordCandidate(each); // was worded before, so it can be again
    }
}

MinedCandidate Composer::started(std::size_t finding) const
{
    const Finding &found = m_findings[finding];
    MinedCandidate candidate;
    candidate.detector = found.detector;
    candidate.standing = found.standing;
    candidate.strength = found.strength;
    candidate.findings = {static_cast<std::uint32_t>(finding)};
    candidate.canon = candidateCanon(found);
    if (found.contradicted)
        candidate.flags.emplace_back("contradicted");
    const std::string &project = m_view.corpus().projects[m_view.project()].key;
    candidate.key = keyOf(project.substr(project.find_last_of('/') + 1), candidate.canon);
    return candidate;
}

Composer::Step Composer::stepFrom(const std::vector<std::uint32_t> &acts, std::string_view name) const
{
    const FactCorpus &corpus = m_view.corpus();
    Step step;
    step.head = name;
    std::map<std::string, std::size_t> forms;
    std::map<std::string, std::size_t> templates;
    for (const std::uint32_t a : acts) {
        const FactAct &act = corpus.acts[a];
        ++forms[typedForm(corpus.forms[act.form])];
        ++templates[std::string(corpus.templates[act.tmpl])];
        step.risky = step.risky || (act.flags & ActFlagRisky) != 0;
        if (step.witnesses.size() < mostWitnesses)
            step.witnesses.push_back({act.event, "act", Trust::Agent});
    }
    const auto more = [](const auto &a, const auto &b) { return a.second < b.second; };
    const auto form = std::max_element(forms.begin(), forms.end(), more);
    const auto tmpl = std::max_element(templates.begin(), templates.end(), more);
    if (form != forms.end() && 2 * form->second >= acts.size() && !form->first.empty())
        step.text = form->first;
    else if (tmpl != templates.end() && 2 * tmpl->second >= acts.size())
        step.text = tmpl->first;
    else
        step.text = name;
    if (step.text.empty())
        step.text = name;
    return step;
}

void Composer::addStep(MinedCandidate &candidate, const Step &step) const
{
    MinedClaim claim;
    claim.section = "step";
    claim.witnesses = step.witnesses;
    if (step.head == "edit") {
        claim.text = "Make the change.";
    } else if (step.head.ends_with(" (fails)")) {
        claim.text = "If " + inCode(readable(step.text)) + " fails, read why before you go on.";
        claim.command = step.text;
    } else {
        claim.text = inCode(readable(step.text));
        claim.command = step.text;
    }
    guard(claim, step.risky);
    candidate.claims.push_back(std::move(claim));
}

bool Composer::isTold(const MinedCandidate &candidate) const
{
    const auto mine = commandsOf(candidate);
    if (mine.empty())
        return false;
    return std::ranges::any_of(m_candidates, [&](const MinedCandidate &other) {
        if (other.detector == Detector::Correction || candidate.detector == Detector::Correction)
            return other.canon == candidate.canon;
        const auto theirs = commandsOf(other);
        std::size_t both = 0;
        for (const std::string &each : mine)
            both += theirs.contains(each) ? 1 : 0;
        const std::size_t all = mine.size() + theirs.size() - both;
        return both == mine.size() || (both == theirs.size() && !theirs.empty()) || 5 * both > 4 * all;
    });
}

void Composer::dismiss(const MinedCandidate &candidate, Standing standing, const std::string &reason)
{
    m_findings[candidate.findings.front()].standing = standing;
    m_findings[candidate.findings.front()].reason = reason;
}

void Composer::rate(MinedCandidate &candidate) const
{
    ScoreParts &score = candidate.score;
    const Finding &found = m_findings[candidate.findings.front()];
    const auto activeWeeks = std::max(1.0, static_cast<double>(m_activeDays.size()) / 5.0);
    score.perWeek = static_cast<double>(found.occurrences.size()) / activeWeeks;
    std::size_t steps = 0;
    for (const MinedClaim &each : candidate.claims)
        steps += each.ticked && each.section != "trigger" ? 1 : 0;
    score.cost = static_cast<double>(std::max<std::size_t>(1, steps));
    const Strength &s = candidate.strength;
    score.reliability = wilsonLower(std::max(s.tried, s.lineages), s.lineages);
    score.listingTokens = candidate.form == CandidateForm::Skill ? tokensOf(candidate.name + candidate.description)
                                                                 : tokensOf(candidate.sentence);
    score.bodyTokens = candidate.form == CandidateForm::Skill ? tokensOf(candidate.text) : 0.0;
    score.novelty = 1.0 - candidate.coverage.share;
    const auto later = m_activeDays.end() - std::ranges::upper_bound(m_activeDays, s.lastDay);
    score.freshness = std::pow(0.5, static_cast<double>(later) / halfLife);
}

void Composer::take(MinedCandidate candidate)
{
    for (const std::uint32_t each : candidate.findings)
        m_used[each] = true;
    if (isTold(candidate)) {
        dismiss(candidate, Standing::Redundant, "another candidate says the same");
        return;
    }
    // That a task exists does not say when it is run, nor after what.
    const auto literals = literalsToCover(candidate);
    const bool tasksTell = literals.size() == 1 && candidate.detector != Detector::Fix;
    candidate.coverage = m_known.cover(literals, tasksTell);
    if (candidate.coverage.share >= covered) {
        dismiss(candidate, Standing::Known,
                "covered by " + candidate.coverage.file + ':' + std::to_string(candidate.coverage.line));
        return;
    }
    std::set<std::string> flags;
    for (const MinedClaim &each : candidate.claims)
        flags.insert(each.flags.begin(), each.flags.end());
    candidate.flags.assign(flags.begin(), flags.end());
    if (candidate.standing == Standing::Proposed && ownLineages(candidate) < neededLineages(candidate.detector)) {
        candidate.standing = Standing::Watched;
        dismiss(candidate, Standing::Watched, "seen mostly while a skill was active that says it");
    }
    if (!wordCandidate(candidate)) {
        dismiss(candidate, Standing::Trivial, "rests on a command that is dangerous");
        return;
    }
    rate(candidate);
    m_candidates.push_back(std::move(candidate));
}

double ScoreParts::rank() const
{
    constexpr double tokensOfACall = 400.0; // what a call costs in a session, roughly
    const double benefit = perWeek * cost * reliability;
    const double price = (listingTokens * 10.0 + bodyTokens * perWeek) / tokensOfACall / 10.0;
    return (benefit - price) * novelty * freshness;
}

const char *nameOf(CandidateForm form)
{
    switch (form) {
    case CandidateForm::Skill:
        return "skill";
    case CandidateForm::Rule:
        return "rule";
    case CandidateForm::Hook:
        return "hook";
    case CandidateForm::Permission:
        return "permission";
    case CandidateForm::Note:
        return "note";
    }
    return "";
}

} // namespace assay
