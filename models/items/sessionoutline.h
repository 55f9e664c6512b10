// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What SessionTreeModel reads at once, on the worker's thread.

#include <QList>

#include "models/data/error.h"
#include "models/data/query/outlinequery.h"

namespace assay {

struct Filter;

struct SessionOutline {
    QList<ProjectSessions> projects; // under the filter
    qint64 total = 0;                // without it
};

[[nodiscard]] Result<SessionOutline> readSessionOutline(Database &db, const Filter &filter);

} // namespace assay
