// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/threadmap.h"

#include <algorithm>

namespace assay {

ThreadMap::ThreadMap(qint64 ownRun, int count)
    : m_own(ownRun)
{
    m_threads.insert(m_own, {{}, count, {}});
    arrange();
}

QList<qint64> ThreadMap::threads() const
{
    QList<qint64> found = {m_own};
    for (qsizetype i = 0; i < found.size(); ++i)
        found.append(m_threads.find(found.at(i))->children);
    return found;
}

int ThreadMap::countOf(qint64 run) const
{
    const auto thread = m_threads.constFind(run);
    return thread != m_threads.cend() ? thread->count : 0;
}

std::optional<ThreadRow> ThreadMap::callOf(qint64 run) const
{
    const auto thread = m_threads.constFind(run);
    if (run == m_own || thread == m_threads.cend())
        return std::nullopt;
    return thread->call;
}

QList<qint64> ThreadMap::runsOf(const ThreadRow &call) const
{
    QList<qint64> runs;
    const auto thread = m_threads.constFind(call.run);
    if (thread == m_threads.cend())
        return runs;
    const auto rowOfCall = [this](qint64 run) { return m_threads.find(run)->call.row; };
    const QList<qint64> &children = thread->children;
    auto child = std::lower_bound(children.cbegin(), children.cend(), call.row,
                                  [&](qint64 run, int row) { return rowOfCall(run) < row; });
    for (; child != children.cend() && rowOfCall(*child) == call.row; ++child)
        runs.append(*child);
    return runs;
}

int ThreadMap::pieceOf(int row) const
{
    if (row < 0 || row >= m_rows)
        return -1;
    const auto after = std::upper_bound(m_pieces.cbegin(), m_pieces.cend(), row,
                                        [](int wanted, const Piece &piece) { return wanted < piece.first; });
    return static_cast<int>(after - m_pieces.cbegin()) - 1;
}

ThreadRow ThreadMap::at(int row) const
{
    const int index = pieceOf(row);
    if (index < 0)
        return {};
    const Piece &piece = m_pieces.at(index);
    return {piece.start.run, piece.start.row + row - piece.first};
}

int ThreadMap::rowOf(const ThreadRow &row) const
{
    const auto own = m_piecesOf.constFind(row.run);
    if (own == m_piecesOf.cend() || row.row < 0)
        return -1;
    const auto after = std::upper_bound(own->cbegin(), own->cend(), row.row, [this](int wanted, int index) {
        return wanted < m_pieces.at(index).start.row;
    });
    if (after == own->cbegin())
        return -1;
    const Piece &piece = m_pieces.at(*(after - 1));
    const int within = row.row - piece.start.row;
    return within < piece.count ? piece.first + within : -1;
}

int ThreadMap::depthOf(int row) const
{
    const int index = pieceOf(row);
    return index < 0 ? 0 : m_pieces.at(index).depth;
}

int ThreadMap::ownRowOf(int row) const
{
    ThreadRow place = at(row);
    while (place.row >= 0 && place.run != m_own)
        place = m_threads.find(place.run)->call;
    return place.row;
}

QList<RowRange> ThreadMap::rangesOf(qint64 run, int first, int count) const
{
    QList<RowRange> ranges;
    const auto own = m_piecesOf.constFind(run);
    if (own == m_piecesOf.cend())
        return ranges;
    auto index = std::lower_bound(own->cbegin(), own->cend(), first, [this](int each, int wanted) {
        const Piece &piece = m_pieces.at(each);
        return piece.start.row + piece.count <= wanted;
    });
    for (; index != own->cend() && m_pieces.at(*index).start.row < first + count; ++index) {
        const Piece &piece = m_pieces.at(*index);
        const int from = std::max(first, piece.start.row);
        const int to = std::min(first + count, piece.start.row + piece.count);
        ranges.append({piece.first + from - piece.start.row, to - from});
    }
    return ranges;
}

std::optional<RowRange> ThreadMap::insert(qint64 run, const ThreadRow &call, int count)
{
    const int callRow = rowOf(call);
    if (callRow < 0 || contains(run))
        return std::nullopt;
    RowRange came{callRow + 1, count};
    for (const qint64 sibling : runsOf(call))
        came.first += sizeOf(sibling);
    m_threads.insert(run, {call, count, {}});
    QList<qint64> &children = m_threads[call.run].children;
    const auto after = std::upper_bound(children.begin(), children.end(), call.row, [this](int row, qint64 child) {
        return row < m_threads.find(child)->call.row;
    });
    children.insert(after, run);
    arrange();
    return came;
}

RowRange ThreadMap::remove(qint64 run)
{
    const auto call = callOf(run);
    if (!call)
        return {};
    RowRange went{rowOf(*call) + 1, sizeOf(run)};
    for (const qint64 sibling : runsOf(*call)) {
        if (sibling == run)
            break;
        went.first += sizeOf(sibling);
    }
    m_threads[call->run].children.removeOne(run);
    QList<qint64> gone = {run};
    for (qsizetype i = 0; i < gone.size(); ++i)
        gone.append(m_threads.take(gone.at(i)).children);
    arrange();
    return went;
}

std::optional<RowRange> ThreadMap::grow(qint64 thread, int rows)
{
    const auto found = m_threads.find(thread);
    if (found == m_threads.end() || rows <= 0)
        return std::nullopt;
    const int before = found->count;
    found->count += rows;
    arrange();
    return RowRange{rowOf({thread, before}), rows};
}

void ThreadMap::arrange()
{
    m_rows = 0;
    m_pieces.clear();
    m_piecesOf.clear();
    place(m_own, 0);
}

// As deep as runs are nested.
void ThreadMap::place(qint64 run, int depth)
{
    const Thread thread = *m_threads.constFind(run);
    int row = 0;
    const auto put = [&](int to) {
        if (to <= row)
            return;
        m_piecesOf[run].append(static_cast<int>(m_pieces.size()));
        m_pieces.append({m_rows, to - row, {run, row}, depth});
        m_rows += to - row;
        row = to;
    };
    for (const qint64 child : thread.children) {
        put(m_threads.constFind(child)->call.row + 1);
        place(child, depth + 1);
    }
    put(thread.count);
}

int ThreadMap::sizeOf(qint64 run) const
{
    const auto thread = m_threads.constFind(run);
    int size = thread->count;
    for (const qint64 child : thread->children)
        size += sizeOf(child);
    return size;
}

} // namespace assay
