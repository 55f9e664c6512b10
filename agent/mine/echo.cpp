// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/composer.h"

#include <algorithm>
#include <map>
#include <set>

namespace assay {

namespace {

constexpr double echoes = 0.5; // share of the literals that the skill says

} // namespace

std::uint32_t Composer::ownLineages(const MinedCandidate &candidate) const
{
    std::vector<std::string> literals;
    for (const MinedClaim &each : candidate.claims) {
        if (!each.command.empty())
            literals.push_back(each.command.substr(0, each.command.find(" <")));
    }
    std::map<std::uint32_t, bool> says; // by skill; of one whose text is not known, yes
    std::set<std::uint32_t> lineages;
    for (const Occurrence &each : m_findings[candidate.findings.front()].occurrences) {
        const bool told =
            std::ranges::any_of(m_view.corpus().skillsOf(m_view.episode(each.episode)), [&](std::uint32_t skill) {
                const auto [known, added] = says.emplace(skill, true);
                if (added)
                    known->second =
                        m_known.coverBySkill(m_view.corpus().skillNames[skill], literals).value_or(1.0) >= echoes;
                return known->second;
            });
        if (!told)
            lineages.insert(m_view.lineageOf(each.episode));
    }
    return static_cast<std::uint32_t>(lineages.size());
}

std::uint32_t Composer::neededLineages(Detector detector) const
{
    switch (detector) {
    case Detector::Ritual:
        return m_bounds.ritualLineages;
    case Detector::Trigger:
        return m_bounds.triggerLineages;
    case Detector::Fix:
        return m_bounds.fixLineages;
    case Detector::WaitRetry:
        return m_bounds.waitLineages;
    case Detector::EnvFact:
        return m_bounds.settingLineages;
    case Detector::Correction:
    case Detector::RepeatedAsk:
    case Detector::Orientation:
    case Detector::Denial:
        return 0; // what a person says is no echo
    }
    return 0;
}

} // namespace assay
