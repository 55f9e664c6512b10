// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One span as a row: what it is, a bar on the axis of the turn, how long it took.

#include <QStyledItemDelegate>

namespace assay {

// Where the axis lies within a row of that width.
struct WaterfallAxis {
    qint64 from = 0; // ms
    qint64 until = 1;
    qreal left = 0;
    qreal width = 1;

    [[nodiscard]] qreal x(qint64 at) const;
    // Times that deserve a tick, at round distances from the beginning, at most some `most` of them.
    [[nodiscard]] QList<qint64> ticks(int most) const;
};
[[nodiscard]] WaterfallAxis waterfallAxis(qint64 from, qint64 until, int rowWidth);

class WaterfallDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace assay
