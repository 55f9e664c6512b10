// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What SessionTreeModel reads at once, on the worker's thread.

#include <QList>

#include "models/data/error.h"
#include "models/data/query/outlinequery.h"

namespace assay {

struct Filter;

enum class SessionGrouping { Project, None };

// How the list is arranged.
struct SessionShape {
    SessionGrouping grouping = SessionGrouping::Project;
    SessionOrder order = SessionOrder::Newest;

    bool operator==(const SessionShape &) const = default;
};

struct SessionOutline {
    SessionGrouping grouping = SessionGrouping::Project;
    QList<ProjectSessions> groups; // under the filter; without grouping one without a project
    qint64 total = 0;              // without the filter
};

[[nodiscard]] Result<SessionOutline> readSessionOutline(Database &db, const Filter &filter, SessionShape shape);

} // namespace assay
