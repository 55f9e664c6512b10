// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Copies what can be read of a damaged store into a fresh one, row by row around what cannot.
//
// A row that is lost may still stand in an index: from those come bare sessions, sources, runs and projects (identity,
// nothing else), and for events the temporary table known_event. Restore (restore.h) fills them from the raw lines.
//   known_event(id, session_id, line_key, block, run_id, position, at, tool_use_id)   NULL = not known
//   bare(kind, id)      kind: "session" | "source" | "run"

#include "models/data/error.h"

#include <QStringList>

namespace assay {

class Database;

struct Salvaged {
    bool readable = false;     // false = no table at all
    QStringList damagedTables; // something of them could not be read
};

// `from` is read without the usual checks (it may fail them), and not written. `to` is an empty store of the current
// schema; its foreign keys are off afterwards, and what its rows refer to may be missing.
[[nodiscard]] Result<Salvaged> salvageStore(const QString &from, Database &to);

// The same for the exclusions (routes.sqlite): their rows, also from the index alone.
[[nodiscard]] Result<Salvaged> salvageExclusions(const QString &from, Database &to);

} // namespace assay
