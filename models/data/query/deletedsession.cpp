// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/deletedsession.h"

#include <QList>

#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

Result<DeletedSession> findDeletedSession(Database &db, const QString &uuidPrefix)
{
    Statement statement(db, u"SELECT id, uuid FROM session WHERE deleted_at IS NOT NULL "
                            "AND substr(uuid, 1, length(?)) = ? LIMIT 2"_s);
    statement.bind(uuidPrefix).bind(uuidPrefix);
    QList<DeletedSession> found;
    while (statement.next())
        found.append({statement.integer(0), statement.text(1)});
    if (!statement.ok())
        return tl::unexpected(statement.error());
    if (found.size() > 1)
        return fail(
            Error::Code::Usage,
            u"Several deleted sessions begin with \"%1\". Nothing was changed. Give more of the id."_s.arg(uuidPrefix));
    if (found.isEmpty()) {
        return fail(
            Error::Code::NotFound,
            u"No deleted session that can still be brought back begins with \"%1\". Nothing was changed. After ten "
            "minutes a deleted session is gone for good."_s.arg(uuidPrefix));
    }
    return found.first();
}

} // namespace assay
