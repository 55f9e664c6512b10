// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One span as a row: what it is, a bar on the axis of the turn, how long it took.

#include <QStyledItemDelegate>

#include "views/timeline/waterfallaxis.h"

namespace assay {

class WaterfallModel;

class WaterfallDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] WaterfallAxis axisOf(const WaterfallModel &model, int rowWidth) const;
    [[nodiscard]] const AxisPart &part() const { return m_part; }
    void setPart(const AxisPart &part) { m_part = part; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    AxisPart m_part;
};

} // namespace assay
