// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The verbs summary, where, ask and mcp, and their rows of the verb table. They block, like those of verbs.h.

#include "agent/verb/verb.h"

namespace assay {

[[nodiscard]] Result<int> runSummary(const VerbCall &call);
[[nodiscard]] Result<int> runWhere(const VerbCall &call);
[[nodiscard]] Result<int> runAsk(const VerbCall &call);
[[nodiscard]] Result<int> runMcp(const VerbCall &call);

[[nodiscard]] QList<Verb> summaryVerbs();

} // namespace assay
