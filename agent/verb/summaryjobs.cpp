// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/summaryjobs.h"

#include "agent/ipc/jsonfield.h"
#include "agent/store/memorypass.h"
#include "models/data/store/database.h"

#include <QDateTime>

#include <nlohmann/json.hpp>

namespace assay {

using nlohmann::ordered_json;

Result<ordered_json> refreshSummaries(Database &db, const nlohmann::json &args, const std::atomic<bool> &cancel)
{
    MemoryPassOptions options;
    options.nowMs = QDateTime::currentMSecsSinceEpoch();
    options.budgetMs = numberField(args, "budget_ms");
    return bringMemoryUpToDate(db, options, cancel).map([](const MemoryPassSummary &summary) {
        return toJson(summary);
    });
}

ordered_json toJson(const MemoryPassSummary &summary)
{
    return {{"sessions", summary.sessions}, {"hours", summary.hours}, {"days", summary.days}, {"more", summary.more}};
}

} // namespace assay
