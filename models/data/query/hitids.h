// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Lists of event ids between SQL and the program. They travel as one text each: a row for every id costs ten times as
// much on the way through the driver.

#include <QByteArray>
#include <QList>
#include <QString>

#include "models/data/error.h"

namespace assay {

class Database;
class Statement;
struct FilterSql;

using HitIds = QList<qint64>;

// The tables a hit is joined to, on the aliases of compileForEvents(), and the condition that it may be shown.
[[nodiscard]] QString hitTables();
[[nodiscard]] QString visibleHits(const FilterSql &filter);

// Of group_concat(): "3,17,4".
[[nodiscard]] HitIds joinedIds(const QByteArray &list);

// The first column of all rows of a bound statement.
[[nodiscard]] Result<HitIds> readIds(Statement &s);

// The candidates that may be shown, newest first.
[[nodiscard]] Result<HitIds> newestOf(Database &db, const FilterSql &filter, const HitIds &candidates, int limit,
                                      int offset = 0);

} // namespace assay
