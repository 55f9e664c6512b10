// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Lines in the mono face: their shapes, colours, marks and places. Wraps anywhere. Nothing is shaped or coloured before
// it is painted, so thousands of lines may be open. Places count QChars of plainText(). For the GUI thread.

#include <memory>
#include <vector>

#include <QTextLayout>

#include "views/text/highlight/highlight.h"
#include "views/transcript/blockpart.h"

class QPainter;

namespace assay {

struct CodeLine {
    enum class Fold { None, Open, Closed };

    QString text; // visible characters only, no tabs
    int oldNumber = 0;
    int newNumber = 0;
    QChar sign = u' '; // of a diff; '@' = a gap, '#' = a heading of what follows
    QList<QTextLayout::FormatRange> formats = {};
    bool goesOn = false; // no line end behind it: the next line belongs to the same one of the source
    Fold fold = Fold::None;
    int indent = 0; // of its chevron, in characters
    int item = -1;  // what a click on the chevron folds
};

class CodeText final {
public:
    explicit CodeText(std::vector<CodeLine> lines, const Language *language = nullptr);

    [[nodiscard]] std::size_t size() const { return m_lines.size(); }
    [[nodiscard]] const CodeLine &line(std::size_t index) const { return m_lines[index]; }
    [[nodiscard]] int start(std::size_t index) const { return m_starts[index]; }
    [[nodiscard]] int length() const; // of plainText()
    [[nodiscard]] QString plainText() const;

    // Of a column `width` pixels wide; only lines with letters of other widths are shaped to be counted.
    [[nodiscard]] int rowsOf(std::size_t index, qreal width) const;
    struct Place {
        QPointF at; // top left of the line
        qreal width = 0;
        qreal lineHeight = 0;
        QRectF clip;
    };
    // With the selection and what was found; `offset`: where this text starts in that of the part.
    void draw(QPainter &painter, std::size_t index, const Place &place, const PartPaint &how, int offset = 0);
    // `point` relative to the line's top left.
    [[nodiscard]] int positionAt(std::size_t index, const QPointF &point, qreal width, qreal lineHeight) const;
    [[nodiscard]] std::size_t lineOf(int position) const;
    // Of a range that starts in that line, relative to the line's top left.
    [[nodiscard]] QRectF rectIn(std::size_t index, const TextRange &range, qreal width, qreal lineHeight) const;

private:
    [[nodiscard]] std::unique_ptr<QTextLayout> shape(std::size_t index, qreal width, qreal lineHeight,
                                                     const QList<QTextLayout::FormatRange> &formats) const;
    [[nodiscard]] QList<QTextLayout::FormatRange> colours(std::size_t index);
    [[nodiscard]] QList<QTextLayout::FormatRange> groundsOf(std::size_t index, const PartPaint &how, int offset) const;
    void readTo(std::size_t index);

    // Of a diff both texts are read: a line that goes leaves nothing open for one that came.
    struct Before {
        CodeState old;
        CodeState now;
    };
    std::vector<CodeLine> m_lines;
    std::vector<int> m_starts;
    const Language *m_language;
    std::vector<Before> m_before; // what is open before each line, as far as it was needed
};

} // namespace assay
