// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Applies today's rules to rows that an older rule set let through: raw blocks are rewritten, texts and index rows
// replaced.

#include "agent/redact/redactor.h"
#include "models/data/error.h"

#include <functional>

namespace assay {

class Database;

struct RecheckSummary {
    qint64 sessions = 0;
    qint64 linesScanned = 0;
    qint64 linesChanged = 0;
    RedactionCounts redactions;
};

[[nodiscard]] Result<RecheckSummary> recheckStore(Database &db, const Redactor &redactor,
                                                  const std::function<void(qint64 done, qint64 total)> &onProgress);

} // namespace assay
