// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Folders to projects, with the evidence kept, so that better evidence moves a folder and its sessions
// later.

#include "agent/store/projectidentity.h"
#include "models/data/store/statement.h"

#include <QHash>

namespace assay {

class ProjectWriter {
public:
    explicit ProjectWriter(Database &db);

    void setAliases(ProjectAliases aliases) { m_aliases = std::move(aliases); }
    // Moves the sessions that the aliases say belong elsewhere. Writes nothing where they already agree.
    [[nodiscard]] Result<> applyAliases();

    // The project of a session that started in this folder.
    [[nodiscard]] Result<qint64> projectFor(const QString &folder);
    // A session that started in `folder` showed that it belongs to the repository "host/owner/name".
    [[nodiscard]] Result<> learn(const QString &folder, const QString &repository, ProjectEvidence evidence);

private:
    struct Known {
        qint64 project = 0;
        int evidence = 0;
    };
    [[nodiscard]] Result<qint64> project(const ProjectIdentity &identity);
    [[nodiscard]] Result<Known> known(const QString &folder);
    [[nodiscard]] Result<> remember(const QString &folder, qint64 project, ProjectEvidence evidence);
    [[nodiscard]] Result<> move(const QString &root, qint64 project);

    Database &m_db;
    ProjectAliases m_aliases;
    QHash<QString, qint64> m_byFolder;      // answers of this run
    QHash<QString, QString> m_rootByFolder; // folder → the root its evidence is kept under
};

} // namespace assay
