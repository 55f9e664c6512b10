// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/redactionfigures.h"

#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

Result<QList<RedactionFigure>> readRedactions(Database &db, const RedactionScope &scope)
{
    QString sql = u"SELECT r.rule, sum(r.count), count(DISTINCT s.id), coalesce(max(s.ended_at), -1) FROM redaction r "
                  "JOIN source f ON f.id = r.source_id LEFT JOIN session s ON s.id = f.session_id "
                  "WHERE (s.id IS NULL OR s.deleted_at IS NULL)"_s;
    if (scope.session)
        sql += u" AND s.id = ?"_s;
    if (scope.startedFrom)
        sql += u" AND s.started_at >= ?"_s;
    if (scope.startedUntil)
        sql += u" AND s.started_at < ?"_s;
    Statement s(db, sql + u" GROUP BY r.rule ORDER BY 2 DESC, 1"_s);
    for (const auto &bound : {scope.session, scope.startedFrom, scope.startedUntil}) {
        if (bound)
            s.bind(*bound);
    }
    QList<RedactionFigure> figures;
    while (s.next())
        figures.append({s.text(0), s.integer(1), s.integer(2), s.integer(3)});
    if (!s.ok())
        return tl::unexpected(s.error());
    return figures;
}

Result<QList<RedactedSession>> readRedactedSessions(Database &db, const QString &rule, int limit)
{
    Statement s(db,
                u"SELECT s.id, s.uuid, s.title, s.started_at, sum(r.count) FROM redaction r "
                "JOIN source f ON f.id = r.source_id JOIN session s ON s.id = f.session_id "
                "WHERE s.deleted_at IS NULL AND (? = '' OR r.rule = ?) GROUP BY s.id ORDER BY 5 DESC, s.id LIMIT ?"_s);
    s.bind(rule).bind(rule).bind(limit);
    QList<RedactedSession> sessions;
    while (s.next())
        sessions.append({s.integer(0), s.text(1), s.text(2), s.integer(3), s.integer(4)});
    if (!s.ok())
        return tl::unexpected(s.error());
    return sessions;
}

} // namespace assay
