// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The newest hits of a search, exactly, in a time that does not grow with the number of hits. The index knows no times
// and history is imported in any order, so: a few hits are all looked up; common words are found by reading the newest
// events themselves; what lies between, by walking the events by time and asking a list of all hits.

#include "models/data/filter/filter.h"
#include "models/data/filter/filtersql.h"
#include "models/data/query/hitids.h"

namespace assay {

[[nodiscard]] Result<HitIds> newestHits(Database &db, const Filter &filter, const FilterSql &sql, int limit,
                                        int offset);

} // namespace assay
