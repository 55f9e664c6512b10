// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a person added to a session: its tags, its note, its bookmarks. The agent writes them (agent/store/care.h).

#include <QList>
#include <QString>
#include <QStringList>

#include "models/data/error.h"

namespace assay {

class Database;

// In alphabetical order, whatever their case.
[[nodiscard]] Result<QStringList> readTags(Database &db, qint64 sessionId);

// Empty = there is none.
[[nodiscard]] Result<QString> readNote(Database &db, qint64 sessionId);

// Ids of events, in the order of the transcript; those of sub-agents' runs after the main thread's.
[[nodiscard]] Result<QList<qint64>> readBookmarks(Database &db, qint64 sessionId);

} // namespace assay
