// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is asked for again and again, and which acts follow which words.

#include "agent/mine/minerbounds.h"
#include "agent/mine/projectview.h"

namespace assay {

// Asks of two words and more that are nearly equal, over sessions. items: the shortest typical one.
[[nodiscard]] std::vector<Finding> findRepeatedAsks(const ProjectView &view, const MinerBounds &bounds);

// Words and repeated asks, and heads of the same episode. Null: the asks and the acts of the project matched anew,
// among episodes of a like length and of a like week, counted by lineage, so that busy sessions fake no precision.
// items: the word, or the ask in quotes, and the head.
[[nodiscard]] std::vector<Finding> findTriggers(const ProjectView &view, const std::vector<Finding> &repeatedAsks,
                                                const MinerBounds &bounds);

} // namespace assay
