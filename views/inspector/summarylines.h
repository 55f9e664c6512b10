// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The rolling summary of a session, in lines of the inspector.

#include "models/data/query/memoryquery.h"
#include "views/inspector/inspectorline.h"

namespace assay {

struct SessionSummary {
    NoteBullets notes; // sorted
    MemoryFreshness fresh;
};

[[nodiscard]] Result<SessionSummary> readSessionSummary(Database &db, qint64 session);
[[nodiscard]] SectionContent summaryLines(const SessionSummary &summary);

} // namespace assay
