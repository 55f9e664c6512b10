// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A history that can be changed before it is mined: sessions as plain values, made up, or taken from real facts. What
// the tests of the miner plant into it, shuffle and mix.

#include "agent/facts/factcorpus.h"

#include <string>
#include <vector>

namespace assay::quality {

struct WorldAct {
    std::string head;
    std::string tmpl;
    std::string form;
    std::string file;
    FactError error; // empty text = none
    ActKind kind = ActKind::Command;
    ActOutcome outcome = ActOutcome::Ok;
    CheckKind check = CheckKind::None;
    std::uint8_t flags = 0;
    std::int64_t waited = 2000; // ms since the act before
};

struct WorldEpisode {
    std::string ask;
    std::string language = "en";
    std::vector<WorldAct> acts;
    int refused = -1; // index of an act; -1 = none
    std::string reason;
    bool interrupted = false;
    std::vector<std::string> skills = {}; // active in it
};

struct WorldSession {
    std::string uuid;
    std::string lineage;
    std::string project = "github.com/example/shop";
    std::string author = "ada";
    std::int32_t day = 20'000;
    std::vector<WorldEpisode> episodes;
};

using World = std::vector<WorldSession>;

[[nodiscard]] WorldAct command(std::string head, std::string tmpl = {}, std::string form = {});

// Sessions may stand in any order: the corpus is the same.
[[nodiscard]] FactCorpus toCorpus(const World &world);
// One project of real facts, or all (-1).
[[nodiscard]] World fromCorpus(const FactCorpus &corpus, int project);

// An invented team of that many sessions: topics, moods and busy days, but no habit that holds over sessions.
[[nodiscard]] World inventedWorld(std::uint64_t seed, std::size_t sessions);

} // namespace assay::quality
