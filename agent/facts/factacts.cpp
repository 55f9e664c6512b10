// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/factacts.h"

#include <utility>

namespace assay {

std::uint32_t FactActs::error(const FactError &error)
{
    const std::string whole = error.tool + '\n' + error.head + '\n' + error.code + '\n' + error.text;
    const auto [entry, isNew] = m_errorNumbers.try_emplace(whole, static_cast<std::uint32_t>(m_errors.size()));
    if (isNew)
        m_errors.push_back(error);
    return entry->second;
}

void FactActs::beginSession(std::int64_t id)
{
    m_session = &m_sessions[id];
    *m_session = {m_episodes.size(), 0};
}

void FactActs::beginEpisode(std::uint32_t ordinal)
{
    ++m_session->episodes;
    m_episodes.push_back(
        {ordinal, static_cast<std::uint32_t>(m_acts.size()), 0, static_cast<std::uint32_t>(m_refusals.size()), 0});
}

void FactActs::addAct(const FactAct &act)
{
    m_acts.push_back(act);
    ++m_episodes.back().acts;
}

void FactActs::addRefusal(FactRefusal refusal)
{
    m_refusals.push_back(std::move(refusal));
    ++m_episodes.back().refusals;
}

} // namespace assay
