// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/search/hitdelegate.h"

#include <QDateTime>
#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>

#include "models/data/record.h"
#include "models/items/searchmodel.h"
#include "views/text/visibletext.h"
#include "views/timeline/timelinewords.h"
#include "views/transcript/blockbuilder.h"
#include "views/widgets/elidedtext.h"
#include "views/widgets/ground.h"
#include "views/widgets/icons.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int headHeight = 32;
constexpr int hitHeight = 26;

QString iconOf(const SearchHit &hit)
{
    return hit.kind == EventKind::ToolCall ? toolIcon(hit.tool) : eventIcon(hit.kind);
}

QString nameOf(const SearchHit &hit)
{
    switch (hit.kind) {
    case EventKind::Prompt:
        return HitDelegate::tr("Prompt");
    case EventKind::Command:
        return HitDelegate::tr("Command");
    case EventKind::Reply:
        return HitDelegate::tr("Reply");
    case EventKind::Thinking:
        return HitDelegate::tr("Thinking");
    case EventKind::Summary:
        return HitDelegate::tr("Summary");
    case EventKind::ApiError:
        return HitDelegate::tr("Error");
    case EventKind::ToolCall: {
        const QString tool = visibleLine(hit.tool);
        return hit.part == BodyPart::Output ? HitDelegate::tr("%1 output").arg(tool) : tool;
    }
    default:
        return HitDelegate::tr("Note");
    }
}

void paintHead(QPainter &painter, const QRectF &row, const QModelIndex &index, const QColor &dim)
{
    const Theme *theme = Theme::instance();
    const auto hit = index.data(SearchModel::HitRole).value<SearchHit>();
    const qint64 hits = index.data(SearchModel::SessionHitsRole).toLongLong();
    QRectF line = row.adjusted(theme->px(16), 0, -theme->px(16), 0);
    if (hits >= 0) {
        const QString figure = pluralText(hits, HitDelegate::tr("%1 hit"), HitDelegate::tr("%1 hits"));
        const qreal width = QFontMetricsF(theme->font(Face::Meta)).horizontalAdvance(figure) + 1;
        paintElided(painter, QRectF(line.right() - width, line.y(), width, line.height()), figure,
                    theme->font(Face::Meta), dim);
        line.setRight(line.right() - width - theme->px(16));
    }
    QString project = visibleLine(hit.projectName);
    if (index.data(SearchModel::ContinuedRole).toBool())
        project = HitDelegate::tr("%1 · more of it is above").arg(project);
    const qreal reserved = QFontMetricsF(theme->font(Face::Row)).horizontalAdvance(project) + theme->px(8);
    const QRectF room = line.adjusted(0, 0, -std::min(reserved, line.width() / 3), 0);
    const qreal used = paintElided(painter, room, visibleLine(index.data().toString()),
                                   theme->font(Face::Base, QFont::DemiBold), theme->color(Tone::Text));
    paintElided(painter, line.adjusted(used + theme->px(8), 0, 0, 0), project, theme->font(Face::Row), dim);
    painter.fillRect(QRectF(row.x(), row.y(), row.width(), 1), theme->color(Tone::Line));
}

// The snippet, moved so that its first mark is in sight, marks on the ground of a find.
void paintSnippet(QPainter *painter, const QRectF &rect, const SearchHit &hit)
{
    const Theme *theme = Theme::instance();
    QTextLayout layout(hit.snippet, theme->font(hit.kind == EventKind::ToolCall ? Face::Mono : Face::Row));
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(option);
    QList<QTextLayout::FormatRange> formats;
    for (const auto &[start, length] : hit.marks) {
        QTextCharFormat format;
        format.setBackground(theme->color(Tone::Find));
        format.setForeground(theme->color(Tone::Text));
        formats.append({start, length, format});
    }
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    if (line.isValid())
        line.setLineWidth(1e6);
    layout.endLayout();
    if (!line.isValid())
        return;
    qreal shift = 0;
    if (!hit.marks.isEmpty()) {
        const qreal end = line.cursorToX(hit.marks.first().first + hit.marks.first().second);
        if (end > rect.width() - theme->px(40))
            shift = end - rect.width() / 2;
    }
    painter->save();
    painter->setClipRect(rect);
    painter->setPen(theme->color(Tone::Text2));
    layout.draw(painter, QPointF(rect.x() - shift, rect.y() + (rect.height() - line.height()) / 2));
    painter->restore();
}

} // namespace

void HitDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme *theme = Theme::instance();
    const QRectF row = option.rect;
    const QColor dim = theme->color(option.state.testFlag(QStyle::State_Selected) ? Tone::Text2 : Tone::Text3);
    painter->save();
    paintRowGround(*painter, option, m_active);
    if (index.data(SearchModel::HeadRole).toBool()) {
        paintHead(*painter, row, index, dim);
        painter->restore();
        return;
    }
    auto hit = index.data(SearchModel::HitRole).value<SearchHit>();
    hit.snippet.replace(u'\n', u' ').replace(u'\t', u' ');
    const bool mine = hit.kind == EventKind::Prompt || hit.kind == EventKind::Command;
    const int size = theme->px(14);
    qreal x = row.x() + theme->px(28);
    paintIcon(*painter, QPointF(x, row.y() + (row.height() - size) / 2), iconOf(hit),
              theme->color(mine ? Tone::Accent : Tone::Tool), size);
    x += size + theme->px(6);
    paintElided(*painter, QRectF(x, row.y(), theme->px(96), row.height()), nameOf(hit),
                theme->font(Face::Row, QFont::DemiBold), theme->color(Tone::Text));
    x += theme->px(104);
    const QString when = relativeText(hit.at, QDateTime::currentMSecsSinceEpoch());
    const qreal width = QFontMetricsF(theme->font(Face::Meta)).horizontalAdvance(when);
    const qreal right = row.right() - theme->px(16);
    paintElided(*painter, QRectF(right - width, row.y(), width + 2, row.height()), when, theme->font(Face::Meta), dim);
    paintSnippet(painter, QRectF(x, row.y(), right - width - theme->px(16) - x, row.height()), hit);
    painter->restore();
}

QSize HitDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(option)
    return {200, Theme::instance()->rowPx(index.data(SearchModel::HeadRole).toBool() ? headHeight : hitHeight)};
}

} // namespace assay
