// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What is looked for in a transcript: brings an event and the words in it into sight.
#include <cmath>

#include <QTimer>

#include "models/items/transcriptmodel.h"
#include "views/transcript/detailstore.h"
#include "views/transcript/transcriptview.h"

namespace assay {

namespace {

constexpr int mostRevealed = 20'000;

} // namespace

void TranscriptView::reveal(qint64 eventId, const FoundTerms &what, int occurrence)
{
    m_revealed = {eventId, what, occurrence};
    if (m_model != nullptr)
        m_model->openAt(eventId);
}

void TranscriptView::located(qint64 eventId, int row)
{
    if (eventId != m_revealed.event)
        return;
    m_scroll.setRows(m_model->rowCount());
    if (std::isnan(m_scroll.topOf(row)))
        m_scroll.put(row, m_scroll.viewHeight() / 4);
    m_revealed.pending = true;
    // Not at every step from word to word. The row is the current one, which is marked without a flash too.
    const bool flashes = !Theme::instance()->reducedMotion();
    if (flashes && (row != m_current || m_revealed.what.terms.isEmpty())) {
        m_revealed.at.start();
        QTimer::singleShot(RevealedEvent::markMs, viewport(), qOverload<>(&QWidget::update));
    }
    makeCurrent(row);
}

void TranscriptView::setFound(const FoundTerms &what)
{
    m_found = what;
    m_revealed.what = {};
    m_blocks.each([&what](TranscriptBlock &block) { block.find(what); });
    viewport()->update();
}

// Lays the current row out with as much of its text as it takes to show every occurrence; their number.
int TranscriptView::showOccurrences(BlockState &state)
{
    const auto count = [this] {
        m_blocks.remove(m_current);
        return block(m_current)->occurrenceCount();
    };
    int found = count();
    if (m_revealed.what.terms.isEmpty())
        return found;
    const auto widened = [&](auto &what, auto value) {
        const auto before = std::exchange(what, value);
        const int more = count();
        if (more <= found) {
            what = before;
            (void)count();
        }
        found = std::max(found, more);
    };
    if (state.lines < mostRevealed)
        widened(state.lines, mostRevealed);
    if (!state.whole && m_model->eventAt(m_current)->textBytes > BlockState::neverCut)
        widened(state.whole, true);
    return found;
}

// Waits until the whole text of the event is here.
void TranscriptView::finishReveal()
{
    const EventRow *event = m_model != nullptr && m_current >= 0 ? m_model->eventAt(m_current) : nullptr;
    if (!m_revealed.pending || event == nullptr || event->id != m_revealed.event)
        return;
    BlockState &state = m_states[event->id];
    if (event->kind != EventKind::Reply)
        state.open = true;
    // What cannot be read is shown as far as it is here.
    if (needsDetail(*event, state) && m_details->detail(*event) == nullptr && m_details->isAsked(event->id))
        return;
    m_revealed.pending = false;
    m_scroll.stay(); // a reader at the end goes with the event that opens, not with the end
    const int count = showOccurrences(state);
    int &occurrence = m_revealed.occurrence;
    occurrence = occurrence < 0 ? count - 1 : std::min(occurrence, count - 1);
    const QRectF place = block(m_current)->occurrenceRect(occurrence);
    const qreal view = m_scroll.viewHeight();
    const qreal at = m_scroll.topOf(m_current) + place.top();
    if (place.isNull())
        m_scroll.put(m_current, view / 4);
    else if (std::isnan(at) || at < view / 10 || at > view * 9 / 10)
        m_scroll.put(m_current, view / 3 - place.top());
    // Later: this may be within a painting.
    QMetaObject::invokeMethod(
        this, [this, count] { Q_EMIT revealed(m_revealed.event, m_revealed.occurrence, count); }, Qt::QueuedConnection);
}

} // namespace assay
