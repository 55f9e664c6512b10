// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a person is asked to decide on: findings put together, with a claim for every line of the draft and events for
// every claim. Values; any thread.

#include "agent/facts/facts.h"
#include "agent/mine/finding.h"

namespace assay {

enum class CandidateForm : std::uint8_t { Skill = 1, Rule = 2, Hook = 3, Permission = 4, Note = 5 };

struct MinedWitness {
    std::int64_t event = 0;
    std::string role; // "ask", "act", "failure", "remedy", "success", "refusal"
    Trust trust = Trust::Agent;
};

struct MinedClaim {
    std::string section;            // "trigger", "step", "fails", "avoid", "check"
    std::string text;               // as it stands in the draft
    std::string command;            // the literal in it; empty = none
    bool ticked = true;             // false: shown, but not in the draft until a person says so
    std::vector<std::string> flags; // "dangerous", "tool-output" …
    std::vector<MinedWitness> witnesses;
};

struct ScoreParts {
    double perWeek = 0.0;     // occurrences in an active week
    double cost = 0.0;        // calls of one occurrence
    double reliability = 0.0; // lower end of the interval
    double listingTokens = 0.0;
    double bodyTokens = 0.0;
    double novelty = 1.0;
    double freshness = 1.0;

    [[nodiscard]] double rank() const;
};

struct CoveredBy {
    double share = 0.0; // of the literals
    std::string file;
    int line = 0;
};

struct MinedCandidate {
    std::string key; // "c-" and eight digits of a hash of what it is about
    std::string canon;
    Detector detector = Detector::Ritual;
    CandidateForm form = CandidateForm::Skill;
    Standing standing = Standing::Proposed; // Proposed, Watched, SaidOnce
    std::string name;                       // of the skill
    std::string title;                      // of the skill; empty = its name
    std::string sentence;                   // what will change
    std::string description;
    std::string strengthText; // "asks with … end in … 83 % of the time"
    std::vector<MinedClaim> claims;
    std::vector<std::string> flags;
    std::vector<std::uint32_t> findings; // indices
    Strength strength;
    ScoreParts score;
    CoveredBy coverage;
    std::string text; // the draft: SKILL.md, or the line of a rule
};

[[nodiscard]] const char *nameOf(CandidateForm form); // "skill", "rule", "hook", "permission", "note"

} // namespace assay
