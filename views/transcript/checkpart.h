// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A list with a box before each line: tasks and their state, options and what was chosen.

#include <vector>

#include "views/transcript/blockpart.h"

namespace assay {

struct CheckItem {
    enum class State { Open, Active, Done, Dropped };

    QString text; // one visible line
    State state = State::Open;
    QString note = {}; // dim, behind it
};

class CheckPart final : public BlockPart {
public:
    explicit CheckPart(std::vector<CheckItem> items);

    [[nodiscard]] qreal layout(qreal width) override;
    void paint(QPainter &painter, const PartPaint &how) override;
    [[nodiscard]] QString plainText() const override;
    [[nodiscard]] int positionAt(const QPointF &point) const override;
    [[nodiscard]] QRectF rectOf(const TextRange &range) const override;

private:
    void paintItem(QPainter &painter, std::size_t index, const PartPaint &how, int start) const;
    void paintBox(QPainter &painter, CheckItem::State state, qreal y) const;
    [[nodiscard]] QString lineOf(const CheckItem &item) const;
    [[nodiscard]] QRectF inLine(const CheckItem &item, const TextRange &range, const QRectF &row) const;

    std::vector<CheckItem> m_items;
    qreal m_width = 0;
    qreal m_lineHeight = 20;
};

} // namespace assay
