// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the agent did in many sessions, as it comes in: the half of a corpus that shares nothing with episodes and asks
// until it is joined to them (factcorpusbuilder.h), so that another thread may read it meanwhile. One thread at a time.

#include "agent/facts/facts.h"
#include "agent/facts/namenumbers.h"

#include <string_view>
#include <unordered_map>

namespace assay {

class FactActs {
public:
    enum Table { Heads, Forms, Files, Tables };

    // The number of a name; "" is 0.
    [[nodiscard]] std::uint32_t name(Table table, std::string_view text) { return m_names[table].of(text); }
    [[nodiscard]] std::uint32_t error(const FactError &error);

    // At most so many will come; saves moving them while they do.
    void expect(std::size_t acts) { m_acts.reserve(acts); }
    void beginSession(std::int64_t id); // each once
    // Episodes of the session by their ordinal, each once, ascending; one without acts may be left out.
    void beginEpisode(std::uint32_t ordinal);
    void addAct(const FactAct &act);      // of the episode begun last; head, form, file, error: numbers
    void addRefusal(FactRefusal refusal); // `act` counts within the episode

private:
    friend class FactCorpusBuilder;
    struct Episode {
        std::uint32_t ordinal = 0;
        std::uint32_t firstAct = 0, acts = 0;
        std::uint32_t firstRefusal = 0, refusals = 0;
    };
    struct Session {
        std::size_t firstEpisode = 0, episodes = 0;
    };

    std::array<NameNumbers, Tables> m_names;
    std::unordered_map<std::string, std::uint32_t> m_errorNumbers;
    std::vector<FactError> m_errors{1};
    std::unordered_map<std::int64_t, Session> m_sessions;
    Session *m_session = nullptr; // begun last
    std::vector<Episode> m_episodes;
    std::vector<FactAct> m_acts;
    std::vector<FactRefusal> m_refusals;
};

} // namespace assay
