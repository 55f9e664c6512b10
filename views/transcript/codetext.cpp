// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/codetext.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>
#include <QPainter>

#include "views/text/highlight/codetones.h"
#include "views/transcript/foundtext.h"
#include "views/widgets/theme.h"

namespace assay {

namespace {

using Formats = QList<QTextLayout::FormatRange>;

// Whether every character is as wide as any other, so that rows can be counted without shaping.
bool isNarrow(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x250; });
}

QTextCharFormat formatOf(CodeTone tone)
{
    QTextCharFormat format;
    format.setForeground(Theme::instance()->color(toneOf(tone)));
    if (tone == CodeTone::Comment)
        format.setFontItalic(true);
    return format;
}

// The pieces of a span outside the ranges, which are in order.
void addOutside(const CodeSpan &span, const Formats &ranges, Formats &out)
{
    int from = span.start;
    const int end = span.start + span.length;
    const QTextCharFormat format = formatOf(span.tone);
    for (const QTextLayout::FormatRange &range : ranges) {
        if (range.start >= end)
            break;
        if (range.start > from)
            out.append({from, range.start - from, format});
        from = std::max(from, range.start + range.length);
    }
    if (end > from)
        out.append({from, end - from, format});
}

} // namespace

CodeText::CodeText(std::vector<CodeLine> lines, const Language *language)
    : m_lines(std::move(lines))
    , m_language(language)
    , m_before(1)
{
    int position = 0;
    m_starts.reserve(m_lines.size());
    for (const CodeLine &line : m_lines) {
        m_starts.push_back(position);
        position += static_cast<int>(line.text.size()) + (line.goesOn ? 0 : 1);
    }
}

int CodeText::length() const
{
    return m_lines.empty() ? 0 : m_starts.back() + static_cast<int>(m_lines.back().text.size());
}

QString CodeText::plainText() const
{
    QString text;
    text.reserve(length() + 1);
    for (const CodeLine &line : m_lines) {
        text += line.text;
        if (!line.goesOn)
            text += u'\n';
    }
    text.truncate(length());
    return text;
}

int CodeText::rowsOf(std::size_t index, qreal width) const
{
    const CodeLine &line = m_lines[index];
    if (!isNarrow(line.text))
        return std::max(1, shape(index, width, 1, line.formats)->lineCount());
    const qreal character = QFontMetricsF(Theme::instance()->font(Face::Mono)).horizontalAdvance(u'0');
    const int columns = std::max(1, static_cast<int>(width / character));
    return std::max(1, static_cast<int>(std::ceil(static_cast<double>(line.text.size()) / columns)));
}

std::unique_ptr<QTextLayout> CodeText::shape(std::size_t index, qreal width, qreal lineHeight,
                                             const Formats &formats) const
{
    auto layout = std::make_unique<QTextLayout>(m_lines[index].text, Theme::instance()->font(Face::Mono));
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAnywhere);
    option.setTextDirection(Qt::LeftToRight);
    layout->setTextOption(option);
    layout->setFormats(formats);
    layout->beginLayout();
    qreal y = 0;
    for (QTextLine row = layout->createLine(); row.isValid(); row = layout->createLine()) {
        row.setLineWidth(width);
        row.setPosition(QPointF(0, y + (lineHeight - row.height()) / 2));
        y += lineHeight;
    }
    layout->endLayout();
    return layout;
}

// Reads the lines above, each once, to know what they leave open.
void CodeText::readTo(std::size_t index)
{
    while (m_before.size() <= index) {
        const CodeLine &line = m_lines[m_before.size() - 1];
        Before next = m_before.back();
        if (line.sign == u'@' || line.sign == u'#') {
            next = {};
        } else if (line.sign == u'-') {
            (void)highlightLine(*m_language, line.text, next.old);
        } else {
            const bool alike = line.sign == u' ' && next.old == next.now;
            (void)highlightLine(*m_language, line.text, next.now);
            if (alike)
                next.old = next.now;
            else if (line.sign == u' ')
                (void)highlightLine(*m_language, line.text, next.old);
        }
        m_before.push_back(next);
    }
}

Formats CodeText::colours(std::size_t index)
{
    const CodeLine &line = m_lines[index];
    if (m_language == nullptr || line.sign == u'@' || line.sign == u'#')
        return line.formats;
    readTo(index);
    CodeState state = line.sign == u'-' ? m_before[index].old : m_before[index].now;
    Formats formats = line.formats;
    for (const CodeSpan &span : highlightLine(*m_language, line.text, state))
        addOutside(span, line.formats, formats);
    return formats;
}

Formats CodeText::groundsOf(std::size_t index, const PartPaint &how, int offset) const
{
    Formats grounds;
    const int start = m_starts[index] + offset;
    const int size = static_cast<int>(m_lines[index].text.size());
    const auto add = [&](int from, int to, Tone ground) {
        from = std::max(from - start, 0);
        to = std::min(to - start, size);
        if (to <= from)
            return;
        QTextCharFormat format;
        format.setBackground(Theme::instance()->color(ground));
        if (ground == Tone::Find)
            format.setForeground(Theme::instance()->color(Tone::Text));
        grounds.append({from, to - from, format});
    };
    add(how.selectFrom, how.selectTo, Tone::Selection);
    const auto first = std::lower_bound(how.found.begin(), how.found.end(), start,
                                        [](const TextRange &range, int from) { return range.end() <= from; });
    for (auto found = first; found != how.found.end() && found->start < start + size; ++found)
        add(found->start, found->end(), Tone::Find);
    return grounds;
}

void CodeText::draw(QPainter &painter, std::size_t index, const Place &place, const PartPaint &how, int offset)
{
    const std::unique_ptr<QTextLayout> layout = shape(index, place.width, place.lineHeight, colours(index));
    painter.setPen(Theme::instance()->color(Tone::Text));
    layout->draw(&painter, place.at, groundsOf(index, how, offset), place.clip);
}

std::size_t CodeText::lineOf(int position) const
{
    const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), position);
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, after - m_starts.begin() - 1));
}

QRectF CodeText::rectIn(std::size_t index, const TextRange &range, qreal width, qreal lineHeight) const
{
    const std::unique_ptr<QTextLayout> layout = shape(index, width, lineHeight, m_lines[index].formats);
    return lineRect(*layout, range.start - m_starts[index], range.length);
}

int CodeText::positionAt(std::size_t index, const QPointF &point, qreal width, qreal lineHeight) const
{
    const std::unique_ptr<QTextLayout> layout = shape(index, width, lineHeight, m_lines[index].formats);
    const int row = std::clamp(static_cast<int>(point.y() / lineHeight), 0, std::max(0, layout->lineCount() - 1));
    const int column = layout->lineCount() == 0 ? 0 : layout->lineAt(row).xToCursor(point.x());
    return m_starts[index] + column;
}

} // namespace assay
