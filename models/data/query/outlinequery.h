// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The ids of all sessions under a filter, in an order: what a list must know before it shows its first row. One
// statement, one pass over the sessions, 16 bytes each.

#include <QList>

#include "models/data/error.h"
#include "models/data/filter/filtersql.h"
#include "models/data/record.h"

namespace assay {

class Database;

// Equal ones: the newest first. Sessions without a time, a duration or a known cost come last in those orders.
// Active: the one with the last event first, so that what goes on stands at the head.
enum class SessionOrder { Newest, Oldest, Longest, MostErrors, MostTokens, Dearest, Active };

struct ProjectSessions {
    ProjectRow project; // sessions = number of ids
    QList<qint64> sessions;

    bool operator==(const ProjectSessions &other) const
    {
        return project.id == other.project.id && project.name == other.project.name && sessions == other.sessions;
    }
};

// Projects that have a session under the filter, the one with the session that comes first of all first.
[[nodiscard]] Result<QList<ProjectSessions>> readOutline(Database &db, const FilterSql &filter,
                                                         SessionOrder order = SessionOrder::Newest);

// The same sessions without their projects.
[[nodiscard]] Result<QList<qint64>> readOrderedIds(Database &db, const FilterSql &filter,
                                                   SessionOrder order = SessionOrder::Newest);

} // namespace assay
