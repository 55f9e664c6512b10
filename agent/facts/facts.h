// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What happened in sessions, in the normal form that mining counts: plain values without a store. Made by the agent
// from events (factbuilder.h), kept as rows (0004_facts.sql), read back into one FactCorpus (agent/store/factreader.h).
//
// Numbers of names are ranks of their sorted texts and lists are sorted by natural keys, so a corpus depends on what
// happened only: not on the order of arrival, nor on local row numbers (which stand in `event` and `id` alone, for
// evidence). Left out: sub-agents' own threads, calls of our own programs, and all but one of the copies of an episode
// that forks and resumed files repeat.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "models/data/factkinds.h"

namespace assay {

enum class Trust : std::uint8_t { Typed = 0, Agent = 1, Repository = 2, Outside = 3 }; // T0 … T3

// Ids of names: 0 = none. Offsets count entries of the vectors of FactCorpus.
struct FactAct {
    std::int64_t event = 0;
    std::int64_t at = -1; // ms since epoch, UTC
    std::int32_t durationMs = -1;
    std::uint32_t head = 0; // "git commit"; "edit", "read", "skill" … for what is no command
    std::uint32_t tmpl = 0; // "git commit -m <string>"
    std::uint32_t form = 0; // the same with the values that may be said; equal = the same act (see formSlots())
    std::uint32_t error = 0;
    std::uint32_t file = 0; // read, edited: relative to the root of the project, else masked
    ActKind kind = ActKind::Other;
    ActOutcome outcome = ActOutcome::Unknown;
    CheckKind check = CheckKind::None;
    std::uint8_t flags = 0;
};

struct FactError {
    std::string tool; // "Bash"
    std::string head; // of the act that failed; empty for what is no command
    std::string code; // "E0308", "nilerr", "404", "exit 2"; empty if none
    std::string text; // masked, one line of at most 160 characters
    ErrorClass kind = ErrorClass::Other;
    std::uint64_t key = 0; // hash of tool, head, code and the words of the text, whatever their order
};

// What a person said that opens an episode; or a command of theirs ("/review 12").
struct FactAsk {
    std::int64_t event = 0;
    std::array<char, 2> language{}; // ISO 639-1, "" = cannot tell; a guess
    bool command = false;
    bool queued = false;                    // typed while the agent worked
    std::uint32_t firstWord = 0, words = 0; // in FactCorpus::words: sorted set of ids
    std::uint64_t simhash = 0;
    std::array<std::uint32_t, 64> minhash{}; // 16 bands of 4
    std::string text;                        // at most 400 bytes, home folders masked; longer ones are cut
    std::uint32_t bytes = 0;                 // of the whole
};

struct FactRefusal {
    std::int64_t event = 0;
    std::uint32_t act = 0; // index of the first act of the refused call in FactCorpus::acts
    RefusalKind kind = RefusalKind::User;
    std::string reason; // in the user's words, at most 400 bytes; empty = none given
};

} // namespace assay
