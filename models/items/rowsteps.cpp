// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/rowsteps.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace assay {

namespace {

bool appendRemovals(QList<qint64> &rows, const QSet<qint64> &kept, QList<RowStep> &steps, int limit)
{
    qsizetype end = rows.size();
    QList<qint64> left;
    while (end > 0) {
        qsizetype start = end;
        while (start > 0 && !kept.contains(rows[start - 1]))
            --start;
        if (start < end) {
            steps.append({RowStep::Kind::Remove, static_cast<int>(start), static_cast<int>(end - start), 0});
            if (steps.size() > limit)
                return false;
            end = start;
        } else {
            left.append(rows[--end]);
        }
    }
    std::reverse(left.begin(), left.end());
    rows = left;
    return true;
}

bool appendMoves(QList<qint64> &rows, const QList<qint64> &wanted, QList<RowStep> &steps, int limit)
{
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (rows[i] == wanted[i])
            continue;
        const qsizetype from = rows.indexOf(wanted[i], i);
        rows.move(from, i);
        steps.append({RowStep::Kind::Move, static_cast<int>(from), 1, static_cast<int>(i)});
        if (steps.size() > limit)
            return false;
    }
    return true;
}

bool appendInsertions(const QList<qint64> &to, const QHash<qint64, qsizetype> &present, QList<RowStep> &steps,
                      int limit)
{
    for (qsizetype i = 0; i < to.size();) {
        const qsizetype start = i;
        while (i < to.size() && !present.contains(to[i]))
            ++i;
        if (i == start) {
            ++i;
            continue;
        }
        steps.append({RowStep::Kind::Insert, static_cast<int>(start), static_cast<int>(i - start), 0});
        if (steps.size() > limit)
            return false;
    }
    return true;
}

// How often a row follows one that it stood before. A move mends three at most, so this tells early that a list was
// sorted anew.
qsizetype breaks(const QHash<qint64, qsizetype> &places, const QList<qint64> &stayingInOrder)
{
    qsizetype found = 0;
    for (qsizetype i = 1; i < stayingInOrder.size(); ++i)
        found += places.value(stayingInOrder.at(i)) < places.value(stayingInOrder.at(i - 1)) ? 1 : 0;
    return found;
}

std::optional<QList<RowStep>> stepsOfDifferent(const QList<qint64> &from, const QList<qint64> &to, int limit)
{
    QList<RowStep> steps;
    QHash<qint64, qsizetype> before;
    before.reserve(from.size());
    for (qsizetype i = 0; i < from.size(); ++i)
        before.insert(from.at(i), i);
    QList<qint64> stayingInOrder;
    std::copy_if(to.cbegin(), to.cend(), std::back_inserter(stayingInOrder),
                 [&](qint64 id) { return before.contains(id); });
    if (breaks(before, stayingInOrder) > 3 * qsizetype{limit})
        return std::nullopt;
    const QSet<qint64> after(to.cbegin(), to.cend());
    QList<qint64> rows = from;
    if (!appendRemovals(rows, after, steps, limit) || !appendMoves(rows, stayingInOrder, steps, limit) ||
        !appendInsertions(to, before, steps, limit))
        return std::nullopt;
    return steps;
}

} // namespace

// Most changes touch a few rows near each other: what is equal before and behind them is passed by, so that one new row
// among a hundred thousand costs a comparison of each and no table of them.
std::optional<QList<RowStep>> rowSteps(const QList<qint64> &from, const QList<qint64> &to, int limit)
{
    const auto [first, second] = std::mismatch(from.cbegin(), from.cend(), to.cbegin(), to.cend());
    if (first == from.cend() && second == to.cend())
        return QList<RowStep>();
    const auto equal = std::distance(from.cbegin(), first);
    const auto [last, lastOfTo] = std::mismatch(from.crbegin(), std::make_reverse_iterator(first), to.crbegin(),
                                                std::make_reverse_iterator(second));
    auto steps = stepsOfDifferent(from.mid(equal, std::distance(first, last.base())),
                                  to.mid(equal, std::distance(second, lastOfTo.base())), limit);
    if (!steps)
        return std::nullopt;
    for (RowStep &step : *steps) {
        step.first += static_cast<int>(equal);
        step.to += step.kind == RowStep::Kind::Move ? static_cast<int>(equal) : 0;
    }
    return steps;
}

} // namespace assay
