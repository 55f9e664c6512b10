// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The rows that a question counts, as SQL. Part of askquery.h. Only numbers of our own stand in it, no words of others.

#include "models/data/ask/askquestion.h"
#include "models/data/query/askwords.h"

namespace assay {

struct AskRows {
    AskOutcome outcome = AskOutcome::Any;
    QList<AskTargets> targets;
    qint64 projectId = 0;
    qint64 sessionId = 0;
    bool fewSigns = false; // so few that looking for each of them is faster than going through the window

    // SELECT of group_id, project_id, at (of the part), count, first_at, last_at for what lies in the span.
    [[nodiscard]] QString counts(const TimeSpan &span, const TimeBuckets &buckets) const;
    // FROM … WHERE … over single acts ("a") of the span, with their sign ("s").
    [[nodiscard]] QString acts(const TimeSpan &span) const;

private:
    [[nodiscard]] QString counted(const TimeSpan &run, int level) const;
    [[nodiscard]] QString conditions(const QString &alias) const;
    [[nodiscard]] QString troubles() const;
};

} // namespace assay
