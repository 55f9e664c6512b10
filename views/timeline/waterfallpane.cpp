// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/timeline/waterfallpane.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

#include "models/items/ask.h"
#include "views/text/visibletext.h"
#include "views/timeline/waterfalldelegate.h"
#include "views/timeline/waterfallmodel.h"
#include "views/timeline/waterfallzoom.h"
#include "views/widgets/elidedlabel.h"
#include "views/widgets/elidedtext.h"
#include "views/widgets/ground.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pauseMs = 80; // while the keys are held the turn is not read for each row

} // namespace

WaterfallPane::WaterfallPane(QueryRunner *runner, QWidget *parent)
    : QWidget(parent)
    , m_runner(runner)
    , m_model(new WaterfallModel(this))
    , m_head(new QWidget(this))
    , m_title(new ElidedLabel(m_head))
    , m_totals(new ElidedLabel(m_head))
    , m_previous(new QToolButton(m_head))
    , m_next(new QToolButton(m_head))
    , m_close(new QToolButton(m_head))
    , m_whole(new QToolButton(m_head))
    , m_axis(new QWidget(this))
    , m_tree(new QTreeView(this))
    , m_delegate(new WaterfallDelegate(m_tree))
    , m_zoom(new WaterfallZoom(m_tree, m_axis, m_delegate))
    , m_soon(new QTimer(this))
{
    setAccessibleName(tr("Waterfall of the turn"));
    buildHead();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 1, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_axis);
    column->addWidget(m_tree, 1);
    m_axis->installEventFilter(this);
    m_axis->setAccessibleName(tr("Time axis"));
    m_tree->setAccessibleName(tr("Spans of the turn"));
    m_tree->setHeaderHidden(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(0);
    m_tree->setUniformRowHeights(true);
    m_tree->setMouseTracking(true);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_tree->setItemDelegate(m_delegate);
    m_tree->setModel(m_model);
    m_tree->viewport()->installEventFilter(this);
    m_soon->setSingleShot(true);
    m_soon->setInterval(pauseMs);
    connect(m_soon, &QTimer::timeout, this, &WaterfallPane::read);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (!m_linking && index.isValid() && m_model->spanAt(index).parent < 0)
            Q_EMIT eventRequested(m_model->spanAt(index).eventId);
    });
    connect(m_tree, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (m_model->spanAt(index).parent >= 0)
            Q_EMIT eventRequested(m_model->spanAt(index).eventId);
    });
    connect(m_whole, &QToolButton::clicked, m_zoom, &WaterfallZoom::showAll);
    connect(m_zoom, &WaterfallZoom::changed, this, &WaterfallPane::showZoom);
    connect(m_previous, &QToolButton::clicked, this, &WaterfallPane::previousTurn);
    connect(m_next, &QToolButton::clicked, this, &WaterfallPane::nextTurn);
    connect(m_close, &QToolButton::clicked, this, &WaterfallPane::closeRequested);
    connect(Theme::instance(), &Theme::changed, this, &WaterfallPane::restyle);
    restyle();
}

void WaterfallPane::buildHead()
{
    auto *row = new QHBoxLayout(m_head);
    row->setContentsMargins(10, 0, 6, 0);
    row->setSpacing(8);
    const auto name = [](QToolButton *button, const QString &icon, const QString &text) {
        button->setIcon(themeIcon(icon));
        button->setAccessibleName(text);
        button->setToolTip(text);
        button->setFocusPolicy(Qt::TabFocus);
    };
    name(m_previous, u"arrow-up"_s, tr("Previous turn ([)"));
    name(m_next, u"arrow-down"_s, tr("Next turn (])"));
    name(m_whole, u"search"_s, tr("Show the whole turn (0)"));
    m_whole->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_whole->hide();
    name(m_close, u"cross"_s, tr("Close the waterfall (W)"));
    for (QLabel *label : {m_title, m_totals}) {
        label->setTextFormat(Qt::PlainText);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    row->addWidget(m_title, 2);
    row->addWidget(m_totals, 3);
    row->addWidget(m_whole);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addWidget(m_close);
}

void WaterfallPane::setEvent(qint64 eventId)
{
    m_event = eventId;
    if (eventId == 0) { // nothing is open any more
        m_soon->stop();
        take({});
        return;
    }
    if (!isVisible())
        return;
    if (m_model->indexOf(eventId).isValid() || m_model->turn().promptEvent == eventId)
        select(eventId);
    else
        m_soon->start();
}

void WaterfallPane::refresh()
{
    if (isVisible() && m_event != 0 && !m_soon->isActive())
        m_soon->start();
}

void WaterfallPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_event != 0)
        read();
}

void WaterfallPane::read()
{
    if (!isVisible())
        return;
    ask<TurnTimes>(
        *m_runner, QueryRunner::Lane::Figures, this, true,
        [event = m_event](Database &db) { return readTurnTimes(db, event); },
        [this](const Result<TurnTimes> &turn) {
            if (turn)
                take(*turn);
            else
                m_totals->setText(turn.error().what);
        });
}

void WaterfallPane::take(const TurnTimes &turn)
{
    if (!(turn == m_model->turn())) {
        const QScopedValueRollback linking(m_linking, true);
        QSet<qint64> open; // runs whose spans are unfolded stay so
        for (int row = 0; row < m_model->rowCount(); ++row) {
            const QModelIndex index = m_model->index(row, 0);
            if (m_tree->isExpanded(index))
                open.insert(m_model->spanAt(index).eventId);
        }
        if (turn.promptEvent != m_model->turn().promptEvent)
            m_zoom->showAll();
        m_model->setTurn(turn);
        for (int row = 0; row < m_model->rowCount(); ++row) {
            const QModelIndex index = m_model->index(row, 0);
            if (open.contains(m_model->spanAt(index).eventId))
                m_tree->expand(index);
        }
    }
    const QString prompt = visibleLine(turn.prompt);
    QString number = tr("Before the first prompt");
    if (turn.number > 0 && turn.byClient)
        number = tr("Turn %1 of %2, continued by the client").arg(turn.number).arg(turn.turns);
    else if (turn.number > 0)
        number = tr("Turn %1 of %2").arg(turn.number).arg(turn.turns);
    m_title->setText(prompt.isEmpty() ? number : tr("%1: %2").arg(number, prompt));
    m_title->setToolTip(tipText(prompt));
    QString totals = totalsText(turn.totals);
    if (turn.cut)
        totals = tr("first %1 events: %2").arg(countText(turnRowLimit), totals);
    m_totals->setText(totals);
    m_totals->setToolTip(tipText(totals + u'\n' +
                                 tr("Time that passed; what ran side by side counts once. The time of the model is "
                                    "inferred from what came in and went out.")));
    m_previous->setEnabled(turn.previousTurn != 0);
    m_next->setEnabled(turn.nextTurn != 0);
    showZoom();
    m_axis->update();
    select(m_event);
    Q_EMIT shown();
}

void WaterfallPane::select(qint64 eventId)
{
    const QScopedValueRollback linking(m_linking, true);
    const QModelIndex index = m_model->indexOf(eventId);
    m_tree->setCurrentIndex(index);
    if (index.isValid())
        m_tree->scrollTo(index);
}

// Which part is shown, and what is cut out, also for those who do not see it.
void WaterfallPane::showZoom()
{
    const TurnTimes &turn = m_model->turn();
    const WaterfallAxis axis = m_delegate->axisOf(*m_model, m_tree->viewport()->width());
    const auto since = [&turn](qint64 at) { return durationText(std::max<qint64>(0, at - turn.from)); };
    const QString part = tr("%1 to %2").arg(since(axis.firstSeen()), since(axis.lastSeen()));
    QStringList told;
    if (turn.from >= 0)
        told.append(tr("From %1 of %2.").arg(part, durationText(turn.until - turn.from)));
    for (const TimeCut &cut : m_model->cuts())
        told.append(tr("%1 in which nothing begins or ends are cut out, %2 into the turn.")
                        .arg(durationText(cut.length()), since(cut.from)));
    m_axis->setAccessibleDescription(told.join(u' '));
    m_axis->setToolTip(tipText(told.join(u'\n')));
    m_whole->setVisible(!axis.part.isWhole());
    m_whole->setText(part);
}

void WaterfallPane::previousTurn()
{
    if (m_model->turn().previousTurn != 0)
        Q_EMIT eventRequested(m_model->turn().previousTurn);
}

void WaterfallPane::nextTurn()
{
    if (m_model->turn().nextTurn != 0)
        Q_EMIT eventRequested(m_model->turn().nextTurn);
}

void WaterfallPane::paintAxis(QWidget *axis) const
{
    const Theme *theme = Theme::instance();
    QPainter painter(axis);
    painter.fillRect(axis->rect(), theme->color(Tone::Pane));
    painter.fillRect(0, axis->height() - 1, axis->width(), 1, theme->color(Tone::Line));
    const TurnTimes &turn = m_model->turn();
    if (turn.from < 0)
        return;
    const WaterfallAxis scale = m_delegate->axisOf(*m_model, m_tree->viewport()->width());
    painter.setFont(theme->font(Face::Meta));
    painter.setPen(theme->color(Tone::Text3));
    painter.drawText(QRectF(theme->px(10), 0, scale.left - theme->px(10), axis->height()),
                     Qt::AlignVCenter | Qt::AlignLeft, timeText(turn.from));
    for (const TimeCut &cut : scale.cuts) {
        const QRectF mark(QPointF(scale.x(cut.from), 0), QPointF(scale.x(cut.until), axis->height()));
        if (scale.isSeen(cut.from, cut.until))
            paintElided(painter, mark.adjusted(4, 0, -2, 0), u"// "_s + durationText(cut.length()),
                        theme->font(Face::Meta), theme->color(Tone::Text2));
    }
    painter.setFont(theme->font(Face::Meta));
    painter.setPen(theme->color(Tone::Text3));
    const auto isFree = [&scale](qint64 tick, qreal room) { // of the words of a cut
        return std::none_of(scale.cuts.cbegin(), scale.cuts.cend(), [&](const TimeCut &cut) {
            return scale.x(tick) < scale.x(cut.until) && scale.x(tick) + room > scale.x(cut.from);
        });
    };
    for (const qint64 tick : scale.ticks(static_cast<int>(scale.width / theme->px(70)))) {
        if (!isFree(tick, theme->px(36)))
            continue;
        painter.drawText(QRectF(scale.x(tick) + 3, 0, theme->px(70), axis->height()), Qt::AlignVCenter | Qt::AlignLeft,
                         tick == turn.from ? tr("0") : durationText(tick - turn.from));
    }
}

bool WaterfallPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_axis && event->type() == QEvent::Paint) {
        paintAxis(m_axis);
        return true;
    }
    if (watched == m_tree->viewport() && event->type() == QEvent::MouseButtonRelease) {
        const QPoint position = static_cast<QMouseEvent *>(event)->position().toPoint();
        const QModelIndex index = m_tree->indexAt(position);
        if (index.isValid() && m_model->rowCount(index) > 0 && position.x() < Theme::instance()->px(24))
            m_tree->setExpanded(index, !m_tree->isExpanded(index));
    }
    return QWidget::eventFilter(watched, event);
}

void WaterfallPane::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::instance()->color(Tone::Pane));
    painter.fillRect(0, 0, width(), 1, Theme::instance()->color(Tone::StrongLine));
}

void WaterfallPane::restyle()
{
    const Theme *theme = Theme::instance();
    setListGround(m_tree, Tone::Pane);
    m_head->setFixedHeight(theme->px(26));
    m_axis->setFixedHeight(theme->px(18));
    m_title->setFont(theme->font(Face::Row, QFont::DemiBold));
    m_totals->setFont(theme->font(Face::Row));
    setTextTone(m_totals, Tone::Text2);
    m_whole->setFont(theme->font(Face::Meta));
    m_whole->setIconSize(QSize(theme->px(14), theme->px(14)));
    for (QToolButton *button : {m_previous, m_next, m_close}) {
        button->setIconSize(QSize(theme->px(14), theme->px(14)));
        button->setFixedSize(theme->px(22), theme->px(22));
    }
    m_tree->doItemsLayout();
}

} // namespace assay
