// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a person calls sessions, projects and candidates by: all names at once, small enough to be kept and matched in
// memory. Deleted sessions never appear.

#include <QList>
#include <QString>

#include "models/data/error.h"
#include "models/data/record.h"

namespace assay {

class Database;

struct SessionTitle {
    qint64 id = 0;
    QString uuid;
    QString title;
    qint64 projectId = 0;
    qint64 startedAt = -1; // ms since the epoch
};

struct CandidateTitle {
    QString key;
    QString title; // the name of a skill, else the sentence that says what would change
    QString state; // "new", "watch" …
    qint64 projectId = 0;
};

struct SessionTitles {
    QList<SessionTitle> sessions;     // newest first
    QList<ProjectRow> projects;       // that with the newest session first; `sessions` = how many it has
    QList<CandidateTitle> candidates; // the strongest first; none that was rejected or is out of date
};

// Reads every session: milliseconds for a thousand, a blink for a hundred thousand.
[[nodiscard]] Result<SessionTitles> readSessionTitles(Database &db);

} // namespace assay
