// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where Assay keeps things. Everything it writes lies below one data directory; one file per workspace.
//   <data-dir>/workspaces/<name>.sqlite   the store
//   <data-dir>/routes.sqlite, key         exclusions, routes, pauses
//   <data-dir>/gates/                     what the hook must know
//   <data-dir>/agent.lock                 held by the one process that writes
//   <data-dir>/config.json                settings, if the directory was given explicitly
// The socket lies in $XDG_RUNTIME_DIR/assay (see agent/ipc).

#include "models/data/error.h"

#include <QString>

namespace assay {

class DataDir {
public:
    // Empty path: $ASSAY_DATA_DIR, else $XDG_DATA_HOME/assay, else ~/.local/share/assay; Usage when none of them is
    // set. Does not touch the disk. With ASSAY_TEST_ROOT set, a directory outside it is refused.
    [[nodiscard]] static Result<DataDir> locate(const QString &path = {});

    // Creates the folders, mode 0700. Fails with advice on a read-only or full disk and on a network file system,
    // where SQLite's WAL cannot work.
    [[nodiscard]] Result<> create() const;

    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] QString routesFile() const;
    [[nodiscard]] QString keyFile() const;
    [[nodiscard]] QString lockFile() const;
    // What the agent tells the hook: "paused", "ignored", "unpersisted" (docs/store.md, "Gates for the hook").
    [[nodiscard]] QString gateFile(QLatin1StringView name) const;
    // Workspace names are [a-z0-9-]{1,64}; anything else is a usage error.
    [[nodiscard]] Result<QString> workspaceFile(const QString &workspace) const;

private:
    explicit DataDir(QString path)
        : m_path(std::move(path))
    {
    }
    QString m_path; // absolute, canonical where it exists
};

// [a-z0-9-]{1,64}
[[nodiscard]] bool isWorkspaceName(const QString &text);

// $HOME; empty when it is not set or no absolute path, so that nothing lands in the root folder instead.
[[nodiscard]] QString homeFolder();

// Refuses a path outside $ASSAY_TEST_ROOT when that is set, also one that leads there over links: tests cannot touch a
// real home.
[[nodiscard]] Result<> guardTestRoot(const QString &path);

} // namespace assay
