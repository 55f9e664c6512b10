// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Every figure that the writer moves by differences, computed from the rows it stands for. Used after a repair, and by
// tests to show that the differences add up.

#include "models/data/error.h"

namespace assay {

class Database;

[[nodiscard]] Result<> recount(Database &db);

} // namespace assay
