// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/transcript/blockpart.h"

namespace assay {

// A thin line with a label: compaction, interruption, another model, a pause.
class SeparatorPart final : public BlockPart {
public:
    // `act`: what a click on it asks for.
    SeparatorPart(QString label, QString icon, bool dashed, BlockAct act = BlockAct::None);

    [[nodiscard]] qreal layout(qreal width) override;
    void paint(QPainter &painter, const PartPaint &how) override;
    [[nodiscard]] QString plainText() const override { return m_label; }
    [[nodiscard]] BlockAct actAt([[maybe_unused]] const QPointF &point) const override { return m_act; }

private:
    QString m_label;
    QString m_icon;
    bool m_dashed;
    BlockAct m_act;
    qreal m_width = 0;
};

} // namespace assay
