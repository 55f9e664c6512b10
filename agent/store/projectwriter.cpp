// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/projectwriter.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

ProjectWriter::ProjectWriter(Database &db)
    : m_db(db)
{
}

Result<qint64> ProjectWriter::project(const ProjectIdentity &identity)
{
    Statement find(m_db, u"SELECT id FROM project WHERE key = ?"_s);
    find.bind(identity.key);
    if (find.next())
        return find.integer(0);
    if (!find.ok())
        return tl::unexpected(find.error());
    Statement insert(m_db, u"INSERT INTO project(key, name, owner) VALUES(?, ?, ?)"_s);
    if (!insert.bind(identity.key).bind(identity.name()).bind(identity.owner()).run())
        return tl::unexpected(insert.error());
    return insert.lastInsertId();
}

Result<ProjectWriter::Known> ProjectWriter::known(const QString &folder)
{
    Statement find(m_db, u"SELECT project_id, evidence FROM project_folder WHERE folder = ?"_s);
    find.bind(folder);
    Known row;
    if (find.next())
        row = {find.integer(0), static_cast<int>(find.integer(1))};
    if (!find.ok())
        return tl::unexpected(find.error());
    return row;
}

Result<> ProjectWriter::remember(const QString &folder, qint64 project, ProjectEvidence evidence)
{
    Statement save(m_db,
                   u"INSERT INTO project_folder(folder, project_id, evidence) VALUES(?, ?, ?) ON CONFLICT(folder) "
                   "DO UPDATE SET project_id = excluded.project_id, evidence = excluded.evidence"_s);
    if (!save.bind(folder).bind(project).bind(static_cast<int>(evidence)).run())
        return tl::unexpected(save.error());
    return {};
}

Result<qint64> ProjectWriter::projectFor(const QString &folder)
{
    if (const auto answered = m_byFolder.constFind(folder); answered != m_byFolder.constEnd())
        return *answered;
    ProjectIdentity identity =
        folder.isEmpty() ? ProjectIdentity{u"path:unknown"_s, {}, ProjectEvidence::Folder} : identifyFolder(folder);
    if (const auto alias = m_aliases.projectOf(folder))
        identity = {*alias, folder, ProjectEvidence::Alias};
    m_rootByFolder.insert(folder, identity.folder);
    const auto before = known(identity.folder);
    if (!before)
        return tl::unexpected(before.error());
    qint64 id = before->project;
    if (id == 0 || before->evidence < static_cast<int>(identity.evidence)) {
        const auto found = project(identity);
        if (!found)
            return found;
        id = *found;
        if (auto saved = remember(identity.folder, id, identity.evidence); !saved)
            return tl::unexpected(saved.error());
    }
    m_byFolder.insert(folder, id);
    return id;
}

Result<> ProjectWriter::learn(const QString &folder, const QString &repository, ProjectEvidence evidence)
{
    if (folder.isEmpty() || repository.isEmpty())
        return {};
    if (auto first = projectFor(folder); !first)
        return tl::unexpected(first.error());
    const QString root = m_rootByFolder.value(folder);
    const auto before = known(root);
    if (!before)
        return tl::unexpected(before.error());
    if (before->evidence >= static_cast<int>(evidence))
        return {};
    const auto id = project({repository, root, evidence});
    if (!id)
        return tl::unexpected(id.error());
    if (auto saved = remember(root, *id, evidence); !saved)
        return saved;
    for (auto each = m_byFolder.begin(); each != m_byFolder.end(); ++each) {
        if (m_rootByFolder.value(each.key()) == root)
            each.value() = *id;
    }
    return move(root, *id);
}

// Sessions of a root: those that started in it or in one of its worktrees.
Result<> ProjectWriter::move(const QString &root, qint64 project)
{
    QStringList folders;
    Statement all(m_db, u"SELECT DISTINCT cwd FROM session WHERE project_id <> ?"_s);
    all.bind(project);
    while (all.next()) {
        const QString cwd = all.text(0);
        if (cwd == root || m_rootByFolder.value(cwd) == root || identifyFolder(cwd).folder == root)
            folders.append(cwd);
    }
    all.finish();
    Statement update(m_db, u"UPDATE session SET project_id = ? WHERE cwd = ? AND project_id <> ?"_s);
    for (const QString &cwd : folders) {
        if (!update.bind(project).bind(cwd).bind(project).run())
            return tl::unexpected(update.error());
    }
    return {};
}

Result<> ProjectWriter::applyAliases()
{
    if (m_aliases.isEmpty())
        return {};
    QStringList folders;
    Statement all(m_db, u"SELECT DISTINCT cwd FROM session"_s);
    while (all.next())
        folders.append(all.text(0));
    all.finish();
    Statement update(m_db, u"UPDATE session SET project_id = ? WHERE cwd = ? AND project_id <> ?"_s);
    for (const QString &folder : folders) {
        if (!m_aliases.projectOf(folder))
            continue;
        const auto id = projectFor(folder);
        if (!id)
            return tl::unexpected(id.error());
        if (!update.bind(*id).bind(folder).bind(*id).run())
            return tl::unexpected(update.error());
    }
    return {};
}

} // namespace assay
