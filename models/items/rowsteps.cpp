// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/rowsteps.h"

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

bool appendInsertions(const QList<qint64> &to, const QSet<qint64> &present, QList<RowStep> &steps, int limit)
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

} // namespace

std::optional<QList<RowStep>> rowSteps(const QList<qint64> &from, const QList<qint64> &to, int limit)
{
    QList<RowStep> steps;
    if (from == to)
        return steps;
    const QSet<qint64> before(from.cbegin(), from.cend());
    const QSet<qint64> after(to.cbegin(), to.cend());
    QList<qint64> rows = from;
    QList<qint64> stayingInOrder;
    std::copy_if(to.cbegin(), to.cend(), std::back_inserter(stayingInOrder),
                 [&](qint64 id) { return before.contains(id); });
    if (!appendRemovals(rows, after, steps, limit) || !appendMoves(rows, stayingInOrder, steps, limit) ||
        !appendInsertions(to, before, steps, limit))
        return std::nullopt;
    return steps;
}

} // namespace assay
