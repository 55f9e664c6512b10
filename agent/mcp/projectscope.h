// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a coding agent may see: the project it works in, by the folder it was started for; or everything, where the
// person said so.

#include "models/data/error.h"

#include <QString>

namespace assay {

class Database;
struct SessionRow;

struct ProjectScope {
    qint64 projectId = 0; // 0 = all of the workspace
    QString name;
    QString key; // as the filter takes it

    [[nodiscard]] bool sees(const SessionRow &session) const;
};

// NotFound when nothing was recorded of the folder's project: then nothing is seen, rather than everything.
[[nodiscard]] Result<ProjectScope> scopeOfFolder(Database &db, const QString &folder, bool everything);

} // namespace assay
