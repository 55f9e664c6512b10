// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mcp/projectscope.h"

#include "models/data/query/memoryquery.h"
#include "models/data/record.h"

#include <QDir>
#include <QFileInfo>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// The folder, and those above it up to the root of its repository; of one that is in none, itself alone.
QStringList foldersOfRepository(const QString &folder)
{
    QStringList folders{folder};
    for (QString each = folder; !QFileInfo::exists(each + u"/.git"_s);) {
        each.truncate(each.lastIndexOf(u'/'));
        if (each.isEmpty())
            return {folder};
        folders.append(each);
    }
    return folders;
}

} // namespace

bool ProjectScope::sees(const SessionRow &session) const
{
    return projectId == 0 || session.projectId == projectId;
}

Result<ProjectScope> scopeOfFolder(Database &db, const QString &folder, bool everything)
{
    if (everything)
        return ProjectScope{};
    if (!QDir::isAbsolutePath(folder))
        return fail(Error::Code::NotFound, u"Nobody says which project this is: CLAUDE_PROJECT_DIR is not set. Only "
                                           u"\"assay-agent mcp --all-projects\" "
                                           "sees more than one."_s);
    for (const QString &each : foldersOfRepository(QDir::cleanPath(folder))) {
        const auto project = projectOfFolder(db, each);
        if (!project)
            return tl::unexpected(project.error());
        if (project->id != 0)
            return ProjectScope{project->id, project->name, project->key};
    }
    return fail(Error::Code::NotFound,
                u"Nothing was recorded of the project in %1 yet, and other projects are not shown here."_s.arg(folder));
}

} // namespace assay
