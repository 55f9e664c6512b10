// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/routes.h"

#include <QFileInfo>

#include "models/data/store/datadir.h"
#include "models/data/store/migrations.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

Result<Routes> Routes::open(const DataDir &dataDir)
{
    auto exclusions = Exclusions::open(dataDir);
    if (!exclusions)
        return tl::unexpected(exclusions.error());
    auto db = Database::open(dataDir.routesFile(), Database::Mode::Writer, u"routes_"_s);
    if (!db)
        return tl::unexpected(db.error());
    return Routes(std::move(*db), std::move(*exclusions));
}

Result<std::optional<QString>> Routes::workspaceOf(const QString &sessionUuid)
{
    Statement s(m_db, u"SELECT workspace FROM route WHERE session_hash = ?"_s);
    s.bind(m_exclusions.hashOf(sessionUuid.toStdString()));
    if (s.next())
        return std::optional(s.text(0));
    if (!s.ok())
        return tl::unexpected(s.error());
    return std::optional<QString>();
}

Result<> Routes::remember(const QString &sessionUuid, const QString &workspace, qint64 nowMs)
{
    Statement s(
        m_db,
        u"INSERT INTO route(session_hash, workspace, decided_at) VALUES(?, ?, ?) ON CONFLICT(session_hash) DO NOTHING"_s);
    if (!s.bind(m_exclusions.hashOf(sessionUuid.toStdString())).bind(workspace).bind(nowMs).run())
        return tl::unexpected(s.error());
    return {};
}

Result<bool> Routes::isConsented(const QString &file, const QString &workspace)
{
    Statement s(m_db, u"SELECT EXISTS (SELECT 1 FROM consent WHERE file = ? AND workspace = ?)"_s);
    if (!s.bind(file).bind(workspace).next())
        return tl::unexpected(s.error());
    return s.integer(0) != 0;
}

Result<> Routes::consent(const QString &file, const QString &workspace, qint64 nowMs)
{
    if (!isWorkspaceName(workspace)) {
        return fail(Error::Code::Usage, u"\"%1\" is not a workspace name. Nothing was changed. Use 1 to 64 of a-z, 0-9 "
                                        "and the hyphen."_s.arg(workspace));
    }
    Statement s(m_db, u"INSERT OR REPLACE INTO consent(file, workspace, given_at) VALUES(?, ?, ?)"_s);
    if (!s.bind(file).bind(workspace).bind(nowMs).run())
        return tl::unexpected(s.error());
    return {};
}

Result<> Routes::revoke(const QString &file)
{
    Statement s(m_db, u"DELETE FROM consent WHERE file = ?"_s);
    if (!s.bind(file).run())
        return tl::unexpected(s.error());
    if (s.changes() == 0)
        return fail(Error::Code::NotFound, u"This file was not allowed to choose a workspace. Nothing was changed."_s,
                    file);
    return {};
}

Result<QList<WorkspaceConsent>> Routes::consents(const DataDir &dataDir)
{
    QList<WorkspaceConsent> all;
    if (!QFileInfo::exists(dataDir.routesFile()))
        return all;
    auto db = Database::open(dataDir.routesFile(), Database::Mode::Reader, u"routes_"_s);
    if (!db)
        return tl::unexpected(db.error());
    if (!checkMigrated(*db, u"routes_"_s))
        return all; // of a version that knew no consents
    Statement s(*db, u"SELECT file, workspace, given_at FROM consent ORDER BY file, workspace"_s);
    while (s.next())
        all.append({s.text(0), s.text(1), s.integer(2)});
    if (!s.ok())
        return tl::unexpected(s.error());
    return all;
}

} // namespace assay
