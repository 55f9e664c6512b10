// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/turnspans.h"

#include <algorithm>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isAnswer(const TurnRow &row)
{
    return row.tool == "AskUserQuestion"_L1 || row.tool == "ExitPlanMode"_L1 || row.outcome == Outcome::Denied;
}

SpanKind kindOfCall(const TurnRow &row)
{
    if (row.childRunId != 0)
        return SpanKind::Subagent;
    return isAnswer(row) ? SpanKind::Waiting : SpanKind::Tool;
}

bool isByModel(EventKind kind)
{
    return kind == EventKind::Reply || kind == EventKind::Thinking;
}

TurnSpan spanOf(const TurnRow &row)
{
    return {.eventId = row.eventId, .outcome = row.outcome, .tool = row.tool, .head = row.head};
}

TurnSpan callSpan(const TurnRow &row)
{
    TurnSpan span = spanOf(row);
    span.kind = kindOfCall(row);
    span.childRunId = row.childRunId;
    span.from = row.at >= 0 ? row.at : row.childFrom;
    if (row.at >= 0 && row.durationMs >= 0)
        span.until = row.at + row.durationMs;
    if (row.childFrom >= 0 && row.childUntil >= row.childFrom) // a run in the background outlives its call
        span.until = std::max(span.until, row.childUntil);
    return span;
}

} // namespace

QList<TurnSpan> spansOf(const QList<TurnRow> &rows, qint64 before)
{
    QList<TurnSpan> spans;
    qint64 last = before;  // the model could not go on earlier than this
    QList<qint64> results; // of calls that are still out at `last`
    for (const TurnRow &row : rows) {
        if (row.at >= 0) {
            for (const qint64 result : std::as_const(results))
                last = result <= row.at ? std::max(last, result) : last;
            results.removeIf([&row](qint64 result) { return result <= row.at; });
        }
        const bool isLater = row.at >= 0 && last >= 0 && row.at >= last;
        if (isByModel(row.kind)) {
            TurnSpan span = spanOf(row);
            span.kind = row.kind == EventKind::Thinking ? SpanKind::Thinking : SpanKind::Replying;
            if (isLater) {
                span.from = last;
                span.until = row.at;
            }
            spans.append(span);
        } else if (row.kind == EventKind::ToolCall) {
            TurnSpan span = callSpan(row);
            span.writtenFrom = isLater && row.at > last ? last : -1;
            spans.append(span);
            if (row.at >= 0 && row.durationMs >= 0)
                results.append(row.at + row.durationMs);
        }
        last = std::max(last, row.at);
    }
    return spans;
}

Coverage coverage(QList<QPair<qint64, qint64>> intervals)
{
    QList<QPair<qint64, int>> edges;
    for (const auto &[from, until] : std::as_const(intervals)) {
        if (until > from) {
            edges.append({from, 1});
            edges.append({until, -1});
        }
    }
    std::sort(edges.begin(), edges.end()); // an end before a beginning at the same moment
    Coverage covered;
    int open = 0;
    qint64 since = 0;
    for (const auto &[time, step] : std::as_const(edges)) {
        if (open == 0)
            since = time;
        open += step;
        covered.atOnce = std::max(covered.atOnce, open);
        if (open == 0)
            covered.length += time - since;
    }
    return covered;
}

TurnTotals totalsOf(const QList<TurnSpan> &spans)
{
    using Intervals = QList<QPair<qint64, qint64>>;
    TurnTotals totals;
    Intervals model;
    Intervals tools;
    Intervals subagents;
    Intervals waiting;
    Intervals idle;
    for (const TurnSpan &span : spans) {
        const bool isCall =
            span.kind == SpanKind::Tool || span.kind == SpanKind::Subagent || span.kind == SpanKind::Waiting;
        totals.toolCalls += isCall ? 1 : 0;
        totals.failed += span.outcome == Outcome::Failed && isCall ? 1 : 0;
        totals.subagentRuns += span.kind == SpanKind::Subagent ? 1 : 0;
        if (span.parent >= 0)
            continue;
        totals.modelSpans += isCall ? 0 : 1;
        if (span.writtenFrom >= 0)
            (span.isIdleBefore() ? idle : model).append({span.writtenFrom, span.from});
        if (!span.isKnown()) {
            ++totals.unknown;
            continue;
        }
        Intervals &into = span.kind == SpanKind::Tool       ? tools
                          : span.kind == SpanKind::Subagent ? subagents
                          : span.kind == SpanKind::Waiting  ? waiting
                          : span.isIdle()                   ? idle
                                                            : model;
        into.append({span.from, span.until});
    }
    const Coverage toolTime = coverage(tools);
    const Coverage subagentTime = coverage(subagents);
    totals.model = coverage(model).length;
    totals.tools = toolTime.length;
    totals.toolsAtOnce = toolTime.atOnce;
    totals.subagents = subagentTime.length;
    totals.subagentsAtOnce = subagentTime.atOnce;
    totals.waiting = coverage(waiting).length;
    totals.idle = coverage(idle).length;
    return totals;
}

} // namespace assay
