// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A hundred different questions to a fleet (projects p0 …, services service-0 …), and the two of whoever looks after
// it.

#include "bench/workbench.h"
#include "models/data/filter/filter.h"

namespace assay {

// Failures of payments-api by signature, the most frequent first: in the last 15 minutes, in the last hour.
struct PlantedFailures {
    QList<qint64> quarter, hour;
};

// Adds the row: each question beside a count act by act, every count compared, and what was planted.
[[nodiscard]] Result<> measureFleetQuestions(Workbench &bench, Row row, const QString &storeFile,
                                             const FilterClock &clock, const PlantedFailures &planted);

} // namespace assay
