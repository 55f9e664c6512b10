// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/quicksearch.h"

#include <utility>

#include "models/data/filter/filter.h"
#include "models/data/query/namequery.h"
#include "models/data/query/searchquery.h"
#include "models/items/ask.h"

namespace assay {

namespace {

constexpr auto lane = QueryRunner::Lane::Search;

using Names = std::pair<QList<SessionRow>, QList<ProjectRow>>;

Filter filterOf(const QString &text)
{
    return parseFilter(text, FilterClock::system(), FilterTyping::AsYouType);
}

Result<Names> readNames(Database &db, const Filter &filter)
{
    auto sessions = findSessionsByName(db, filter, QuickSearch::sessionLimit);
    if (!sessions)
        return tl::unexpected(sessions.error());
    auto projects = findProjectsByName(db, filter, QuickSearch::projectLimit);
    if (!projects)
        return tl::unexpected(projects.error());
    return Names(std::move(*sessions), std::move(*projects));
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
    assay::ask<Names>(
        *m_runner, lane, &m_slot, true, [filter = filterOf(text)](Database &db) { return readNames(db, filter); },
        [this](const Result<Names> &names) {
            if (!names) {
                Q_EMIT failed(names.error());
                return;
            }
            m_sessions = names->first;
            m_projects = names->second;
            m_hits.clear();
            const bool empty = filterOf(m_text).isEmpty();
            if (!empty)
                askHits();
            answer(empty ? 0 : -1);
        });
}

void QuickSearch::askHits()
{
    assay::ask<QList<SearchHit>>(
        *m_runner, lane, &m_slot, true,
        [filter = filterOf(m_text)](Database &db) {
            return searchEvents(db, {.filter = filter, .limit = hitLimit + 1});
        },
        [this](const Result<QList<SearchHit>> &hits) {
            if (!hits) {
                Q_EMIT failed(hits.error());
                return;
            }
            m_hits = *hits;
            const bool all = m_hits.size() <= hitLimit;
            const qsizetype found = m_hits.size();
            if (!all) {
                m_hits.resize(hitLimit);
                askTotal();
            }
            answer(all ? found : -1);
        });
}

void QuickSearch::askTotal()
{
    assay::ask<qint64>(
        *m_runner, lane, &m_slot, true, [filter = filterOf(m_text)](Database &db) { return countHits(db, filter); },
        [this](const Result<qint64> &total) {
            if (total)
                answer(*total);
        });
}

void QuickSearch::cancel()
{
    assay::ask<int>(
        *m_runner, lane, &m_slot, true, [](Database &) { return 0; }, [](const Result<int> &) {});
}

void QuickSearch::answer(qint64 totalHits)
{
    Q_EMIT answered(m_text, m_sessions, m_projects, m_hits, totalHits);
}

} // namespace assay
