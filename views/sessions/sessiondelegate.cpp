// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/sessions/sessiondelegate.h"

#include <QAbstractItemView>
#include <QDateTime>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "models/items/sessiontreemodel.h"
#include "views/sessions/sessionlayout.h"
#include "views/text/visibletext.h"
#include "views/widgets/elidedtext.h"
#include "views/widgets/icons.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isProject(const QModelIndex &index)
{
    return index.data(SessionTreeModel::IsProjectRole).toBool();
}

SessionLayout layoutOf(const SessionRow &session, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    return layoutSession(session, option.rect, !index.parent().isValid(), QDateTime::currentMSecsSinceEpoch());
}

// The bar marks the current row; the others of a selection have its ground.
void paintGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const Theme *theme = Theme::instance();
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const bool focused = view != nullptr && view->hasFocus();
    const bool current = view != nullptr && view->currentIndex() == index;
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, theme->color(focused ? Tone::Selection : Tone::SelectionOff));
        if (current)
            painter->fillRect(QRect(option.rect.x(), option.rect.y(), 3, option.rect.height()),
                              theme->color(Tone::Accent));
        return;
    }
    if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, theme->color(Tone::Hover));
    if (current && focused) {
        painter->setPen(theme->color(Tone::Accent));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
}

void paintProject(QPainter &painter, const QColor &dim, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const Theme *theme = Theme::instance();
    const auto project = index.data(SessionTreeModel::ProjectRole).value<ProjectRow>();
    const QRectF row = option.rect;
    const int chevron = theme->px(12);
    const int icon = theme->px(14);
    qreal x = row.x() + theme->px(7);
    const bool open = option.state.testFlag(QStyle::State_Open);
    paintIcon(painter, QPointF(x, row.y() + (row.height() - chevron) / 2),
              open ? u"chevron-down"_s : u"chevron-right"_s, theme->color(Tone::Text2), chevron);
    x += chevron + theme->px(6);
    paintIcon(painter, QPointF(x, row.y() + (row.height() - icon) / 2), u"repo"_s, theme->color(Tone::Text2), icon);
    x += icon + theme->px(6);
    const QString count = countText(index.data(SessionTreeModel::SessionCountRole).toInt());
    const QFont meta = theme->font(Face::Meta);
    const qreal countWidth = QFontMetricsF(meta).horizontalAdvance(count);
    const qreal right = row.right() - theme->px(10);
    paintElided(painter, QRectF(right - countWidth - 1, row.y(), countWidth + 2, row.height()), count, meta, dim);
    const qreal room = right - countWidth - theme->px(8) - x;
    const qreal name = paintElided(painter, QRectF(x, row.y(), room, row.height()), visibleLine(project.name),
                                   theme->font(Face::Base, QFont::DemiBold), theme->color(Tone::Text));
    x += name + theme->px(6);
    if (right - countWidth - x > theme->px(30))
        paintElided(painter, QRectF(x, row.y(), right - countWidth - theme->px(8) - x, row.height()),
                    visibleLine(project.owner), theme->font(Face::Row), dim);
}

void paintSession(QPainter &painter, const QColor &dim, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QVariant value = index.data(SessionTreeModel::SessionRole);
    if (!value.isValid())
        return;
    const Theme *theme = Theme::instance();
    const QFont meta = theme->font(Face::Meta);
    const SessionLayout layout = layoutOf(value.value<SessionRow>(), option, index);
    paintElided(painter, layout.whenPlace, layout.when, meta, layout.isLive ? theme->color(Tone::Ok) : dim);
    if (layout.isLive)
        paintIcon(painter, layout.livePlace.topLeft(), u"live"_s, theme->color(Tone::Ok),
                  qRound(layout.livePlace.width()));
    paintElided(painter, layout.titlePlace, layout.title, theme->font(Face::Base),
                layout.isUntitled ? dim : theme->color(Tone::Text));
    paintElided(painter, layout.figuresPlace, layout.figures, meta, dim);
    const int size = theme->px(12);
    for (const SessionMark &mark : layout.marks) {
        const QColor color = theme->color(mark.tone);
        const QRectF &place = mark.place;
        paintIcon(painter, QPointF(place.x(), place.y() + (place.height() - size) / 2), mark.icon, color, size);
        if (!mark.figure.isEmpty())
            paintElided(painter, place.adjusted(size + 1, 0, 1, 0), mark.figure, meta, color);
    }
}

} // namespace

void SessionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    paintGround(painter, option, index);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QColor dim = Theme::instance()->color(selected ? Tone::Text2 : Tone::Text3);
    if (isProject(index))
        paintProject(*painter, dim, option, index);
    else
        paintSession(*painter, dim, option, index);
    painter->restore();
}

QSize SessionDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(option)
    return {100, isProject(index) ? projectRowHeight() : sessionRowHeight()};
}

bool SessionDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    QString tip;
    const QVariant session = index.data(SessionTreeModel::SessionRole);
    if (session.isValid())
        tip = layoutOf(session.value<SessionRow>(), option, index).tipAt(event->pos());
    else if (isProject(index))
        tip = visibleLine(index.data(SessionTreeModel::ProjectRole).value<ProjectRow>().key);
    QToolTip::showText(event->globalPos(), tipText(tip), view, option.rect);
    return true;
}

} // namespace assay
