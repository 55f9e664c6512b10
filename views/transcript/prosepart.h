// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Running text in a text document that can never load anything.

#include <memory>

#include <QTextDocument>

#include "views/transcript/blockpart.h"
#include "views/widgets/theme.h"

namespace assay {

// Answers every request for a resource with nothing: no file, no address, no data of a transcript is ever opened.
class InertDocument final : public QTextDocument {
    Q_OBJECT

public:
    InertDocument() = default;

protected:
    [[nodiscard]] QVariant loadResource(int type, const QUrl &name) override;
};

class ProsePart final : public BlockPart {
public:
    // HTML of readMarkdown().
    [[nodiscard]] static std::unique_ptr<ProsePart> fromHtml(const QString &html, Tone tone = Tone::Text);
    [[nodiscard]] static std::unique_ptr<ProsePart> fromText(const QString &text, Face face, Tone tone);

    [[nodiscard]] qreal layout(qreal width) override;
    void paint(QPainter &painter, const PartPaint &how) override;
    [[nodiscard]] QString plainText() const override;
    [[nodiscard]] int positionAt(const QPointF &point) const override;
    [[nodiscard]] QString linkAt(const QPointF &point) const override;
    [[nodiscard]] QRectF rectOf(const TextRange &range) const override;

private:
    ProsePart(Face face, Tone tone);
    void frameCode(const QTextBlock &block);
    void paintFrames(QPainter &painter, const QRectF &clip) const;

    InertDocument m_document;
    bool m_hasMarkup = false;
    QList<QRectF> m_frames; // of code within the text
    Tone m_tone;
};

} // namespace assay
