// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/quicksearch.h"

#include "models/data/filter/filter.h"
#include "models/data/query/searchquery.h"
#include "models/items/ask.h"

namespace assay {

namespace {

constexpr auto lane = QueryRunner::Lane::Search;

Filter filterOf(const QString &text)
{
    return parseFilter(text, FilterClock::system(), FilterTyping::AsYouType);
}

} // namespace

QuickSearch::QuickSearch(QueryRunner *runner, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
{
}

void QuickSearch::ask(const QString &text)
{
    m_text = text;
    m_hits.clear();
    const Filter filter = filterOf(text);
    if (filter.isEmpty()) {
        cancel();
        Q_EMIT answered(m_text, m_hits, 0);
        return;
    }
    assay::ask<QList<SearchHit>>(
        *m_runner, lane, &m_slot, true,
        [filter](Database &db) { return searchEvents(db, {.filter = filter, .limit = hitLimit + 1}); },
        [this](const Result<QList<SearchHit>> &hits) {
            if (!hits) {
                Q_EMIT failed(hits.error());
                return;
            }
            m_hits = *hits;
            const qsizetype found = m_hits.size();
            if (found > hitLimit) {
                m_hits.resize(hitLimit);
                askTotal();
            }
            Q_EMIT answered(m_text, m_hits, found > hitLimit ? -1 : found);
        });
}

void QuickSearch::askTotal()
{
    assay::ask<qint64>(
        *m_runner, lane, &m_slot, true, [filter = filterOf(m_text)](Database &db) { return countHits(db, filter); },
        [this](const Result<qint64> &total) {
            if (total)
                Q_EMIT answered(m_text, m_hits, *total);
        });
}

void QuickSearch::cancel()
{
    assay::ask<int>(
        *m_runner, lane, &m_slot, true, [](Database &) { return 0; }, [](const Result<int> &) {});
}

} // namespace assay
