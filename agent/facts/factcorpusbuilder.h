// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Facts of many sessions, added in any order, as one corpus: the same for every order. Names come in once, asks refer
// to them by the number they got here; finish() joins what the agent did, sorts everything, leaves out copies of
// episodes, and learns what only many sessions can tell (learnedforms.h).

#include "agent/facts/factacts.h"
#include "agent/facts/factcorpus.h"

#include <span>

namespace assay {

struct SessionOrigin {
    std::int64_t id = 0;
    std::string uuid;
    std::string lineage;
    std::int64_t projectId = 0;
    std::string projectKey;
    std::string folder; // where it began
    std::int64_t startedAt = -1;
};

class FactCorpusBuilder {
public:
    enum Table { Words, Skills, Tables };

    // The number of a name until finish(); "" is 0.
    [[nodiscard]] std::uint32_t name(Table table, std::string_view text) { return m_names[table].of(text); }

    // At most so many will come; saves moving them while they do.
    void expect(std::size_t asks) { m_asks.reserve(asks); }
    void beginSession(SessionOrigin origin);
    // The episode's counts and offsets are set here; `skills` and the words of the ask are numbers of names. Acts name
    // the episode by its ordinal in the session.
    struct EpisodeKey {
        std::uint32_t ordinal = 0;
        std::uint64_t natural = 0; // the same in every copy
    };
    void beginEpisode(EpisodeKey key, const FactEpisode &episode, std::span<const std::uint32_t> skills);
    void setAsk(FactAsk ask, std::span<const std::uint32_t> words);

    // Acts of sessions that did not come are left out. Once.
    [[nodiscard]] FactCorpus finish(FactActs acts = {});

private:
    // With what is there of it by index, as in a corpus.
    struct Episode {
        FactEpisode facts;
        EpisodeKey key;
        bool isCopy = false;
    };
    struct Session {
        SessionOrigin origin;
        std::size_t firstEpisode = 0, episodes = 0;
    };
    [[nodiscard]] std::span<Episode> episodesOf(const Session &session)
    {
        return {m_episodes.data() + session.firstEpisode, session.episodes};
    }

    void sortSessions();
    void joinActs();
    void nameOrigins(FactCorpus &corpus) const;
    void dropCopies(const FactCorpus &corpus);
    void fill(FactCorpus &corpus);
    void learn(FactCorpus &corpus);
    void nameActs(FactCorpus &corpus);
    void nameErrors(FactCorpus &corpus);
    void nameAsks(FactCorpus &corpus);

    std::array<NameNumbers, Tables> m_names;
    std::vector<Session> m_sessions;
    // In the order in which they came.
    std::vector<Episode> m_episodes;
    std::vector<FactAsk> m_asks;
    std::vector<std::uint32_t> m_words;
    std::vector<std::uint32_t> m_skills;
    FactActs m_acts;
};

} // namespace assay
