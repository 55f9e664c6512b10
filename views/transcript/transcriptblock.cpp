// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/transcriptblock.h"

#include <QPainter>

namespace assay {

namespace {

constexpr qreal textIndent = 13;
constexpr qreal depthIndent = 16;
constexpr qreal depthLine = 11;     // below the chevron of the call
constexpr qreal mostIndented = 0.3; // of the width, however deep runs are nested

} // namespace

static_assert(TranscriptBlock::sideInsets == gutter + textIndent + rightInset);

QRect TranscriptBlock::lineRect(int width)
{
    const Theme *theme = Theme::instance();
    const int left = theme->px(gutter);
    return {left, 0, std::max(theme->px(80), width - left - static_cast<int>(theme->px(rightInset))), 0};
}

TranscriptBlock::TranscriptBlock(qint64 eventId)
    : m_eventId(eventId)
{
}

void TranscriptBlock::add(std::unique_ptr<BlockPart> part, Indent indent, qreal above, qreal below)
{
    const auto length = static_cast<int>(part->plainText().size());
    m_parts.push_back({std::move(part), indent, above, below, length});
}

void TranscriptBlock::setTime(const QString &text, Tone tone, bool always)
{
    m_time = text;
    m_timeTone = tone;
    m_timeAlways = always;
    m_firstOfBar = m_parts.size();
}

void TranscriptBlock::setBar(Tone tone)
{
    m_hasBar = true;
    m_barTone = tone;
    m_firstOfBar = m_parts.size();
}

qreal TranscriptBlock::indentOf(int depth) const
{
    return std::min<qreal>(Theme::instance()->px(depthIndent) * depth, std::floor(m_width * mostIndented));
}

void TranscriptBlock::layout(qreal width)
{
    const Theme *theme = Theme::instance();
    m_width = width;
    const qreal start = theme->px(gutter) + indentOf(m_depth);
    qreal y = 0;
    for (Placed &placed : m_parts) {
        const qreal left = start + (placed.indent == Indent::Text ? theme->px(textIndent) : 0);
        const qreal room = std::max<qreal>(theme->px(80), width - left - theme->px(rightInset));
        y += theme->px(placed.above);
        placed.rect = QRectF(left, y, room, placed.part->layout(room));
        y += placed.rect.height() + theme->px(placed.below);
    }
    m_height = std::ceil(y);
}

qreal TranscriptBlock::firstLine() const
{
    return m_firstOfBar < m_parts.size() ? m_parts[m_firstOfBar].rect.top() : 0;
}

void TranscriptBlock::paint(QPainter &painter, const QRectF &clip, const BlockPaint &how)
{
    const Theme *theme = Theme::instance();
    if (how.current)
        painter.fillRect(QRectF(0, 0, 3, m_height), theme->color(how.focused ? Tone::Accent : Tone::StrongLine));
    for (int depth = 0; depth < m_depth; ++depth)
        painter.fillRect(QRectF(theme->px(gutter) + indentOf(depth) + theme->px(depthLine), 0, 1, m_height),
                         theme->color(Tone::Subagent));
    if (m_hasBar && m_firstOfBar < m_parts.size()) {
        const qreal top = m_parts[m_firstOfBar].rect.top();
        painter.fillRect(
            QRectF(theme->px(gutter) + indentOf(m_depth), top - 1, 3, m_parts.back().rect.bottom() - top + 2),
            theme->color(m_barTone));
    }
    if (!m_time.isEmpty() && m_firstOfBar < m_parts.size() && (m_timeAlways || how.hovered || how.current)) {
        const qreal line = theme->px(m_timeAlways ? 20 : 24);
        const qreal above = m_timeAlways && !m_hasBar ? theme->px(3) : 0;
        painter.setFont(theme->font(Face::Meta, m_hasBar ? QFont::DemiBold : QFont::Normal));
        painter.setPen(theme->color(m_timeTone));
        painter.drawText(QRectF(0, m_parts[m_firstOfBar].rect.top() + above, theme->px(gutter - 12), line),
                         Qt::AlignRight | Qt::AlignVCenter, m_time);
    }
    int before = 0; // occurrences in the parts above
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        const Placed &placed = m_parts[i];
        const int occurrence = how.currentFound - std::exchange(before, before + static_cast<int>(placed.found.size()));
        if (placed.rect.bottom() < clip.top() || placed.rect.top() > clip.bottom())
            continue;
        PartPaint part;
        part.clip = clip.translated(-placed.rect.topLeft());
        part.current = how.current && i == m_firstOfBar;
        part.hovered = how.hovered && i == m_firstOfBar;
        const TextRange selected = selectedIn(static_cast<int>(i), how);
        part.selectFrom = selected.start;
        part.selectTo = selected.end();
        part.found = placed.found;
        part.currentFound = occurrence >= 0 && occurrence < placed.found.size() ? occurrence : -1;
        painter.save();
        painter.translate(placed.rect.topLeft());
        placed.part->paint(painter, part);
        painter.restore();
    }
}

const TranscriptBlock::Placed *TranscriptBlock::partAt(const QPointF &point) const
{
    for (const Placed &placed : m_parts) {
        if (placed.rect.contains(point))
            return &placed;
    }
    return nullptr;
}

BlockHit TranscriptBlock::hitAt(const QPointF &point) const
{
    const Placed *placed = partAt(point);
    if (placed == nullptr)
        return {};
    const QPointF inside = point - placed->rect.topLeft();
    return {placed->part->actAt(inside), static_cast<int>(placed - m_parts.data()), placed->part->itemAt(inside)};
}

QString TranscriptBlock::copyTextOf(int part) const
{
    return part >= 0 && part < static_cast<int>(m_parts.size())
               ? m_parts[static_cast<std::size_t>(part)].part->copyText()
               : QString();
}

QString TranscriptBlock::linkAt(const QPointF &point) const
{
    const Placed *placed = partAt(point);
    return placed != nullptr ? placed->part->linkAt(point - placed->rect.topLeft()) : QString();
}

BlockPlace TranscriptBlock::placeAt(const QPointF &point) const
{
    const Placed *placed = partAt(point);
    if (placed == nullptr)
        return {};
    const int position = placed->part->positionAt(point - placed->rect.topLeft());
    return position < 0 ? BlockPlace{} : BlockPlace{static_cast<int>(placed - m_parts.data()), position};
}

// The part at that height, or the next one above; a point above all of them is at the start.
BlockPlace TranscriptBlock::placeNear(const QPointF &point) const
{
    BlockPlace near = begin();
    for (std::size_t i = 0; i < m_parts.size() && m_parts[i].rect.top() <= point.y(); ++i) {
        const Placed &placed = m_parts[i];
        const int length = placed.length;
        if (length == 0)
            continue;
        near.part = static_cast<int>(i);
        const QPointF inside = point - placed.rect.topLeft();
        const int position = placed.part->positionAt(inside);
        const bool below = inside.y() > placed.rect.height();
        near.position = below           ? length
                        : position >= 0 ? std::min(position, length)
                                        : (inside.x() > placed.rect.width() / 2 ? length : 0);
    }
    return near;
}

BlockPlace TranscriptBlock::end() const
{
    if (m_parts.empty())
        return begin();
    return {static_cast<int>(m_parts.size()) - 1, m_parts.back().length};
}

BlockPlace TranscriptBlock::step(BlockPlace from, int direction) const
{
    const auto lengthOf = [this](int part) { return m_parts[static_cast<std::size_t>(part)].length; };
    if (from.part < 0 || from.part >= static_cast<int>(m_parts.size()))
        return from;
    const int position = from.position + direction;
    if (position >= 0 && position <= lengthOf(from.part))
        return {from.part, position};
    for (int part = from.part + direction; part >= 0 && part < static_cast<int>(m_parts.size()); part += direction) {
        if (lengthOf(part) > 0)
            return {part, direction > 0 ? 0 : lengthOf(part)};
    }
    return from;
}

TextRange TranscriptBlock::selectedIn(int part, const BlockPaint &how) const
{
    if (part < how.selectFrom.part || part > how.selectTo.part || how.selectFrom == how.selectTo)
        return {};
    const int from = part == how.selectFrom.part ? how.selectFrom.position : 0;
    const int length = m_parts[static_cast<std::size_t>(part)].length;
    const int to = part == how.selectTo.part ? std::min(how.selectTo.position, length) : length;
    return {from, std::max(0, to - from)};
}

QString TranscriptBlock::textOf(int part) const
{
    return part >= 0 && part < static_cast<int>(m_parts.size())
               ? m_parts[static_cast<std::size_t>(part)].part->plainText()
               : QString();
}

QString TranscriptBlock::textBetween(BlockPlace from, BlockPlace to) const
{
    QStringList texts;
    for (int i = std::max(0, from.part); i <= to.part && i < static_cast<int>(m_parts.size()); ++i) {
        QString text = textOf(i);
        if (i == to.part)
            text.truncate(to.position);
        if (i == from.part)
            text.remove(0, from.position);
        if (!text.isEmpty())
            texts.append(text);
    }
    return texts.join(u'\n');
}

QString TranscriptBlock::copyText() const
{
    return m_copyText.isEmpty() ? plainText() : m_copyText;
}

QString TranscriptBlock::plainText() const
{
    return textBetween(begin(), end());
}

QString TranscriptBlock::accessibleText() const
{
    QStringList texts;
    for (const Placed &placed : m_parts)
        texts.append(placed.part->spokenText());
    texts.removeAll(QString());
    return texts.join(u'\n');
}

int TranscriptBlock::find(const FoundTerms &what)
{
    m_occurrences = 0;
    for (Placed &placed : m_parts) {
        placed.found = occurrences(placed.part->plainText(), what);
        m_occurrences += static_cast<int>(placed.found.size());
    }
    return m_occurrences;
}

QRectF TranscriptBlock::occurrenceRect(int index) const
{
    for (const Placed &placed : m_parts) {
        const auto here = static_cast<int>(placed.found.size());
        if (index >= 0 && index < here)
            return placed.part->rectOf(placed.found.at(index)).translated(placed.rect.topLeft());
        index -= here;
    }
    return {};
}

} // namespace assay
