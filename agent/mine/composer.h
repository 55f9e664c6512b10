// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// From findings to candidates: rituals with the words that lead to them, what helps when they fail and what the person
// does not want; what is known, trivial or told twice falls away, and says so in the findings. Pure.

#include "agent/mine/knowntext.h"
#include "agent/mine/minedcandidate.h"
#include "agent/mine/minerbounds.h"
#include "agent/mine/projectview.h"

namespace assay {

class Composer {
public:
    // The findings get another standing where they are not proposed in the end. All must outlive this.
    Composer(const ProjectView &view, std::vector<Finding> &findings, const KnownText &known,
             const MinerBounds &bounds);

    // Best first.
    [[nodiscard]] std::vector<MinedCandidate> compose();

private:
    struct Step {
        std::string text;
        std::vector<MinedWitness> witnesses;
        std::string head;
        bool risky = false;
    };

    void composeRituals(Standing standing);
    void composeTriggers();
    void composeFixes();
    void composeWaits();
    void composeRules();
    void composeSettings();
    [[nodiscard]] MinedCandidate started(std::size_t finding) const;
    [[nodiscard]] Step stepFrom(const std::vector<std::uint32_t> &acts, std::string_view name) const;
    [[nodiscard]] std::vector<std::size_t> triggersOf(const std::vector<std::string> &heads,
                                                      const Finding *ritual) const;
    [[nodiscard]] std::string ritualName(const std::vector<std::string> &commands,
                                         const std::vector<std::size_t> &triggers) const;
    void addTriggers(MinedCandidate &candidate, const std::vector<std::size_t> &triggers) const;
    void addFailures(MinedCandidate &candidate, const std::vector<std::string> &heads);
    void addAvoids(MinedCandidate &candidate, const std::vector<std::string> &heads);
    void addMoment(MinedCandidate &candidate, const Finding &finding) const;
    void addCheck(MinedCandidate &candidate, const Finding &finding) const;
    void addStep(MinedCandidate &candidate, const Step &step) const;
    // What is dangerous is shown, but never ticked.
    static void guard(MinedClaim &claim, bool risky = false);
    // Flags, coverage, score, draft; then into the list, unless it says nothing new.
    void take(MinedCandidate candidate);
    // Lineages that show it where no skill was active that says it: others only repeat what they were told.
    [[nodiscard]] std::uint32_t ownLineages(const MinedCandidate &candidate) const;
    [[nodiscard]] std::uint32_t neededLineages(Detector detector) const;
    [[nodiscard]] bool isTold(const MinedCandidate &candidate) const;
    void dismiss(const MinedCandidate &candidate, Standing standing, const std::string &reason);
    void rate(MinedCandidate &candidate) const;
    void nameApart();

    const ProjectView &m_view;
    std::vector<Finding> &m_findings;
    const KnownText &m_known;
    const MinerBounds &m_bounds;
    std::vector<MinedCandidate> m_candidates;
    std::vector<bool> m_used; // by a candidate, per finding
    std::vector<std::int32_t> m_activeDays;
};

} // namespace assay
