// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the person said should be done, or refused to let happen.

#include "agent/mine/minerbounds.h"
#include "agent/mine/projectview.h"

namespace assay {

// Corrections: asks after an act or an interruption, and reasons of refusals, that a small grammar of ten languages
// reads as "not X", "not X but Y", "always Y". X must have been done just before; Y counts as meant when later acts do
// it. items: polarity ("not", "instead", "always"), X, Y, the person's words.
[[nodiscard]] std::vector<Finding> findCorrections(const ProjectView &view, const MinerBounds &bounds);

// The same call refused, or denied by a rule or a hook, again and again. items: "refused" or "denied", template.
[[nodiscard]] std::vector<Finding> findDenials(const ProjectView &view, const MinerBounds &bounds);

// Files that many sessions read first. items: file.
[[nodiscard]] std::vector<Finding> findOrientation(const ProjectView &view, const MinerBounds &bounds);

// Ports, variables and addresses that a program only worked with: it failed without them first, and the last lineages
// agree on the value. items: head, type of the slot ("port", "env:PORT"), value.
[[nodiscard]] std::vector<Finding> findSettings(const ProjectView &view, const MinerBounds &bounds);

} // namespace assay
