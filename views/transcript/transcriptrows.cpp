// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Rows of the transcript that come and go: runs that open in place, growth, the way back to a place.
#include <cmath>

#include "models/items/transcriptmodel.h"
#include "views/transcript/transcriptselection.h"
#include "views/transcript/transcriptview.h"

namespace assay {

void TranscriptView::rowsInserted(int first, int count)
{
    m_scroll.insertRows(first, count);
    m_blocks.insertRows(first, count);
    m_selection->rowsShifted(first, count);
    if (m_current >= first)
        m_current += count;
    if (m_current < 0)
        m_current = 0;
    viewport()->update();
}

// Of a run that is closed; its call, the row above, stands for what was current in it.
void TranscriptView::rowsRemoved(int first, int count)
{
    const bool currentWent = m_current >= first && m_current < first + count;
    m_selection->rowsShifted(first, -count);
    m_scroll.removeRows(first, count);
    m_blocks.removeRows(first, count);
    if (m_current >= first + count)
        m_current -= count;
    if (currentWent)
        makeCurrent(first - 1);
    viewport()->update();
}

BlockState TranscriptView::stateOf(int row) const
{
    const EventRow &event = *m_model->eventAt(row);
    BlockState state = m_states.value(event.id);
    state.runOpen = event.childRunId != 0 && m_model->isExpanded(row);
    return state;
}

// The call keeps its place while its run comes or goes.
void TranscriptView::toggleRun(int row)
{
    const qreal top = m_scroll.topOf(row);
    const EventRow event = *m_model->eventAt(row);
    BlockState &state = m_states[event.id];
    state.lines = BlockState::firstLines;
    if (isRowOpen(row)) {
        state.open = false;
        m_model->collapseRun(row);
    } else {
        state.open.reset();
        m_model->expandRun(row);
    }
    m_blocks.remove(row);
    if (!std::isnan(top))
        m_scroll.put(row, top);
    viewport()->update();
}

void TranscriptView::step(int direction)
{
    if (m_model == nullptr || m_model->eventAt(m_current) == nullptr)
        return;
    const bool open = isRowOpen(m_current);
    if (open != (direction > 0))
        act(m_current, {BlockAct::Toggle});
    else if (direction < 0 && m_model->callRowOf(m_current) >= 0)
        setCurrentRow(m_model->callRowOf(m_current));
}

TranscriptView::Place TranscriptView::place() const
{
    return {m_scroll.row(), m_scroll.top(), m_current, m_model != nullptr ? m_model->expandedRuns() : QList<qint64>()};
}

void TranscriptView::setPlace(const Place &place)
{
    m_comingBack = place;
    if (m_model == nullptr || m_model->expandedRuns() == place.runs)
        restorePlace();
    else
        m_model->showRuns(place.runs);
}

void TranscriptView::restorePlace()
{
    if (!m_comingBack)
        return;
    const Place place = *std::exchange(m_comingBack, std::nullopt);
    m_scroll.put(place.row, place.top);
    makeCurrent(std::min(place.current, m_scroll.rows() - 1));
}

} // namespace assay
