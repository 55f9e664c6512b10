// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Did a command come from a tool's output? A text that somebody else wrote, and that the agent then ran, must not
// become a skill unseen.

#include "agent/mine/miner.h"
#include "models/data/error.h"

#include <atomic>

namespace assay {

class Database;

// Flags "tool-output" on claims whose command stood in an output before the agent first ran it, in every session of the
// evidence; they need a tick of their own. So does a command before which more stands than can be looked through:
// nobody knows then. Leaves at once when `cancel` is set; what it flagged is of no use then.
[[nodiscard]] Result<> flagLaundered(Database &db, std::vector<MinedCandidate> &candidates,
                                     const std::atomic<bool> &cancel);

} // namespace assay
