// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One question to the store and its answer as a value.

#include <functional>
#include <memory>
#include <utility>

#include "models/items/queryrunner.h"

namespace assay {

// Runs `read` on the lane and hands to `take`, on the thread of the runner, what it found or why the store could not be
// opened. `slot` and `newestOnly` as in QueryRunner::post().
template<typename Value>
void ask(QueryRunner &runner, QueryRunner::Lane lane, QObject *slot, bool newestOnly,
         std::function<Result<Value>(Database &)> read, std::function<void(const Result<Value> &)> take)
{
    auto answer = std::make_shared<Result<Value>>(Value());
    runner.post(
        lane, slot, [answer, read = std::move(read)](Database &db) { *answer = read(db); },
        [answer, take = std::move(take)](const Result<> &store) {
            take(store ? *answer : Result<Value>(tl::unexpected(store.error())));
        },
        newestOnly);
}

} // namespace assay
