// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/salvage.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QVariant>

#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// In the order of their references. `key` is the rowid column to step by; empty = WITHOUT ROWID, copied as far as it
// reads.
struct Table {
    QString name;
    QString key;
};

QList<Table> tables()
{
    return {{u"meta"_s, {}},          {u"project"_s, u"id"_s},  {u"project_folder"_s, {}}, {u"session"_s, u"id"_s},
            {u"source"_s, u"id"_s},   {u"repeated_line"_s, {}}, {u"raw_block"_s, u"id"_s}, {u"run"_s, u"id"_s},
            {u"event"_s, u"id"_s},    {u"body"_s, u"id"_s},     {u"message"_s, {}},        {u"message_share"_s, {}},
            {u"pending_title"_s, {}}, {u"lineage_edge"_s, {}},  {u"redaction"_s, {}}};
}

class DamagedFile {
public:
    explicit DamagedFile(const QString &file)
        : m_handle(QSqlDatabase::addDatabase(u"QSQLITE"_s, u"assay-damaged"_s))
    {
        m_handle.setDatabaseName(file);
        m_open = m_handle.open();
    }
    ~DamagedFile()
    {
        m_handle.close();
        m_handle = QSqlDatabase();
        QSqlDatabase::removeDatabase(u"assay-damaged"_s);
    }
    DamagedFile(const DamagedFile &) = delete;
    DamagedFile &operator=(const DamagedFile &) = delete;
    [[nodiscard]] bool isOpen() const { return m_open; }
    [[nodiscard]] const QSqlDatabase &handle() const { return m_handle; }

private:
    QSqlDatabase m_handle;
    bool m_open = false;
};

class TableCopy {
public:
    TableCopy(const QSqlDatabase &from, Database &to, Table table)
        : m_from(from)
        , m_to(to)
        , m_table(std::move(table))
    {
    }

    qint64 run()
    {
        if (m_table.key.isEmpty()) {
            copyFrom(u"SELECT * FROM "_s + m_table.name, -1);
            return m_skipped;
        }
        // A damaged page ends a scan with an error: step over it, in growing steps, until rows come again.
        constexpr int mostFailures = 40;
        qint64 last = -1;
        qint64 step = 1;
        for (int failures = 0; failures < mostFailures;) {
            const QString sql =
                u"SELECT * FROM %1 WHERE %2 > %3 ORDER BY %2"_s.arg(m_table.name, m_table.key).arg(last);
            const qint64 reached = copyFrom(sql, last);
            if (m_ended)
                break;
            m_skipped += reached > last ? 0 : step;
            step = reached > last ? 1 : step * 2;
            failures = reached > last ? 0 : failures + 1;
            last = reached > last ? reached : last + step;
        }
        return m_skipped;
    }

private:
    qint64 copyFrom(const QString &sql, qint64 last)
    {
        QSqlQuery read(m_from);
        read.setForwardOnly(true);
        m_ended = false;
        if (!read.exec(sql))
            return last;
        const QSqlRecord shape = read.record();
        const int key = shape.indexOf(m_table.key);
        while (read.next()) {
            insert(read, shape);
            last = key >= 0 ? read.value(key).toLongLong() : last;
        }
        m_ended = !read.lastError().isValid();
        return last;
    }

    void insert(const QSqlQuery &row, const QSqlRecord &shape)
    {
        if (m_insertSql.isEmpty()) {
            QStringList columns;
            for (int i = 0; i < shape.count(); ++i)
                columns.append(shape.fieldName(i));
            m_insertSql = u"INSERT OR IGNORE INTO %1(%2) VALUES(%3)"_s.arg(
                m_table.name, columns.join(u','), QStringList(columns.size(), u"?"_s).join(u','));
            m_insert = std::make_unique<QSqlQuery>(m_to.handle());
            m_insert->prepare(m_insertSql);
        }
        for (int i = 0; i < shape.count(); ++i)
            m_insert->bindValue(i, row.value(i));
        if (!m_insert->exec())
            ++m_skipped;
    }

    const QSqlDatabase &m_from;
    Database &m_to;
    Table m_table;
    QString m_insertSql;
    std::unique_ptr<QSqlQuery> m_insert;
    qint64 m_skipped = 0;
    bool m_ended = false;
};

// Rows whose other half is gone. An event without its text is dropped if its file can tell it again, else kept with
// none.
Result<> mendReferences(Database &to, SalvageLosses &losses)
{
    Statement lossy(
        to,
        u"SELECT DISTINCT source_id FROM event WHERE id NOT IN (SELECT id FROM body) UNION "
        "SELECT DISTINCT source_id FROM event WHERE NOT EXISTS (SELECT 1 FROM raw_block WHERE raw_block.source_id = "
        "event.source_id AND raw_block.raw_position <= event.raw_position AND raw_block.raw_position + "
        "raw_block.raw_length >= event.raw_position + event.raw_length)"_s);
    while (lossy.next())
        losses.lossySources.insert(lossy.integer(0));
    if (!lossy.ok())
        return tl::unexpected(lossy.error());
    lossy.finish();
    return to.execute(
        u"UPDATE event SET raw_length = 0 WHERE NOT EXISTS (SELECT 1 FROM raw_block WHERE raw_block.source_id = "
        u"event.source_id "
        "AND raw_block.raw_position <= event.raw_position AND raw_block.raw_position + raw_block.raw_length >= "
        "event.raw_position + event.raw_length);"
        "DELETE FROM body WHERE id NOT IN (SELECT id FROM event);"
        "DELETE FROM event WHERE id NOT IN (SELECT id FROM body);"
        "INSERT INTO body_index(body_index) VALUES('rebuild');"_s);
}

} // namespace

Result<SalvageLosses> salvageStore(const QString &from, Database &to)
{
    SalvageLosses losses;
    const DamagedFile damaged(from);
    if (auto loose = to.execute(u"PRAGMA foreign_keys=OFF"_s); !loose)
        return tl::unexpected(loose.error());
    Transaction transaction(to);
    if (auto begun = transaction.begin(); !begun)
        return tl::unexpected(begun.error());
    if (damaged.isOpen()) {
        for (const Table &table : tables()) {
            const qint64 skipped = TableCopy(damaged.handle(), to, table).run();
            if (skipped > 0)
                losses.rowsSkipped.insert(table.name, skipped);
        }
    }
    if (auto mended = mendReferences(to, losses); !mended)
        return tl::unexpected(mended.error());
    if (auto done = transaction.commit(); !done)
        return tl::unexpected(done.error());
    return losses;
}

} // namespace assay
