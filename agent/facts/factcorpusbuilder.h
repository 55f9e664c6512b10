// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Facts of many sessions, added in any order, as one corpus: the same for every order. Names come in once, acts refer
// to them by the number they got here; finish() sorts everything, drops copies of episodes, and learns what only many
// sessions can tell (learnedforms.h).

#include "agent/facts/factbuilder.h"
#include "agent/facts/factcorpus.h"

#include <functional>
#include <span>
#include <unordered_map>

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
    enum Table { Heads, Forms, Files, Words, Skills, Tables };

    // The number of a name until finish(); "" is 0.
    [[nodiscard]] std::uint32_t name(Table table, std::string_view text);
    [[nodiscard]] std::uint32_t error(const FactError &error);

    // At most so many will come; saves moving them while they do.
    void expect(std::size_t acts, std::size_t asks);
    void beginSession(SessionOrigin origin);
    // The episode's counts and offsets are set here; `skills` and the words of the ask are numbers of names.
    void beginEpisode(std::uint64_t key, const FactEpisode &episode, std::span<const std::uint32_t> skills);
    void setAsk(FactAsk ask, std::span<const std::uint32_t> words);
    void addAct(const FactAct &act);      // of the episode begun last; head, form, file, error: numbers of names
    void addRefusal(FactRefusal refusal); // `act` counts within the episode

    // All of it at once; texts of asks and reasons of refusals by event.
    struct Texts {
        std::unordered_map<std::int64_t, std::string> byEvent;
    };
    void add(SessionOrigin origin, const FactsOfSession &facts, const Texts &texts);

    [[nodiscard]] FactCorpus finish();

private:
    struct NameHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    struct Interned {
        std::unordered_map<std::string, std::uint32_t, NameHash, std::equal_to<>> ids;
        std::vector<std::string> texts{{}};
    };
    // In m_added, with what is there of it by index, as in a corpus.
    struct Episode {
        FactEpisode facts;
        std::uint64_t key = 0;
        bool isCopy = false;
    };
    struct Session {
        SessionOrigin origin;
        std::size_t firstEpisode = 0, episodes = 0;
    };
    // In the order in which it came.
    struct Added {
        std::vector<Episode> episodes;
        std::vector<FactAct> acts;
        std::vector<FactAsk> asks;
        std::vector<FactRefusal> refusals;
        std::vector<std::uint32_t> words;
        std::vector<std::uint32_t> skills;
    };
    [[nodiscard]] std::span<Episode> episodesOf(const Session &session)
    {
        return {m_added.episodes.data() + session.firstEpisode, session.episodes};
    }

    void sortSessions();
    void dropCopies();
    void nameOrigins(FactCorpus &corpus) const;
    void learn(FactCorpus &corpus);
    void fill(FactCorpus &corpus);
    void nameAll(FactCorpus &corpus);

    std::array<Interned, Tables> m_names;
    std::unordered_map<std::string, std::uint32_t> m_errorIds;
    std::vector<FactError> m_errors{1};
    std::vector<Session> m_sessions;
    Added m_added;
};

} // namespace assay
