// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The stores that a drain writes to: one writer per workspace, opened when it is first needed. What they wrote since
// the last commit() is kept together or not at all, within each store. Lives on the writer thread for one drain.

#include "agent/store/presencewriter.h"
#include "agent/store/writer.h"

#include <QStringList>

#include <functional>
#include <map>

namespace assay {

class DataDir;

struct Lane {
    Lane(Database &db, const Exclusions &exclusions)
        : database(db)
        , writer(db, exclusions)
        , presence(db)
    {
    }
    Database &database;
    Writer writer;
    PresenceWriter presence;
};

class Lanes {
public:
    // Opens a workspace's store, made when it is missing.
    using OpenStore = std::function<Result<Database *>(const QString &workspace)>;
    // After a commit: the sessions that rows were written for.
    using Committed = std::function<void(const QString &workspace, const QSet<qint64> &sessions)>;

    Lanes(const DataDir &dataDir, const Exclusions &exclusions, OpenStore open, Committed committed);

    // With an open transaction.
    [[nodiscard]] Result<Lane *> writing(const QString &workspace);
    // For questions; nullptr = that workspace has no store.
    [[nodiscard]] Result<Lane *> existing(const QString &workspace);
    // Workspaces that have a store, in the order of names.
    [[nodiscard]] QStringList workspaces() const;
    [[nodiscard]] bool isOpen(const QString &workspace) const { return m_lanes.contains(workspace); }

    [[nodiscard]] Result<> commit();
    // What no batch settles by itself, once a drain has nothing left.
    [[nodiscard]] Result<> finish();
    // Nothing since the last commit is kept.
    void rollBack();
    [[nodiscard]] qint64 commits() const { return m_commits; }

private:
    [[nodiscard]] Result<Lane *> lane(const QString &workspace);

    const DataDir &m_dataDir;
    const Exclusions &m_exclusions;
    OpenStore m_open;
    Committed m_committed;
    std::map<QString, Lane> m_lanes;
    QSet<QString> m_writing; // have an open transaction
    qint64 m_commits = 0;
};

} // namespace assay
