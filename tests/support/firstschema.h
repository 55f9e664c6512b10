// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Takes a store back to schema 1, as an older program left it: everything goes that the first script does not make.

#include <QFile>
#include <QStringList>
#include <QTemporaryDir>

#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

// The names of this kind ("table", "index", "view") that are made by a script, not by SQLite.
inline QStringList namesIn(Database &db, const QString &type)
{
    Statement s(db,
                QStringLiteral("SELECT name FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL AND name NOT LIKE "
                               "'sqlite_%'"));
    s.bind(type);
    QStringList names;
    while (s.next())
        names.append(s.text(0));
    return names;
}

inline QStringList columnsIn(Database &db, const QString &table)
{
    Statement s(db, QStringLiteral("SELECT name FROM pragma_table_info(?)"));
    s.bind(table);
    QStringList names;
    while (s.next())
        names.append(s.text(0));
    return names;
}

// False when something did not work.
inline bool takeBackToFirstSchema(Database &db)
{
    const QTemporaryDir folder;
    auto first = Database::open(folder.filePath(QStringLiteral("first.sqlite")), Database::Mode::Writer,
                                QStringLiteral("none_"));
    QFile script(QStringLiteral(":/assay/sql/0001_initial.sql"));
    if (!first || !script.open(QIODevice::ReadOnly) || !first->execute(QString::fromUtf8(script.readAll())))
        return false;
    for (const QString &type : {QStringLiteral("view"), QStringLiteral("index"), QStringLiteral("table")}) {
        const QStringList kept = namesIn(*first, type);
        for (const QString &name : namesIn(db, type)) {
            if (!kept.contains(name) && !db.execute(QStringLiteral("DROP %1 %2").arg(type, name)))
                return false;
        }
    }
    for (const QString &table : namesIn(*first, QStringLiteral("table"))) {
        const QStringList kept = columnsIn(*first, table);
        for (const QString &column : columnsIn(db, table)) {
            if (!kept.contains(column) &&
                !db.execute(QStringLiteral("ALTER TABLE %1 DROP COLUMN %2").arg(table, column)))
                return false;
        }
    }
    return db.execute(QStringLiteral("PRAGMA user_version=1")).has_value();
}

} // namespace assay
