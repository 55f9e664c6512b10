// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Sessions and projects by what they are called, for who jumps to one. Words are those of a filter: each must stand in
// the name, whatever its case; the filter's fields hold as they do in the list.

#include <QList>

#include "models/data/error.h"
#include "models/data/filter/filter.h"
#include "models/data/record.h"

namespace assay {

class Database;

// By title, or by the beginning of the id. Of the newest that match, those first whose id begins with the words, then
// those in whose title the words begin words. An empty filter: the newest.
[[nodiscard]] Result<QList<SessionRow>> findSessionsByName(Database &db, const Filter &filter, int limit);

// By name or key; the one with the newest session first.
[[nodiscard]] Result<QList<ProjectRow>> findProjectsByName(Database &db, const Filter &filter, int limit);

} // namespace assay
