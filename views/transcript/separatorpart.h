// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/transcript/blockpart.h"

namespace assay {

// A thin line with a label: compaction, interruption, another model, a pause.
class SeparatorPart final : public BlockPart {
public:
    SeparatorPart(QString label, QString icon, bool dashed);

    [[nodiscard]] qreal layout(qreal width) override;
    void paint(QPainter &painter, const PartPaint &how) override;
    [[nodiscard]] QString plainText() const override { return m_label; }

private:
    QString m_label;
    QString m_icon;
    bool m_dashed;
    qreal m_width = 0;
};

} // namespace assay
