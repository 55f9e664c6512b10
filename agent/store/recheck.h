// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Applies today's rules to rows that an older rule set let through: raw blocks are rewritten, texts and index rows
// replaced, first lines and titles made anew from the masked lines, copies of side files masked.

#include "agent/redact/redactor.h"
#include "models/data/error.h"

#include <atomic>
#include <functional>

namespace assay {

class Database;

struct RecheckSummary {
    qint64 sessions = 0;
    qint64 linesScanned = 0;
    qint64 linesChanged = 0;
    RedactionCounts redactions;
    bool cancelled = false;  // the sessions so far are done
    bool logEmptied = false; // else a reader keeps the old bytes in the write-ahead log for now
};

// Each session in a transaction of its own; `cancel` is looked at between them.
[[nodiscard]] Result<RecheckSummary> recheckStore(Database &db, const Redactor &redactor,
                                                  const std::function<void(qint64 done, qint64 total)> &onProgress,
                                                  const std::atomic<bool> &cancel);

} // namespace assay
