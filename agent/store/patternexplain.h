// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What became of a pattern that no row tells of: most of what is chance is not stored. Weighs again, stores nothing.

#include "models/data/error.h"
#include "models/data/query/candidatequery.h"

#include <atomic>

namespace assay {

class Database;

// Every finding whose name holds all the words, in each project; where there is none, in how many sessions acts with
// these words stand. Small projects answer "too few". Any connection; as long as mining takes.
[[nodiscard]] Result<QList<PatternRow>> weighAgain(Database &db, const QString &words, int limit,
                                                   const std::atomic<bool> &cancel);

} // namespace assay
