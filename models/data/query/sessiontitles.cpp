// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/sessiontitles.h"

#include "models/data/query/sessionquery.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// Of a store that an older version wrote last there are none.
Result<QList<CandidateTitle>> readCandidateTitles(Database &db)
{
    QList<CandidateTitle> candidates;
    Statement known(db, u"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'candidate'"_s);
    if (!known.next())
        return known.ok() ? Result<QList<CandidateTitle>>(candidates) : tl::unexpected(known.error());
    Statement statement(db,
                        u"SELECT key, CASE form WHEN 'skill' THEN name ELSE sentence END, state, project_id FROM "
                        "candidate WHERE state NOT IN ('rejected', 'superseded', 'stale') ORDER BY score DESC, id"_s);
    while (statement.next())
        candidates.append({statement.text(0), statement.text(1), statement.text(2), statement.integer(3)});
    if (!statement.ok())
        return tl::unexpected(statement.error());
    return candidates;
}

} // namespace

Result<SessionTitles> readSessionTitles(Database &db)
{
    auto projects = readProjects(db, FilterSql{});
    if (!projects)
        return tl::unexpected(projects.error());
    auto candidates = readCandidateTitles(db);
    if (!candidates)
        return tl::unexpected(candidates.error());
    SessionTitles titles{{}, std::move(*projects), std::move(*candidates)};
    Statement statement(db, u"SELECT id, uuid, title, project_id, started_at FROM session WHERE deleted_at IS NULL"
                            " ORDER BY started_at DESC, id DESC"_s);
    while (statement.next())
        titles.sessions.append(
            {statement.integer(0), statement.text(1), statement.text(2), statement.integer(3), statement.integer(4)});
    if (!statement.ok())
        return tl::unexpected(statement.error());
    return titles;
}

} // namespace assay
