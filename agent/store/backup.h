// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Copies of a store that a person asked for. They keep what is deleted later, so the store remembers where they are.

#include "models/data/error.h"

#include <QStringList>

namespace assay {

class Database;

// A whole store in one file, mode 0600, made beside its place and named when it is complete; bytes written. A file that
// is there is never replaced. It is remembered first (noteBackup), by the writer; the copy itself reads only, so that
// any connection may make it which is not query_only.
[[nodiscard]] Result<> noteBackup(Database &db, const QString &file, qint64 nowMs);
[[nodiscard]] Result<qint64> copyStore(Database &db, const QString &file);
// Both.
[[nodiscard]] Result<qint64> backupStore(Database &db, const QString &file, qint64 nowMs);

// Backups that were made of it and are still where they were put.
[[nodiscard]] QStringList backupsOf(Database &db);

} // namespace assay
