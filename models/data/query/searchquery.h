// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Full-text search over everything, and plain listing of events when a filter has no words. Every hit is joined to its
// event and session: deleted sessions never appear, calls of our own programs only with is:self.

#include <QHash>
#include <QList>

#include "models/data/error.h"
#include "models/data/filter/filter.h"
#include "models/data/record.h"

namespace assay {

class Database;

enum class SearchOrder {
    Newest, // by time, then by id; exact, whatever order history was imported in
    Best,   // by bm25; of a word with very many hits, the best among the last stored searchRanked of them. Newest first
            // while the last word, still being typed, has fewer than five letters
};

inline constexpr int searchRanked = 5'000;

struct SearchRequest {
    Filter filter;
    SearchOrder order = SearchOrder::Newest;
    int limit = 50;
    int offset = 0;
};

// An empty filter has no hits.
[[nodiscard]] Result<QList<SearchHit>> searchEvents(Database &db, const SearchRequest &request);

// How many there are in all; reads every hit, so ask for it after the first page.
[[nodiscard]] Result<qint64> countHits(Database &db, const Filter &filter);

struct HitCounts {
    qint64 hits = 0;
    QHash<qint64, qint64> bySession; // hits of each session that has any
};

// The same told by session, at a little more cost.
[[nodiscard]] Result<HitCounts> countHitsBySession(Database &db, const Filter &filter);

} // namespace assay
