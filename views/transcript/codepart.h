// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A framed block of lines in the mono face: code, a diff, output of a command, a file, a tree. See codetext.h.

#include <optional>

#include "views/text/ansi.h"
#include "views/text/linediff.h"
#include "views/transcript/blockpart.h"
#include "views/transcript/codetext.h"
#include "views/widgets/theme.h"

namespace assay {

struct CodeLook {
    int numberColumns = 0; // 0, 1 (newNumber) or 2
    bool signs = false;    // + and − in their own column, lines on their ground
    bool failed = false;   // 3 px error bar at the left
    bool dotted = false;   // standard error: dotted left line
    bool dense = false;    // 17 px lines
    bool bare = false;     // no frame and no ground
    QString caption = {};  // over the lines: "input", "output", "standard error"
    QString label = {};    // right top: the language
    const Language *language = nullptr;
    QString copies = {}; // what the button at the right top copies; empty = no button
    int hidden = 0;      // lines that are not among these
    QString more = {};   // told instead of their number
    bool flows = false;  // one long line: cut into pieces that fill the width, so that only those in sight are shaped
};

// Readers of the different sources; all make control characters visible and cut lines beyond 2 000 characters with a
// note. At most `most` lines are kept; the count of all is stored in `total`.
[[nodiscard]] std::vector<CodeLine> plainLines(const QString &text, int most, int firstNumber, int &total);
[[nodiscard]] std::vector<CodeLine> ansiLines(const QString &output, int most, int &total);
[[nodiscard]] std::vector<CodeLine> changedLines(const QList<DiffLine> &diff, int most, int &total);
// One line as those readers show it.
[[nodiscard]] QString codeLineText(const QString &line);

class CodePart final : public BlockPart {
public:
    CodePart(std::vector<CodeLine> lines, CodeLook look);

    [[nodiscard]] qreal layout(qreal width) override;
    void paint(QPainter &painter, const PartPaint &how) override;
    [[nodiscard]] qreal frameHeight() const { return m_height; } // without what it leaves free below
    [[nodiscard]] QString plainText() const override { return m_text.plainText(); }
    [[nodiscard]] QString copyText() const override;
    [[nodiscard]] int positionAt(const QPointF &point) const override;
    [[nodiscard]] BlockAct actAt(const QPointF &point) const override;
    [[nodiscard]] int itemAt(const QPointF &point) const override;
    [[nodiscard]] QRectF rectOf(const TextRange &range) const override;

private:
    [[nodiscard]] std::size_t lineAt(qreal y) const;
    [[nodiscard]] qreal widthOf(std::size_t index) const;
    [[nodiscard]] const CodeLine *chevronAt(const QPointF &point) const;
    void paintLine(QPainter &painter, std::size_t index, const PartPaint &how);
    void paintFrame(QPainter &painter) const;
    void paintCorner(QPainter &painter) const;
    void paintFooter(QPainter &painter) const;
    void flow();

    CodeText m_text;
    CodeLook m_look;
    std::vector<qreal> m_tops; // of each line, and the bottom of the last
    qreal m_width = 0;
    qreal m_height = 0;
    qreal m_textLeft = 0;
    qreal m_textWidth = 0;
    qreal m_lineHeight = 18;
    qreal m_character = 7;
    qreal m_footer = 0;
    qreal m_corner = 0; // what the first line leaves free at its right
    QRectF m_copyRect;
};

// Shared with the two columns of a diff (diffpart.h).
void paintLineNumber(QPainter &painter, int number, QChar sign, const QRectF &column);
void paintSign(QPainter &painter, QChar sign, const QRectF &column);
void paintChangeGround(QPainter &painter, QChar sign, const QRectF &line);
void paintMoreLines(QPainter &painter, const QRectF &footer, const QString &label);
[[nodiscard]] QString moreLinesText(int hidden);

} // namespace assay
