// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The counts of a project's nulls as rows (null_count). A cache: anything wrong with it costs time, no truth.

#include "agent/mine/nullmemory.h"
#include "models/data/error.h"

namespace assay {

class Database;

// Any connection.
[[nodiscard]] Result<NullMemory> readNulls(Database &db, qint64 project);
// Writer's connection, in a transaction of the caller.
[[nodiscard]] Result<> writeNulls(Database &db, qint64 project, const NullMemory::Changes &changes);

} // namespace assay
