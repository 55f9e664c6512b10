// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A picture of a transcript at its place, at most 480 × 320. Decoded elsewhere (see detailstore.h); null = not decoded.

#include <QImage>

#include "views/transcript/blockpart.h"

namespace assay {

class ImagePart final : public BlockPart {
public:
    // `label` is shown below, or alone when there is no picture. `number`: which picture of its event.
    ImagePart(QImage image, QString label, int number);

    [[nodiscard]] qreal layout(qreal width) override;
    void paint(QPainter &painter, const PartPaint &how) override;
    [[nodiscard]] QString plainText() const override { return m_label; }
    [[nodiscard]] BlockAct actAt(const QPointF &point) const override;
    [[nodiscard]] int itemAt([[maybe_unused]] const QPointF &point) const override { return m_number; }

private:
    QImage m_image;
    QString m_label;
    int m_number;
    QSizeF m_size;
};

} // namespace assay
