// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which repository a folder belongs to: pure rules on paths and addresses, and a look at .git where the folder exists.

#include <QHash>
#include <QString>

#include <optional>

#include "models/data/error.h"

namespace assay {

// project_folder.evidence; a larger one replaces a smaller one.
enum class ProjectEvidence : int { Folder = 1, Worktree = 2, GitOutput = 3, PullRequest = 4, Remote = 5, Alias = 6 };

struct ProjectIdentity {
    QString key;    // "github.com/owner/name" or "path:/root"
    QString folder; // the root that the answer holds for
    ProjectEvidence evidence = ProjectEvidence::Folder;

    [[nodiscard]] QString name() const;
    [[nodiscard]] QString owner() const; // "local" without a remote
};

// The main folder of a worktree by the conventions of git, Claude Code, Cursor and Conductor; else the folder itself.
[[nodiscard]] QString rootOfWorktree(const QString &folder);

// Looks at the folder, if it exists, for .git (following worktrees to their main repository) and its remote "origin".
[[nodiscard]] ProjectIdentity identifyFolder(const QString &folder);

// Folder prefixes → project, from a file {"project": ["/prefix", …]}. The longest prefix wins.
class ProjectAliases {
public:
    [[nodiscard]] static Result<ProjectAliases> load(const QString &file); // empty name = none
    [[nodiscard]] std::optional<QString> projectOf(const QString &folder) const;
    [[nodiscard]] bool isEmpty() const { return m_byPrefix.isEmpty(); }

private:
    QHash<QString, QString> m_byPrefix;
};

} // namespace assay
