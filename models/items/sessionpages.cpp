// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/sessionpages.h"

#include <QHash>

#include "models/data/query/sessionquery.h"
#include "models/items/ask.h"

namespace assay {

SessionPages::SessionPages(QueryRunner *runner, IdsOf idsOf, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
    , m_idsOf(std::move(idsOf))
{
}

const SessionRow *SessionPages::look(qint64 group, int row, qint64 id)
{
    const Page page{group, row / size};
    if (m_seen.isEmpty() || m_seen.last() != page) {
        m_seen.removeOne(page);
        m_seen.append(page);
        if (m_seen.size() > PageQueue<Page>::most)
            m_seen.removeFirst();
    }
    const Known *known = m_known.object(id);
    if (!known || known->state != m_state)
        want(page);
    return known && known->row ? &*known->row : nullptr;
}

void SessionPages::readAgain()
{
    ++m_state;
    for (const Page &page : std::as_const(m_seen))
        want(page);
}

void SessionPages::want(const Page &page)
{
    m_queue.want(page);
    readNext();
}

void SessionPages::readNext()
{
    auto page = m_queue.next();
    QList<qint64> ids = page ? m_idsOf(*page) : QList<qint64>();
    while (page && ids.isEmpty()) {
        m_seen.removeOne(*page);
        m_queue.done();
        page = m_queue.next();
        ids = page ? m_idsOf(*page) : QList<qint64>();
    }
    if (!page)
        return;
    ask<QList<SessionRow>>(
        *m_runner, QueryRunner::Lane::Paging, this, false, [ids](Database &db) { return readSessions(db, ids); },
        [this, page, ids](const Result<QList<SessionRow>> &rows) {
            m_queue.done();
            if (rows)
                take(*page, ids, *rows);
            else
                Q_EMIT failed(rows.error());
            readNext();
        });
}

void SessionPages::take(const Page &page, const QList<qint64> &ids, const QList<SessionRow> &rows)
{
    QHash<qint64, SessionRow> read;
    for (const SessionRow &row : rows)
        read.insert(row.id, row);
    QSet<qint64> others;
    for (const qint64 id : ids) {
        const auto row = read.contains(id) ? std::optional(read.value(id)) : std::nullopt;
        const Known *known = m_known.object(id);
        if (!known || known->row != row)
            others.insert(id);
        m_known.insert(id, new Known{row, m_state});
    }
    if (!others.isEmpty())
        Q_EMIT changed(page.group, others);
}

} // namespace assay
