// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The statements of a restoration that concern all sources at once; restore.h says what for. They work on
//   kept_event   events that are to be told anew: as they were
//   kept_body    texts of those, and texts whose event is lost
// beside the tables of salvage.h. All in the connection's temporary schema.

#include "models/data/error.h"

#include <QString>

namespace assay {

class Database;
class Exclusions;

// What rows refer to and is lost gets a row that says as much as can be known.
[[nodiscard]] Result<> addMissingParents(Database &db);
// Events without a text leave their table, texts without an event theirs. Raw lines that are gone are no longer pointed
// at.
[[nodiscard]] Result<> takeOutHalves(Database &db);
// All of one source, because its raw lines will have other places.
[[nodiscard]] Result<> takeOutSource(Database &db, qint64 sourceId);
// Rows that were told anew get their numbers back; what was not told comes back as it was.
struct PutBack {
    qint64 textsLost = 0;
    qint64 eventsLost = 0;
};
[[nodiscard]] Result<PutBack> putBack(Database &db);
// Sessions, runs and projects that were only identities, lineages, references. Fails when a reference still dangles.
[[nodiscard]] Result<> settleSessions(Database &db, const Exclusions *exclusions);

} // namespace assay
