// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The miner of one project, whole: facts in, findings and candidates out. No model, no network, no clock; the same
// facts give the same bytes, whatever the order they came in and whoever compiled it.

#include "agent/mine/composer.h"

namespace assay {

struct MiningResult {
    std::vector<Finding> findings;          // all that was weighed, for "mine --explain"
    std::vector<MinedCandidate> candidates; // best first
    bool tooFew = false;                    // sessions, to tell rituals and triggers from chance
};

[[nodiscard]] MiningResult mineProject(const ProjectView &view, const KnownText &known, const MinerBounds &bounds = {});

} // namespace assay
