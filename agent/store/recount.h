// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Every figure that the writer moves by differences, computed from the rows it stands for. Used after a repair, after
// decoding anew, and by tests to show that the differences add up.

#include "models/data/error.h"

#include <QtGlobal>

namespace assay {

class Database;

[[nodiscard]] Result<> recount(Database &db);
// Those of one session; the store's totals stay.
[[nodiscard]] Result<> recountSession(Database &db, qint64 sessionId);

} // namespace assay
