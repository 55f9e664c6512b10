// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/codepart.h"

#include <cmath>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include "views/widgets/icons.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

qreal bottomGap()
{
    return Theme::instance()->px(8);
}

// Whether every character is as wide as any other, so that rows can be counted without shaping.
bool isNarrow(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x250; });
}

} // namespace

CodePart::CodePart(std::vector<CodeLine> lines, CodeLook look)
    : m_lines(std::move(lines))
    , m_look(std::move(look))
    , m_found(m_lines.size())
{
    int position = 0;
    for (const CodeLine &line : m_lines) {
        m_starts.push_back(position);
        position += static_cast<int>(line.text.size()) + 1;
    }
}

qreal CodePart::layout(qreal width)
{
    const Theme *theme = Theme::instance();
    const QFontMetricsF metrics(theme->font(Face::Mono));
    const qreal character = metrics.horizontalAdvance(u'0');
    m_width = width;
    m_lineHeight = theme->px(m_look.dense ? 17 : 18);
    m_textLeft = theme->px(10) + m_look.numberColumns * theme->px(34) + (m_look.signs ? theme->px(18) : 0);
    if (m_look.numberColumns > 0 && !m_look.signs)
        m_textLeft += theme->px(4);
    m_textWidth = std::max(character * 8, width - m_textLeft - theme->px(10));
    const int columns = std::max(1, static_cast<int>(m_textWidth / character));
    const bool padded = !m_look.signs;
    qreal y = padded ? theme->px(6) : 1;
    if (!m_look.caption.isEmpty())
        y += theme->px(16);
    m_tops.clear();
    for (const CodeLine &line : m_lines) {
        m_tops.push_back(y);
        int rows = std::max(1, static_cast<int>(std::ceil(static_cast<double>(line.text.size()) / columns)));
        if (!isNarrow(line.text))
            rows = shape(line)->lineCount();
        y += rows * m_lineHeight;
    }
    m_tops.push_back(y);
    m_footer = m_look.hidden > 0 ? theme->px(22) : 0;
    m_height = y + (padded ? theme->px(6) : 1) + m_footer;
    return m_height + bottomGap();
}

std::unique_ptr<QTextLayout> CodePart::shape(const CodeLine &line) const
{
    auto layout = std::make_unique<QTextLayout>(line.text, Theme::instance()->font(Face::Mono));
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAnywhere);
    option.setTextDirection(Qt::LeftToRight);
    layout->setTextOption(option);
    layout->setFormats(line.formats);
    layout->beginLayout();
    qreal y = 0;
    for (QTextLine row = layout->createLine(); row.isValid(); row = layout->createLine()) {
        row.setLineWidth(m_textWidth);
        row.setPosition(QPointF(0, y + (m_lineHeight - row.height()) / 2));
        y += m_lineHeight;
    }
    layout->endLayout();
    return layout;
}

std::size_t CodePart::lineAt(qreal y) const
{
    const auto after = std::upper_bound(m_tops.begin(), m_tops.end(), y);
    const auto index = std::max<std::ptrdiff_t>(0, after - m_tops.begin() - 1);
    return std::min(static_cast<std::size_t>(index), m_lines.empty() ? 0 : m_lines.size() - 1);
}

void CodePart::paintFrame(QPainter &painter) const
{
    const Theme *theme = Theme::instance();
    const QRectF frame = QRectF(0, 0, m_width, m_height).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme->color(Tone::Line));
    painter.setBrush(theme->color(m_look.signs ? Tone::Document : Tone::Inset));
    painter.drawRoundedRect(frame, 3, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (m_look.failed)
        painter.fillRect(QRectF(0, 0, 3, m_height), theme->color(Tone::Error));
    if (m_look.dotted) {
        QPen pen(theme->color(Tone::Error), 2, Qt::DotLine);
        painter.setPen(pen);
        painter.drawLine(QPointF(m_look.failed ? 6 : 2, 3), QPointF(m_look.failed ? 6 : 2, m_height - m_footer - 3));
    }
    const QFont meta = theme->font(Face::Meta);
    painter.setFont(meta);
    painter.setPen(theme->color(Tone::Text3));
    const qreal inset = theme->px(10);
    if (!m_look.caption.isEmpty())
        painter.drawText(QRectF(inset, theme->px(4), m_width - 2 * inset, theme->px(16)),
                         Qt::AlignLeft | Qt::AlignVCenter, m_look.caption);
    if (!m_look.language.isEmpty())
        painter.drawText(QRectF(inset, theme->px(4), m_width - 2 * inset + theme->px(2), theme->px(16)),
                         Qt::AlignRight | Qt::AlignVCenter, m_look.language);
    painter.restore();
}

void CodePart::paintNumbers(QPainter &painter, const CodeLine &line, qreal y) const
{
    const Theme *theme = Theme::instance();
    const qreal column = theme->px(34);
    const Tone tone = line.sign == u'+' ? Tone::AddText : line.sign == u'-' ? Tone::RemoveText : Tone::Text3;
    painter.setPen(theme->color(tone));
    QFont font = theme->font(Face::Mono);
    font.setPixelSize(theme->px(11));
    painter.setFont(font);
    const auto number = [&](int value, qreal x) {
        if (value > 0)
            painter.drawText(QRectF(x, y, column - theme->px(6), m_lineHeight), Qt::AlignRight | Qt::AlignVCenter,
                             QString::number(value));
    };
    const qreal left = m_look.signs ? 0 : theme->px(4);
    if (m_look.numberColumns == 2)
        number(line.oldNumber, left);
    if (m_look.numberColumns > 0)
        number(line.newNumber, left + (m_look.numberColumns - 1) * column);
    if (m_look.signs && line.sign != u' ') {
        painter.setFont(theme->font(Face::Mono));
        const QString sign =
            line.sign == u'-' ? u"\u2212"_s : QString(line.sign == u'@' ? QChar(u'\u22EF') : line.sign);
        painter.drawText(QRectF(m_textLeft - theme->px(22), y, theme->px(18), m_lineHeight), Qt::AlignCenter, sign);
    }
}

void CodePart::paintLine(QPainter &painter, std::size_t index, const PartPaint &how)
{
    const Theme *theme = Theme::instance();
    const CodeLine &line = m_lines[index];
    const qreal top = m_tops[index];
    Tone tone = Tone::Text;
    if (m_look.signs && line.sign != u' ') {
        const QRectF ground(1, top, m_width - 2, m_tops[index + 1] - top);
        if (line.sign == u'@')
            painter.fillRect(ground, theme->color(Tone::Inset));
        else
            painter.fillRect(ground, theme->color(line.sign == u'+' ? Tone::AddGround : Tone::RemoveGround));
    }
    if (m_look.numberColumns > 0 || m_look.signs)
        paintNumbers(painter, line, top);
    const std::unique_ptr<QTextLayout> layout = shape(line);
    QList<QTextLayout::FormatRange> grounds;
    const auto add = [&](int from, int length, Tone ground) {
        QTextCharFormat format;
        format.setBackground(theme->color(ground));
        grounds.append({from, length, format});
    };
    for (const auto &[start, length] : m_found[index])
        add(start, length, Tone::Find);
    const int from = std::max(how.selectFrom - m_starts[index], 0);
    const int to = std::min(how.selectTo - m_starts[index], static_cast<int>(line.text.size()));
    if (to > from)
        add(from, to - from, Tone::Selection);
    painter.setPen(theme->color(tone));
    layout->draw(&painter, QPointF(m_textLeft, top), grounds, how.clip);
}

void CodePart::paint(QPainter &painter, const PartPaint &how)
{
    const Theme *theme = Theme::instance();
    paintFrame(painter);
    if (!m_lines.empty()) {
        for (std::size_t i = lineAt(how.clip.top()); i < m_lines.size() && m_tops[i] < how.clip.bottom(); ++i)
            paintLine(painter, i, how);
    }
    if (m_look.failed) // lines of a diff have painted over it
        painter.fillRect(QRectF(0, 0, 3, m_height), theme->color(Tone::Error));
    if (m_look.hidden <= 0)
        return;
    const QRectF footer(0, m_height - m_footer, m_width, m_footer);
    painter.setPen(theme->color(Tone::Line));
    painter.drawLine(footer.topLeft() + QPointF(1, 0), footer.topRight() - QPointF(1, 0));
    const int size = theme->px(12);
    paintIcon(painter, QPointF(theme->px(10), footer.y() + (m_footer - size) / 2), u"chevron-down"_s,
              theme->color(Tone::Text3), size);
    painter.setPen(theme->color(Tone::Text3));
    painter.setFont(theme->font(Face::Meta));
    painter.drawText(footer.adjusted(theme->px(28), 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     pluralText(m_look.hidden, QCoreApplication::translate("assay::CodePart", "%1 more line"),
                                QCoreApplication::translate("assay::CodePart", "%1 more lines")));
}

QString CodePart::plainText() const
{
    QString text;
    for (const CodeLine &line : m_lines)
        text += line.text + u'\n';
    text.chop(1);
    return text;
}

int CodePart::positionAt(const QPointF &point) const
{
    if (m_lines.empty())
        return -1;
    const std::size_t index = lineAt(point.y());
    const std::unique_ptr<QTextLayout> layout = shape(m_lines[index]);
    const int row = std::clamp(static_cast<int>((point.y() - m_tops[index]) / m_lineHeight), 0,
                               std::max(0, layout->lineCount() - 1));
    const int column = layout->lineCount() == 0 ? 0 : layout->lineAt(row).xToCursor(point.x() - m_textLeft);
    return m_starts[index] + column;
}

BlockAct CodePart::actAt(const QPointF &point) const
{
    return m_look.hidden > 0 && point.y() >= m_height - m_footer && point.y() < m_height ? BlockAct::MoreLines
                                                                                         : BlockAct::None;
}

qreal CodePart::markTerms(const QStringList &terms)
{
    qreal first = -1;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        m_found[i].clear();
        for (const QString &term : terms) {
            const QString &text = m_lines[i].text;
            for (qsizetype at = text.indexOf(term, 0, Qt::CaseInsensitive); at >= 0 && !term.isEmpty();
                 at = text.indexOf(term, at + term.size(), Qt::CaseInsensitive))
                m_found[i].append({static_cast<int>(at), static_cast<int>(term.size())});
        }
        if (first < 0 && !m_found[i].isEmpty())
            first = m_tops.empty() ? 0 : m_tops[i];
    }
    return first;
}

} // namespace assay
