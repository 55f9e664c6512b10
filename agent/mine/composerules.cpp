// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/composer.h"

#include "agent/mine/actitems.h"
#include "agent/mine/draft.h"
#include "agent/mine/wording.h"

#include <algorithm>

namespace assay {

namespace {

constexpr std::size_t longestError = 160;
constexpr std::size_t longestRule = 160;

bool isOpen(const Finding &finding)
{
    return finding.standing == Standing::Proposed || finding.standing == Standing::Watched ||
           finding.standing == Standing::SaidOnce;
}

// items: polarity or kind, what not, what instead.
MinedClaim ruleClaim(const Finding &found)
{
    MinedClaim claim{"avoid", {}, {}, true, {}, {}};
    if (found.items[0] == "instead") {
        claim.text = "Use " + inCode(found.items[2]) + ", not " + inCode(found.items[1]) + '.';
        claim.command = found.items[2];
    } else if (found.items[0] == "not") {
        claim.text = "Do not use " + inCode(found.items[1]) + '.';
        claim.command = found.items[1];
    } else if (found.items[0] == "always") {
        claim.text = lastingRule(found.items[2], longestRule);
    } else if (found.items[0] == "refused") {
        claim.text = "Ask before running " + inCode(readable(found.items[1])) + ": it was refused before.";
        claim.command = found.items[1];
    } else {
        claim.text = "Decide once on " + inCode(readable(found.items[1])) + ": a rule or a hook keeps denying it.";
        claim.command = found.items[1];
    }
    return claim;
}

} // namespace

void Composer::guard(MinedClaim &claim, bool risky)
{
    if (claim.command.empty() || (!risky && !isDangerous(claim.command)))
        return;
    claim.flags.emplace_back("dangerous");
    claim.ticked = false;
}

void Composer::composeFixes()
{
    for (std::size_t i = 0; i < m_findings.size(); ++i) {
        const Finding &found = m_findings[i];
        if (found.detector != Detector::Fix || !isOpen(found) || m_used[i])
            continue;
        MinedCandidate candidate = started(i);
        const std::string error = harmless(found.items[0], longestError);
        const std::string &head = found.items[3];
        MinedClaim claim{"fails", {}, found.items[2], true, {}, {}};
        if (found.items[1] == "edit")
            claim.text = "When " + inCode(head) + " says \"" + error + "\", change the code it names and run it again.";
        else if (found.items[1] == "first")
            claim.text = "When " + inCode(head) + " fails with \"" + error + "\", run " +
                         inCode(readable(found.items[2])) + " first.";
        else
            claim.text = "When " + inCode(head) + " fails with \"" + error + "\", run " +
                         inCode(readable(found.items[2])) + " instead.";
        for (const Occurrence &o : found.occurrences) {
            claim.witnesses.push_back({m_view.corpus().acts[o.acts.front()].event, "failure", Trust::Outside});
            claim.witnesses.push_back({m_view.corpus().acts[o.acts[1]].event, "remedy", Trust::Agent});
        }
        guard(claim, std::ranges::any_of(found.occurrences, [this](const Occurrence &o) {
                  return (m_view.corpus().acts[o.acts[1]].flags & ActFlagRisky) != 0;
              }));
        candidate.form = CandidateForm::Rule;
        candidate.name = slugOf({nameOfSteps({head}), "fix"});
        const Strength &s = found.strength;
        candidate.strengthText = "It helped in " + std::to_string(s.lineages) + " of " + std::to_string(s.tried) +
                                 " sessions with this failure.";
        candidate.claims.push_back(std::move(claim));
        if (found.items[1] == "edit" && found.standing != Standing::Proposed) {
            m_used[i] = true;
            continue;
        }
        take(std::move(candidate));
    }
}

void Composer::composeWaits()
{
    for (std::size_t i = 0; i < m_findings.size(); ++i) {
        const Finding &found = m_findings[i];
        if (found.detector != Detector::WaitRetry || !isOpen(found))
            continue;
        MinedCandidate candidate = started(i);
        const std::string &service = found.items[1];
        const std::string code = found.items[2].empty() ? "fails" : "answers " + found.items[2];
        std::vector<std::uint32_t> first;
        std::vector<std::uint32_t> last;
        for (const Occurrence &o : found.occurrences) {
            first.push_back(o.acts.front());
            last.push_back(o.acts.back());
        }
        const Step call = stepFrom(first, found.items[0]);
        MinedClaim call1{"step", "Call " + inCode(readable(call.text)) + ".", call.text, true, {}, {}};
        MinedClaim tries{"step",
                         "When " + service + ' ' + code + ": try " + found.items[4] +
                             " times in all, each pause longer than the one before.",
                         {},
                         true,
                         {},
                         {}};
        for (const Occurrence &o : found.occurrences) {
            for (std::size_t a = 0; a < o.acts.size(); ++a)
                tries.witnesses.push_back({m_view.corpus().acts[o.acts[a]].event,
                                           a + 1 == o.acts.size() ? "remedy" : "failure",
                                           a + 1 == o.acts.size() ? Trust::Agent : Trust::Outside});
        }
        call1.witnesses = call.witnesses;
        candidate.claims = {call1, tries};
        if (!found.items[3].empty()) {
            const Step fallback = stepFrom(last, found.items[3]);
            candidate.claims.push_back({"step",
                                        "Still no answer: fall back to " + inCode(readable(fallback.text)) + '.',
                                        fallback.text,
                                        true,
                                        {},
                                        fallback.witnesses});
            guard(candidate.claims.back(), fallback.risky);
        } else {
            candidate.claims.push_back(
                {"step", "It has come back each time so far; do not change the call.", {}, true, {}, {}});
            candidate.claims.back().witnesses = tries.witnesses;
        }
        candidate.form = CandidateForm::Skill;
        candidate.name = slugOf({service, found.items[2], "retry", found.items[3].empty() ? "" : "then-fall-back"});
        candidate.description = "What to do when " + service + " is not available for a while. Use when " +
                                inCode(readable(call.text)) + " fails" +
                                (found.items[2].empty() ? "" : " with " + found.items[2]) + " from " + service + ".";
        take(std::move(candidate));
    }
}

void Composer::composeRules()
{
    for (std::size_t i = 0; i < m_findings.size(); ++i) {
        const Finding &found = m_findings[i];
        const bool rule = found.detector == Detector::Correction || found.detector == Detector::Denial;
        if (!rule || !isOpen(found))
            continue;
        MinedCandidate candidate = started(i);
        candidate.form = CandidateForm::Rule;
        const std::string words = found.items.back();
        MinedClaim claim = ruleClaim(found);
        if (found.items[0] == "instead") // to forbid what is dangerous is welcome
            guard(claim);
        if (found.items[0] == "denied")
            candidate.form = CandidateForm::Permission;
        for (const Occurrence &o : found.occurrences) {
            const bool refused = o.refusal != 0;
            const std::int64_t event = refused ? o.refusal : m_view.corpus().askOf(m_view.episode(o.episode))->event;
            claim.witnesses.push_back({event, refused ? "refusal" : "ask", Trust::Typed});
        }
        candidate.name = slugOf({found.items[0], found.items[1],
                                 found.items.size() > 2 && found.items[0] == "instead" ? found.items[2] : ""});
        candidate.strengthText = found.detector == Detector::Correction
                                     ? "In the person's words: \"" + harmless(words, longestRule) + '"'
                                     : "";
        candidate.claims.push_back(std::move(claim));
        take(std::move(candidate));
    }
}

void Composer::composeSettings()
{
    for (std::size_t i = 0; i < m_findings.size(); ++i) {
        const Finding &found = m_findings[i];
        if (found.detector != Detector::EnvFact || !isOpen(found))
            continue;
        MinedCandidate candidate = started(i);
        const std::string &type = found.items[1];
        const std::string what = type.starts_with("env:") ? type.substr(4) + '=' + found.items[2]
                                                          : type.substr(0, type.find(':')) + ' ' + found.items[2];
        MinedClaim claim{"fact", "Run " + inCode(found.items[0]) + " with " + inCode(what) + " here.", what, true, {},
                         {}};
        for (const Occurrence &o : found.occurrences) {
            for (const std::uint32_t act : o.acts) {
                const bool last = act == o.acts.back();
                claim.witnesses.push_back({m_view.corpus().acts[act].event, last ? "remedy" : "failure",
                                           last ? Trust::Agent : Trust::Outside});
            }
        }
        candidate.form = CandidateForm::Rule;
        candidate.name = slugOf({nameOfSteps({found.items[0]}), type.substr(type.find(':') + 1)});
        candidate.strengthText = "It failed without it first; the last sessions agree on the value.";
        candidate.claims.push_back(std::move(claim));
        take(std::move(candidate));
    }
}

} // namespace assay
