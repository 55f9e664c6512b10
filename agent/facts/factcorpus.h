// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// All facts of a workspace in memory, as flat vectors that refer to each other by index. Read-only once made; any
// thread. About 60 bytes an act and 500 an ask.

#include "agent/facts/facts.h"

#include <span>
#include <string_view>

namespace assay {

// From an ask up to the next. What happened before the first ask of a session is an episode without one.
struct FactEpisode {
    std::uint32_t session = 0;            // index
    std::uint32_t ask = 0;                // index + 1; 0 = none
    std::uint32_t firstAct = 0, acts = 0; // by position in the session
    std::uint32_t firstRefusal = 0, refusals = 0;
    std::uint32_t firstSkill = 0, skills = 0; // in FactCorpus::activeSkills: sorted set of name ids
    std::int64_t at = -1;                     // ms; of the ask, else of the first act
    std::int32_t day = -1;                    // days since epoch, UTC; -1 = not known
    std::int64_t interruption = 0;            // event of the first one, 0 = none
    EpisodeOutcome outcome = EpisodeOutcome::Unknown;
};

struct FactSession {
    std::int64_t id = 0;
    std::string uuid;
    std::uint32_t lineage = 0; // index
    std::uint32_t project = 0; // index
    std::uint32_t author = 0;  // index; by the home folder of the session; 0 = not known
    std::int64_t startedAt = -1;
    std::uint32_t firstEpisode = 0, episodes = 0;
};

struct FactProject {
    std::int64_t id = 0;
    std::string key;
    std::vector<std::string> folders; // where sessions of it began: roots as written, to look for CLAUDE.md
};

// Names by number. 0 is the empty text; the others are sorted.
class FactNames {
public:
    FactNames() = default;
    explicit FactNames(std::vector<std::string> sorted)
        : m_texts(std::move(sorted))
    {
    }
    [[nodiscard]] std::string_view operator[](std::uint32_t id) const
    {
        return id == 0 ? std::string_view() : std::string_view(m_texts[id - 1]);
    }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(m_texts.size()); } // ids 1 … size()
    // 0 = not there.
    [[nodiscard]] std::uint32_t find(std::string_view text) const;

private:
    std::vector<std::string> m_texts;
};

struct FactCorpus {
    std::vector<FactProject> projects; // by key
    std::vector<std::string> lineages; // smallest session uuid of each; sorted
    std::vector<std::string> authors;  // [0] = not known
    std::vector<FactSession> sessions; // by start, then uuid
    std::vector<FactEpisode> episodes; // by session, then position
    // Reached from an episode only: what is of one stands together, by position, and between may lie what is of none.
    std::vector<FactAct> acts;
    std::vector<FactAsk> asks;
    std::vector<FactRefusal> refusals;
    std::vector<std::uint32_t> words;        // of asks: ids in wordNames
    std::vector<std::uint32_t> activeSkills; // ids in skillNames
    FactNames heads, templates, forms, files, wordNames, skillNames;
    std::vector<FactError> errors; // [0] = none; by tool, head, code, text

    [[nodiscard]] std::span<const FactAct> actsOf(const FactEpisode &e) const
    {
        return {acts.data() + e.firstAct, e.acts};
    }
    [[nodiscard]] std::span<const FactRefusal> refusalsOf(const FactEpisode &e) const
    {
        return {refusals.data() + e.firstRefusal, e.refusals};
    }
    [[nodiscard]] std::span<const std::uint32_t> skillsOf(const FactEpisode &e) const
    {
        return {activeSkills.data() + e.firstSkill, e.skills};
    }
    [[nodiscard]] const FactAsk *askOf(const FactEpisode &e) const { return e.ask == 0 ? nullptr : &asks[e.ask - 1]; }
    [[nodiscard]] std::span<const std::uint32_t> wordsOf(const FactAsk &a) const
    {
        return {words.data() + a.firstWord, a.words};
    }
};

// The values of a form, in order: type ("path:go", "word", "port" …) and value. The template is the form without them.
struct FormSlot {
    std::string_view type, value;
};
[[nodiscard]] std::vector<FormSlot> formSlots(std::string_view form);

} // namespace assay
