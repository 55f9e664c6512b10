// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What a click or a key on a row does to it.
#include <cmath>

#include <QApplication>
#include <QClipboard>

#include "models/items/transcriptmodel.h"
#include "views/transcript/detailstore.h"
#include "views/transcript/imageviewer.h"
#include "views/transcript/transcriptview.h"
#include "views/widgets/wording.h"

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

} // namespace

void TranscriptView::copyPart(int row, int part)
{
    const TranscriptBlock *shown = block(row);
    const QString text = shown != nullptr ? shown->copyTextOf(part) : QString();
    if (text.isEmpty())
        return;
    QApplication::clipboard()->setText(text);
    Q_EMIT noted(pluralText(text.size(), tr("%1 character copied."), tr("%1 characters copied.")));
}

// The summary stands in the row under the line that tells of the compaction.
int TranscriptView::opened(int row) const
{
    const EventRow *event = m_model != nullptr ? m_model->event(row) : nullptr;
    const EventRow *next = m_model != nullptr && row + 1 < m_scroll.rows() ? m_model->event(row + 1) : nullptr;
    const bool compacted = event != nullptr && event->kind == EventKind::Compaction;
    return compacted && next != nullptr && next->kind == EventKind::Summary ? row + 1 : row;
}

void TranscriptView::viewImage(const EventRow &event, int index)
{
    const EventDetail *whole = needsDetail(event, m_states.value(event.id)) ? m_details->detail(event) : nullptr;
    if (whole != nullptr && index >= 0 && index < whole->images.size())
        new ImageViewer(whole->images.at(index), this);
}

void TranscriptView::act(int row, const BlockHit &hit)
{
    const EventRow *event = m_model != nullptr && row >= 0 ? m_model->event(row) : nullptr;
    if (event == nullptr || hit.act == BlockAct::None)
        return;
    if (hit.act == BlockAct::OpenRun && event->childRunId != 0)
        Q_EMIT runRequested(event->childRunId);
    else if (hit.act == BlockAct::CopyEvent)
        copy();
    else if (hit.act == BlockAct::CopyCode)
        copyPart(row, hit.part);
    else if (hit.act == BlockAct::ViewImage)
        viewImage(*event, hit.item);
    if (!changesState(hit.act))
        return;
    if (hit.act == BlockAct::Toggle && event->childRunId != 0) {
        toggleRun(row);
        return;
    }
    // The row keeps its place while it grows or shrinks.
    const qreal top = m_scroll.topOf(row);
    const int target = hit.act == BlockAct::Toggle ? opened(row) : row;
    const EventRow *changed = m_model->event(target);
    BlockState &state = m_states[changed->id];
    change(state, isOpen(*changed, state), hit);
    m_blocks.remove(target);
    if (m_selection.row == target)
        m_selection = {};
    if (!std::isnan(top))
        m_scroll.put(row, top);
    viewport()->update();
}

} // namespace assay
