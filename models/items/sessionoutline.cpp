// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/sessionoutline.h"

#include "models/data/filter/filter.h"
#include "models/data/filter/filtersql.h"
#include "models/data/query/sessionquery.h"

namespace assay {

namespace {

Result<QList<ProjectSessions>> readGroups(Database &db, const FilterSql &filter, SessionShape shape)
{
    if (shape.grouping == SessionGrouping::Project)
        return readOutline(db, filter, shape.order);
    auto ids = readOrderedIds(db, filter, shape.order);
    if (!ids)
        return tl::unexpected(ids.error());
    return QList<ProjectSessions>{{.project = {}, .sessions = std::move(*ids)}};
}

} // namespace

Result<SessionOutline> readSessionOutline(Database &db, const Filter &filter, SessionShape shape)
{
    auto groups = readGroups(db, compileForSessions(filter), shape);
    if (!groups)
        return tl::unexpected(groups.error());
    SessionOutline outline{.grouping = shape.grouping, .groups = std::move(*groups)};
    if (filter.isEmpty()) {
        for (const ProjectSessions &each : outline.groups)
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
