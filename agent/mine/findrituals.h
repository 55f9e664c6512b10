// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Rituals of a project: grown, weighed against chance, and reduced to those that explain the rest.

#include "agent/mine/minerbounds.h"
#include "agent/mine/projectview.h"

namespace assay {

// Every ritual that was weighed; for "mine --explain" also those that are chance.
[[nodiscard]] std::vector<Finding> findRituals(const ProjectView &view, const MinerBounds &bounds);

} // namespace assay
