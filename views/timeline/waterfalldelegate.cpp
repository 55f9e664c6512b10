// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/timeline/waterfalldelegate.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTreeView>

#include "views/text/visibletext.h"
#include "views/timeline/waterfallmodel.h"
#include "views/transcript/blockbuilder.h"
#include "views/widgets/elidedtext.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int labelWidth = 250;
constexpr int lengthWidth = 70;
constexpr int indentWidth = 14;
constexpr int cutWidth = 72; // room for "2 h 17 m"

struct SpanLook {
    Tone tone;
    Qt::BrushStyle brush; // so that colour is not the only mark
    QString icon;
};

SpanLook lookOf(const TurnSpan &span)
{
    const bool failed = span.outcome == Outcome::Failed;
    switch (span.kind) {
    case SpanKind::Thinking:
        return {Tone::Text3, Qt::BDiagPattern, u"thinking"_s};
    case SpanKind::Replying:
        return {Tone::Text3, Qt::Dense4Pattern, u"reply"_s};
    case SpanKind::Subagent:
        return {failed ? Tone::Error : Tone::Subagent, Qt::SolidPattern, u"subagent"_s};
    case SpanKind::Waiting: // for the person: theirs is the accent
        return {Tone::Accent, Qt::NoBrush, span.outcome == Outcome::Denied ? u"denied"_s : u"ask"_s};
    case SpanKind::Tool:
        break;
    }
    return {failed ? Tone::Error : Tone::Tool, Qt::SolidPattern, toolIcon(span.tool)};
}

void paintGround(QPainter *painter, const QStyleOptionViewItem &option)
{
    const Theme *theme = Theme::instance();
    if (option.state.testFlag(QStyle::State_Selected)) {
        const bool active = option.widget != nullptr && option.widget->hasFocus();
        painter->fillRect(option.rect, theme->color(active ? Tone::Selection : Tone::SelectionOff));
        painter->fillRect(QRect(option.rect.x(), option.rect.y(), 3, option.rect.height()), theme->color(Tone::Accent));
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(option.rect, theme->color(Tone::Hover));
    }
}

// Ticks, and where time is cut out.
void paintGrid(QPainter *painter, const QRectF &row, const WaterfallAxis &axis)
{
    const Theme *theme = Theme::instance();
    for (const TimeCut &cut : axis.cuts) {
        if (axis.isSeen(cut.from, cut.until))
            painter->fillRect(
                QRectF(QPointF(axis.x(cut.from), row.top()), QPointF(axis.x(cut.until), row.bottom() + 1)),
                QBrush(theme->color(Tone::StrongLine), Qt::BDiagPattern));
    }
    painter->setPen(theme->color(Tone::Line));
    for (const qint64 tick : axis.ticks(static_cast<int>(axis.width / theme->px(70)))) {
        const qreal x = std::floor(axis.x(tick)) + 0.5;
        painter->drawLine(QPointF(x, row.top()), QPointF(x, row.bottom()));
    }
}

void paintBar(QPainter *painter, const QRectF &row, const TurnSpan &span, const WaterfallAxis &axis)
{
    const Theme *theme = Theme::instance();
    const SpanLook look = lookOf(span);
    const QColor color = theme->color(look.tone);
    // As a reply, but thin: the model wrote the call.
    if (span.writtenFrom >= 0 && !span.isIdleBefore() && axis.isSeen(span.writtenFrom, span.from)) {
        const qreal since = axis.x(span.writtenFrom);
        const QRectF written(since, row.center().y() - theme->px(2), axis.x(span.from) - since, theme->px(4));
        painter->fillRect(written, QBrush(theme->color(Tone::Text3), Qt::Dense4Pattern));
    }
    if (!span.isKnown()) {
        if (span.from >= 0 && axis.isSeen(span.from, span.from))
            paintElided(*painter, QRectF(axis.x(span.from), row.y(), theme->px(20), row.height()), u"?"_s,
                        theme->font(Face::Meta), theme->color(Tone::Text3));
        return;
    }
    if (!axis.isSeen(span.from, span.until))
        return;
    const qreal x = axis.x(span.from);
    const qreal height = theme->px(9);
    const QRectF bar(x, row.center().y() - height / 2, std::max(2.0, axis.x(span.until) - x), height);
    painter->setPen(look.brush == Qt::SolidPattern ? QPen(Qt::NoPen)
                    : span.isIdle()                ? QPen(color, 1, Qt::DotLine)
                                                   : QPen(color, 1));
    painter->setBrush(span.isIdle() ? Qt::NoBrush : QBrush(color, look.brush));
    painter->drawRect(look.brush == Qt::SolidPattern ? bar : bar.adjusted(0.5, 0.5, -0.5, -0.5));
}

} // namespace

WaterfallAxis WaterfallDelegate::axisOf(const WaterfallModel &model, int rowWidth) const
{
    const Theme *theme = Theme::instance();
    const int label = std::min(theme->px(labelWidth), rowWidth * 2 / 5);
    const qreal right = rowWidth - theme->px(lengthWidth);
    const TurnTimes &turn = model.turn();
    return {turn.from,    std::max(turn.until, turn.from + 1), label * 1.0, std::max(1.0, right - label - theme->px(8)),
            model.cuts(), theme->px(cutWidth) * 1.0,           m_part};
}

void WaterfallDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const WaterfallModel *>(index.model());
    if (model == nullptr)
        return;
    const Theme *theme = Theme::instance();
    const TurnSpan &span = model->spanAt(index);
    const QRectF row = option.rect;
    const WaterfallAxis axis = axisOf(*model, option.rect.width());
    painter->save();
    painter->setClipRect(option.rect);
    paintGround(painter, option);
    paintGrid(painter, row, axis);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QColor dim = theme->color(selected ? Tone::Text2 : Tone::Text3);
    qreal x = theme->px(8);
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        x += theme->px(indentWidth);
    const int chevron = theme->px(12);
    if (model->rowCount(index) > 0) {
        const bool open = option.state.testFlag(QStyle::State_Open);
        paintIcon(*painter, QPointF(x, row.center().y() - chevron / 2.0), open ? u"chevron-down"_s : u"chevron-right"_s,
                  theme->color(Tone::Text2), chevron);
    }
    x += chevron + theme->px(4);
    const SpanLook look = lookOf(span);
    const int icon = theme->px(14);
    const bool failed = span.outcome == Outcome::Failed;
    paintIcon(*painter, QPointF(x, row.center().y() - icon / 2.0), look.icon, theme->color(look.tone), icon);
    x += icon + theme->px(6);
    const bool call = span.kind == SpanKind::Tool || span.kind == SpanKind::Waiting;
    const qreal room = axis.left - theme->px(8) - x;
    const QFont font = theme->font(Face::Row, call ? QFont::DemiBold : QFont::Normal);
    const qreal used = paintElided(*painter, QRectF(x, row.y(), room, row.height()), spanTitle(span), font,
                                   failed ? theme->color(Tone::Error)
                                   : call ? theme->color(Tone::Text)
                                          : dim);
    if (call && room - used > theme->px(30))
        paintElided(*painter, QRectF(x + used + theme->px(8), row.y(), room - used - theme->px(8), row.height()),
                    visibleLine(shortPath(span.head, model->folder())), theme->font(Face::Mono), dim);
    paintBar(painter, row, span, axis);
    const QString length = span.isKnown() ? durationText(span.length()) : tr("unknown");
    const QFont meta = theme->font(Face::Meta);
    const qreal width = QFontMetricsF(meta).horizontalAdvance(length);
    paintElided(*painter, QRectF(row.right() - theme->px(10) - width, row.y(), width + 2, row.height()), length, meta,
                dim);
    painter->restore();
}

QSize WaterfallDelegate::sizeHint(const QStyleOptionViewItem & /*option*/, const QModelIndex & /*index*/) const
{
    return {100, Theme::instance()->rowPx(20)};
}

} // namespace assay
