// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/transcriptview.h"

#include <cmath>

#include <QPainter>
#include <QScrollBar>
#include <QTimer>

#include "models/items/transcriptmodel.h"
#include "views/transcript/detailstore.h"

namespace assay {

namespace {

constexpr qreal estimatedHeight = 24;
constexpr int modelLookBack = 12; // rows searched for the model that answered before
constexpr int revealedLines = 2000;
constexpr int jumpMarkMs = 600;

} // namespace

TranscriptView::TranscriptView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_details(new DetailStore(this))
    , m_scroll([this](int row) { return heightOf(row); })
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Transcript"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    viewport()->setMouseTracking(true);
    connect(m_details, &DetailStore::ready, this, &TranscriptView::detailArrived);
    connect(Theme::instance(), &Theme::changed, this, [this] {
        m_blocks.clear();
        viewport()->update();
    });
}

TranscriptView::~TranscriptView() = default;

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
            tellNewRows(m_newRows + rows);
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

void TranscriptView::located(qint64 eventId, int row)
{
    if (eventId != m_revealed)
        return;
    m_scroll.setRows(m_model->rowCount());
    m_scroll.put(row, m_scroll.viewHeight() / 4);
    m_revealing = true;
    m_blocks.remove(row);
    m_jumpMark.start();
    QTimer::singleShot(jumpMarkMs, viewport(), [this] { viewport()->update(); });
    makeCurrent(row);
}

qint64 TranscriptView::eventAt(int row) const
{
    const EventRow *event = m_model != nullptr && row >= 0 ? m_model->event(row) : nullptr;
    return event != nullptr ? event->id : 0;
}

void TranscriptView::refresh()
{
    if (m_model != nullptr)
        m_model->refresh({eventAt(m_scroll.row()), eventAt(m_current)});
}

// The rows have other numbers now: what was in sight stays there.
void TranscriptView::reordered(const QList<int> &kept)
{
    if (kept.size() != 2)
        return;
    if (kept.at(0) >= 0 && !m_scroll.atEnd())
        m_scroll.put(kept.at(0), m_scroll.top());
    makeCurrent(kept.at(1) >= 0 ? kept.at(1) : std::min(m_current, m_scroll.rows() - 1));
}

void TranscriptView::reset()
{
    m_blocks.clear();
    m_selection = {};
    m_hovered = -1;
    m_scroll.setRows(m_model != nullptr ? m_model->rowCount() : 0);
    if (m_scroll.rows() == 0) {
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
    for (int row = first; row <= last; ++row)
        m_blocks.remove(row);
    // The next one of the thread may show a pause or another model, told by the ones above it.
    m_blocks.remove(m_model != nullptr ? m_model->neighbourOf(last, 1) : last + 1);
    if (m_current >= first && m_current <= last)
        describeCurrent();
    viewport()->update();
}

void TranscriptView::detailArrived(qint64 eventId)
{
    for (int row = m_scroll.row(); m_model != nullptr && row <= m_scroll.lastRow(); ++row) {
        const EventRow *event = m_model->event(row);
        if (event != nullptr && event->id == eventId)
            m_blocks.remove(row);
    }
    viewport()->update();
}

TranscriptBlock *TranscriptView::block(int row)
{
    TranscriptBlock *known = m_blocks.find(row);
    if (known != nullptr && !known->isWaiting())
        return known;
    const EventRow *event = m_model != nullptr ? m_model->event(row) : nullptr;
    // Asked for again each time: of many details only the last few asked for are read.
    if (event == nullptr || (known != nullptr && m_details->detail(*event) == nullptr))
        return known;
    BlockInput input{*event};
    int above = m_model->neighbourOf(row, -1);
    if (above >= 0)
        input.previous = m_model->event(above);
    for (int i = 0; !event->model.isEmpty() && above >= 0 && i < modelLookBack; ++i) {
        const EventRow *before = m_model->event(above);
        above = m_model->neighbourOf(above, -1);
        if (before == nullptr || !before->model.isEmpty()) {
            input.modelBefore = before != nullptr ? before->model : QString();
            break;
        }
    }
    input.state = stateOf(row, *event);
    input.folder = m_model->session().cwd;
    input.inRun = m_model->runOf(row) != 0;
    input.depth = m_model->depthOf(row);
    const qint64 id = event->id;
    input.image = [this, id](int index) { return m_details->image(id, index); };
    input.json = [this, id](JsonSource source) { return m_details->json(id, source); };
    if (needsDetail(*event, input.state))
        input.detail = m_details->detail(*event);
    const bool waiting = input.detail == nullptr && needsDetail(*event, input.state);
    std::unique_ptr<TranscriptBlock> made = buildBlock(input);
    made->setWaiting(waiting);
    made->layout(viewport()->width());
    if (id == m_revealed)
        made->markTerms(m_terms);
    return m_blocks.insert(row, std::move(made));
}

qreal TranscriptView::heightOf(int row)
{
    const TranscriptBlock *laidOut = block(row);
    return laidOut != nullptr ? laidOut->height() : Theme::instance()->px(estimatedHeight);
}

// Brings the first term of a revealed event into sight once its whole text is here; opens more of it if needed.
void TranscriptView::finishReveal()
{
    const EventRow *event = m_model != nullptr && m_current >= 0 ? m_model->event(m_current) : nullptr;
    if (!m_revealing || event == nullptr || event->id != m_revealed)
        return;
    BlockState &state = m_states[m_revealed];
    if (event->kind != EventKind::Reply)
        state.open = true;
    if (needsDetail(*event, state) && m_details->detail(*event) == nullptr)
        return;
    m_revealing = false;
    m_blocks.remove(m_current);
    TranscriptBlock *shown = block(m_current);
    qreal top = shown->markTerms(m_terms);
    if (top < Theme::instance()->px(30) && state.lines < revealedLines) {
        // The head repeats the start of the text; the hit itself may lie further down.
        const int before = std::exchange(state.lines, revealedLines);
        m_blocks.remove(m_current);
        shown = block(m_current);
        const qreal deeper = shown->markTerms(m_terms);
        if (deeper < 0 || deeper == top)
            state.lines = before;
        top = deeper;
    }
    if (top < 0 && !state.whole) { // behind what is laid out as Markdown
        state.whole = true;
        m_blocks.remove(m_current);
        shown = block(m_current);
        top = shown->markTerms(m_terms);
        state.whole = top >= 0;
        if (!state.whole)
            m_blocks.remove(m_current);
    }
    m_scroll.put(m_current, m_scroll.viewHeight() / 3 - std::max<qreal>(0, top));
}

void TranscriptView::settle()
{
    const int rowHeight = std::max(8, Theme::instance()->px(20));
    m_blocks.setCapacity(viewport()->height() / rowHeight + 8);
    m_scroll.setViewHeight(viewport()->height() - Theme::instance()->px(6));
    finishReveal();
    m_scroll.settle();
    if (m_scroll.atEnd())
        tellNewRows(0);
    syncScrollBar();
    tellRowsInSight();
}

// Later: listeners may scroll, which must not happen within a painting.
void TranscriptView::tellRowsInSight()
{
    const QPair<int, int> rows(firstInSight(), lastInSight());
    if (std::exchange(m_toldInSight, rows) == rows)
        return;
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT rowsInSightChanged(firstInSight(), lastInSight()); }, Qt::QueuedConnection);
}

void TranscriptView::syncScrollBar()
{
    QScrollBar *bar = verticalScrollBar();
    if (bar->isSliderDown())
        return;
    m_syncing = true;
    bar->setPageStep(m_scroll.pageStep());
    bar->setSingleStep(RowScroll::unit);
    bar->setRange(0, m_scroll.maximum());
    bar->setValue(m_scroll.value());
    m_syncing = false;
}

void TranscriptView::scrollContentsBy(int dx, int dy)
{
    Q_UNUSED(dx)
    Q_UNUSED(dy)
    if (m_syncing)
        return;
    m_scroll.setValue(verticalScrollBar()->value(), verticalScrollBar()->maximum());
    viewport()->update();
}

void TranscriptView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    m_blocks.clear();
    viewport()->update();
}

void TranscriptView::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    settle();
    QPainter painter(viewport());
    const Theme *theme = Theme::instance();
    painter.fillRect(viewport()->rect(), theme->color(Tone::Document));
    qreal top = m_scroll.top();
    for (int row = m_scroll.row(); row < m_scroll.rows() && top < viewport()->height(); ++row) {
        TranscriptBlock *laidOut = block(row);
        const qreal height = heightOf(row);
        if (laidOut != nullptr) {
            BlockPaint how;
            how.current = row == m_current;
            how.focused = hasFocus();
            how.hovered = row == m_hovered;
            if (m_selection.row == row) {
                how.selectFrom = m_selection.from;
                how.selectTo = m_selection.to;
            }
            painter.save();
            painter.translate(0, std::round(top));
            laidOut->paint(painter, QRectF(0, -top, viewport()->width(), viewport()->height()), how);
            painter.restore();
            if (row == m_current && m_jumpMark.isValid() && !m_jumpMark.hasExpired(jumpMarkMs)) {
                painter.setPen(theme->color(Tone::Accent));
                painter.drawRect(QRectF(theme->px(62), top, viewport()->width() - theme->px(70), height - 1));
            }
        }
        top += height;
    }
}

QRect TranscriptView::rowRect(int row)
{
    settle();
    const qreal top = m_scroll.topOf(row);
    return std::isnan(top) ? QRect() : QRectF(0, top, viewport()->width(), heightOf(row)).toRect();
}

bool TranscriptView::isRowOpen(int row) const
{
    const EventRow *event = m_model != nullptr ? m_model->event(row) : nullptr;
    return event != nullptr && (m_model->isExpanded(row) || isOpen(*event, stateOf(row, *event)));
}

void TranscriptView::reveal(qint64 eventId, const QStringList &terms)
{
    m_revealed = eventId;
    m_terms = terms;
    if (m_model != nullptr)
        m_model->openAt(eventId);
}

} // namespace assay
