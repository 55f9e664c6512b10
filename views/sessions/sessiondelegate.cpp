// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/sessions/sessiondelegate.h"

#include <QDateTime>
#include <QFontMetricsF>
#include <QPainter>

#include "models/items/sessiontreemodel.h"
#include "views/text/visibletext.h"
#include "views/widgets/elidedtext.h"
#include "views/widgets/icons.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Pen {
    QPainter *painter;
    QColor dim;

    qreal write(const QRectF &room, const QString &text, const QFont &font, const QColor &color) const
    {
        return paintElided(*painter, room, text, font, color);
    }
};

void paintGround(QPainter *painter, const QStyleOptionViewItem &option)
{
    const Theme *theme = Theme::instance();
    const bool active =
        option.state.testFlag(QStyle::State_HasFocus) || (option.widget != nullptr && option.widget->hasFocus());
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, theme->color(active ? Tone::Selection : Tone::SelectionOff));
        painter->fillRect(QRect(option.rect.x(), option.rect.y(), 3, option.rect.height()), theme->color(Tone::Accent));
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(option.rect, theme->color(Tone::Hover));
    }
}

void paintProject(const Pen &pen, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const Theme *theme = Theme::instance();
    const auto project = index.data(SessionTreeModel::ProjectRole).value<ProjectRow>();
    const QRectF row = option.rect;
    const int chevron = theme->px(12);
    const int icon = theme->px(14);
    qreal x = row.x() + theme->px(6);
    const bool open = option.state.testFlag(QStyle::State_Open);
    paintIcon(*pen.painter, QPointF(x, row.y() + (row.height() - chevron) / 2),
              open ? u"chevron-down"_s : u"chevron-right"_s, theme->color(Tone::Text2), chevron);
    x += chevron + theme->px(6);
    paintIcon(*pen.painter, QPointF(x, row.y() + (row.height() - icon) / 2), u"repo"_s, theme->color(Tone::Text2),
              icon);
    x += icon + theme->px(6);
    const QString count = countText(index.data(SessionTreeModel::SessionCountRole).toInt());
    const QFont meta = theme->font(Face::Meta);
    const qreal countWidth = QFontMetricsF(meta).horizontalAdvance(count);
    const qreal right = row.right() - theme->px(10);
    pen.write(QRectF(right - countWidth - 1, row.y(), countWidth + 2, row.height()), count, meta, pen.dim);
    const qreal room = right - countWidth - theme->px(8) - x;
    const qreal name = pen.write(QRectF(x, row.y(), room, row.height()), visibleLine(project.name),
                                 theme->font(Face::Base, QFont::DemiBold), theme->color(Tone::Text));
    x += name + theme->px(6);
    if (right - countWidth - x > theme->px(30))
        pen.write(QRectF(x, row.y(), right - countWidth - theme->px(8) - x, row.height()), visibleLine(project.owner),
                  theme->font(Face::Row), pen.dim);
}

// Marks from the right edge: compaction, sub-agents, errors. Returns where free space ends.
qreal paintMarks(const Pen &pen, const SessionRow &session, qreal right, qreal y, qreal height)
{
    const Theme *theme = Theme::instance();
    const int size = theme->px(12);
    const QFont meta = theme->font(Face::Meta);
    const auto mark = [&](const QString &icon, int count, Tone tone) {
        if (count <= 0)
            return;
        const QString text = icon == "compact"_L1 ? QString() : countText(count);
        const qreal width = QFontMetricsF(meta).horizontalAdvance(text);
        if (!text.isEmpty()) {
            pen.write(QRectF(right - width - 1, y, width + 2, height), text, meta, theme->color(tone));
            right -= width + 2;
        }
        right -= size;
        paintIcon(*pen.painter, QPointF(right, y + (height - size) / 2), icon, theme->color(tone), size);
        right -= theme->px(7);
    };
    mark(u"compact"_s, session.compactions, Tone::Text2);
    mark(u"subagent"_s, session.subagents, Tone::Subagent);
    mark(u"error"_s, session.errors, Tone::Error);
    return right;
}

void paintSession(const Pen &pen, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QVariant value = index.data(SessionTreeModel::SessionRole);
    if (!value.isValid())
        return;
    const Theme *theme = Theme::instance();
    const auto session = value.value<SessionRow>();
    const QRectF row = option.rect;
    const qreal left = row.x() + theme->px(30);
    const qreal right = row.right() - theme->px(10);
    const qreal first = row.y() + theme->px(4);
    const QFont meta = theme->font(Face::Meta);
    const QString when =
        relativeText(session.endedAt >= 0 ? session.endedAt : session.startedAt, QDateTime::currentMSecsSinceEpoch());
    const qreal whenWidth = QFontMetricsF(meta).horizontalAdvance(when);
    pen.write(QRectF(right - whenWidth - 1, first, whenWidth + 2, theme->px(18)), when, meta, pen.dim);
    const QString title = session.title.isEmpty() ? SessionDelegate::tr("(no prompt)") : visibleLine(session.title);
    pen.write(QRectF(left, first, right - whenWidth - theme->px(8) - left, theme->px(18)), title,
              theme->font(Face::Base), theme->color(session.title.isEmpty() ? Tone::Text3 : Tone::Text));
    const qreal second = first + theme->px(18);
    const qreal end = paintMarks(pen, session, right, second, theme->px(16));
    const qreal room = end - theme->px(2) - left;
    pen.write(QRectF(left, second, room, theme->px(16)), SessionDelegate::secondLine(session, room), meta, pen.dim);
}

} // namespace

QString SessionDelegate::secondLine(const SessionRow &session, qreal room)
{
    const qint64 tokens = session.tokens.total();
    struct Figure {
        QString text;
        int drop; // the lowest goes first; 9 stays
    };
    QList<Figure> figures;
    figures.append({pluralText(session.turns, tr("%1 turn"), tr("%1 turns")), 9});
    if (session.toolCalls > 0)
        figures.append({pluralText(session.toolCalls, tr("%1 tool"), tr("%1 tools")), 2});
    if (session.startedAt >= 0 && session.endedAt > session.startedAt)
        figures.append({durationText(session.endedAt - session.startedAt), 3});
    if (tokens > 0)
        figures.append({roundedText(tokens), 1});
    if (session.costUsd.has_value() && *session.costUsd > 0)
        figures.append({costText(*session.costUsd), 9});
    const QFontMetricsF metrics(Theme::instance()->font(Face::Meta));
    const auto joined = [&figures] {
        QStringList texts;
        for (const Figure &figure : figures)
            texts.append(figure.text);
        return texts.join(u" · "_s);
    };
    for (int drop = 1; drop <= 3 && metrics.horizontalAdvance(joined()) > room; ++drop)
        figures.removeIf([drop](const Figure &figure) { return figure.drop == drop; });
    return joined();
}

void SessionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    paintGround(painter, option);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const Pen pen{painter, Theme::instance()->color(selected ? Tone::Text2 : Tone::Text3)};
    if (index.parent().isValid())
        paintSession(pen, option, index);
    else
        paintProject(pen, option, index);
    painter->restore();
}

QSize SessionDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(option)
    return {100, Theme::instance()->px(index.parent().isValid() ? 42 : 26)};
}

} // namespace assay
