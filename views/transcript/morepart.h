// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// "n more lines" under a folded text: a click on it asks for the rest.

#include "views/transcript/blockpart.h"

namespace assay {

class MorePart final : public BlockPart {
public:
    MorePart(QString label, BlockAct act);

    [[nodiscard]] qreal layout(qreal width) override;
    void paint(QPainter &painter, const PartPaint &how) override;
    [[nodiscard]] BlockAct actAt(const QPointF &point) const override;

private:
    QString m_label;
    BlockAct m_act;
    qreal m_length = 0;
};

} // namespace assay
