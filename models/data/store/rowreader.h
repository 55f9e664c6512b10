// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A prepared query for reading very many rows: like Statement, but numbers and bytes are handed out as SQLite holds
// them, without a copy. On the connection's thread. Finishes itself, so that no read transaction outlives its use.

#include "models/data/error.h"

#include <QString>

#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace assay {

class Database;

class RowReader {
public:
    RowReader(Database &db, const QString &sql);
    ~RowReader();
    RowReader(const RowReader &) = delete;
    RowReader &operator=(const RowReader &) = delete;

    // Binds the next parameter. After execution the next bind starts over at the first.
    RowReader &bind(qint64 value);
    // Executes on the first call, then steps. False at the end or on error.
    bool next();
    // Ends the query so that it can be bound again.
    void finish();

    [[nodiscard]] qint64 integer(int column) const;
    // Of a text in UTF-8, or of a blob; until the next step.
    [[nodiscard]] std::string_view bytes(int column) const;
    [[nodiscard]] QString text(int column) const; // a copy
    [[nodiscard]] double real(int column) const;

    [[nodiscard]] bool ok() const { return m_code == 0; }
    [[nodiscard]] Error error() const;

private:
    Database &m_db;
    sqlite3 *m_native = nullptr;
    sqlite3_stmt *m_statement = nullptr;
    int m_next = 1;
    int m_code = 0;
    bool m_active = false;
};

} // namespace assay
