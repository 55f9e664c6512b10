// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/composer.h"

#include "agent/mine/actitems.h"
#include "agent/mine/correctiongrammar.h"
#include "agent/mine/draft.h"
#include "agent/mine/wording.h"

#include <algorithm>
#include <map>
#include <set>

namespace assay {

namespace {

constexpr std::size_t mostTriggers = 4;

int percent(double share)
{
    return static_cast<int>(share * 100.0 + 0.5);
}

std::string cueText(const std::string &cue)
{
    std::string bare = cue;
    std::erase(bare, '"');
    return '"' + harmless(bare) + '"';
}

// "push" in "git push", "commit this" before anything that git does: asked for by its own name, which is no news.
bool namesItself(const Finding &trigger)
{
    std::string cue = trigger.items[0];
    std::erase(cue, '"');
    if (trigger.items[1].find(cue) != std::string::npos || cue.find(trigger.items[1]) != std::string::npos)
        return true;
    static const std::set<std::string> verbs = {
        "commit", "commits", "push",   "pull",  "merge",   "rebase", "diff", "status", "branch",  "stash", "checkout",
        "fetch",  "log",     "add",    "build", "test",    "tests",  "lint", "fmt",    "format",  "run",   "install",
        "change", "changes", "this",   "that",  "now",     "again",  "more", "work",   "code",    "let's", "lets",
        "ok",     "okay",    "please", "good",  "changed", "can",    "new",  "also",   "continue"};
    const auto words = literalsOf(cue);
    return std::ranges::all_of(words, [](const std::string &each) { return verbs.contains(each); });
}

} // namespace

std::vector<std::size_t> Composer::triggersOf(const std::vector<std::string> &heads, const Finding *ritual) const
{
    std::set<std::uint32_t> episodes;
    if (ritual != nullptr) {
        for (const Occurrence &each : ritual->occurrences)
            episodes.insert(each.episode);
    }
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < m_findings.size(); ++i) {
        const Finding &each = m_findings[i];
        if (each.detector != Detector::Trigger || each.standing != Standing::Proposed || namesItself(each) ||
            std::ranges::find(heads, each.items[1]) == heads.end())
            continue;
        const auto within = std::ranges::count_if(
            each.occurrences, [&episodes](const Occurrence &o) { return episodes.contains(o.episode); });
        if (ritual == nullptr || 3 * static_cast<std::size_t>(within) >= each.occurrences.size())
            all.push_back(i);
    }
    std::ranges::stable_sort(
        all, [this](std::size_t a, std::size_t b) { return m_findings[a].strength.p < m_findings[b].strength.p; });
    std::set<std::string> cues;
    std::erase_if(all, [&](std::size_t i) { return !cues.insert(m_findings[i].items[0]).second; });
    all.resize(std::min(all.size(), mostTriggers));
    return all;
}

void Composer::addTriggers(MinedCandidate &candidate, const std::vector<std::size_t> &triggers) const
{
    for (const std::size_t i : triggers) {
        const Finding &each = m_findings[i];
        const std::string cue = cueText(each.items[0]);
        MinedClaim claim{"trigger", "asked about " + cue, {}, true, {}, {}};
        for (const Occurrence &o : each.occurrences) {
            if (claim.witnesses.size() < 6)
                claim.witnesses.push_back(
                    {m_view.corpus().askOf(m_view.episode(o.episode))->event, "ask", Trust::Typed});
        }
        candidate.claims.push_back(std::move(claim));
        if (candidate.strengthText.empty()) {
            const Strength &s = each.strength;
            const double base = s.expected / std::max(1U, s.tried);
            candidate.strengthText = "Asks with " + cue + " come with " + each.items[1] + " in " +
                                     std::to_string(percent(static_cast<double>(s.lineages) / s.tried)) +
                                     " % of the sessions; by chance it would be " + std::to_string(percent(base)) +
                                     " %.";
        }
    }
}

// When it is done, where no words lead to it: after a change, before a commit.
void Composer::addMoment(MinedCandidate &candidate, const Finding &finding) const
{
    const FactCorpus &corpus = m_view.corpus();
    MinedClaim after{"trigger", "after a change", {}, true, {}, {}};
    MinedClaim before{"trigger", "before a commit", {}, true, {}, {}};
    for (const Occurrence &each : finding.occurrences) {
        const FactEpisode &episode = m_view.episode(each.episode);
        for (std::uint32_t a = each.acts.front(); a-- > episode.firstAct;) {
            if (corpus.acts[a].kind == ActKind::Edit) {
                after.witnesses.push_back({corpus.acts[a].event, "act", Trust::Agent});
                break;
            }
        }
        for (std::uint32_t a = each.acts.back() + 1; a < episode.firstAct + episode.acts; ++a) {
            if (corpus.heads[corpus.acts[a].head] == "git commit") {
                before.witnesses.push_back({corpus.acts[a].event, "act", Trust::Agent});
                break;
            }
        }
    }
    for (MinedClaim *each : {&after, &before}) {
        if (2 * each->witnesses.size() < finding.occurrences.size())
            continue;
        each->witnesses.resize(std::min<std::size_t>(each->witnesses.size(), 6));
        candidate.claims.push_back(std::move(*each));
    }
}

void Composer::addCheck(MinedCandidate &candidate, const Finding &finding) const
{
    const FactCorpus &corpus = m_view.corpus();
    // What only looks changes nothing that a check could tell of.
    const bool changes = std::ranges::any_of(finding.occurrences, [&corpus](const Occurrence &each) {
        return std::ranges::any_of(each.acts, [&corpus](std::uint32_t a) {
            return corpus.acts[a].kind == ActKind::Edit || corpus.acts[a].check != CheckKind::None;
        });
    });
    if (!changes)
        return;
    std::map<std::uint32_t, std::vector<std::uint32_t>> checks; // by head
    for (const Occurrence &each : finding.occurrences) {
        const FactEpisode &episode = m_view.episode(each.episode);
        for (std::uint32_t a = each.acts.empty() ? episode.firstAct : each.acts.back();
             a < episode.firstAct + episode.acts; ++a) {
            if (corpus.acts[a].check != CheckKind::None && corpus.acts[a].outcome == ActOutcome::Ok &&
                corpus.acts[a].kind == ActKind::Command)
                checks[corpus.acts[a].head].push_back(a);
        }
    }
    const auto best = std::ranges::max_element(
        checks, [](const auto &a, const auto &b) { return a.second.size() < b.second.size(); });
    if (best == checks.end() || 2 * best->second.size() < finding.occurrences.size())
        return;
    const Step step = stepFrom(best->second, corpus.heads[best->first]);
    candidate.claims.push_back(
        {"check", inCode(readable(step.text)) + " goes well.", step.text, true, {}, step.witnesses});
}

void Composer::addFailures(MinedCandidate &candidate, const std::vector<std::string> &heads)
{
    for (std::size_t i = 0; i < m_findings.size(); ++i) {
        const Finding &each = m_findings[i];
        const bool strong = each.standing == Standing::Proposed;
        if (each.detector != Detector::Fix || m_used[i] || (!strong && each.standing != Standing::Watched) ||
            each.items[2].empty() || std::ranges::find(heads, each.items[3]) == heads.end())
            continue;
        MinedClaim claim{"fails",
                         "On \"" + harmless(each.items[0], 160) + "\": " + inCode(readable(each.items[2])) +
                             (each.items[1] == "first" ? " first, then again." : " instead."),
                         each.items[2],
                         strong,
                         {},
                         {}};
        for (const Occurrence &o : each.occurrences)
            claim.witnesses.push_back({m_view.corpus().acts[o.acts.front()].event, "failure", Trust::Outside});
        guard(claim);
        candidate.claims.push_back(std::move(claim));
        if (strong) {
            candidate.findings.push_back(static_cast<std::uint32_t>(i));
            m_used[i] = true;
        }
    }
}

void Composer::addAvoids(MinedCandidate &candidate, const std::vector<std::string> &heads)
{
    for (const Finding &each : m_findings) {
        if (each.detector != Detector::Correction || each.items[1].empty() ||
            (each.standing != Standing::Proposed && each.standing != Standing::Watched))
            continue;
        const bool ours = std::ranges::any_of(heads, [&each](const std::string &head) {
            return head.find(each.items[1]) != std::string::npos || each.items[1].find(head) != std::string::npos;
        });
        if (!ours)
            continue;
        MinedClaim claim{"avoid",
                         each.items[2].empty() ? "Do not use " + inCode(each.items[1]) + "."
                                               : inCode(each.items[1]) + "; use " + inCode(each.items[2]) + ".",
                         each.items[1],
                         each.standing == Standing::Proposed,
                         {},
                         {}};
        for (const Occurrence &o : each.occurrences) {
            const std::int64_t event = o.ask ? m_view.corpus().askOf(m_view.episode(o.episode))->event : o.refusal;
            claim.witnesses.push_back({event, o.ask ? "ask" : "refusal", Trust::Typed});
        }
        candidate.claims.push_back(std::move(claim));
    }
}

// "comments-pr-view-push": the first word of the ask that leads to it, and the words that tell its steps apart.
std::string Composer::ritualName(const std::vector<std::string> &commands,
                                 const std::vector<std::size_t> &triggers) const
{
    std::vector<std::string> words;
    if (!triggers.empty())
        words.push_back(harmless(m_findings[triggers.front()].items[0], 24));
    words.push_back(nameOfSteps(commands));
    return slugOf(words);
}

void Composer::composeRituals(Standing standing)
{
    for (std::size_t i = 0; i < m_findings.size(); ++i) {
        const Finding &found = m_findings[i];
        if (found.detector != Detector::Ritual || found.standing != standing || m_used[i])
            continue;
        MinedCandidate candidate = started(i);
        std::vector<std::string> commands;
        std::vector<std::string> heads;
        std::size_t own = 0;
        for (std::size_t s = 0; s < found.items.size(); ++s) {
            std::vector<std::uint32_t> acts;
            for (const Occurrence &each : found.occurrences)
                acts.push_back(each.acts[s]);
            const Step step = stepFrom(acts, found.items[s]);
            heads.emplace_back(m_view.corpus().heads[m_view.corpus().acts[acts.front()].head]);
            own += step.head != "edit" && (!isUbiquitous(heads.back()) || hasOwnWords(step.text)) ? 1 : 0;
            if (step.head != "edit")
                commands.push_back(step.text);
            addStep(candidate, step);
        }
        const auto triggers = triggersOf(heads, &found);
        const bool afterEdit = found.items.front() == "edit";
        if (commands.empty() || own == 0 || (own == 1 && triggers.empty() && !afterEdit)) {
            dismiss(candidate, Standing::Trivial, "everybody does that");
            continue;
        }
        // A check, a change and the check again is no procedure; that this check is run at all is worth a line.
        const bool again = commands.size() > 1 && std::ranges::all_of(heads, [&heads](const std::string &head) {
                               return head == heads.back() || head == "edit";
                           });
        candidate.form = found.items.size() >= 3 && !again ? CandidateForm::Skill
                         : afterEdit && !again             ? CandidateForm::Hook
                                                           : CandidateForm::Rule;
        if (again) {
            for (MinedClaim &each : candidate.claims)
                each.command = each.command.empty() ? "" : commands.back();
        }
        candidate.name = ritualName(commands, triggers);
        addTriggers(candidate, triggers);
        addMoment(candidate, found);
        addFailures(candidate, heads);
        addAvoids(candidate, heads);
        if (candidate.form == CandidateForm::Skill)
            addCheck(candidate, found);
        take(std::move(candidate));
    }
}

// Words that lead to acts outside any ritual: grouped by the act, with the other acts the same words lead to.
void Composer::composeTriggers()
{
    std::map<std::string, std::vector<std::size_t>> byHead;
    for (std::size_t i = 0; i < m_findings.size(); ++i) {
        if (m_findings[i].detector == Detector::Trigger && m_findings[i].standing == Standing::Proposed) {
            if (namesItself(m_findings[i])) {
                m_findings[i].standing = Standing::Trivial;
                m_findings[i].reason = "asked for by its name";
            } else {
                byHead[m_findings[i].items[1]].push_back(i);
            }
        }
    }
    for (auto &[head, found] : byHead) {
        std::ranges::stable_sort(found, [this](std::size_t a, std::size_t b) {
            return m_findings[a].strength.p < m_findings[b].strength.p;
        });
        MinedCandidate candidate = started(found.front());
        candidate.canon = "trigger: " + head;
        for (const std::size_t each : found)
            candidate.findings.push_back(static_cast<std::uint32_t>(each));
        std::vector<std::uint32_t> acts;
        std::set<std::uint32_t> seen;
        for (const std::size_t each : found) {
            for (const Occurrence &o : m_findings[each].occurrences) {
                if (seen.insert(o.acts.front()).second)
                    acts.push_back(o.acts.front());
            }
        }
        const Step step = stepFrom(acts, head);
        if (isUbiquitous(head) && !hasOwnWords(step.text) && found.size() < 2) {
            dismiss(candidate, Standing::Trivial, "everybody does that");
            continue;
        }
        addStep(candidate, step);
        const auto triggers = triggersOf({head}, nullptr);
        candidate.form = CandidateForm::Rule;
        candidate.name = slugOf({m_findings[found.front()].items[0], nameOfSteps({step.text})});
        addTriggers(candidate, triggers);
        addFailures(candidate, {head});
        addAvoids(candidate, {head});
        take(std::move(candidate));
    }
}

} // namespace assay
