// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The spans of one turn as a tree: a sub-agent holds what it did. GUI thread.

#include <QAbstractItemModel>

#include "models/data/query/turntimes.h"

namespace assay {

class WaterfallModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    using QAbstractItemModel::QAbstractItemModel;

    void setTurn(const TurnTimes &turn);
    [[nodiscard]] const TurnTimes &turn() const { return m_turn; }
    [[nodiscard]] const TurnSpan &spanAt(const QModelIndex &index) const; // of a valid index
    // Invalid = none.
    [[nodiscard]] QModelIndex indexOf(qint64 event) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] const QList<int> &children(const QModelIndex &parent) const;

    TurnTimes m_turn;
    QList<int> m_top;             // indexes of spans
    QList<QList<int>> m_children; // of each span
    QList<int> m_rows;            // of each span within its parent
};

// "Bash, failed", "Thinking", "Explore: find callers".
[[nodiscard]] QString spanTitle(const TurnSpan &span);
// How long, from when, and what of that is measured and what inferred; several lines.
[[nodiscard]] QString spanTip(const TurnSpan &span, const TurnTimes &turn);
// "model 2 min 10 s · tools 48 s · sub-agents 1 min 12 s (2 at once) · waiting 30 s".
[[nodiscard]] QString totalsText(const TurnTotals &totals);

} // namespace assay
