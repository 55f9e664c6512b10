// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One table of the attached file "damaged" into the table of the same name of this connection.

#include "models/data/error.h"

#include <QString>

#include <memory>

namespace assay {

class Database;
class Statement;

class TableCopy {
public:
    // `key`: the rowid column; empty = a table WITHOUT ROWID.
    TableCopy(Database &db, QString table, QString key);
    ~TableCopy();

    // True = all of it could be read. Rows are halved around what cannot be read until single rows are left; a table
    // WITHOUT ROWID is read from both ends. Fails when the new file cannot be written.
    [[nodiscard]] Result<bool> run();

private:
    [[nodiscard]] Result<bool> copyRange(qint64 after, qint64 last);
    [[nodiscard]] qint64 highestKey();

    Database &m_db;
    const QString m_table;
    const QString m_key;
    QString m_columns;
    std::unique_ptr<Statement> m_range;
    int m_failures = 0; // since a row could last be read
};

// Runs a statement that reads the damaged file in the order of an index. `sql` holds "{rows}" where ORDER BY and LIMIT
// belong. If it fails, it is run for as many rows from each end of `order` ("a, b") as can be read; it must bear being
// repeated. False = not all could be read.
bool runFromBothEnds(Database &db, const QString &sql, const QString &order);

} // namespace assay
