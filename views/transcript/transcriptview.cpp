// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/transcriptview.h"

#include <cmath>

#include <QDateTime>
#include <QScrollBar>

#include "models/data/live.h"
#include "models/items/transcriptmodel.h"
#include "views/transcript/detailstore.h"
#include "views/transcript/newrowschip.h"
#include "views/transcript/runningclock.h"
#include "views/transcript/transcriptaccessible.h"
#include "views/transcript/transcriptcommands.h"
#include "views/transcript/transcriptmouse.h"
#include "views/transcript/transcriptselection.h"

namespace assay {

namespace {

constexpr qreal estimatedHeight = 24;
constexpr int modelLookBack = 12; // rows searched for the model that answered before

// A call that got no result, because nobody was there to take it (a pause, a kill), ran no longer than its turn.
bool isTurnOver(const TranscriptModel &model, int row)
{
    constexpr int turnLookAhead = 64;
    int next = model.runOf(row) == 0 ? model.neighbourOf(row, 1) : -1;
    for (int i = 0; next >= 0 && i < turnLookAhead; ++i) {
        const EventRow *after = model.eventAt(next);
        if (after == nullptr)
            break;
        if (after->kind == EventKind::Prompt || after->kind == EventKind::Command)
            return true;
        next = model.neighbourOf(next, 1);
    }
    return false;
}

} // namespace

TranscriptView::TranscriptView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_details(new DetailStore(this))
    , m_scroll([this](int row) { return heightOf(row); })
    , m_selection(new TranscriptSelection(this))
    , m_mouse(new TranscriptMouse(this))
    , m_chip(new NewRowsChip(viewport()))
    , m_clock(new RunningClock(viewport()))
{
    // First of all: what is told of a widget that has none yet makes one of the usual kind, for good.
    installTranscriptAccessibility();
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Transcript"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    viewport()->setMouseTracking(true);
    addTranscriptCommands(this);
    connect(m_details, &DetailStore::ready, this, [this](qint64 event) {
        for (int row = m_scroll.row(); row <= m_scroll.lastRow(); ++row) {
            if (eventAt(row) == event)
                m_blocks.remove(row);
        }
        viewport()->update();
    });
    connect(m_selection, &TranscriptSelection::changed, viewport(), qOverload<>(&QWidget::update));
    connect(m_chip, &QAbstractButton::clicked, this, &TranscriptView::goToEnd);
    connect(m_clock, &RunningClock::ticked, this, [this] {
        if (m_model == nullptr || isLive(m_model->session(), QDateTime::currentMSecsSinceEpoch()))
            return;
        m_blocks.clear(); // nothing runs any more
        viewport()->update();
    });
    connect(Theme::instance(), &Theme::changed, this, [this] {
        m_blocks.clear();
        viewport()->update();
    });
}

void TranscriptView::setModel(TranscriptModel *model)
{
    if (m_model != nullptr)
        m_model->disconnect(this);
    m_model = model;
    m_details->setModel(model);
    reset();
    if (model == nullptr)
        return;
    connect(model, &QAbstractItemModel::modelReset, this, &TranscriptView::reset);
    connect(model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { rowsInserted(first, last - first + 1); });
    connect(model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { rowsRemoved(first, last - first + 1); });
    connect(model, &TranscriptModel::unfolding, this, [this] { m_scroll.stay(); });
    connect(model, &TranscriptModel::runsShown, this, &TranscriptView::restorePlace);
    connect(model, &TranscriptModel::grew, this, [this](int rows) {
        if (!m_scroll.atEnd())
            m_chip->add(rows);
    });
    connect(model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) { forgetRows(first.row(), last.row()); });
    connect(model, &TranscriptModel::located, this, &TranscriptView::located);
    connect(model, &TranscriptModel::reordered, this, &TranscriptView::reordered);
    connect(model, &TranscriptModel::found, this, [this](int row) {
        if (row < 0) {
            Q_EMIT noted(tr("No further one in that direction."));
            return;
        }
        setCurrentRow(row);
        m_scroll.put(row, Theme::instance()->px(24));
        viewport()->update();
    });
}

TranscriptModel *TranscriptView::model() const
{
    return m_model;
}

qint64 TranscriptView::eventAt(int row) const
{
    const EventRow *event = m_model != nullptr && row >= 0 ? m_model->eventAt(row) : nullptr;
    return event != nullptr ? event->id : 0;
}

void TranscriptView::refresh()
{
    if (m_model != nullptr)
        m_model->refresh(QList<qint64>{eventAt(m_scroll.row()), eventAt(m_current)} + m_selection->range().events());
}

// The rows have other numbers now: what was in sight stays there.
void TranscriptView::reordered(const QList<int> &kept)
{
    if (kept.size() != 4)
        return;
    m_selection->rowsMoved(kept.at(2), kept.at(3));
    if (kept.at(0) >= 0 && !m_scroll.atEnd())
        m_scroll.put(kept.at(0), m_scroll.top());
    makeCurrent(kept.at(1) >= 0 ? kept.at(1) : std::min(m_current, m_scroll.rows() - 1));
}

void TranscriptView::reset()
{
    m_blocks.clear();
    m_scroll.setRows(m_model != nullptr ? m_model->rowCount() : 0);
    if (m_scroll.rows() == 0) {
        m_selection->clear();
        m_chip->clear();
        m_details->clear();
        m_states.clear();
        m_comingBack.reset();
        m_scroll.put(0, 0);
        m_current = -1;
    } else if (m_current < 0) {
        m_current = 0;
    }
    describeCurrent();
    viewport()->update();
}

void TranscriptView::forgetRows(int first, int last)
{
    if (m_clock->isRunning())
        m_blocks.clear(); // what came may end what ran
    for (int row = first; row <= last; ++row)
        m_blocks.remove(row);
    // The next one of the thread may show a pause or another model, told by the ones above it.
    m_blocks.remove(m_model != nullptr ? m_model->neighbourOf(last, 1) : last + 1);
    if (m_current >= first && m_current <= last)
        describeCurrent();
    viewport()->update();
}

TranscriptBlock *TranscriptView::block(int row)
{
    TranscriptBlock *known = m_blocks.find(row);
    if (known != nullptr && !known->isWaiting())
        return known;
    const EventRow *event = m_model != nullptr ? m_model->eventAt(row) : nullptr;
    // Asked for again each time: of many details only the last few asked for are read.
    if (event == nullptr || (known != nullptr && m_details->detail(*event) == nullptr))
        return known;
    const bool needed = needsDetail(*event, stateOf(row));
    const EventDetail *detail = needed ? m_details->detail(*event) : nullptr;
    std::unique_ptr<TranscriptBlock> made = blockOf(row, detail);
    made->setWaiting(needed && detail == nullptr);
    made->layout(viewport()->width());
    made->find(event->id == m_revealed.event && !m_revealed.what.terms.isEmpty() ? m_revealed.what : m_found);
    return m_blocks.insert(row, std::move(made));
}

std::unique_ptr<TranscriptBlock> TranscriptView::blockOf(int row, const EventDetail *detail) const
{
    const EventRow &event = *m_model->eventAt(row);
    BlockInput input{event};
    int above = m_model->neighbourOf(row, -1);
    if (above >= 0)
        input.previous = m_model->eventAt(above);
    for (int i = 0; !event.model.isEmpty() && above >= 0 && i < modelLookBack; ++i) {
        const EventRow *before = m_model->eventAt(above);
        above = m_model->neighbourOf(above, -1);
        if (before == nullptr || !before->model.isEmpty()) {
            input.modelBefore = before != nullptr ? before->model : QString();
            input.skillBefore = before != nullptr ? before->skill : event.skill;
            break;
        }
    }
    input.detail = detail;
    input.state = stateOf(row);
    input.folder = m_model->session().cwd;
    input.inRun = m_model->runOf(row) != 0;
    input.live = isLive(m_model->session(), QDateTime::currentMSecsSinceEpoch()) &&
                 !(event.outcome == Outcome::Pending && isTurnOver(*m_model, row));
    input.depth = m_model->depthOf(row);
    input.image = [this, id = event.id](int index) { return m_details->image(id, index); };
    input.json = [this, id = event.id](JsonSource source) { return m_details->json(id, source); };
    return buildBlock(input);
}

qreal TranscriptView::heightOf(int row)
{
    const TranscriptBlock *laidOut = block(row);
    return laidOut != nullptr ? laidOut->height() : Theme::instance()->px(estimatedHeight);
}

void TranscriptView::settle()
{
    const int rowHeight = std::max(8, Theme::instance()->px(20));
    m_blocks.setCapacity(viewport()->height() / rowHeight + 8);
    m_scroll.setViewHeight(viewport()->height() - Theme::instance()->px(6));
    finishReveal();
    m_scroll.settle();
    if (m_scroll.atEnd())
        m_chip->clear();
    QScrollBar *bar = verticalScrollBar();
    if (!bar->isSliderDown()) {
        const QSignalBlocker quiet(bar); // its values come from here
        bar->setPageStep(m_scroll.pageStep());
        bar->setSingleStep(RowScroll::unit);
        bar->setRange(0, m_scroll.maximum());
        bar->setValue(m_scroll.value());
    }
    const QPair<int, int> rows(firstInSight(), lastInSight());
    if (std::exchange(m_toldInSight, rows) == rows)
        return;
    // Later: listeners may scroll, which must not happen within a painting.
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT rowsInSightChanged(firstInSight(), lastInSight()); }, Qt::QueuedConnection);
}

void TranscriptView::scrollContentsBy(int dx, int dy)
{
    Q_UNUSED(dx)
    Q_UNUSED(dy)
    m_scroll.setValue(verticalScrollBar()->value(), verticalScrollBar()->maximum());
    viewport()->update();
}

qreal TranscriptView::topOf(int row)
{
    settle();
    return m_scroll.topOf(row);
}

int TranscriptView::rowAt(qreal y)
{
    settle();
    return m_scroll.rowAt(y);
}

RowPlace TranscriptView::placeNear(const QPointF &point)
{
    settle();
    if (m_scroll.rows() == 0)
        return {};
    const qreal y = std::clamp<qreal>(point.y(), 0, viewport()->height() - 1);
    int row = m_scroll.rowAt(y);
    const bool below = row < 0;
    if (below)
        row = m_scroll.lastRow();
    RowPlace near = {row, eventAt(row), blockBegin};
    if (TranscriptBlock *shown = block(row))
        near.in = below ? shown->end() : shown->placeNear(QPointF(point.x(), y - m_scroll.topOf(row)));
    return near;
}

QRect TranscriptView::rowRect(int row)
{
    const qreal top = topOf(row);
    return std::isnan(top) ? QRect() : QRectF(0, top, viewport()->width(), heightOf(row)).toRect();
}

bool TranscriptView::isRowOpen(int row) const
{
    const EventRow *event = m_model != nullptr ? m_model->eventAt(row) : nullptr;
    return event != nullptr && (m_model->isExpanded(row) || isOpen(*event, stateOf(row)));
}

void TranscriptView::setBookmarks(const QSet<qint64> &events)
{
    m_bookmarks = events;
    viewport()->update();
}

} // namespace assay
