// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/store/rowreader.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QVariant>

#include <sqlite3.h>

#include "models/data/store/database.h"

namespace assay {

RowReader::RowReader(Database &db, const QString &sql)
    : m_db(db)
{
    const QVariant handle = db.handle().driver()->handle();
    if (!handle.isValid() || qstrcmp(handle.typeName(), "sqlite3*") != 0) {
        m_code = SQLITE_ERROR;
        return;
    }
    m_native = *static_cast<sqlite3 *const *>(handle.constData());
    const QByteArray text = sql.toUtf8();
    m_code = sqlite3_prepare_v3(m_native, text.constData(), static_cast<int>(text.size()), SQLITE_PREPARE_PERSISTENT,
                                &m_statement, nullptr);
}

RowReader::~RowReader()
{
    sqlite3_finalize(m_statement);
}

RowReader &RowReader::bind(qint64 value)
{
    if (m_active)
        finish();
    if (m_code == SQLITE_OK)
        m_code = sqlite3_bind_int64(m_statement, m_next++, value);
    return *this;
}

bool RowReader::next()
{
    if (m_code != SQLITE_OK)
        return false;
    if (!m_active)
        ++m_db.counts().statements;
    m_active = true;
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW) {
        ++m_db.counts().rows;
        return true;
    }
    m_code = code == SQLITE_DONE ? SQLITE_OK : code;
    return false;
}

void RowReader::finish()
{
    if (m_active) // what went wrong is known from the step
        sqlite3_reset(m_statement);
    m_active = false;
    m_next = 1;
}

qint64 RowReader::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

std::string_view RowReader::bytes(int column) const
{
    const void *data = sqlite3_column_blob(m_statement, column);
    const int size = sqlite3_column_bytes(m_statement, column);
    m_db.counts().bytes += size;
    return data == nullptr ? std::string_view()
                           : std::string_view(static_cast<const char *>(data), static_cast<std::size_t>(size));
}

QString RowReader::text(int column) const
{
    const std::string_view utf8 = bytes(column);
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

double RowReader::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

Error RowReader::error() const
{
    const char *text = m_native == nullptr ? "no SQLite connection" : sqlite3_errmsg(m_native);
    return m_db.error(QSqlError({}, QString::fromUtf8(text), QSqlError::StatementError, QString::number(m_code)));
}

} // namespace assay
