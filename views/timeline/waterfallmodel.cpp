// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/timeline/waterfallmodel.h"

#include "views/text/visibletext.h"
#include "views/timeline/timelinewords.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

void WaterfallModel::setTurn(const TurnTimes &turn)
{
    beginResetModel();
    m_turn = turn;
    m_cuts = cutsOf(turn);
    m_top.clear();
    m_rows.clear();
    m_children = QList<QList<int>>(turn.spans.size());
    for (int i = 0; i < turn.spans.size(); ++i) {
        const int parent = turn.spans.at(i).parent;
        QList<int> &siblings = parent < 0 ? m_top : m_children[parent];
        m_rows.append(static_cast<int>(siblings.size()));
        siblings.append(i);
    }
    endResetModel();
}

const TurnSpan &WaterfallModel::spanAt(const QModelIndex &index) const
{
    return m_turn.spans.at(static_cast<qsizetype>(index.internalId()));
}

QModelIndex WaterfallModel::indexOf(qint64 event) const
{
    for (qsizetype i = m_turn.spans.size() - 1; i >= 0; --i) {
        if (m_turn.spans.at(i).eventId == event)
            return createIndex(m_rows.at(i), 0, static_cast<quintptr>(i));
    }
    return {};
}

const QList<int> &WaterfallModel::children(const QModelIndex &parent) const
{
    return parent.isValid() ? m_children.at(static_cast<qsizetype>(parent.internalId())) : m_top;
}

QModelIndex WaterfallModel::index(int row, int column, const QModelIndex &parent) const
{
    if (column != 0 || row < 0 || row >= children(parent).size())
        return {};
    return createIndex(row, 0, static_cast<quintptr>(children(parent).at(row)));
}

QModelIndex WaterfallModel::parent(const QModelIndex &child) const
{
    const int above = child.isValid() ? spanAt(child).parent : -1;
    return above < 0 ? QModelIndex() : createIndex(m_rows.at(above), 0, static_cast<quintptr>(above));
}

int WaterfallModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(children(parent).size());
}

int WaterfallModel::columnCount(const QModelIndex & /*parent*/) const
{
    return 1;
}

QVariant WaterfallModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TurnSpan &of = spanAt(index);
    switch (role) {
    case Qt::DisplayRole:
        return spanTitle(of);
    case Qt::ToolTipRole:
        return tipText(spanTip(of, m_turn));
    case Qt::AccessibleTextRole:
        return tr("%1, %2").arg(spanTitle(of), of.isKnown() ? durationText(of.length()) : tr("length not known"));
    default:
        return {};
    }
}

QString spanTitle(const TurnSpan &span)
{
    switch (span.kind) {
    case SpanKind::Thinking:
        return WaterfallModel::tr("Thinking");
    case SpanKind::Replying:
        return WaterfallModel::tr("Replying");
    case SpanKind::Subagent:
        return span.head.isEmpty() ? visibleLine(span.tool) : visibleLine(span.head);
    case SpanKind::Tool:
    case SpanKind::Waiting:
        break;
    }
    return eventWords(EventKind::ToolCall, span.outcome, span.tool);
}

QString spanTip(const TurnSpan &span, const TurnTimes &turn)
{
    QStringList lines = {spanTitle(span)};
    if (!span.head.isEmpty() && span.kind != SpanKind::Subagent && !span.isByModel())
        lines.append(visibleLine(span.head));
    if (!span.isKnown()) {
        lines.append(
            span.outcome == Outcome::Pending
                ? WaterfallModel::tr("No result was written: how long it took is not known.")
                : WaterfallModel::tr("Times are missing or in the wrong order: how long it took is not known."));
        return lines.join(u'\n');
    }
    lines.append(WaterfallModel::tr("%1, from %2 to %3, %4 into the turn")
                     .arg(durationText(span.length()), timeText(span.from), timeText(span.until),
                          durationText(std::max<qint64>(0, span.from - turn.from))));
    if (span.isIdleBefore())
        lines.append(WaterfallModel::tr("Before it nothing was written for %1. %2")
                         .arg(durationText(span.from - span.writtenFrom), idleTip()));
    else if (span.writtenFrom >= 0)
        lines.append(WaterfallModel::tr("Before it the model wrote the call for %1, as inferred.")
                         .arg(durationText(span.from - span.writtenFrom)));
    switch (span.kind) {
    case SpanKind::Thinking:
    case SpanKind::Replying:
        lines.append(span.isIdle() ? idleTip()
                                   : WaterfallModel::tr(
                                         "Inferred: from the last thing that came in until the line was written."));
        break;
    case SpanKind::Tool:
        lines.append(WaterfallModel::tr("Measured: from the call to its result, or the client's own figure. A question "
                                        "for permission that stood open meanwhile may be part of it."));
        break;
    case SpanKind::Subagent:
        lines.append(WaterfallModel::tr("Measured: from the call to the last line of the sub-agent or its result."));
        break;
    case SpanKind::Waiting:
        lines.append(span.outcome == Outcome::Denied
                         ? WaterfallModel::tr("Inferred: the call was denied, so this passed until the answer.")
                         : WaterfallModel::tr("Measured: from the question to the answer."));
        break;
    }
    return lines.join(u'\n');
}

QString idleTip()
{
    return WaterfallModel::tr(
        "Nothing was written for longer than one answer can take: the machine slept, or something "
        "else held it up. This is not counted as time of the model.");
}

QString totalsText(const TurnTotals &totals)
{
    QStringList parts;
    if (totals.model > 0)
        parts.append(WaterfallModel::tr("model %1").arg(durationText(totals.model)));
    if (totals.tools > 0)
        parts.append(WaterfallModel::tr("tools %1").arg(durationText(totals.tools)));
    if (totals.subagents > 0) {
        const QString time = durationText(totals.subagents);
        parts.append(totals.subagentsAtOnce > 1
                         ? WaterfallModel::tr("sub-agents %1 (%2 at once)").arg(time).arg(totals.subagentsAtOnce)
                         : WaterfallModel::tr("sub-agents %1").arg(time));
    }
    if (totals.waiting > 0)
        parts.append(WaterfallModel::tr("waiting %1").arg(durationText(totals.waiting)));
    if (totals.idle > 0)
        parts.append(WaterfallModel::tr("idle %1").arg(durationText(totals.idle)));
    if (totals.unknown > 0)
        parts.append(pluralText(totals.unknown, WaterfallModel::tr("%1 of unknown length"),
                                WaterfallModel::tr("%1 of unknown length")));
    return parts.join(u" · "_s);
}

} // namespace assay
