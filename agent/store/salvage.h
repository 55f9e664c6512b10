// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Copies what can be read of a damaged store into a fresh one, row by row, stepping over what cannot.

#include "models/data/error.h"

#include <QHash>
#include <QSet>

namespace assay {

class Database;

struct SalvageLosses {
    QHash<QString, qint64> rowsSkipped; // per table, as far as known
    QSet<qint64> lossySources;          // sources of which a raw block or an event's text was lost
};

// `from` is opened without the usual checks (it may fail them); `to` is an empty store of the current schema.
[[nodiscard]] Result<SalvageLosses> salvageStore(const QString &from, Database &to);

} // namespace assay
