// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Sessions and projects as lists. Deleted sessions never appear. Newest first: by start, then by id.

#include <QList>
#include <QString>

#include "models/data/error.h"
#include "models/data/filter/filtersql.h"
#include "models/data/record.h"

namespace assay {

class Database;

// " FROM session s … WHERE …" of the sessions under the filter, deleted ones left out; the filter's values are to be
// bound.
[[nodiscard]] QString sessionsUnder(const FilterSql &filter);

// limit -1: all of them.
[[nodiscard]] Result<QList<SessionRow>> readSessions(Database &db, const FilterSql &filter, int limit = -1,
                                                     int offset = 0);

// Those of the ids that exist, in the order of the ids.
[[nodiscard]] Result<QList<SessionRow>> readSessions(Database &db, const QList<qint64> &ids);

// NotFound when there is none.
[[nodiscard]] Result<SessionRow> readSession(Database &db, qint64 id);

// By the beginning of its uuid. NotFound; Usage when several match, with the candidates in the message.
[[nodiscard]] Result<SessionRow> findSession(Database &db, const QString &uuidPrefix);

[[nodiscard]] Result<qint64> countSessions(Database &db, const FilterSql &filter);

// Projects that have a session under the filter, with that count; the one with the newest session first.
[[nodiscard]] Result<QList<ProjectRow>> readProjects(Database &db, const FilterSql &filter);

// Every tag that a session has, in alphabetical order.
[[nodiscard]] Result<QStringList> readAllTags(Database &db);

// The runs of a session, in the order they began.
[[nodiscard]] Result<QList<RunRow>> readRuns(Database &db, qint64 sessionId);
[[nodiscard]] Result<RunRow> readRun(Database &db, qint64 runId);

} // namespace assay
