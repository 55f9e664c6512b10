// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/linemodel.h"

#include <cmath>

#include <QFontMetricsF>
#include <QListView>
#include <QPainter>

#include "views/widgets/elidedtext.h"
#include "views/widgets/icons.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int labelWidth = 78;
constexpr int oneLine = 19; // high, without an icon

void paintGround(QPainter *painter, const QStyleOptionViewItem &option, bool isLink)
{
    const Theme *theme = Theme::instance();
    const bool focus = option.widget != nullptr && option.widget->hasFocus();
    if (option.state.testFlag(QStyle::State_Selected) && focus) {
        painter->fillRect(option.rect, theme->color(Tone::Selection));
        painter->fillRect(QRect(option.rect.x(), option.rect.y(), 3, option.rect.height()), theme->color(Tone::Accent));
    } else if (option.state.testFlag(QStyle::State_MouseOver) && isLink) {
        painter->fillRect(option.rect, theme->color(Tone::Hover));
    }
}

// From the right edge. Returns where free space ends.
qreal paintFigures(QPainter *painter, const QRectF &row, const InspectorLine &line, bool selected)
{
    const Theme *theme = Theme::instance();
    qreal right = row.right() - theme->px(10);
    for (auto figure = line.figures.crbegin(); figure != line.figures.crend(); ++figure) {
        const QFont font = theme->font(Face::Row, figure->strong ? QFont::DemiBold : QFont::Normal);
        const QColor color = theme->color(selected && figure->tone == Tone::Text3 ? Tone::Text2 : figure->tone);
        if (!figure->text.isEmpty()) {
            const qreal width = QFontMetricsF(font).horizontalAdvance(figure->text);
            paintElided(*painter, QRectF(right - width - 1, row.y(), width + 2, row.height()), figure->text, font,
                        color);
            right -= width;
        }
        if (!figure->icon.isEmpty()) {
            const int size = theme->px(12);
            right -= size + theme->px(3);
            paintIcon(*painter, QPointF(right, row.center().y() - size / 2.0), figure->icon, color, size);
        }
        right -= theme->px(12);
    }
    return right;
}

qreal figuresWidth(const InspectorLine &line)
{
    const Theme *theme = Theme::instance();
    qreal width = theme->px(10);
    for (const LineFigure &figure : line.figures) {
        const QFont font = theme->font(Face::Row, figure.strong ? QFont::DemiBold : QFont::Normal);
        width += QFontMetricsF(font).horizontalAdvance(figure.text) + theme->px(12);
        if (!figure.icon.isEmpty())
            width += theme->px(15);
    }
    return width;
}

// The end of a path tells most: the dimmed beginning gives way.
void paintText(QPainter *painter, const QRectF &room, const InspectorLine &line, const QColor &color, const QColor &dim)
{
    const Theme *theme = Theme::instance();
    const QFont font = theme->font(line.mono ? Face::Mono : Face::Row);
    const QFontMetricsF metrics(font);
    qreal x = room.x();
    if (!line.lead.isEmpty()) {
        const qreal text = std::min(metrics.horizontalAdvance(line.text), room.width());
        const QString lead = metrics.elidedText(line.lead, Qt::ElideMiddle, room.width() - text);
        x += paintElided(*painter, QRectF(x, room.y(), room.width() - text + 1, room.height()), lead, font, dim);
    }
    if (line.wraps && room.height() > theme->rowPx(oneLine)) {
        const qreal above = (theme->rowPx(oneLine) - metrics.lineSpacing()) / 2;
        const QString whole = line.note.isEmpty() ? line.text : line.text + u" \u00B7 "_s + line.note;
        paintTwoLines(*painter, room.adjusted(0, above, 0, 0), whole, font, color);
        return;
    }
    const QString text = line.isPath ? metrics.elidedText(line.text, Qt::ElideMiddle, room.right() - x) : line.text;
    x += paintElided(*painter, QRectF(x, room.y(), room.right() - x + 1, room.height()), text, font, color);
    if (!line.note.isEmpty() && room.right() - x > theme->px(20))
        paintElided(*painter, QRectF(x + theme->px(6), room.y(), room.right() - x - theme->px(6), room.height()),
                    line.note, theme->font(Face::Row), dim);
}

} // namespace

bool LineModel::setLines(const QList<InspectorLine> &lines)
{
    const bool same = lines.size() == m_lines.size() &&
                      std::equal(lines.cbegin(), lines.cend(), m_lines.cbegin(),
                                 [](const InspectorLine &a, const InspectorLine &b) { return a.key == b.key; });
    if (!same) {
        beginResetModel();
        m_lines = lines;
        endResetModel();
        return true;
    }
    for (int row = 0; row < lines.size(); ++row) {
        if (lines.at(row) == m_lines.at(row))
            continue;
        m_lines[row] = lines.at(row);
        Q_EMIT dataChanged(index(row), index(row));
    }
    return false;
}

int LineModel::rowOf(const QString &key) const
{
    for (int row = 0; row < m_lines.size(); ++row) {
        if (m_lines.at(row).key == key)
            return row;
    }
    return -1;
}

int LineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant LineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const InspectorLine &line = m_lines.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return line.lead + line.text;
    case Qt::ToolTipRole:
        return tipText(line.tip);
    case Qt::AccessibleTextRole: {
        QStringList words = {line.label, line.lead + line.text, line.note};
        for (const LineFigure &figure : line.figures)
            words.append(figure.text);
        words.removeAll(QString());
        return words.join(u", "_s);
    }
    default:
        return {};
    }
}

void LineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const LineModel *>(index.model());
    if (model == nullptr)
        return;
    const InspectorLine &line = model->line(index.row());
    const Theme *theme = Theme::instance();
    painter->save();
    paintGround(painter, option, line.isLink());
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QColor dim = theme->color(selected ? Tone::Text2 : Tone::Text3);
    const QRectF row = option.rect;
    QRectF first = row; // its first line
    if (line.wraps)
        first.setHeight(std::min<qreal>(row.height(), theme->rowPx(oneLine)));
    qreal x = row.x() + theme->px(13) + theme->px(14) * line.indent;
    if (!line.icon.isEmpty()) {
        const int size = theme->px(14);
        paintIcon(*painter, QPointF(x, row.center().y() - size / 2.0), line.icon, theme->color(line.iconTone), size);
        x += size + theme->px(7);
    } else {
        paintElided(*painter, QRectF(x, row.y(), theme->px(labelWidth), first.height()), line.label,
                    theme->font(Face::Row), dim);
        x += theme->px(labelWidth) + theme->px(6);
    }
    const qreal right = paintFigures(painter, first, line, selected);
    const QColor color = theme->color(selected && line.tone == Tone::Text3 ? Tone::Text2 : line.tone);
    paintText(painter, QRectF(x, row.y(), right - x, row.height()), line, color, dim);
    painter->restore();
}

QSize LineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const LineModel *>(index.model());
    const auto *list = qobject_cast<const QListView *>(option.widget);
    const int width = list != nullptr ? list->viewport()->width() : option.rect.width();
    return {100, model != nullptr ? rowHeight(model->line(index.row()), width) : 0};
}

int LineDelegate::rowHeight(const InspectorLine &line, int width)
{
    const Theme *theme = Theme::instance();
    if (!line.icon.isEmpty())
        return theme->rowPx(22);
    const int height = theme->rowPx(oneLine);
    if (!line.wraps)
        return height;
    const QFontMetricsF metrics(theme->font(Face::Row));
    const qreal room = width - theme->px(13) - theme->px(labelWidth + 6) - figuresWidth(line);
    const QString whole = line.note.isEmpty() ? line.text : line.text + u" \u00B7 "_s + line.note;
    return metrics.horizontalAdvance(whole) <= room ? height
                                                    : height + static_cast<int>(std::ceil(metrics.lineSpacing()));
}

} // namespace assay
