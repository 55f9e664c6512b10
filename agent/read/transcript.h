// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a transcript says, independent of the coding agent that wrote it: the values that a LineDecoder produces and the
// store's writer consumes. All text is valid UTF-8 and already redacted (decoding runs on the redacted line).

#include "agent/read/transcriptline.h"
#include "models/data/eventkind.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assay {

struct DecodedEvent {
    LineKey key{};
    bool keyIsUuid = false;
    int block = 0; // ordinal of the content block in its line
    EventKind kind = EventKind::Unknown;
    Outcome outcome = Outcome::None;
    int flags = 0;                // EventFlag
    std::int64_t at = -1;         // ms since epoch, UTC
    std::int64_t durationMs = -1; // -1 = not told
    std::string agentId;          // sub-agent that this line belongs to; empty = main thread
    std::string model;
    std::string skill; // under whose instructions the model wrote the line; empty = none told
    std::string tool;
    std::string toolUseId;
    std::string head; // see EventRow::head
    std::string text;
    std::string input;
    std::string output;
    int images = 0;
    int linesAdded = 0;
    int linesRemoved = 0;
    LinePlace place;
    LinePlace resultPlace; // rawLength 0 = no result yet
    std::int64_t resultAt = -1;
};

// The result of a tool call, on its own line. Joined to its call by toolUseId within the session; a result without a
// call becomes an event of its own under `orphan`, the key of its line.
struct DecodedResult {
    std::string toolUseId;
    std::string agentId;
    std::string output;
    Outcome outcome = Outcome::Ok;
    std::int64_t at = -1;
    std::int64_t durationMs = -1;
    int images = 0;
    int linesAdded = 0;
    int linesRemoved = 0;
    LineKey orphan{};
    bool orphanIsUuid = false;
    int orphanBlock = 0;
    LinePlace place;
};

// Token use of one API message; several lines repeat it, the one with the largest output counts.
struct DecodedUsage {
    std::string messageId;
    std::string model;
    std::string agentId;
    std::int64_t at = -1;
    std::int64_t input = 0;
    std::int64_t output = 0;
    std::int64_t cacheRead = 0;
    std::int64_t cacheWrite5m = 0; // also cache writes of unknown lifetime
    std::int64_t cacheWrite1h = 0;
    bool outputIsLowerBound = false;
};

// A sub-agent run: told by its own lines, by the meta file beside them, or by the parent's result. Fields left empty
// are unknown here and never overwrite what another line told.
struct DecodedRun {
    std::string agentId;
    std::string toolUseId; // the parent's call
    std::string agentType;
    std::string description;
};

struct DecodedTitle {
    // A larger kind wins; equal: the last, but of first prompts the first (a file that grew offers one again).
    enum class Kind { FirstPrompt = 1, LeafSummary = 2, AgentName = 3, Custom = 4 };
    Kind kind = Kind::FirstPrompt;
    std::string text;
    LineKey leaf{}; // LeafSummary: the line that the title's conversation ends at; may stand in another session
};

// Facts of the whole session; empty = not told by these lines. First non-empty cwd and version are kept as the
// session's own; branch, entry point and mode: last one wins.
struct DecodedFacts {
    std::string sessionId; // from inside the lines: most frequent of this piece
    std::string cwd;
    std::string version;
    std::string branch;
    std::string entrypoint;
    std::string repository;              // "github.com/owner/name" from a pr-link line
    std::string remote;                  // the same, seen in the output of git
    std::optional<double> clientCostUsd; // cumulative, last one wins
};

// Everything a run of lines of one source says, in file order.
struct DecodedPiece {
    std::vector<DecodedEvent> events;
    std::vector<DecodedResult> results;
    std::vector<DecodedUsage> usages;
    std::vector<DecodedRun> runs;
    std::vector<DecodedTitle> titles;
    DecodedFacts facts;
    LineCounts counts;
};

} // namespace assay
