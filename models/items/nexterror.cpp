// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QSet>

#include "models/items/transcriptreads.h"

namespace assay {

namespace {

// Walks the pieces of a document. Threads without failures cost nothing, the others a question each as long as what
// was found lies ahead.
class ErrorWalk {
public:
    ErrorWalk(Database &db, qint64 session, const ThreadMap &map, int direction)
        : m_db(db)
        , m_session(session)
        , m_map(map)
        , m_direction(direction)
    {
    }

    Result<> prepare();
    Result<ThreadRow> walk(int from);

private:
    void mark(const QHash<qint64, RunLink> &links, RunLink link);
    Result<int> next(qint64 run, int from);

    Database &m_db;
    qint64 m_session;
    const ThreadMap &m_map;
    int m_direction;
    QSet<qint64> m_failing;                   // threads with failed calls of their own
    QHash<qint64, QSet<qint64>> m_callsOf;    // of a thread: calls whose run has failures and is not shown
    QHash<qint64, std::optional<int>> m_next; // what was found in a thread
};

Result<> ErrorWalk::prepare()
{
    const auto read = readRunLinks(m_db, m_session);
    if (!read)
        return tl::unexpected(read.error());
    QHash<qint64, RunLink> links;
    for (const RunLink &link : *read)
        links.insert(link.run, link);
    m_failing.insert(m_map.ownRun());
    for (const RunLink &link : *read) {
        if (link.errors > 0 && m_map.contains(link.run))
            m_failing.insert(link.run);
        else if (link.errors > 0)
            mark(links, link);
    }
    return {};
}

// The call that is shown and that the failures of a run lie under.
void ErrorWalk::mark(const QHash<qint64, RunLink> &links, RunLink link)
{
    for (int depth = 0; depth < deepestRun && link.callEvent != 0; ++depth) {
        if (m_map.contains(link.callRun)) {
            m_callsOf[link.callRun].insert(link.callEvent);
            return;
        }
        link = links.value(link.callRun);
    }
}

// Of a thread, after or before a row of it; -1 = none.
Result<int> ErrorWalk::next(qint64 run, int from)
{
    const std::optional<int> known = m_next.value(run);
    if (known && (*known < 0 || (m_direction > 0 ? *known > from : *known < from)))
        return *known;
    const auto found =
        findLandmark(m_db, m_session, run, EventLandmark::Error, from, m_direction, m_callsOf.value(run).values());
    if (found)
        m_next.insert(run, *found);
    return found;
}

Result<ThreadRow> ErrorWalk::walk(int from)
{
    const bool forward = m_direction > 0;
    const QList<ThreadMap::Piece> &pieces = m_map.pieces();
    const int end = static_cast<int>(pieces.size());
    const int start = m_map.pieceOf(std::clamp(from, 0, m_map.rows() - 1));
    for (int i = start; i >= 0 && i < end; i += m_direction) {
        const ThreadMap::Piece &piece = pieces.at(i);
        const ThreadRow &first = piece.start;
        if (!m_failing.contains(first.run) && !m_callsOf.contains(first.run))
            continue;
        // Rows of the thread before or after this one are asked about.
        int bound = forward ? first.row - 1 : first.row + piece.count;
        if (i == start)
            bound = std::clamp(first.row + from - piece.first, first.row - 1, first.row + piece.count);
        const auto row = next(first.run, bound);
        if (!row)
            return tl::unexpected(row.error());
        if (*row >= first.row && *row < first.row + piece.count)
            return ThreadRow{first.run, *row};
    }
    return ThreadRow{};
}

} // namespace

Result<ThreadRow> readNextError(Database &db, qint64 session, const ThreadMap &map, int from, int direction)
{
    ErrorWalk walk(db, session, map, direction);
    const auto prepared = walk.prepare();
    if (!prepared)
        return tl::unexpected(prepared.error());
    return walk.walk(from);
}

} // namespace assay
