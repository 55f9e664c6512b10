// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Decodes sessions anew that an older decoder read (models/data/decoderversion.h), from the raw lines in the store:
// their files are not needed. Rows that now say something else are changed, with their number; what a person added and
// what refers to events stays. A session whose raw lines are damaged is left as it is, and keeps its decoder's number.
// Files without a session are not looked at: none of their lines told an event, a result or tokens (a file that tells
// one has a session, if need be by its name), so there is nothing that could say something else. A decoder that makes
// events of such lines comes with a migration that forgets these sources; the next import reads them as new ones.

#include "models/data/error.h"

#include <QtGlobal>

#include <atomic>
#include <functional>
#include <limits>

namespace assay {

class Database;
class Redactor;

struct RedecodeSummary {
    qint64 sessions = 0;
    qint64 changed = 0;     // events that were added, changed or dropped
    qint64 remaining = 0;   // still to do: it was cancelled, or its time was over
    qint64 left = 0;        // as they were, since their raw lines are damaged
    qint64 lastSession = 0; // that was looked at; else the limit given
};

struct RedecodeLimits {
    qint64 milliseconds = std::numeric_limits<qint64>::max(); // the session under way is finished
    qint64 afterSession = 0;                                  // numbers up to this one were looked at before
};

// Writer's connection, no transaction open; each session in one of its own. `cancel` ends it within a session too,
// which is then as it was. With nothing to do it writes no row.
using OnRedecoded = std::function<void(qint64 done, qint64 total)>;
[[nodiscard]] Result<RedecodeSummary> redecodeOlderSessions(Database &db, const Redactor &redactor,
                                                            const RedecodeLimits &limits, const OnRedecoded &onProgress,
                                                            const std::atomic<bool> &cancel);

} // namespace assay
