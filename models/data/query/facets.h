// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What could narrow a filter further: the outcomes, tools, projects, models, days and tags of the sessions under it,
// each with the number of sessions that the list shows when its terms are added. The terms of its own kind that the
// filter has already are left out of that filter (values of one kind mean either), and so are those that a value
// replaces: the other days, "clean" by "error".

#include <QList>

#include "models/data/error.h"
#include "models/data/filter/filter.h"
#include "models/data/query/facetvalue.h"

namespace assay {

class Database;

struct Facet {
    FacetKind kind = FacetKind::Outcome;
    QList<FacetValue> values; // that leave a session; most sessions first, outcomes and days in their own order
    int more = 0;             // values that were left out at the end

    bool operator==(const Facet &) const = default;
};

inline constexpr int facetValueLimit = 24;

// All kinds, in the order of FacetKind. A pass over the sessions under the filter, and one more for each kind that the
// filter has terms of.
[[nodiscard]] Result<QList<Facet>> readFacets(Database &db, const Filter &filter, const FilterClock &clock);

} // namespace assay
