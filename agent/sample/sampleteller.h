// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Plays a story as one session of the client that its project uses.

#include "agent/sample/samplelibrary.h"
#include "agent/sample/sampletools.h"
#include "agent/sample/sampletranscript.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace assay {

struct SampleAgentFile {
    std::string agentId;
    std::vector<SampleJson> lines;
    SampleJson meta; // null = this client writes none
};

struct SampleSession {
    std::string id;
    std::string cwd; // where it began: names its folder
    SampleClient::Subagents layout = SampleClient::Subagents::Folder;
    std::vector<SampleJson> lines;
    std::vector<SampleAgentFile> agents;
    std::int64_t endMs = 0;
    bool torn = false; // the last line is to be cut off in its middle
};

struct SampleCast {
    std::uint64_t seed = 1;
    std::int64_t startMs = 0;
    // The session that told a story before this one; nullptr = none did.
    std::function<const SampleSession *(const std::string &story)> told;
};

// The same library, story, seed and start give the same session.
[[nodiscard]] SampleSession tellSession(const SampleLibrary &library, const SampleStory &story, const SampleCast &cast);

// Takes one of the alternatives of each "⟦one|two|three⟧", a number of each "⟦10..20⟧", and puts ESC for "␛".
[[nodiscard]] std::string sampleText(const std::string &text, SampleRandom &random);

} // namespace assay
