// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/storeglance.h"

#include <QFileInfo>

#include "models/data/store/migrations.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

Result<StoreGlance> readStoreGlance(Database &db, const QString &file)
{
    StoreGlance glance;
    const auto schema = schemaOf(db);
    if (!schema)
        return tl::unexpected(schema.error());
    glance.schema = *schema;
    Statement counts(db, u"SELECT count(*), coalesce(sum(events_total), 0) FROM session WHERE deleted_at IS NULL"_s);
    if (counts.next()) {
        glance.sessions = counts.integer(0);
        glance.events = counts.integer(1);
    }
    if (!counts.ok())
        return tl::unexpected(counts.error());
    Statement newest(db, u"SELECT e.at, e.id, e.session_id FROM event e JOIN session s ON s.id = e.session_id"
                         " WHERE s.deleted_at IS NULL AND e.at >= 0 ORDER BY e.at DESC, e.id DESC LIMIT 1"_s);
    if (newest.next()) {
        glance.newestAt = newest.integer(0);
        glance.newestEvent = newest.integer(1);
        glance.newestSession = newest.integer(2);
    }
    if (!newest.ok())
        return tl::unexpected(newest.error());
    glance.bytes = QFileInfo(file).size() + QFileInfo(file + u"-wal"_s).size();
    return glance;
}

} // namespace assay
