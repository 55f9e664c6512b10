// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/transcriptpages.h"

#include "models/items/ask.h"
#include "models/items/transcriptmodel.h"

namespace assay {

namespace {

constexpr int pageSize = TranscriptModel::pageSize;
constexpr qsizetype rowsReadAgain = qsizetype{PageQueue<PageKey>::most} * pageSize;

PageKey keyOf(const ThreadRow &row)
{
    return {row.run, row.row / pageSize};
}

} // namespace

TranscriptPages::TranscriptPages(QueryRunner *runner, Changed changed, Failed failed)
    : m_runner(runner)
    , m_changed(std::move(changed))
    , m_failed(std::move(failed))
    , m_cache(qsizetype{TranscriptModel::pagesKept} * pageSize)
{
}

void TranscriptPages::start(qint64 session)
{
    ++m_generation;
    m_session = session;
    m_cache.clear();
    m_wanted.clear();
    m_again.clear();
}

const EventRow *TranscriptPages::row(const ThreadRow &row)
{
    const PageKey key = keyOf(row);
    if (!m_cache.isFresh(key))
        want(key);
    return m_cache.row(key, row.row % pageSize);
}

void TranscriptPages::want(const PageKey &key)
{
    m_wanted.want(key);
    readNext();
}

void TranscriptPages::readNext()
{
    auto key = m_wanted.next();
    while (!key && !m_wanted.isReading() && !m_again.isEmpty()) {
        const PageKey old = m_again.takeLast();
        if (m_cache.isFresh(old))
            continue;
        m_wanted.want(old);
        key = m_wanted.next();
    }
    if (!key)
        return;
    ask<TranscriptPage>(
        *m_runner, QueryRunner::Lane::Paging, &m_slot, false,
        [session = m_session, key = *key](Database &db) { return readTranscriptPage(db, session, key); },
        [this, key = *key, asked = m_generation, round = m_round](const Result<TranscriptPage> &page) {
            if (asked != m_generation)
                return;
            m_wanted.done();
            if (page)
                take(*page);
            else
                m_failed(page.error().what);
            if (page && round != m_round) { // perhaps read before what made it stale
                m_cache.markStale(key);
                m_again.append(key);
            }
            readNext();
        });
}

void TranscriptPages::take(const TranscriptPage &page)
{
    const QList<EventRow> before = m_cache.rows(page.key);
    m_cache.insert(page.key, page.rows);
    const int first = page.key.number * pageSize;
    int changed = -1; // where the changed rows begin that end here
    for (int row = 0; row <= page.rows.size(); ++row) {
        const bool same = row == page.rows.size() || (row < before.size() && before.at(row) == page.rows.at(row));
        if (!same && changed < 0)
            changed = row;
        if (same && changed >= 0) {
            const int from = std::exchange(changed, -1);
            m_changed({page.key.run, first + from}, row - from);
        }
    }
}

void TranscriptPages::readAgain()
{
    ++m_round;
    m_cache.markStale();
    m_again = m_cache.pages();
    qsizetype rows = 0;
    qsizetype kept = m_again.size(); // those behind it are read
    while (kept > 0 && rows < rowsReadAgain)
        rows += m_cache.rows(m_again.at(--kept)).size();
    const QList<PageKey> old = m_again.mid(0, kept);
    m_again.remove(0, kept);
    for (const PageKey &key : old) {
        m_cache.remove(key);
        m_changed({key.run, key.number * pageSize}, pageSize);
    }
    readNext();
}

void TranscriptPages::forget(qint64 run)
{
    for (const PageKey &key : m_cache.pages()) {
        if (key.run == run)
            m_cache.remove(key);
    }
}

} // namespace assay
