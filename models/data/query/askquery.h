// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Answers a question from the counts in memory_count: whole days and hours are looked up, only the edges of the
// window are counted act by act, so a question over weeks costs no more than one over hours. Exact: nothing outside the
// window is counted.

#include "models/data/ask/askanswer.h"
#include "models/data/error.h"

#include <QTimeZone>

namespace assay {

class Database;

struct AskRequest {
    AskQuestion question;
    QTimeZone zone;       // of the one who asks
    qint64 projectId = 0; // restricts everything to it; 0 = no
    int groups = 20;      // at most so many of each
    int examples = 5;
    int sessions = 10;
};

// NotFound when the question names a project or a session that is not there.
[[nodiscard]] Result<AskAnswer> askStore(Database &db, const AskRequest &request);

} // namespace assay
