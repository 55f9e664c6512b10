// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/checkpart.h"

#include <QFontMetricsF>
#include <QPainter>

#include "views/transcript/foundtext.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qreal textLeft = 22;

} // namespace

CheckPart::CheckPart(std::vector<CheckItem> items)
    : m_items(std::move(items))
{
}

// As Markdown has it, so that a copied list is still one.
QString CheckPart::lineOf(const CheckItem &item) const
{
    const QString mark = item.state == CheckItem::State::Done ? u"[x] "_s : u"[ ] "_s;
    return mark + item.text + (item.note.isEmpty() ? QString() : u" \u00B7 "_s + item.note);
}

qreal CheckPart::layout(qreal width)
{
    m_width = width;
    m_lineHeight = Theme::instance()->rowPx(20);
    return static_cast<qreal>(m_items.size()) * m_lineHeight;
}

void CheckPart::paintBox(QPainter &painter, CheckItem::State state, qreal y) const
{
    const Theme *theme = Theme::instance();
    const int size = theme->px(12);
    const QRectF box(0.5, std::floor(y + (m_lineHeight - size) / 2) + 0.5, size, size);
    painter.setPen(theme->color(Tone::Text3));
    painter.drawRoundedRect(box, 2, 2);
    if (state == CheckItem::State::Done)
        paintIcon(painter, box.topLeft(), u"check"_s, theme->color(Tone::Ok), size);
    else if (state == CheckItem::State::Active)
        painter.fillRect(box.adjusted(3, 3, -2, -2), theme->color(Tone::Text2));
    else if (state == CheckItem::State::Dropped)
        paintIcon(painter, box.topLeft(), u"cross"_s, theme->color(Tone::Text3), size);
}

void CheckPart::paintItem(QPainter &painter, std::size_t index, const PartPaint &how, int start) const
{
    const Theme *theme = Theme::instance();
    const CheckItem &item = m_items[index];
    const qreal y = static_cast<qreal>(index) * m_lineHeight;
    paintBox(painter, item.state, y);
    const bool active = item.state == CheckItem::State::Active;
    QFont font = theme->font(Face::Row, active ? QFont::DemiBold : QFont::Normal);
    font.setStrikeOut(item.state == CheckItem::State::Dropped);
    const QFontMetricsF metrics(font);
    const qreal left = theme->px(textLeft);
    const QString shown = metrics.elidedText(item.text, Qt::ElideRight, m_width - left);
    const int length = static_cast<int>(lineOf(item).size());
    if (how.selectFrom < start + length && how.selectTo > start)
        painter.fillRect(QRectF(left, y, m_width - left, m_lineHeight), theme->color(Tone::Selection));
    const QRectF row(left, y + theme->px(2), m_width - left, m_lineHeight - theme->px(4));
    for (const TextRange &found : how.found) {
        if (found.start < start + length && found.end() > start)
            painter.fillRect(inLine(item, {found.start - start, found.length}, row), theme->color(Tone::Find));
    }
    painter.setFont(font);
    painter.setPen(theme->color(item.state == CheckItem::State::Done || active ? Tone::Text : Tone::Text2));
    const QRectF line(left, y, m_width - left, m_lineHeight);
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
    const qreal used = metrics.horizontalAdvance(shown) + theme->px(10);
    if (item.note.isEmpty() || used + theme->px(30) > line.width())
        return;
    const QFont meta = theme->font(Face::Meta);
    painter.setFont(meta);
    painter.setPen(theme->color(Tone::Text3));
    painter.drawText(line.adjusted(used, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     QFontMetricsF(meta).elidedText(item.note, Qt::ElideRight, line.width() - used));
}

// Where a range of a line stands in its row; all of the row where it is not in what is shown of the text.
QRectF CheckPart::inLine(const CheckItem &item, const TextRange &range, const QRectF &row) const
{
    constexpr int mark = 4; // "[x] "
    const bool active = item.state == CheckItem::State::Active;
    const QFontMetricsF metrics(Theme::instance()->font(Face::Row, active ? QFont::DemiBold : QFont::Normal));
    const QString shown = metrics.elidedText(item.text, Qt::ElideRight, row.width());
    const int from = range.start - mark;
    if (from < 0 || from + range.length > shown.size())
        return row;
    QRectF place = row;
    place.setLeft(row.left() + metrics.horizontalAdvance(shown.left(from)));
    place.setWidth(metrics.horizontalAdvance(shown.mid(from, range.length)));
    return place;
}

QRectF CheckPart::rectOf(const TextRange &range) const
{
    const Theme *theme = Theme::instance();
    const qreal left = theme->px(textLeft);
    int start = 0;
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        const int length = static_cast<int>(lineOf(m_items[i]).size());
        if (range.start < start + length)
            return inLine(m_items[i], {range.start - start, range.length},
                          QRectF(left, static_cast<qreal>(i) * m_lineHeight + theme->px(2), m_width - left,
                                 m_lineHeight - theme->px(4)));
        start += length + 1;
    }
    return {};
}

void CheckPart::paint(QPainter &painter, const PartPaint &how)
{
    int start = 0;
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        const qreal y = static_cast<qreal>(i) * m_lineHeight;
        if (y < how.clip.bottom() && y + m_lineHeight > how.clip.top())
            paintItem(painter, i, how, start);
        start += static_cast<int>(lineOf(m_items[i]).size()) + 1;
    }
    if (how.currentFound >= 0)
        paintFoundFrame(painter, rectOf(how.found.at(how.currentFound)));
}

QString CheckPart::plainText() const
{
    QStringList lines;
    for (const CheckItem &item : m_items)
        lines.append(lineOf(item));
    return lines.join(u'\n');
}

// Whole lines only: a box and its text belong together.
int CheckPart::positionAt(const QPointF &point) const
{
    int position = 0;
    const auto lines = static_cast<std::size_t>(std::max<qreal>(0, point.y() / m_lineHeight));
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        const int length = static_cast<int>(lineOf(m_items[i]).size());
        if (i == lines)
            return point.x() > m_width / 2 ? position + length : position;
        position += length + 1;
    }
    return std::max(0, position - 1);
}

} // namespace assay
