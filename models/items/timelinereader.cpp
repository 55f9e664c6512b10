// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/timelinereader.h"

#include "models/data/query/eventquery.h"
#include "models/items/ask.h"

namespace assay {

TimelineReader::TimelineReader(QueryRunner *runner, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
{
}

void TimelineReader::open(qint64 sessionId, qint64 runId)
{
    if (sessionId == m_timeline.sessionId && runId == m_timeline.runId) {
        refresh();
        return;
    }
    m_timeline = {};
    m_timeline.sessionId = sessionId;
    m_timeline.runId = runId;
    m_reading = m_again = false;
    Q_EMIT changed();
    if (sessionId != 0)
        read();
}

// A reading that is under way is let end: a steady import would put the first one off for ever.
void TimelineReader::refresh()
{
    if (m_timeline.sessionId == 0)
        return;
    if (m_reading)
        m_again = true;
    else
        read();
}

void TimelineReader::read()
{
    m_reading = true;
    Timeline before = m_timeline;
    before.marks.clear();
    before.bookmarks.clear();
    ask<TimelineGrowth>(
        *m_runner, QueryRunner::Lane::Figures, &m_marksSlot, true,
        [before, known = m_timeline.marks.size()](Database &db) { return readTimeline(db, before, known); },
        [this, session = before.sessionId, run = before.runId](const Result<TimelineGrowth> &growth) {
            if (session != m_timeline.sessionId || run != m_timeline.runId)
                return;
            m_reading = false;
            if (growth) { // else the old marks stay; the transcript tells what is wrong
                applyGrowth(m_timeline, *growth);
                Q_EMIT changed();
            }
            if (std::exchange(m_again, false))
                read();
        });
}

int TimelineReader::rowOf(qint64 event) const
{
    for (qsizetype row = 0; row < m_timeline.marks.size(); ++row) {
        if (m_timeline.marks.at(row).event == event)
            return static_cast<int>(row);
    }
    return -1;
}

void TimelineReader::askFor(qint64 event)
{
    ask<EventRow>(
        *m_runner, QueryRunner::Lane::Figures, &m_wordsSlot, true,
        [event](Database &db) { return readEvent(db, event, 0); },
        [this](const Result<EventRow> &row) {
            if (row)
                Q_EMIT described(*row);
        });
}

} // namespace assay
