// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the words of a question are in a store: topics and projects, spelt as they are there or nearly so. Part of
// askquery.h.

#include "models/data/ask/askanswer.h"
#include "models/data/error.h"

namespace assay {

class Database;

// One word group: met by acts with one of the topics or in one of the projects.
struct AskTargets {
    QList<qint64> topics, projects;
    [[nodiscard]] bool isEmpty() const { return topics.isEmpty() && projects.isEmpty(); }
};

struct AskResolution {
    QList<AskTargets> groups; // all must be met
    QList<AskMeaning> meanings;
};

// Two words that are one name there ("payments api") become one. With a project, only what occurs in it is known.
[[nodiscard]] Result<AskResolution> resolveWords(Database &db, const QList<QStringList> &words, qint64 projectId);

} // namespace assay
