// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/transcriptselection.h"

#include <QAccessible>
#include <QGuiApplication>
#include <QTextBoundaryFinder>

#include "models/items/transcriptmodel.h"
#include "views/transcript/rowcopier.h"
#include "views/transcript/transcriptview.h"
#include "views/widgets/wording.h"

namespace assay {

namespace {

constexpr int offeredRows = 200; // more are not put together for a middle click that may never come

// The word, or the blank or mark between words, at a position.
TextRange wordAt(const QString &text, int position)
{
    if (text.isEmpty())
        return {};
    const qsizetype at = std::min<qsizetype>(position, text.size() - 1);
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text);
    finder.setPosition(at);
    const qsizetype from = finder.isAtBoundary() ? at : finder.toPreviousBoundary();
    finder.setPosition(at);
    const qsizetype to = finder.toNextBoundary();
    return {static_cast<int>(std::max<qsizetype>(0, from)),
            static_cast<int>((to < 0 ? text.size() : to) - std::max<qsizetype>(0, from))};
}

TextRange lineAt(const QString &text, int position)
{
    const qsizetype from = position > 0 ? text.lastIndexOf(u'\n', position - 1) + 1 : 0;
    const qsizetype to = text.indexOf(u'\n', position);
    return {static_cast<int>(from), static_cast<int>((to < 0 ? text.size() : to) - from)};
}

} // namespace

TranscriptSelection::TranscriptSelection(TranscriptView *view)
    : QObject(view)
    , m_view(view)
    , m_copier(new RowCopier(view))
{
    connect(this, &TranscriptSelection::changed, view, [view] {
        QAccessibleEvent changed(view, QAccessible::Selection);
        QAccessible::updateAccessibility(&changed);
    });
}

QPair<BlockPlace, BlockPlace> TranscriptSelection::within(int row, const TranscriptBlock &block) const
{
    const auto [from, to] = m_range.within(row);
    return {from, std::min(to, block.end())};
}

RowSpan TranscriptSelection::rowSpan(int row) const
{
    const qint64 event = m_view->eventAt(row);
    return {{row, event, blockBegin}, {row, event, blockEnd}};
}

RowSpan TranscriptSelection::spanAt(const QPointF &position, Unit unit) const
{
    const RowPlace at = m_view->placeNear(position);
    const TranscriptBlock *shown = at.row >= 0 ? m_view->block(at.row) : nullptr;
    if (unit == Unit::Row)
        return rowSpan(at.row);
    if (unit == Unit::Character || shown == nullptr)
        return {at, at};
    const QString text = shown->textOf(at.in.part);
    const TextRange range = unit == Unit::Word ? wordAt(text, at.in.position) : lineAt(text, at.in.position);
    RowSpan span = {at, at};
    span.from.in.position = range.start;
    span.to.in.position = range.end();
    return span;
}

void TranscriptSelection::press(const QPointF &position, Unit unit, bool extend)
{
    m_unit = unit;
    const RowSpan at = spanAt(position, unit);
    if (at.from.row < 0)
        return;
    if (extend && !m_range.hasAnchor())
        m_range.start(rowSpan(std::max(0, m_view->currentRow())));
    if (extend)
        m_range.extend(at);
    else
        m_range.start(at);
    Q_EMIT changed();
}

void TranscriptSelection::dragTo(const QPointF &position)
{
    const RowSpan to = spanAt(position, m_unit);
    if (to.from.row < 0 || !m_range.hasAnchor())
        return;
    m_range.extend(to);
    Q_EMIT changed();
}

void TranscriptSelection::selectMore()
{
    const int rows = m_view->model() != nullptr ? m_view->model()->rowCount() : 0;
    const int current = m_view->currentRow();
    if (current < 0 || rows == 0)
        return;
    const bool whole = !m_range.isEmpty() && m_range.first().row == current && m_range.last().row == current &&
                       m_range.within(current) == std::pair(blockBegin, blockEnd);
    m_range.start(whole ? rowSpan(0) : rowSpan(current));
    m_range.extend(whole ? rowSpan(rows - 1) : rowSpan(current));
    Q_EMIT changed();
}

void TranscriptSelection::extendByRows(int rows)
{
    const int count = m_view->model() != nullptr ? m_view->model()->rowCount() : 0;
    if (count == 0 || m_view->currentRow() < 0)
        return;
    if (!m_range.hasAnchor())
        m_range.start(rowSpan(m_view->currentRow()));
    const int row = std::clamp(m_range.caret().row + rows, 0, count - 1);
    m_range.extend(rowSpan(row));
    m_view->setCurrentRow(row);
    Q_EMIT changed();
}

void TranscriptSelection::extendByCharacters(int direction)
{
    RowPlace caret = m_range.caret();
    const TranscriptBlock *shown = m_range.hasAnchor() ? m_view->block(caret.row) : nullptr;
    if (shown == nullptr)
        return;
    caret.in = shown->step(std::min(caret.in, shown->end()), direction);
    m_range.extend({caret, caret});
    Q_EMIT changed();
}

void TranscriptSelection::clear()
{
    m_range.clear();
    Q_EMIT changed();
}

bool TranscriptSelection::giveUp()
{
    const bool copying = m_copier->isRunning();
    const bool selected = !m_range.isEmpty();
    if (copying)
        m_copier->stop();
    else
        clear();
    return copying || selected;
}

void TranscriptSelection::rowsShifted(int row, int count)
{
    m_range.shift(row, count);
    Q_EMIT changed();
}

void TranscriptSelection::rowsMoved(int firstRow, int lastRow)
{
    m_range.moveTo(firstRow, lastRow, m_view->model()->rowCount());
    Q_EMIT changed();
}

bool TranscriptSelection::isInSight() const
{
    return m_range.first().row >= m_view->firstInSight() && m_range.last().row <= m_view->lastInSight();
}

QString TranscriptSelection::textInSight() const
{
    if (m_range.isEmpty() || !isInSight())
        return {};
    QStringList texts;
    for (int row = m_range.first().row; row <= m_range.last().row; ++row) {
        const TranscriptBlock *shown = m_view->block(row);
        if (shown == nullptr || shown->isWaiting())
            return {};
        const auto [from, to] = within(row, *shown);
        texts.append(shown->textBetween(from, to));
    }
    return texts.join(u'\n');
}

void TranscriptSelection::copy()
{
    if (m_range.isEmpty()) {
        copyRow(m_view->currentRow());
        return;
    }
    const QString text = textInSight();
    if (text.isEmpty())
        m_copier->copyText(m_range, QClipboard::Clipboard);
    else
        m_copier->put(text, QClipboard::Clipboard);
}

void TranscriptSelection::copyRow(int row)
{
    const TranscriptBlock *shown = row >= 0 ? m_view->block(row) : nullptr;
    if (shown != nullptr)
        m_copier->put(shown->copyText(), QClipboard::Clipboard);
}

void TranscriptSelection::copyText(const QString &text)
{
    m_copier->put(text, QClipboard::Clipboard);
}

void TranscriptSelection::copyAsMarkdown()
{
    RowSelection rows = m_range;
    if (rows.isEmpty() && m_view->currentRow() >= 0)
        rows.start(rowSpan(m_view->currentRow()));
    if (rows.hasAnchor())
        m_copier->copyMarkdown(rows);
}

void TranscriptSelection::offer()
{
    if (!QGuiApplication::clipboard()->supportsSelection())
        return;
    const QString text = textInSight();
    if (!text.isEmpty())
        m_copier->put(text, QClipboard::Selection);
    else if (m_range.last().row - m_range.first().row < offeredRows)
        m_copier->copyText(m_range, QClipboard::Selection);
}

} // namespace assay
