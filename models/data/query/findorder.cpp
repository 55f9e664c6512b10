// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/findorder.h"

#include <algorithm>

#include <QSet>

#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

struct StartingCall {
    qint64 run = 0; // that it started
    qint64 position = 0;
    qint64 block = 0;
};

// Calls that started a run, by the thread they are in, in its order.
using StartingCalls = QHash<qint64, QList<StartingCall>>;

Result<StartingCalls> readCalls(Database &db, qint64 session, QList<qint64> &orphans)
{
    // Saying that the id is not empty lets SQLite use the index of calls.
    Statement s(db, u"SELECT r.id, e.run_id, e.position, e.block FROM run r LEFT JOIN event e ON"
                    " e.tool_use_id = r.tool_use_id AND e.session_id = r.session_id AND e.tool_use_id <> ''"
                    " AND e.kind = 4 AND e.run_id <> r.id WHERE r.session_id = ? ORDER BY e.position, e.block, r.id"_s);
    s.bind(session);
    StartingCalls calls;
    QSet<qint64> seen;
    while (s.next()) {
        if (seen.contains(s.integer(0)))
            continue;
        seen.insert(s.integer(0));
        if (s.isNull(1))
            orphans.append(s.integer(0));
        else
            calls[s.integer(1)].append({s.integer(0), s.integer(2), s.integer(3)});
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return calls;
}

class StretchPlanner {
public:
    explicit StretchPlanner(const StartingCalls &calls)
        : m_calls(calls)
    {
    }

    // Without recursion: runs may be nested as deep as a file claims.
    void add(qint64 thread)
    {
        if (m_added.contains(thread))
            return;
        m_added.insert(thread);
        struct Level {
            qint64 thread;
            qsizetype next = 0;
            qint64 position = std::numeric_limits<qint64>::min();
            qint64 block = 0;
        };
        QList<Level> levels = {Level{thread}};
        while (!levels.isEmpty()) {
            Level &level = levels.last();
            const QList<StartingCall> calls = m_calls.value(level.thread);
            if (level.next == calls.size()) {
                m_stretches.append({level.thread, level.position, level.block, std::numeric_limits<qint64>::max(), 0});
                levels.removeLast();
                continue;
            }
            const StartingCall &call = calls.at(level.next++);
            if (call.position != level.position || call.block != level.block)
                m_stretches.append({level.thread, level.position, level.block, call.position, call.block});
            level.position = call.position;
            level.block = call.block;
            if (m_added.contains(call.run))
                continue;
            m_added.insert(call.run);
            levels.append(Level{call.run});
        }
    }

    // Runs that start each other are reached from nowhere.
    void addRest()
    {
        for (const QList<StartingCall> &calls : m_calls) {
            for (const StartingCall &call : calls)
                add(call.run);
        }
    }

    [[nodiscard]] const QList<FindStretch> &stretches() const { return m_stretches; }

private:
    const StartingCalls &m_calls;
    QSet<qint64> m_added;
    QList<FindStretch> m_stretches;
};

} // namespace

Result<FindOrder> FindOrder::read(Database &db, qint64 session)
{
    QList<qint64> orphans;
    const auto calls = readCalls(db, session, orphans);
    if (!calls)
        return tl::unexpected(calls.error());
    StretchPlanner planner(*calls);
    planner.add(0);
    for (const qint64 run : std::as_const(orphans))
        planner.add(run);
    planner.addRest();
    FindOrder order;
    order.m_stretches = planner.stretches();
    for (qsizetype i = 0; i < order.m_stretches.size(); ++i)
        order.m_ofThread[order.m_stretches.at(i).run].append(i);
    for (auto it = calls->cbegin(); it != calls->cend(); ++it) {
        for (const StartingCall &call : it.value())
            order.m_calls.insert(call.run, {it.key(), call.position, call.block});
    }
    return order;
}

qsizetype FindOrder::stretchOf(const FindSpot &spot) const
{
    const auto thread = m_ofThread.constFind(spot.run);
    if (thread == m_ofThread.cend())
        return m_stretches.size();
    const auto endsBefore = [this](qsizetype index, const FindSpot &of) {
        const FindStretch &stretch = m_stretches.at(index);
        return std::pair(stretch.endPosition, stretch.endBlock) < std::pair(of.position, of.block);
    };
    const auto it = std::lower_bound(thread->cbegin(), thread->cend(), spot, endsBefore);
    return it != thread->cend() ? *it : m_stretches.size();
}

bool FindOrder::isBefore(const FindSpot &one, const FindSpot &other) const
{
    if (one.run != other.run) {
        const qsizetype first = stretchOf(one);
        const qsizetype second = stretchOf(other);
        return first != second ? first < second : one.run < other.run;
    }
    return std::pair(one.position, one.block) < std::pair(other.position, other.block);
}

bool FindOrder::keeps(const FindOrder &older) const
{
    return std::all_of(older.m_ofThread.keyBegin(), older.m_ofThread.keyEnd(), [&](qint64 run) {
        return m_ofThread.contains(run) && m_calls.contains(run) == older.m_calls.contains(run) &&
               m_calls.value(run) == older.m_calls.value(run);
    });
}

} // namespace assay
