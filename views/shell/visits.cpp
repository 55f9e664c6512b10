// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/shell/visits.h"

namespace assay {

void VisitHistory::add(const Visit &visit)
{
    m_visits.resize(m_at + 1);
    m_visits.append(visit);
    if (m_visits.size() > kept)
        m_visits.removeFirst();
    m_at = m_visits.size() - 1;
}

bool VisitHistory::canGo(qsizetype steps) const
{
    const qsizetype target = m_at + steps;
    return m_at >= 0 && target >= 0 && target < m_visits.size();
}

void VisitHistory::go(qsizetype steps)
{
    if (canGo(steps))
        m_at += steps;
}

void VisitHistory::forget(qsizetype steps)
{
    if (steps == 0 || !canGo(steps))
        return;
    m_visits.removeAt(m_at + steps);
    if (steps < 0)
        --m_at;
}

QList<Visit> VisitHistory::behind() const
{
    QList<Visit> visits;
    for (qsizetype at = m_at - 1; at >= 0; --at)
        visits.append(m_visits.at(at));
    return visits;
}

QList<Visit> VisitHistory::ahead() const
{
    return m_visits.mid(m_at + 1);
}

QList<qint64> VisitHistory::sessionsSeen(const QString &workspace) const
{
    QList<qint64> sessions;
    for (qsizetype at = m_visits.size() - 1; at >= 0; --at) {
        const Visit &visit = m_visits.at(at);
        if (visit.sessionId != 0 && visit.workspace == workspace && !sessions.contains(visit.sessionId))
            sessions.append(visit.sessionId);
    }
    return sessions;
}

} // namespace assay
