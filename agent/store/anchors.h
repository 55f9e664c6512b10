// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the steps of a candidate hold on to: scripts and programs of the project. Gone from the disk, the habit is of
// another time.

#include "agent/mine/minedcandidate.h"
#include "agent/mine/projectview.h"

#include <string_view>
#include <vector>

namespace assay {

// Files that a command names relative to the project: the program itself when it has a path, and scripts. Pure.
[[nodiscard]] std::vector<std::string> anchorsOf(std::string_view command);

// Flags candidates with "missing-file" when one of the project's folders is on this machine and an anchor of a step is
// in none of them. Asks the disk whether files are there; reads none.
void flagMissingAnchors(const ProjectView &view, std::vector<MinedCandidate> &candidates);

} // namespace assay
