// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/codetext.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QFontMetricsF>
#include <QPainter>

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
    constexpr std::array tones = {Tone::CodeKeyword, Tone::Type,  Tone::CodeFunction, Tone::CodeString,
                                  Tone::CodeNumber,  Tone::Text3, Tone::AddText,      Tone::RemoveText};
    QTextCharFormat format;
    format.setForeground(Theme::instance()->color(tones.at(static_cast<std::size_t>(tone))));
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
    , m_found(m_lines.size())
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

void CodeText::draw(QPainter &painter, std::size_t index, const Place &place, int from, int to)
{
    const Theme *theme = Theme::instance();
    const std::unique_ptr<QTextLayout> layout = shape(index, place.width, place.lineHeight, colours(index));
    Formats grounds;
    const auto add = [&](int start, int length, Tone ground) {
        QTextCharFormat format;
        format.setBackground(theme->color(ground));
        if (ground == Tone::Find)
            format.setForeground(theme->color(Tone::Text));
        grounds.append({start, length, format});
    };
    for (const auto &[start, length] : m_found[index])
        add(start, length, Tone::Find);
    const int first = std::max(from - m_starts[index], 0);
    const int last = std::min(to - m_starts[index], static_cast<int>(m_lines[index].text.size()));
    if (last > first)
        add(first, last - first, Tone::Selection);
    painter.setPen(theme->color(Tone::Text));
    layout->draw(&painter, place.at, grounds, place.clip);
}

int CodeText::positionAt(std::size_t index, const QPointF &point, qreal width, qreal lineHeight) const
{
    const std::unique_ptr<QTextLayout> layout = shape(index, width, lineHeight, m_lines[index].formats);
    const int row = std::clamp(static_cast<int>(point.y() / lineHeight), 0, std::max(0, layout->lineCount() - 1));
    const int column = layout->lineCount() == 0 ? 0 : layout->lineAt(row).xToCursor(point.x());
    return m_starts[index] + column;
}

int CodeText::markTerms(const QStringList &terms)
{
    int first = -1;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        m_found[i].clear();
        const QString &text = m_lines[i].text;
        for (const QString &term : terms) {
            for (qsizetype at = text.indexOf(term, 0, Qt::CaseInsensitive); at >= 0 && !term.isEmpty();
                 at = text.indexOf(term, at + term.size(), Qt::CaseInsensitive))
                m_found[i].append({static_cast<int>(at), static_cast<int>(term.size())});
        }
        if (first < 0 && !m_found[i].isEmpty())
            first = static_cast<int>(i);
    }
    return first;
}

} // namespace assay
