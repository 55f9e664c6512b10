// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A prepared statement: bind, step, read columns by index. Finishes itself, so that no read transaction outlives its
// use (an open one would keep the checkpoint from running).
//   Statement s(db, u"SELECT … WHERE id = ?"_s);
//   s.bind(id);
//   while (s.next()) s.text(0) …
//   if (!s.ok()) return tl::unexpected(s.error());

#include "models/data/error.h"
#include "models/data/store/database.h"

#include <QSqlQuery>

#include <string>
#include <string_view>

namespace assay {

class Statement {
public:
    Statement(Database &db, const QString &sql);
    ~Statement();
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    // Binds the next parameter. After execution the next bind starts over at the first.
    Statement &bind(qint64 value);
    Statement &bind(int value) { return bind(qint64{value}); }
    Statement &bind(double value);
    Statement &bind(const QString &value);
    Statement &bind(const QByteArray &blob);
    // UTF-8 without a copy: the bytes must outlive the execution. Bound as a blob: write CAST(? AS TEXT) in the SQL.
    Statement &bindUtf8(std::string_view text);
    Statement &bindNull();

    // Executes; for statements without rows. False on error.
    bool run();
    // Executes on the first call, then steps. False at the end or on error.
    bool next();
    // Ends the statement so that it can be bound again.
    void finish();

    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] int smallInteger(int column) const { return static_cast<int>(integer(column)); }
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray blob(int column) const;
    [[nodiscard]] std::string bytes(int column) const;
    [[nodiscard]] qint64 lastInsertId() const;
    [[nodiscard]] int changes() const;

    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] Error error() const;

private:
    void startBinding();
    Database &m_db;
    QSqlQuery m_query;
    int m_next = 0;
    bool m_prepared = false;
    bool m_active = false;
    bool m_ok = true;
};

// Executes a statement without rows; what went wrong as a value.
[[nodiscard]] Result<> ran(Statement &statement);

// Text for LIKE ? ESCAPE '\\' that stands for itself.
[[nodiscard]] QString escapedLike(QString text);

// BEGIN IMMEDIATE … COMMIT; rolls back unless committed.
class Transaction {
public:
    explicit Transaction(Database &db);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    [[nodiscard]] Result<> begin();
    [[nodiscard]] Result<> commit();

private:
    Database &m_db;
    bool m_open = false;
};

} // namespace assay
