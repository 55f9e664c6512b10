// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/sessiontitles.h"

#include "models/data/query/sessionquery.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

Result<SessionTitles> readSessionTitles(Database &db)
{
    auto projects = readProjects(db, FilterSql{});
    if (!projects)
        return tl::unexpected(projects.error());
    SessionTitles titles{{}, std::move(*projects)};
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
