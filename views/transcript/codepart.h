// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Lines in the mono face on an inset ground: code, a diff, output of a command, a file. Long lines wrap anywhere. Only
// the lines that are painted are shaped, so thousands may be open.

#include <optional>
#include <vector>

#include <QTextLayout>

#include "views/text/ansi.h"
#include "views/text/linediff.h"
#include "views/transcript/blockpart.h"
#include "views/widgets/theme.h"

namespace assay {

struct CodeLine {
    QString text; // visible characters only, no tabs
    int oldNumber = 0;
    int newNumber = 0;
    QChar sign = u' ';
    QList<QTextLayout::FormatRange> formats;
};

struct CodeLook {
    int numberColumns = 0; // 0, 1 (newNumber) or 2
    bool signs = false;    // + and − in their own column, lines on their ground
    bool failed = false;   // 3 px error bar at the left
    bool dotted = false;   // standard error: dotted left line
    bool dense = false;    // 17 px lines
    QString caption;       // over the lines: "input", "output", "error output"
    QString language;      // right top
    int hidden = 0;        // lines that are not among these
};

// Readers of the different sources; all make control characters visible and cut lines beyond 2 000 characters with a
// note. At most `most` lines are kept; the count of all is stored in `total`.
[[nodiscard]] std::vector<CodeLine> plainLines(const QString &text, int most, int firstNumber, int &total);
[[nodiscard]] std::vector<CodeLine> ansiLines(const QString &output, int most, int &total);
[[nodiscard]] std::vector<CodeLine> changedLines(const QList<DiffLine> &diff, int most, int &total);

class CodePart final : public BlockPart {
public:
    CodePart(std::vector<CodeLine> lines, CodeLook look);

    [[nodiscard]] qreal layout(qreal width) override;
    void paint(QPainter &painter, const PartPaint &how) override;
    [[nodiscard]] QString plainText() const override;
    [[nodiscard]] int positionAt(const QPointF &point) const override;
    [[nodiscard]] BlockAct actAt(const QPointF &point) const override;
    qreal markTerms(const QStringList &terms) override;

private:
    [[nodiscard]] std::unique_ptr<QTextLayout> shape(const CodeLine &line) const;
    [[nodiscard]] std::size_t lineAt(qreal y) const;
    void paintLine(QPainter &painter, std::size_t index, const PartPaint &how);
    void paintNumbers(QPainter &painter, const CodeLine &line, qreal y) const;
    void paintFrame(QPainter &painter) const;

    std::vector<CodeLine> m_lines;
    CodeLook m_look;
    std::vector<qreal> m_tops; // of each line, and the bottom of the last
    std::vector<int> m_starts; // position of each line's first character
    std::vector<QList<QPair<int, int>>> m_found;
    qreal m_width = 0;
    qreal m_height = 0;
    qreal m_textLeft = 0;
    qreal m_textWidth = 0;
    qreal m_lineHeight = 18;
    qreal m_footer = 0;
};

} // namespace assay
