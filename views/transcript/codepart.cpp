// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/codepart.h"

#include <algorithm>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include "views/transcript/foundtext.h"
#include "views/widgets/icons.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qreal numberColumn = 34;
constexpr qreal signColumn = 18;
constexpr qreal inset = 10;
constexpr qreal captionHeight = 16;

qreal bottomGap()
{
    return Theme::instance()->px(8);
}

} // namespace

void paintLineNumber(QPainter &painter, int number, QChar sign, const QRectF &column)
{
    if (number <= 0)
        return;
    const Theme *theme = Theme::instance();
    const Tone tone = sign == u'+' ? Tone::AddText : sign == u'-' ? Tone::RemoveText : Tone::Text3;
    QFont font = theme->font(Face::Mono);
    font.setPixelSize(theme->px(11));
    painter.setFont(font);
    painter.setPen(theme->color(tone));
    painter.drawText(column, Qt::AlignRight | Qt::AlignVCenter, QString::number(number));
}

void paintSign(QPainter &painter, QChar sign, const QRectF &column)
{
    if (sign == u' ')
        return;
    const Theme *theme = Theme::instance();
    painter.setFont(theme->font(Face::Mono));
    painter.setPen(theme->color(sign == u'+' ? Tone::AddText : sign == u'-' ? Tone::RemoveText : Tone::Text3));
    painter.drawText(column, Qt::AlignCenter,
                     QString(sign == u'-'   ? QChar(u'\u2212')
                             : sign == u'@' ? QChar(u'\u22EF')
                                            : sign));
}

void paintChangeGround(QPainter &painter, QChar sign, const QRectF &line)
{
    if (sign == u' ')
        return;
    const Tone tone = sign == u'@' ? Tone::Inset : sign == u'+' ? Tone::AddGround : Tone::RemoveGround;
    painter.fillRect(line, Theme::instance()->color(tone));
}

void paintMoreLines(QPainter &painter, const QRectF &footer, const QString &label)
{
    const Theme *theme = Theme::instance();
    painter.setPen(theme->color(Tone::Line));
    painter.drawLine(footer.topLeft() + QPointF(1, 0), footer.topRight() - QPointF(1, 0));
    const int size = theme->px(12);
    paintIcon(painter, QPointF(footer.x() + theme->px(inset), footer.y() + (footer.height() - size) / 2),
              u"chevron-down"_s, theme->color(Tone::Text3), size);
    painter.setPen(theme->color(Tone::Text3));
    painter.setFont(theme->font(Face::Meta));
    painter.drawText(footer.adjusted(theme->px(28), 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, label);
}

QString moreLinesText(int hidden)
{
    return pluralText(hidden, QCoreApplication::translate("assay::CodePart", "%1 more line"),
                      QCoreApplication::translate("assay::CodePart", "%1 more lines"));
}

CodePart::CodePart(std::vector<CodeLine> lines, CodeLook look)
    : m_text(std::move(lines), look.language)
    , m_look(std::move(look))
{
}

qreal CodePart::layout(qreal width)
{
    const Theme *theme = Theme::instance();
    const QFontMetricsF metrics(theme->font(Face::Mono));
    m_character = metrics.horizontalAdvance(u'0');
    m_width = width;
    m_lineHeight = std::max<qreal>(theme->rowPx(m_look.dense ? 17 : 18), std::ceil(metrics.height()));
    const qreal left = m_look.bare ? 0 : theme->px(inset);
    m_textLeft = left + m_look.numberColumns * theme->px(numberColumn) + (m_look.signs ? theme->px(signColumn) : 0);
    if (m_look.numberColumns > 0 && !m_look.signs)
        m_textLeft += theme->px(4);
    m_textWidth = std::max(m_character * 8, width - m_textLeft - left);
    const qreal padding = m_look.bare ? 0 : m_look.signs ? 1 : theme->px(6);
    qreal y = padding;
    m_corner = 0;
    const int icon = theme->px(12);
    const qreal label = QFontMetricsF(theme->font(Face::Meta)).horizontalAdvance(m_look.label);
    if (!m_look.copies.isEmpty())
        m_copyRect =
            QRectF(width - theme->px(6) - icon - theme->px(4), theme->px(3), icon + theme->px(8), theme->px(20));
    if (!m_look.caption.isEmpty())
        y += theme->px(captionHeight);
    else if (!m_look.label.isEmpty() || !m_look.copies.isEmpty())
        m_corner = label + (m_look.copies.isEmpty() ? 0 : icon + theme->px(6)) + theme->px(12);
    if (m_look.flows)
        flow();
    m_tops.clear();
    for (std::size_t i = 0; i < m_text.size(); ++i) {
        m_tops.push_back(y);
        y += m_text.rowsOf(i, widthOf(i)) * m_lineHeight;
    }
    m_tops.push_back(y);
    m_footer = m_look.hidden > 0 ? theme->px(22) : 0;
    m_height = y + padding + m_footer;
    return m_height + (m_look.bare ? 0 : bottomGap());
}

void CodePart::flow()
{
    constexpr int rows = 8;
    const qsizetype piece = std::max<qsizetype>(8, static_cast<qsizetype>(m_textWidth / m_character)) * rows;
    const QString text = m_text.plainText();
    std::vector<CodeLine> lines;
    for (qsizetype at = 0; at < text.size(); at += piece) {
        CodeLine line;
        line.text = text.mid(at, piece);
        line.goesOn = at + piece < text.size();
        lines.push_back(line);
    }
    m_text = CodeText(std::move(lines));
}

qreal CodePart::widthOf(std::size_t index) const
{
    const qreal indent = m_text.line(index).indent * m_character;
    return std::max(m_character * 8, m_textWidth - indent - (index == 0 && !m_look.flows ? m_corner : 0));
}

std::size_t CodePart::lineAt(qreal y) const
{
    const auto after = std::upper_bound(m_tops.begin(), m_tops.end(), y);
    const auto index = std::max<std::ptrdiff_t>(0, after - m_tops.begin() - 1);
    return std::min(static_cast<std::size_t>(index), m_text.size() == 0 ? 0 : m_text.size() - 1);
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
    if (m_look.dotted) {
        QPen pen(theme->color(Tone::Error), 2, Qt::DotLine);
        painter.setPen(pen);
        painter.drawLine(QPointF(m_look.failed ? 6 : 2, 3), QPointF(m_look.failed ? 6 : 2, m_height - m_footer - 3));
    }
    painter.restore();
}

// The caption at the left, the language and the button at the right.
void CodePart::paintCorner(QPainter &painter) const
{
    const Theme *theme = Theme::instance();
    painter.setFont(theme->font(Face::Meta));
    painter.setPen(theme->color(Tone::Text3));
    const QRectF line(theme->px(inset), theme->px(5), m_width - theme->px(inset + 8), theme->px(captionHeight));
    if (!m_look.caption.isEmpty())
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, m_look.caption);
    const int icon = theme->px(12);
    const qreal free = m_look.copies.isEmpty() ? 0 : icon + theme->px(6);
    if (!m_look.label.isEmpty())
        painter.drawText(line.adjusted(0, 0, -free, 0), Qt::AlignRight | Qt::AlignVCenter, m_look.label);
    if (!m_look.copies.isEmpty())
        paintIcon(painter, QPointF(line.right() - icon, line.y() + (line.height() - icon) / 2), u"copy"_s,
                  theme->color(Tone::Text3), icon);
}

void CodePart::paintLine(QPainter &painter, std::size_t index, const PartPaint &how)
{
    const Theme *theme = Theme::instance();
    const CodeLine &line = m_text.line(index);
    const qreal top = m_tops[index];
    const qreal left = m_look.signs ? 0 : theme->px(4);
    const qreal column = theme->px(numberColumn);
    if (m_look.signs)
        paintChangeGround(painter, line.sign, QRectF(1, top, m_width - 2, m_tops[index + 1] - top));
    const auto numberAt = [&](int place) {
        return QRectF(left + place * column, top, column - theme->px(6), m_lineHeight);
    };
    if (m_look.numberColumns == 2)
        paintLineNumber(painter, line.oldNumber, line.sign, numberAt(0));
    if (m_look.numberColumns > 0)
        paintLineNumber(painter, line.newNumber, line.sign, numberAt(m_look.numberColumns - 1));
    if (m_look.signs)
        paintSign(painter, line.sign, QRectF(m_textLeft - theme->px(22), top, theme->px(signColumn), m_lineHeight));
    const qreal x = m_textLeft + line.indent * m_character;
    if (line.fold != CodeLine::Fold::None) {
        const int size = theme->px(12);
        paintIcon(painter, QPointF(x - 2 * m_character, top + (m_lineHeight - size) / 2),
                  line.fold == CodeLine::Fold::Open ? u"chevron-down"_s : u"chevron-right"_s, theme->color(Tone::Text3),
                  size);
    }
    m_text.draw(painter, index, {QPointF(x, top), widthOf(index), m_lineHeight, how.clip}, how);
}

void CodePart::paintFooter(QPainter &painter) const
{
    paintMoreLines(painter, QRectF(0, m_height - m_footer, m_width, m_footer),
                   m_look.more.isEmpty() ? moreLinesText(m_look.hidden) : m_look.more);
}

void CodePart::paint(QPainter &painter, const PartPaint &how)
{
    if (!m_look.bare)
        paintFrame(painter);
    paintCorner(painter);
    if (m_text.size() > 0) {
        for (std::size_t i = lineAt(how.clip.top()); i < m_text.size() && m_tops[i] < how.clip.bottom(); ++i)
            paintLine(painter, i, how);
    }
    if (m_look.failed) // lines of a diff have painted over it
        painter.fillRect(QRectF(0, 0, 3, m_height), Theme::instance()->color(Tone::Error));
    if (how.currentFound >= 0)
        paintFoundFrame(painter, rectOf(how.found.at(how.currentFound)));
    if (m_look.hidden > 0)
        paintFooter(painter);
}

QString CodePart::copyText() const
{
    return m_look.copies.isEmpty() ? m_text.plainText() : m_look.copies;
}

int CodePart::positionAt(const QPointF &point) const
{
    if (m_text.size() == 0 || m_tops.empty())
        return -1;
    const std::size_t index = lineAt(point.y());
    const QPointF inside = point - QPointF(m_textLeft + m_text.line(index).indent * m_character, m_tops[index]);
    return m_text.positionAt(index, inside, widthOf(index), m_lineHeight);
}

QRectF CodePart::rectOf(const TextRange &range) const
{
    if (m_text.size() == 0 || m_tops.empty())
        return {};
    const std::size_t index = m_text.lineOf(range.start);
    return m_text.rectIn(index, range, widthOf(index), m_lineHeight)
        .translated(m_textLeft + m_text.line(index).indent * m_character, m_tops[index]);
}

const CodeLine *CodePart::chevronAt(const QPointF &point) const
{
    if (m_text.size() == 0 || m_tops.empty() || point.y() < m_tops.front() || point.y() >= m_tops.back())
        return nullptr;
    const CodeLine &line = m_text.line(lineAt(point.y()));
    const qreal x = point.x() - m_textLeft - (line.indent - 2.5) * m_character;
    return line.fold != CodeLine::Fold::None && x >= 0 && x < 2.5 * m_character ? &line : nullptr;
}

BlockAct CodePart::actAt(const QPointF &point) const
{
    if (!m_look.copies.isEmpty() && m_copyRect.contains(point))
        return BlockAct::CopyCode;
    if (m_look.hidden > 0 && point.y() >= m_height - m_footer && point.y() < m_height)
        return BlockAct::MoreLines;
    return chevronAt(point) != nullptr ? BlockAct::Fold : BlockAct::None;
}

int CodePart::itemAt(const QPointF &point) const
{
    const CodeLine *line = chevronAt(point);
    return line != nullptr ? line->item : -1;
}

} // namespace assay
