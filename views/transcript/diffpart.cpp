// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/diffpart.h"

#include <algorithm>

#include <QFontMetricsF>
#include <QPainter>

#include "views/transcript/foundtext.h"
#include "views/transcript/transcriptblock.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qreal diffNumberColumn = 40;
constexpr qreal diffSignColumn = 18;
constexpr qreal diffBottomGap = 8;

std::vector<CodeLine> withoutSign(const std::vector<CodeLine> &lines, QChar sign)
{
    std::vector<CodeLine> kept;
    std::copy_if(lines.begin(), lines.end(), std::back_inserter(kept),
                 [sign](const CodeLine &line) { return line.sign != sign; });
    return kept;
}

} // namespace

SidesPart::SidesPart(const std::vector<CodeLine> &lines, const CodeLook &look)
    : m_old(withoutSign(lines, u'+'), look.language)
    , m_new(withoutSign(lines, u'-'), look.language)
    , m_failed(look.failed)
    , m_hidden(look.hidden)
{
    int left = 0;
    int right = 0;
    std::size_t i = 0;
    while (i < lines.size()) {
        if (lines[i].sign != u'-' && lines[i].sign != u'+') {
            m_rows.push_back({left++, right++});
            ++i;
            continue;
        }
        int removed = 0;
        int added = 0;
        for (; i < lines.size() && lines[i].sign == u'-'; ++i)
            ++removed;
        for (; i < lines.size() && lines[i].sign == u'+'; ++i)
            ++added;
        for (int row = 0; row < std::max(removed, added); ++row)
            m_rows.push_back({row < removed ? left + row : -1, row < added ? right + row : -1});
        left += removed;
        right += added;
    }
}

qreal SidesPart::textLeft() const
{
    return Theme::instance()->px(diffNumberColumn + diffSignColumn);
}

qreal SidesPart::layout(qreal width)
{
    const Theme *theme = Theme::instance();
    m_width = width;
    m_column = std::floor(width / 2);
    m_lineHeight = std::max<qreal>(theme->rowPx(18), std::ceil(QFontMetricsF(theme->font(Face::Mono)).height()));
    const qreal text = m_column - textLeft() - theme->px(6);
    m_tops.clear();
    qreal y = 1;
    for (const Row &row : m_rows) {
        m_tops.push_back(y);
        int rows = 1;
        if (row.left >= 0)
            rows = std::max(rows, m_old.rowsOf(static_cast<std::size_t>(row.left), text));
        if (row.right >= 0)
            rows = std::max(rows, m_new.rowsOf(static_cast<std::size_t>(row.right), text));
        y += rows * m_lineHeight;
    }
    m_tops.push_back(y);
    m_footer = m_hidden > 0 ? theme->px(22) : 0;
    m_height = y + 1 + m_footer;
    return m_height + theme->px(diffBottomGap);
}

std::size_t SidesPart::rowAt(qreal y) const
{
    const auto after = std::upper_bound(m_tops.begin(), m_tops.end(), y);
    const auto index = std::max<std::ptrdiff_t>(0, after - m_tops.begin() - 1);
    return std::min(static_cast<std::size_t>(index), m_rows.empty() ? 0 : m_rows.size() - 1);
}

void SidesPart::paintSide(QPainter &painter, CodeText &text, int line, const QRectF &cell, int offset,
                          const PartPaint &how)
{
    const Theme *theme = Theme::instance();
    if (line < 0) {
        painter.fillRect(cell, theme->color(Tone::Inset));
        return;
    }
    const auto index = static_cast<std::size_t>(line);
    const CodeLine &shown = text.line(index);
    paintChangeGround(painter, shown.sign, cell);
    const qreal number = theme->px(diffNumberColumn);
    const int told = &text == &m_old ? shown.oldNumber : shown.newNumber;
    paintLineNumber(painter, told, shown.sign, QRectF(cell.x(), cell.y(), number - theme->px(6), m_lineHeight));
    paintSign(painter, shown.sign,
              QRectF(cell.x() + number - theme->px(4), cell.y(), theme->px(diffSignColumn), m_lineHeight));
    text.draw(painter, index,
              {QPointF(cell.x() + textLeft(), cell.y()), m_column - textLeft() - theme->px(6), m_lineHeight, how.clip},
              how, offset);
}

void SidesPart::paint(QPainter &painter, const PartPaint &how)
{
    const Theme *theme = Theme::instance();
    painter.setPen(theme->color(Tone::Line));
    painter.setBrush(theme->color(Tone::Document));
    painter.drawRoundedRect(QRectF(0, 0, m_width, m_height).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setBrush(Qt::NoBrush);
    for (std::size_t i = rowAt(how.clip.top()); i < m_rows.size() && m_tops[i] < how.clip.bottom(); ++i) {
        const qreal height = m_tops[i + 1] - m_tops[i];
        paintSide(painter, m_old, m_rows[i].left, QRectF(1, m_tops[i], m_column - 1, height), 0, how);
        paintSide(painter, m_new, m_rows[i].right, QRectF(m_column, m_tops[i], m_width - m_column - 1, height),
                  m_old.length() + 1, how);
    }
    painter.setPen(theme->color(Tone::Line));
    painter.drawLine(QPointF(m_column, 1), QPointF(m_column, m_height - m_footer - 1));
    if (how.currentFound >= 0)
        paintFoundFrame(painter, rectOf(how.found.at(how.currentFound)));
    if (m_failed)
        painter.fillRect(QRectF(0, 0, 3, m_height), theme->color(Tone::Error));
    if (m_hidden > 0)
        paintMoreLines(painter, QRectF(0, m_height - m_footer, m_width, m_footer), moreLinesText(m_hidden));
}

QString SidesPart::plainText() const
{
    return m_old.plainText() + u'\n' + m_new.plainText();
}

int SidesPart::positionAt(const QPointF &point) const
{
    if (m_rows.empty() || m_tops.empty())
        return -1;
    const bool right = point.x() >= m_column;
    const CodeText &text = right ? m_new : m_old;
    const int offset = right ? m_old.length() + 1 : 0;
    // Beside an empty cell: the end of the line above it.
    std::size_t row = rowAt(point.y());
    const auto lineOf = [&](std::size_t at) { return right ? m_rows[at].right : m_rows[at].left; };
    const bool empty = lineOf(row) < 0;
    while (row > 0 && lineOf(row) < 0)
        --row;
    if (lineOf(row) < 0)
        return offset;
    const auto line = static_cast<std::size_t>(lineOf(row));
    if (empty)
        return offset + text.start(line) + static_cast<int>(text.line(line).text.size());
    const QPointF inside = point - QPointF((right ? m_column : 1) + textLeft(), m_tops[row]);
    return offset + text.positionAt(line, inside, m_column - textLeft() - Theme::instance()->px(6), m_lineHeight);
}

BlockAct SidesPart::actAt(const QPointF &point) const
{
    return m_hidden > 0 && point.y() >= m_height - m_footer && point.y() < m_height ? BlockAct::MoreLines
                                                                                    : BlockAct::None;
}

QRectF SidesPart::rectOf(const TextRange &range) const
{
    const int offset = m_old.length() + 1;
    const bool right = range.start >= offset;
    const CodeText &text = right ? m_new : m_old;
    if (text.size() == 0 || m_tops.empty())
        return {};
    const TextRange inside = {range.start - (right ? offset : 0), range.length};
    const std::size_t line = text.lineOf(inside.start);
    const auto row = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &at) {
        return static_cast<int>(line) == (right ? at.right : at.left);
    });
    if (row == m_rows.end())
        return {};
    return text.rectIn(line, inside, m_column - textLeft() - Theme::instance()->px(6), m_lineHeight)
        .translated((right ? m_column : 1) + textLeft(), m_tops[static_cast<std::size_t>(row - m_rows.begin())]);
}

DiffPart::DiffPart(std::vector<CodeLine> lines, CodeLook look)
    : m_lines(std::move(lines))
    , m_look(std::move(look))
    , m_column(std::make_unique<CodePart>(m_lines, m_look))
    , m_shown(m_column.get())
{
}

qreal DiffPart::layout(qreal width)
{
    const Theme *theme = Theme::instance();
    const bool wide = width + theme->px(TranscriptBlock::sideInsets) >= theme->px(sidesFrom);
    if (wide && m_sides == nullptr)
        m_sides = std::make_unique<SidesPart>(m_lines, m_look);
    m_shown = wide ? static_cast<BlockPart *>(m_sides.get()) : m_column.get();
    return m_shown->layout(width);
}

QString DiffPart::copyText() const
{
    return patchText(m_lines);
}

QString patchText(const std::vector<CodeLine> &lines)
{
    QString text;
    for (const CodeLine &line : lines)
        text += (line.sign == u'@' ? u"@@"_s : line.sign + line.text) + u'\n';
    text.chop(1);
    return text;
}

} // namespace assay
