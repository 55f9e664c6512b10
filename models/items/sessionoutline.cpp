// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/sessionoutline.h"

#include "models/data/filter/filter.h"
#include "models/data/filter/filtersql.h"
#include "models/data/query/sessionquery.h"

namespace assay {

Result<SessionOutline> readSessionOutline(Database &db, const Filter &filter)
{
    auto projects = readOutline(db, compileForSessions(filter));
    if (!projects)
        return tl::unexpected(projects.error());
    SessionOutline outline{.projects = std::move(*projects)};
    if (filter.isEmpty()) {
        for (const ProjectSessions &each : outline.projects)
            outline.total += each.sessions.size();
        return outline;
    }
    const auto total = countSessions(db, FilterSql());
    if (!total)
        return tl::unexpected(total.error());
    outline.total = *total;
    return outline;
}

} // namespace assay
