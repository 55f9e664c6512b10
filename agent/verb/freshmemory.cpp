// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/freshmemory.h"

#include "agent/verb/agentcall.h"
#include "agent/verb/console.h"
#include "agent/verb/verbcall.h"
#include "models/data/query/memoryquery.h"

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;

Result<Database> openFreshReader(const VerbCall &call)
{
    auto db = openReader(call);
    if (!db)
        return db;
    const auto fresh = readMemoryFreshness(*db);
    if (!fresh)
        return tl::unexpected(fresh.error());
    if (fresh->isCurrent && fresh->refreshedAt >= 0)
        return db;
    constexpr int budgetMs = 15'000; // beyond it, what there is is told
    if (const auto done = performJob(call, u"summaries.refresh"_s, {{"budget_ms", budgetMs}}); !done)
        call.console.detail(u"Summaries could not be brought up to date: "_s + done.error().what);
    return db;
}

} // namespace assay
