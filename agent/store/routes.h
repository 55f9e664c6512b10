// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where sessions go, in routes.sqlite above all workspaces: a session stays in the workspace that its first run went
// to, so that no two stores share it; and which folders a person allowed to choose one.

#include "agent/store/exclusions.h"
#include "models/data/error.h"
#include "models/data/store/database.h"

#include <QList>
#include <QString>

#include <optional>

namespace assay {

class DataDir;

// A .assay file comes with a cloned repository; the name in it counts only for this very file and this very name.
struct WorkspaceConsent {
    QString file; // absolute
    QString workspace;
    qint64 givenAt = 0; // ms since the epoch
};

// For the holder of the writer's lock.
class Routes {
public:
    [[nodiscard]] static Result<Routes> open(const DataDir &dataDir);

    // nullopt: nothing of it was ever captured.
    [[nodiscard]] Result<std::optional<QString>> workspaceOf(const QString &sessionUuid);
    // The first one stays.
    [[nodiscard]] Result<> remember(const QString &sessionUuid, const QString &workspace, qint64 nowMs);

    [[nodiscard]] Result<bool> isConsented(const QString &file, const QString &workspace);
    [[nodiscard]] Result<> consent(const QString &file, const QString &workspace, qint64 nowMs);
    // For every name; NotFound when there was none.
    [[nodiscard]] Result<> revoke(const QString &file);
    // By file. Without the lock: creates nothing, and is empty when there is no routes.sqlite.
    [[nodiscard]] static Result<QList<WorkspaceConsent>> consents(const DataDir &dataDir);

private:
    Routes(Database db, Exclusions exclusions)
        : m_db(std::move(db))
        , m_exclusions(std::move(exclusions))
    {
    }
    Database m_db;
    Exclusions m_exclusions; // has the key of the hashes
};

} // namespace assay
