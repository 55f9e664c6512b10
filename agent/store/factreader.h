// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// All facts of a workspace into memory, in one pass over the rows.

#include "agent/facts/factacts.h"
#include "agent/facts/factcorpus.h"
#include "models/data/error.h"

#include <atomic>
#include <functional>

namespace assay {

class Database;

// Any connection, on its thread; in one read transaction. Sessions whose facts are not up to date (factpass.h) and
// hidden ones are left out. What is learned of a project depends on its own sessions only, so one project alone gives
// the same as all of them. Cancelled once `cancel` is set.
struct FactsWanted {
    qint64 project = 0; // 0 = all
    const std::atomic<bool> *cancel = nullptr;
};
[[nodiscard]] Result<FactCorpus> readFacts(Database &db, FactsWanted wanted = {});

// The same by two connections at once, which must see the same state (twintransaction.h): what the agent did is read by
// readActs(), and asked for once all else is there.
[[nodiscard]] Result<FactActs> readActs(Database &db, FactsWanted wanted = {});
using ActsElsewhere = std::function<Result<FactActs>()>;
[[nodiscard]] Result<FactCorpus> readFacts(Database &db, FactsWanted wanted, const ActsElsewhere &acts);

} // namespace assay
