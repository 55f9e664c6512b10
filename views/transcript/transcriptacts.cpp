// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What a click or a key on a row does to it.
#include <cmath>

#include "models/items/transcriptmodel.h"
#include "views/transcript/detailstore.h"
#include "views/transcript/imageviewer.h"
#include "views/transcript/transcriptselection.h"
#include "views/transcript/transcriptview.h"

namespace assay {

namespace {

constexpr int mostLines = 20'000;

// Whether the act changes how the row looks; the rest only does something.
bool changesState(BlockAct what)
{
    switch (what) {
    case BlockAct::Toggle:
    case BlockAct::MoreLines:
    case BlockAct::ShowAll:
    case BlockAct::ToggleRaw:
    case BlockAct::Fold:
    case BlockAct::Deeper:
    case BlockAct::Shallower:
        return true;
    default:
        return false;
    }
}

void flip(QSet<int> &items, int item)
{
    if (!items.remove(item))
        items.insert(item);
}

void change(BlockState &state, bool open, const BlockHit &hit)
{
    switch (hit.act) {
    case BlockAct::Toggle:
        state.open = !open;
        state.lines = BlockState::firstLines;
        state.raw = false;
        break;
    case BlockAct::MoreLines:
        state.lines = std::min(mostLines, state.lines < 100 ? 200 : state.lines * 10);
        break;
    case BlockAct::ToggleRaw:
        state.raw = !state.raw;
        state.open = state.raw || open;
        state.lines = BlockState::firstLines;
        break;
    case BlockAct::Fold:
        flip(state.folds.flipped, hit.item);
        break;
    case BlockAct::Deeper:
    case BlockAct::Shallower:
        state.folds.flipped.clear();
        state.folds.levels = std::max(0, state.folds.levels + (hit.act == BlockAct::Deeper ? 1 : -1));
        break;
    default:
        state.whole = true;
        break;
    }
}

// The row that a toggle of this one opens: the summary stands in the row under the line that tells of the compaction.
int opened(const TranscriptModel &model, int row)
{
    const EventRow *event = model.eventAt(row);
    const EventRow *next = row + 1 < model.rowCount() ? model.eventAt(row + 1) : nullptr;
    const bool compacted = event != nullptr && event->kind == EventKind::Compaction;
    return compacted && next != nullptr && next->kind == EventKind::Summary ? row + 1 : row;
}

void viewImage(const EventDetail *whole, int index, QWidget *over)
{
    if (whole != nullptr && index >= 0 && index < whole->images.size())
        new ImageViewer(whole->images.at(index), over);
}

} // namespace

void TranscriptView::act(int row, const BlockHit &hit)
{
    const EventRow *event = m_model != nullptr && row >= 0 ? m_model->eventAt(row) : nullptr;
    if (event == nullptr || hit.act == BlockAct::None)
        return;
    if (hit.act == BlockAct::OpenRun && event->childRunId != 0)
        Q_EMIT runRequested(event->childRunId);
    else if (hit.act == BlockAct::CopyEvent)
        m_selection->copyRow(row);
    else if (hit.act == BlockAct::CopyCode && block(row) != nullptr)
        m_selection->copyText(block(row)->copyTextOf(hit.part));
    else if (hit.act == BlockAct::ViewImage)
        viewImage(needsDetail(*event, stateOf(row)) ? m_details->detail(*event) : nullptr, hit.item, this);
    if (!changesState(hit.act))
        return;
    if (hit.act == BlockAct::Toggle && event->childRunId != 0) {
        toggleRun(row);
        return;
    }
    // The row keeps its place while it grows or shrinks; what stands there instead of it is shown from its first line.
    qreal top = m_scroll.topOf(row);
    if ((hit.act == BlockAct::Toggle || hit.act == BlockAct::ToggleRaw) && top < 0)
        top = 0;
    const int target = hit.act == BlockAct::Toggle ? opened(*m_model, row) : row;
    const EventRow *changed = m_model->eventAt(target);
    BlockState &state = m_states[changed->id];
    change(state, isOpen(*changed, state), hit);
    m_blocks.remove(target);
    if (m_selection->range().endsIn(target))
        m_selection->clear();
    if (!std::isnan(top))
        m_scroll.put(row, top);
    viewport()->update();
}

} // namespace assay
