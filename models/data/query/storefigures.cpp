// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/storefigures.h"

#include <QFileInfo>

#include "models/data/store/database.h"
#include "models/data/store/datadir.h"
#include "models/data/store/migrations.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

Result<qint64> singleNumber(Database &db, const QString &sql, qint64 ifNone)
{
    Statement statement(db, sql);
    const bool found = statement.next();
    if (!statement.ok())
        return tl::unexpected(statement.error());
    return found && !statement.isNull(0) ? statement.integer(0) : ifNone;
}

} // namespace

Result<std::optional<StoreFigures>> readStoreFigures(const DataDir &dataDir, const QString &workspace)
{
    const auto file = dataDir.workspaceFile(workspace);
    if (!file)
        return tl::unexpected(file.error());
    if (!QFileInfo::exists(*file))
        return std::nullopt;
    auto db = Database::open(*file, Database::Mode::Reader);
    if (!db)
        return tl::unexpected(db.error());
    const auto schema = schemaOf(*db);
    if (!schema)
        return tl::unexpected(schema.error());
    const auto sessions = singleNumber(*db, u"SELECT count(*) FROM session WHERE deleted_at IS NULL"_s, 0);
    const auto events = singleNumber(*db, u"SELECT sum(events_total) FROM session WHERE deleted_at IS NULL"_s, 0);
    const auto newest = singleNumber(*db, u"SELECT max(at) FROM event"_s, -1);
    for (const auto *each : {&sessions, &events, &newest}) {
        if (!*each)
            return tl::unexpected(each->error());
    }
    const qint64 bytes = QFileInfo(*file).size() + QFileInfo(*file + u"-wal"_s).size();
    return StoreFigures{*file, bytes, *sessions, *events, *schema, *newest};
}

} // namespace assay
