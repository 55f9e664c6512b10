// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Brings a database to the schema of this program. Scripts are numbered files in the resource :/assay/sql; each runs in
// one transaction, after a copy of the old file was made beside it (VACUUM INTO, "<file>.before-<n>").

#include "models/data/error.h"

#include <QString>

namespace assay {

class Database;

inline constexpr int applicationId = 0x41534159; // "ASAY", PRAGMA application_id of every database of ours

// The newest schema this program knows for that prefix.
[[nodiscard]] int newestSchema(const QString &prefix);

// The schema of an open database; 0 = empty file.
[[nodiscard]] Result<int> schemaOf(Database &db);

// Refuses (Newer) a file of a newer program and (Corrupt) a file that is not ours, untouched.
[[nodiscard]] Result<> checkSchema(Database &db, const QString &prefix);

// Readers know the newest tables only: Busy until the writer has brought an older file up to date.
[[nodiscard]] Result<> checkMigrated(Database &db, const QString &prefix);

// Runs what is missing. Only the writer calls this.
[[nodiscard]] Result<> migrate(Database &db, const QString &prefix);

} // namespace assay
