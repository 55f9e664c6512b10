// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The spans of one turn as a tree: a sub-agent holds what it did. GUI thread.

#include <QAbstractItemModel>

#include "models/data/query/turntimes.h"
#include "views/timeline/waterfallaxis.h"

namespace assay {

class WaterfallModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    using QAbstractItemModel::QAbstractItemModel;

    void setTurn(const TurnTimes &turn);
    [[nodiscard]] const TurnTimes &turn() const { return m_turn; }
    // Paths in it are shown from there on.
    void setFolder(const QString &folder) { m_folder = folder; }
    [[nodiscard]] const QString &folder() const { return m_folder; }
    [[nodiscard]] const QList<TimeCut> &cuts() const { return m_cuts; }
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
    QString m_folder;
    QList<TimeCut> m_cuts;
    QList<int> m_top;             // indexes of spans
    QList<QList<int>> m_children; // of each span
    QList<int> m_rows;            // of each span within its parent
};

// "Bash, failed", "Thinking", "Explore: find callers".
[[nodiscard]] QString spanTitle(const TurnSpan &span);
// How long, from when, and what of that is measured and what inferred; several lines.
[[nodiscard]] QString spanTip(const TurnSpan &span, const TurnTimes &turn);
// What idle time is.
[[nodiscard]] QString idleTip();
// "model 2 min 10 s · tools 48 s · sub-agents 1 min 12 s (2 at once) · waiting 30 s".
[[nodiscard]] QString totalsText(const TurnTotals &totals);

} // namespace assay
