// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Sessions that were deleted less than ten minutes ago: no other query shows them.

#include <QString>

#include "models/data/error.h"

namespace assay {

class Database;

struct DeletedSession {
    qint64 id = 0;
    QString uuid;
};

// By the beginning of its uuid. NotFound; Usage when several match.
[[nodiscard]] Result<DeletedSession> findDeletedSession(Database &db, const QString &uuidPrefix);

} // namespace assay
