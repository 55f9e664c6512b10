// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What makes a failure succeed, and what is waited for.

#include "agent/mine/minerbounds.h"
#include "agent/mine/projectview.h"

namespace assay {

// A failure, and within the next acts of the episode the same head succeeding after a change. items: masked error, kind
// ("instead", "first", "edit"), remedy (a template; "" for an edit), head. A plain second try is a flaky test, no
// remedy.
[[nodiscard]] std::vector<Finding> findFixes(const ProjectView &view, const MinerBounds &bounds);

// A service that fails for a while: the same command again, after growing pauses. items: head, service, code, what
// ended it ("" when the command itself went well at last), tries. Only where the failure or the command names the
// service.
[[nodiscard]] std::vector<Finding> findWaits(const ProjectView &view, const MinerBounds &bounds);

} // namespace assay
