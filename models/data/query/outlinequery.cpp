// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/outlinequery.h"

#include "models/data/query/hitids.h"
#include "models/data/query/sessionquery.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// What an order weighs, the heaviest first.
QString weight(SessionOrder order)
{
    switch (order) {
    case SessionOrder::Newest:
        return u"s.started_at"_s;
    case SessionOrder::Oldest:
        return u"CASE WHEN s.started_at >= 0 THEN -s.started_at ELSE -9223372036854775807 END"_s;
    case SessionOrder::Longest:
        return u"CASE WHEN s.started_at >= 0 THEN s.ended_at - s.started_at ELSE -1 END"_s;
    case SessionOrder::MostErrors:
        return u"s.errors"_s;
    case SessionOrder::MostTokens:
        return u"s.tokens_input + s.tokens_output + s.tokens_cache_read + s.tokens_cache_write"_s;
    case SessionOrder::Dearest:
        // As a row of the list words it: the client's figure, else an estimate that is whole.
        return u"coalesce(s.cost_client, CASE WHEN s.unpriced_messages = 0 THEN s.cost_estimate END, -1)"_s;
    case SessionOrder::Active:
        return u"s.ended_at"_s;
    }
    return u"s.started_at"_s;
}

// The newest first stands in the order of an index; written as a weight it would be sorted.
QString orderTerms(SessionOrder order)
{
    const QString newest = u"s.started_at DESC, s.id DESC"_s;
    return order == SessionOrder::Newest ? newest : u"weight DESC, "_s + newest;
}

} // namespace

// One row per project; a row per session would cost ten times as much on the way through the driver.
Result<QList<ProjectSessions>> readOutline(Database &db, const FilterSql &filter, SessionOrder order)
{
    Statement s(db, u"SELECT p.id, p.key, p.name, p.owner, g.sessions, g.ids FROM (SELECT project_id, count(*) AS"
                    " sessions, max(weight) AS best, max(started_at) AS newest, CAST(group_concat(id) AS BLOB) AS ids"
                    " FROM (SELECT s.project_id, s.started_at, s.id, %1 AS weight%2 ORDER BY s.project_id, %3)"
                    " GROUP BY project_id) g JOIN project p ON p.id = g.project_id"
                    " ORDER BY g.best DESC, g.newest DESC, p.id"_s.arg(weight(order), sessionsUnder(filter),
                                                                       orderTerms(order)));
    filter.bindTo(s);
    QList<ProjectSessions> outline;
    while (s.next()) {
        outline.append({.project = {.id = s.integer(0),
                                    .key = s.text(1),
                                    .name = s.text(2),
                                    .owner = s.text(3),
                                    .sessions = static_cast<int>(s.integer(4))},
                        .sessions = joinedIds(s.blob(5))});
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return outline;
}

Result<QList<qint64>> readOrderedIds(Database &db, const FilterSql &filter, SessionOrder order)
{
    Statement s(db, u"SELECT CAST(group_concat(id) AS BLOB) FROM (SELECT s.id, %1 AS weight%2 ORDER BY %3)"_s.arg(
                        weight(order), sessionsUnder(filter), orderTerms(order)));
    filter.bindTo(s);
    if (!s.next())
        return tl::unexpected(s.error());
    return joinedIds(s.blob(0));
}

} // namespace assay
