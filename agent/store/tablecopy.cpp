// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/tablecopy.h"

#include <optional>

#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// After so many rows in a row that cannot be read the rest of a range is given up: its upper pages are gone.
constexpr int mostFailures = 50'000;

bool runs(Database &db, QString sql, const QString &rows)
{
    return db.execute(sql.replace(u"{rows}"_s, rows)).has_value();
}

// The columns of the table here; a damaged file of an older schema may lack some.
QStringList columnsOf(Database &db, const QString &table, const QString &filter)
{
    QStringList names;
    Statement s(db, u"SELECT name FROM pragma_table_info(?, 'main') WHERE %1 AND name IN "
                    "(SELECT name FROM pragma_table_info(?, 'damaged')) ORDER BY pk, cid"_s.arg(filter));
    s.bind(table).bind(table);
    while (s.next())
        names.append(s.text(0));
    return names;
}

// The table whose "id" is the rowid of this one.
QString numberedBy(const QString &table)
{
    if (table == u"body"_s || table == u"bookmark"_s)
        return u"event"_s;
    return table == u"session_note"_s ? u"session"_s : table;
}

bool isFull(Database &db)
{
    Statement probe(db, u"UPDATE main.meta SET value = value"_s);
    return !probe.run() && probe.error().code == Error::Code::Full;
}

} // namespace

TableCopy::TableCopy(Database &db, QString table, QString key)
    : m_db(db)
    , m_table(std::move(table))
    , m_key(std::move(key))
{
}

TableCopy::~TableCopy() = default;

Result<bool> TableCopy::run()
{
    m_columns = columnsOf(m_db, m_table, u"1"_s).join(u',');
    if (m_columns.isEmpty())
        return false;
    const QString all =
        u"INSERT OR IGNORE INTO main.%1(%2) SELECT %2 FROM damaged.%1 NOT INDEXED {rows}"_s.arg(m_table, m_columns);
    if (m_key.isEmpty())
        return runFromBothEnds(m_db, all, columnsOf(m_db, m_table, u"pk > 0"_s).join(u','));
    if (runs(m_db, all, {}))
        return true;
    m_range = std::make_unique<Statement>(
        m_db, u"INSERT OR IGNORE INTO main.%1(%2) SELECT %2 FROM damaged.%1 NOT INDEXED WHERE %3 > ? AND %3 <= ?"_s.arg(
                  m_table, m_columns, m_key));
    return copyRange(-1, highestKey());
}

// No row can lie above what any index, sequence or table that shares the numbers tells.
qint64 TableCopy::highestKey()
{
    constexpr qint64 ifNothingTells = 1'000'000;
    QStringList tellers = {u"SELECT max(%1) FROM damaged.%2 NOT INDEXED"_s.arg(m_key, m_table)};
    const QString named = numberedBy(m_table);
    tellers.append(u"SELECT seq FROM damaged.sqlite_sequence WHERE name = '%1'"_s.arg(named));
    Statement indexes(m_db, u"SELECT name FROM pragma_index_list(?, 'damaged') WHERE NOT partial"_s);
    indexes.bind(named);
    while (indexes.next())
        tellers.append(u"SELECT max(id) FROM damaged.%1 INDEXED BY %2"_s.arg(named, indexes.text(0)));
    indexes.finish();
    std::optional<qint64> highest;
    for (const QString &sql : tellers) {
        Statement tell(m_db, sql);
        if (tell.next() && !tell.isNull(0))
            highest = std::max(highest.value_or(0), tell.integer(0));
    }
    return highest.value_or(ifNothingTells);
}

Result<bool> TableCopy::copyRange(qint64 after, qint64 last)
{
    if (after >= last)
        return true;
    if (m_failures > mostFailures)
        return false;
    m_range->bind(after).bind(last);
    if (m_range->run()) {
        m_failures = m_range->changes() > 0 ? 0 : m_failures;
        return true;
    }
    const Error error = m_range->error();
    if (error.code == Error::Code::Full && isFull(m_db))
        return tl::unexpected(error);
    if (last - after == 1) {
        ++m_failures;
        return false;
    }
    const qint64 middle = after + (last - after) / 2;
    const auto lower = copyRange(after, middle);
    if (!lower)
        return lower;
    const auto upper = copyRange(middle, last);
    return upper ? Result<bool>(*lower && *upper) : upper;
}

bool runFromBothEnds(Database &db, const QString &sql, const QString &order)
{
    if (runs(db, sql, {}))
        return true;
    for (const QString &direction : {u""_s, u" DESC"_s}) {
        const QString ordered =
            u"ORDER BY %1%2 LIMIT %3"_s.arg(QString(order).replace(u","_s, direction + u','), direction);
        constexpr qint64 most = qint64{1} << 40;
        qint64 readable = 0;
        qint64 step = 1;
        while (step < most && runs(db, sql, ordered.arg(readable + step))) {
            readable += step;
            step *= 2;
        }
        for (; step > 0; step /= 2) {
            if (runs(db, sql, ordered.arg(readable + step)))
                readable += step;
        }
    }
    return false;
}

} // namespace assay
