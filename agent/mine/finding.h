// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a detector found in the sessions of a project, with every place where it was seen. Values; any thread.

#include <cstdint>
#include <string>
#include <vector>

namespace assay {

enum class Detector : std::uint8_t {
    Correction = 1, // a rule the person stated, and meant
    Fix = 2,        // a failure, and what made it succeed
    Ritual = 3,     // the same acts in the same order
    RepeatedAsk = 4,
    Trigger = 5,     // words of an ask, and the acts that follow them
    Orientation = 6, // files read first
    EnvFact = 7,     // a port, a variable, a service that stays
    Denial = 8,
    WaitRetry = 9,
};

enum class Standing : std::uint8_t {
    Proposed = 1,
    Watched = 2,   // beats chance, but was not seen often enough yet
    SaidOnce = 3,  // "always …": a rule without a second witness
    Chance = 4,    // not more than chance gives
    TooFew = 5,    // too few sessions for any answer
    Redundant = 6, // told by another finding
    Trivial = 7,   // everybody does that
    Known = 8,     // written down already
};

// Where it was seen once. Numbers are indices into the FactCorpus.
struct Occurrence {
    std::uint32_t episode = 0;
    std::vector<std::uint32_t> acts; // ascending
    bool ask = false;                // the ask of the episode is part of it
    std::int64_t refusal = 0;        // event of the refusal that is part of it; 0 = none
};

struct Strength {
    std::uint32_t lineages = 0;
    std::uint32_t days = 0;
    std::uint32_t authors = 0;
    std::int32_t firstDay = 0; // since the epoch, UTC
    std::int32_t lastDay = 0;
    double expected = 0.0; // lineages, by chance
    double p = 1.0;
    double q = 1.0;
    std::uint32_t tried = 0;   // lineages in which it could have happened
    std::uint32_t against = 0; // of them, in which it went the other way
};

struct Finding {
    Detector detector = Detector::Ritual;
    Standing standing = Standing::Chance;
    // Ritual: heads. Trigger: word, heads. RepeatedAsk: the most typical ask. Fix: error, kind, remedy. Correction:
    // polarity, what not, what instead, words. WaitRetry: head, service, code, fallback. Others: subject, value.
    std::vector<std::string> items;
    std::string reason; // for the standing, in words
    std::vector<Occurrence> occurrences;
    Strength strength;
    bool contradicted = false; // of late it went the other way

    // The natural name: the same wherever and whenever it is found.
    [[nodiscard]] std::string canon() const;
};

[[nodiscard]] const char *nameOf(Detector detector); // "correction", "fix" …
[[nodiscard]] const char *nameOf(Standing standing); // "proposed", "watched" …

} // namespace assay
