// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The events of one session, in their order, as facts of that session. Deterministic; no store. One builder a session,
// on one thread.

#include "agent/facts/argumentform.h"
#include "agent/facts/asksign.h"
#include "models/data/eventkind.h"

#include <optional>

namespace assay {

// What a new version makes of the same events; raise it when that changes, and stored facts are made anew.
// 2: skills that lines were written under. 3: copies and learned forms per
// project. 4: arguments of tasks, what is risky. 5: homes in other places.
inline constexpr int factsVersion = 7;

struct FactEvent {
    std::int64_t id = 0;
    std::uint64_t key = 0; // a hash of the natural key of the line and the block: equal in copies
    EventKind kind = EventKind::Unknown;
    Outcome outcome = Outcome::None;
    int flags = 0; // EventFlag
    std::int64_t at = -1;
    std::int64_t durationMs = -1;
    std::string tool;
    std::string head;          // EventRow::head
    std::string skill;         // as the view skill_use tells; empty = none
    std::string followedSkill; // whose instructions the line was written under; empty = none told
    std::string text;          // of prompts, commands and interruptions
    std::string input;         // of shell calls: JSON
    std::string output;        // of shell calls, of what failed and of what was refused
};

struct ActOfSession {
    FactAct act; // names unset
    std::string head, form, file;
    std::optional<FactError> error;
};

struct RefusalOfSession {
    std::int64_t event = 0;
    std::uint32_t act = 0; // index in the session
    RefusalKind kind = RefusalKind::User;
};

struct EpisodeOfSession {
    std::uint64_t key = 0; // of its first event
    std::int64_t at = -1;
    std::int64_t ask = 0; // event; 0 = none
    bool command = false;
    bool queued = false;
    AskSign sign;
    std::uint32_t askBytes = 0;
    std::uint32_t firstAct = 0, acts = 0;
    std::vector<std::string> skills; // sorted
    std::int64_t interruption = 0;
    EpisodeOutcome outcome = EpisodeOutcome::Unknown;
};

struct FactsOfSession {
    std::vector<EpisodeOfSession> episodes;
    std::vector<ActOfSession> acts;
    std::vector<RefusalOfSession> refusals; // by act
};

class FactBuilder {
public:
    explicit FactBuilder(FactPlace place)
        : m_place(std::move(place))
    {
    }

    // Whether texts of such an event are looked at, so that others need not be read.
    [[nodiscard]] static bool readsText(EventKind kind);
    [[nodiscard]] static bool readsInput(std::string_view tool);

    void add(const FactEvent &event);
    [[nodiscard]] FactsOfSession finish();

private:
    EpisodeOfSession &episode(const FactEvent &event);
    void ask(const FactEvent &event);
    void call(const FactEvent &event);
    void shellCall(const FactEvent &event);
    void fileCall(const FactEvent &event, ActKind kind, std::string_view name);
    void otherCall(const FactEvent &event, ActKind kind, std::string head, std::string form);
    ActOfSession &act(const FactEvent &event, ActKind kind);
    void useSkill(const FactEvent &event, std::string_view skill);
    void interruption(const FactEvent &event);

    FactPlace m_place;
    FactsOfSession m_facts;
};

// Whether an ask takes back what was just done: its first words say no. In ten languages; a guess.
[[nodiscard]] bool isPushback(std::string_view text);

} // namespace assay
