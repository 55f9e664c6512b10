// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/desk/draftdiff.h"

#include <algorithm>

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QTextLayout>

#include "views/text/visibletext.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostRows = 5000;
constexpr qsizetype pieceLimit = 4096; // characters that are laid out at once

PatchHunk wholeHunk(const QString &before, const QString &after)
{
    PatchHunk hunk;
    hunk.oldStart = 1;
    hunk.newStart = 1;
    const auto add = [&hunk](const QString &text, QChar sign) {
        QStringList lines = text.split(u'\n');
        if (lines.last().isEmpty())
            lines.removeLast();
        for (const QString &line : lines)
            hunk.lines.append(sign + (line.endsWith(u'\r') ? line.chopped(1) : line));
    };
    add(before, u'-');
    add(after, u'+');
    return hunk;
}

// Does the line say what the claim says? Drafts number and mark their lines.
bool tellsOf(const QString &line, const ClaimRow &claim)
{
    const QString text = claim.text.trimmed();
    return text.size() > 3 && line.contains(text);
}

// In a font whose letters are all as wide, at the last blank that leaves most of the line.
void cutPlain(const QString &text, qsizetype columns, QList<qsizetype> &cuts)
{
    for (qsizetype from = 0; text.size() - from > columns;) {
        const qsizetype blank = text.lastIndexOf(u' ', from + columns - 1);
        from = blank > from + columns / 2 ? blank + 1 : from + columns;
        cuts.append(from);
    }
}

void cutLaidOut(const QString &text, const QFont &font, qreal width, QList<qsizetype> &cuts)
{
    for (qsizetype from = 0; from < text.size(); from += pieceLimit) {
        if (from > 0)
            cuts.append(from);
        QTextLayout layout(text.mid(from, pieceLimit), font);
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(width);
            if (line.textStart() > 0)
                cuts.append(from + line.textStart());
        }
        layout.endLayout();
    }
}

bool isAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

} // namespace

DraftDiff::DraftDiff(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("The file as it would be"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(Theme::instance(), &Theme::changed, this, &DraftDiff::wrap);
}

void DraftDiff::show(const QString &before, const QString &after, const QList<ClaimRow> &claims)
{
    m_rows.clear();
    m_current = -1;
    const auto rowFor = [&claims](const DiffLine &line) {
        Row row{line, {}, false, visibleLine(line.text), {}, 0};
        int number = 0;
        for (const ClaimRow &claim : claims) {
            const bool tells = line.sign != u'-' && tellsOf(line.text, claim);
            for (qsizetype i = 0; i < claim.evidence.size(); ++i) {
                ++number;
                if (tells && row.evidence.size() < 3)
                    row.evidence.append(number);
            }
        }
        return row;
    };
    for (const DiffLine &line : diffHunks({wholeHunk(before, after)}))
        m_rows.append(rowFor(line));
    m_added =
        static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), [](const Row &r) { return r.line.sign == u'+'; }));
    m_removed =
        static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), [](const Row &r) { return r.line.sign == u'-'; }));
    int number = 0;
    for (const ClaimRow &claim : claims) {
        Row row{{}, {}, true, visibleLine(claim.text), {}, 0};
        row.line.text = claim.text;
        for (qsizetype i = 0; i < claim.evidence.size(); ++i) {
            ++number;
            if (row.evidence.size() < 3)
                row.evidence.append(number);
        }
        if (!claim.ticked)
            m_rows.append(row);
    }
    m_hidden = static_cast<int>(std::max<qsizetype>(0, m_rows.size() - mostRows));
    m_rows.resize(std::min(m_rows.size(), mostRows));
    describe();
    wrap();
}

qreal DraftDiff::textWidth(const Row &row) const
{
    const Theme *theme = Theme::instance();
    const qreal taken =
        theme->px(58) + theme->px(19) * static_cast<int>(row.evidence.size()) + (row.isStruck ? theme->px(140) : 0);
    return std::max<qreal>(theme->px(120), width() - taken);
}

void DraftDiff::wrap()
{
    const QFont font = Theme::instance()->font(Face::Mono);
    const QFontMetricsF metrics(font);
    const qreal letter = std::max<qreal>(1, metrics.horizontalAdvance(u'm'));
    m_lines = 0;
    for (Row &row : m_rows) {
        const qreal room = textWidth(row);
        const auto columns = std::max<qsizetype>(8, static_cast<qsizetype>(room / letter));
        row.cuts.clear();
        row.top = m_lines;
        if (isAscii(row.shown))
            cutPlain(row.shown, columns, row.cuts);
        else if (row.shown.size() > pieceLimit || metrics.horizontalAdvance(row.shown) > room)
            cutLaidOut(row.shown, font, room, row.cuts);
        m_lines += 1 + static_cast<int>(row.cuts.size());
    }
    updateGeometry();
    update();
}

void DraftDiff::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        wrap();
}

int DraftDiff::rowAt(int y) const
{
    const int line = (y - Theme::instance()->px(3)) / lineHeight();
    const auto after = std::upper_bound(m_rows.begin(), m_rows.end(), line,
                                        [](int wanted, const Row &row) { return wanted < row.top; });
    return static_cast<int>(after - m_rows.begin()) - (after == m_rows.begin() ? 0 : 1);
}

QStringList DraftDiff::lines() const
{
    QStringList all;
    for (const Row &row : m_rows)
        all.append((row.isStruck ? QChar(u'~') : row.line.sign) + row.line.text);
    return all;
}

QList<int> DraftDiff::evidenceOf(int line) const
{
    return line >= 0 && line < m_rows.size() ? m_rows[line].evidence : QList<int>();
}

void DraftDiff::setCurrentLine(int line)
{
    m_current = std::clamp(line, -1, static_cast<int>(m_rows.size()) - 1);
    describe();
    update();
}

void DraftDiff::describe()
{
    QString text = tr("%1 lines added, %2 removed").arg(m_added).arg(m_removed);
    if (m_current >= 0)
        text = visibleLine(lines().value(m_current));
    setAccessibleDescription(text);
}

int DraftDiff::lineHeight() const
{
    return Theme::instance()->px(18);
}

QSize DraftDiff::sizeHint() const
{
    return {400, (m_lines + (m_hidden > 0 ? 1 : 0)) * lineHeight() + Theme::instance()->px(6)};
}

void DraftDiff::paintRow(QPainter &painter, const Row &row, bool current) const
{
    const Theme *theme = Theme::instance();
    const bool adds = row.line.sign == u'+';
    const bool removes = row.line.sign == u'-';
    const int height = lineHeight() * (1 + static_cast<int>(row.cuts.size()));
    const QRectF place(0, theme->px(3) + row.top * lineHeight(), width(), height);
    if (adds || removes)
        painter.fillRect(place, theme->color(adds ? Tone::AddGround : Tone::RemoveGround));
    if (current)
        painter.fillRect(QRectF(0, place.top(), 3, height), theme->color(Tone::Accent));
    paintMargin(painter, row, place);
    paintPieces(painter, row, place);
}

// Numbers and sign at the left, evidence at the right, beside the first line.
void DraftDiff::paintMargin(QPainter &painter, const Row &row, const QRectF &place) const
{
    const Theme *theme = Theme::instance();
    const qreal top = place.top();
    const QString number = row.line.newNumber > 0 ? QString::number(row.line.newNumber) : QString();
    painter.setFont(theme->font(Face::Meta));
    painter.setPen(theme->color(Tone::Text3));
    painter.drawText(QRectF(0, top, theme->px(30), lineHeight()), Qt::AlignRight | Qt::AlignVCenter, number);
    if (row.line.sign == u'+' || row.line.sign == u'-') {
        painter.setFont(theme->font(Face::Mono));
        painter.setPen(theme->color(row.line.sign == u'+' ? Tone::AddText : Tone::RemoveText));
        painter.drawText(QRectF(theme->px(34), top, theme->px(12), lineHeight()), Qt::AlignVCenter,
                         QString(row.line.sign));
    }
    qreal right = width() - theme->px(10);
    painter.setFont(theme->font(Face::Meta));
    painter.setPen(theme->color(Tone::Accent));
    for (auto it = row.evidence.crbegin(); it != row.evidence.crend(); ++it) {
        const QRectF box(right - theme->px(15), top + theme->px(2), theme->px(15), theme->px(14));
        painter.drawRect(box);
        painter.drawText(box, Qt::AlignCenter, QString::number(*it));
        right = box.x() - theme->px(4);
    }
    if (row.isStruck) {
        const QString why = row.evidence.isEmpty() ? tr("no evidence, left out") : tr("left out");
        painter.setPen(theme->color(Tone::Warning));
        painter.drawText(QRectF(right - theme->px(140), top, theme->px(136), lineHeight()),
                         Qt::AlignRight | Qt::AlignVCenter, why);
    }
}

void DraftDiff::paintPieces(QPainter &painter, const Row &row, const QRectF &place) const
{
    const Theme *theme = Theme::instance();
    const bool adds = row.line.sign == u'+';
    const bool removes = row.line.sign == u'-';
    QFont font = theme->font(Face::Mono);
    font.setStrikeOut(row.isStruck);
    const QFontMetricsF metrics(font);
    const Tone tone = row.isStruck ? Tone::Text3 : adds ? Tone::AddText : removes ? Tone::RemoveText : Tone::Text2;
    // Marks count the letters of the line, which are those shown where nothing had to be made visible.
    const bool marked = row.shown == row.line.text;
    painter.setFont(font);
    for (qsizetype i = 0; i <= row.cuts.size(); ++i) {
        const qsizetype from = i == 0 ? 0 : row.cuts[i - 1];
        const qsizetype end = i < row.cuts.size() ? row.cuts[i] : row.shown.size();
        const QString piece = row.shown.mid(from, end - from);
        const QRectF line(theme->px(48), place.top() + static_cast<qreal>(i) * lineHeight(), textWidth(row),
                          lineHeight());
        for (const auto &[start, length] : marked ? row.line.marks : QList<QPair<int, int>>()) {
            const qsizetype first = std::max<qsizetype>(start, from) - from;
            const qsizetype last = std::min<qsizetype>(start + length, end) - from;
            if (first >= last)
                continue;
            const qreal left = metrics.horizontalAdvance(piece.left(first));
            painter.fillRect(QRectF(line.left() + left, line.top() + 1,
                                    metrics.horizontalAdvance(piece.mid(first, last - first)), line.height() - 2),
                             theme->color(adds ? Tone::AddWord : Tone::RemoveWord));
        }
        painter.setPen(theme->color(tone));
        painter.drawText(line, Qt::AlignVCenter | Qt::TextDontClip | Qt::TextSingleLine, piece);
    }
}

void DraftDiff::paintEvent(QPaintEvent *event)
{
    const Theme *theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(rect(), theme->color(Tone::Document));
    const auto rows = static_cast<int>(m_rows.size());
    for (int i = rowAt(event->rect().top()); i < rows; ++i) {
        if (theme->px(3) + m_rows[i].top * lineHeight() > event->rect().bottom())
            break;
        paintRow(painter, m_rows[i], i == m_current);
    }
    if (m_hidden > 0) {
        painter.setFont(theme->font(Face::Row));
        painter.setPen(theme->color(Tone::Warning));
        painter.drawText(QRectF(theme->px(48), theme->px(3) + m_lines * lineHeight(), width(), lineHeight()),
                         Qt::AlignVCenter, pluralText(m_hidden, tr("%1 more line"), tr("%1 more lines")));
    }
    if (hasFocus()) {
        painter.setPen(theme->color(Tone::Accent));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void DraftDiff::mousePressEvent(QMouseEvent *event)
{
    setCurrentLine(rowAt(event->pos().y()));
    const QList<int> evidence = evidenceOf(m_current);
    if (!evidence.isEmpty())
        Q_EMIT evidenceRequested(evidence.first());
}

void DraftDiff::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up)
        setCurrentLine(std::max(0, m_current + (event->key() == Qt::Key_Down ? 1 : -1)));
    else if (event->key() == Qt::Key_Return && !evidenceOf(m_current).isEmpty())
        Q_EMIT evidenceRequested(evidenceOf(m_current).first());
    else
        QWidget::keyPressEvent(event);
}

} // namespace assay
