// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/store/statement.h"

#include <QSqlError>
#include <QVariant>

namespace assay {

using namespace Qt::Literals::StringLiterals;

Statement::Statement(Database &db, const QString &sql)
    : m_db(db)
    , m_query(db.handle())
{
    m_query.setForwardOnly(true);
    m_ok = m_prepared = m_query.prepare(sql);
}

Statement::~Statement()
{
    finish();
}

void Statement::startBinding()
{
    if (m_active)
        finish();
}

Statement &Statement::bind(qint64 value)
{
    startBinding();
    m_query.bindValue(m_next++, QVariant::fromValue(value));
    return *this;
}

Statement &Statement::bind(double value)
{
    startBinding();
    m_query.bindValue(m_next++, value);
    return *this;
}

Statement &Statement::bind(const QString &value)
{
    startBinding();
    // A null QString would become NULL; our text columns are NOT NULL and "" says the same.
    m_query.bindValue(m_next++, value.isNull() ? QVariant(u""_s) : QVariant(value));
    return *this;
}

Statement &Statement::bind(const QByteArray &blob)
{
    startBinding();
    m_query.bindValue(m_next++, blob.isNull() ? QVariant(QByteArray("")) : QVariant(blob));
    return *this;
}

Statement &Statement::bindUtf8(std::string_view text)
{
    return bind(QByteArray::fromRawData(text.empty() ? "" : text.data(), static_cast<qsizetype>(text.size())));
}

Statement &Statement::bindNull()
{
    startBinding();
    m_query.bindValue(m_next++, QVariant());
    return *this;
}

bool Statement::run()
{
    if (!m_prepared)
        return false;
    m_active = true;
    m_ok = m_query.exec();
    m_next = 0;
    ++m_db.counts().statements;
    return m_ok;
}

bool Statement::next()
{
    if (!m_active && !run())
        return false;
    if (!m_ok || !m_query.next()) {
        if (m_query.lastError().isValid())
            m_ok = false;
        return false;
    }
    ++m_db.counts().rows;
    return true;
}

void Statement::finish()
{
    if (m_active)
        m_query.finish();
    m_active = false;
    m_next = 0;
}

qint64 Statement::integer(int column) const
{
    return m_query.value(column).toLongLong();
}

double Statement::real(int column) const
{
    return m_query.value(column).toDouble();
}

bool Statement::isNull(int column) const
{
    return m_query.isNull(column);
}

QString Statement::text(int column) const
{
    const QString value = m_query.value(column).toString();
    m_db.counts().bytes += value.size();
    return value;
}

QByteArray Statement::blob(int column) const
{
    const QByteArray value = m_query.value(column).toByteArray();
    m_db.counts().bytes += value.size();
    return value;
}

std::string Statement::bytes(int column) const
{
    const QByteArray value = blob(column);
    return {value.constData(), static_cast<std::size_t>(value.size())};
}

qint64 Statement::lastInsertId() const
{
    return m_query.lastInsertId().toLongLong();
}

int Statement::changes() const
{
    return m_query.numRowsAffected();
}

Error Statement::error() const
{
    return m_db.error(m_query.lastError());
}

Result<> ran(Statement &statement)
{
    if (!statement.run())
        return tl::unexpected(statement.error());
    return {};
}

QString escapedLike(QString text)
{
    return text.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
}

Transaction::Transaction(Database &db)
    : m_db(db)
{
}

Transaction::~Transaction()
{
    if (m_open) {
        // Fails only when SQLite has rolled back by itself; either way nothing of ours is left.
        [[maybe_unused]] const auto rolledBack = m_db.execute(u"ROLLBACK"_s);
    }
}

Result<> Transaction::begin()
{
    auto begun = m_db.execute(u"BEGIN IMMEDIATE"_s);
    m_open = begun.has_value();
    return begun;
}

Result<> Transaction::commit()
{
    auto committed = m_db.execute(u"COMMIT"_s);
    if (committed)
        m_open = false;
    return committed;
}

} // namespace assay
