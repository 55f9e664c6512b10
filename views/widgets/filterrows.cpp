// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/filterrows.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>

#include "views/text/visibletext.h"
#include "views/widgets/elidedtext.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString iconOf(FilterRow::Kind kind)
{
    switch (kind) {
    case FilterRow::Kind::Saved:
        return u"bookmark"_s;
    case FilterRow::Kind::Recent:
        return u"history"_s;
    case FilterRow::Kind::Save:
        return u"plus"_s;
    case FilterRow::Kind::Example:
        return u"search"_s;
    default:
        return {};
    }
}

// One line with the marked letters heavier and underlined; returns the width it took.
qreal paintMarked(QPainter &painter, const QRectF &room, const QString &text, const QList<QPair<int, int>> &marks,
                  const QFont &font, const QColor &color)
{
    if (marks.isEmpty())
        return paintElided(painter, room, text, font, color);
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(option);
    QList<QTextLayout::FormatRange> formats;
    for (const auto &[start, length] : marks) {
        QTextCharFormat format;
        format.setFontWeight(QFont::DemiBold);
        format.setFontUnderline(true);
        formats.append({start, length, format});
    }
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(1e6);
    layout.endLayout();
    painter.save();
    painter.setClipRect(room);
    painter.setPen(color);
    layout.draw(&painter, QPointF(room.x(), room.y() + (room.height() - line.height()) / 2));
    painter.restore();
    return std::min(room.width(), line.naturalTextWidth());
}

} // namespace

void FilterRows::setRows(const QList<FilterRow> &rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int FilterRows::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant FilterRows::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const FilterRow &row = m_rows.at(index.row());
    if (role == Qt::DisplayRole)
        return visibleLine(row.text);
    if (role == Qt::AccessibleTextRole) {
        QStringList parts{visibleLine(row.text), visibleLine(row.detail), row.figure};
        parts.removeAll(QString());
        return parts.join(u", "_s);
    }
    return {};
}

Qt::ItemFlags FilterRows::flags(const QModelIndex &index) const
{
    if (index.isValid() && m_rows.at(index.row()).kind == FilterRow::Kind::Heading)
        return Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

void FilterRowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme *theme = Theme::instance();
    const FilterRow &row = static_cast<const FilterRows *>(index.model())->rows().at(index.row());
    const QRectF whole = option.rect;
    const bool current = option.state.testFlag(QStyle::State_Selected);
    if (row.kind == FilterRow::Kind::Heading) {
        paintElided(*painter, whole.adjusted(theme->px(10), 0, -theme->px(10), 0), row.text, theme->font(Face::Meta),
                    theme->color(Tone::Text2));
        return;
    }
    if (current) {
        painter->fillRect(whole, theme->color(Tone::Selection));
        painter->fillRect(QRectF(whole.x(), whole.y(), 3, whole.height()), theme->color(Tone::Accent));
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(whole, theme->color(Tone::Hover));
    }
    const QColor dim = theme->color(current ? Tone::Text2 : Tone::Text3);
    QRectF room = whole.adjusted(theme->px(10), 0, -theme->px(10), 0);
    if (!row.figure.isEmpty()) {
        const QFont font = theme->font(Face::Meta);
        const qreal width = QFontMetricsF(font).horizontalAdvance(row.figure) + 1;
        paintElided(*painter, QRectF(room.right() - width, room.y(), width, room.height()), row.figure, font, dim);
        room.setRight(room.right() - width - theme->px(12));
    }
    if (const QString icon = iconOf(row.kind); !icon.isEmpty()) {
        const int size = theme->px(12);
        paintIcon(*painter, QPointF(room.x(), room.y() + (room.height() - size) / 2), icon, dim, size);
        room.setLeft(room.x() + size + theme->px(8));
    }
    const bool prose = row.kind == FilterRow::Kind::Saved || row.kind == FilterRow::Kind::Save;
    const QFont font = theme->font(prose ? Face::Row : Face::Mono);
    qreal used = paintMarked(*painter, room, visibleLine(row.text), row.marks, font, theme->color(Tone::Text));
    if (row.detail.isEmpty())
        return;
    // Names of fields stand in a column; other texts are of any length.
    const int column = row.kind == FilterRow::Kind::Completion ? 92 : row.kind == FilterRow::Kind::Example ? 240 : 0;
    used = std::max<qreal>(used + theme->px(12), theme->px(column));
    paintElided(*painter, room.adjusted(used, 0, 0, 0), visibleLine(row.detail),
                theme->font(row.kind == FilterRow::Kind::Saved ? Face::Mono : Face::Row), dim);
}

QSize FilterRowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(option)
    Q_UNUSED(index)
    return {200, Theme::instance()->rowPx(rowHeight)};
}

} // namespace assay
