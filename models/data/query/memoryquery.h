// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Rolling summaries as they are read: of a session, a project or the workspace, over any span. Whole days and hours
// come from the table `memory`, the edges of the span from facts, so nothing outside it is told.

#include "models/data/error.h"
#include "models/data/memory/memorynote.h"
#include "models/data/memory/timebuckets.h"

#include <QTimeZone>

#include <nlohmann/json_fwd.hpp>

#include <optional>

namespace assay {

class Database;

// How far summaries are behind what was captured.
struct MemoryFreshness {
    QTimeZone zone;          // of the hours and days
    qint64 refreshedAt = -1; // ms; -1 = nothing was summed up yet
    bool isCurrent = false;  // nothing was captured since, and this version told it
    // "Current to", seen at a time.
    [[nodiscard]] qint64 currentTo(qint64 now) const { return isCurrent ? now : refreshedAt; }
};
[[nodiscard]] Result<MemoryFreshness> readMemoryFreshness(Database &db);

struct MemoryRequest {
    qint64 sessionId = 0;         // else
    qint64 projectId = 0;         // else the workspace
    std::optional<TimeSpan> span; // none: of a session, all of it
};
// Sorted, without what is settled.
[[nodiscard]] Result<NoteBullets> readNotes(Database &db, const MemoryRequest &request);

// Where work on a project stands: what is open and what is next, by its last sessions.
struct ProjectStanding {
    qint64 projectId = 0;
    QString project;
    qint64 lastAt = -1;
    qint64 lastSession = 0;
    QString lastSessionUuid;
    NoteBullets bullets; // the last ask; what is open; what is next
};
// Projects by their last session, newest first; of one project when `projectId` is given.
[[nodiscard]] Result<QList<ProjectStanding>> readStandings(Database &db, qint64 projectId, int limit);

[[nodiscard]] nlohmann::ordered_json toJson(const QList<ProjectStanding> &standings);

// Id of a project by its key, its name or owner/name; 0 = none. Usage when a name is that of several.
[[nodiscard]] Result<qint64> findProject(Database &db, const QString &name);
[[nodiscard]] Result<QString> projectName(Database &db, qint64 projectId);

// The project that sessions of exactly this folder belong to; id 0 = none is known.
struct FolderProject {
    qint64 id = 0;
    QString key, name;
};
[[nodiscard]] Result<FolderProject> projectOfFolder(Database &db, const QString &folder);

} // namespace assay
