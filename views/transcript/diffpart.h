// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A change: one column of lines with + and −, or, where the document is wide enough, the old text beside the new one.
// Places count the characters of what is shown: side by side all of the old text, then all of the new, so that a
// selection within a column holds that text and nothing else.

#include <memory>

#include "views/transcript/codepart.h"

namespace assay {

class SidesPart final : public BlockPart {
public:
    SidesPart(const std::vector<CodeLine> &lines, const CodeLook &look);

    [[nodiscard]] qreal layout(qreal width) override;
    void paint(QPainter &painter, const PartPaint &how) override;
    [[nodiscard]] QString plainText() const override;
    [[nodiscard]] int positionAt(const QPointF &point) const override;
    [[nodiscard]] BlockAct actAt(const QPointF &point) const override;
    [[nodiscard]] QRectF rectOf(const TextRange &range) const override;

private:
    // Lines that stand beside each other; -1 = none there.
    struct Row {
        int left = -1;
        int right = -1;
    };
    [[nodiscard]] std::size_t rowAt(qreal y) const;
    void paintSide(QPainter &painter, CodeText &text, int line, const QRectF &cell, int offset, const PartPaint &how);
    [[nodiscard]] qreal textLeft() const;

    std::vector<Row> m_rows;
    CodeText m_old;
    CodeText m_new;
    bool m_failed;
    int m_hidden;
    std::vector<qreal> m_tops; // of each row, and the bottom of the last
    qreal m_width = 0;
    qreal m_height = 0;
    qreal m_column = 0;
    qreal m_lineHeight = 18;
    qreal m_footer = 0;
};

class DiffPart final : public BlockPart {
public:
    static constexpr int sidesFrom = 1100; // width of the document at zoom 1

    DiffPart(std::vector<CodeLine> lines, CodeLook look);

    [[nodiscard]] bool isSideBySide() const { return m_sides != nullptr && m_shown == m_sides.get(); }
    [[nodiscard]] qreal layout(qreal width) override;
    void paint(QPainter &painter, const PartPaint &how) override { m_shown->paint(painter, how); }
    [[nodiscard]] QString plainText() const override { return m_shown->plainText(); }
    [[nodiscard]] QString copyText() const override;
    [[nodiscard]] int positionAt(const QPointF &point) const override { return m_shown->positionAt(point); }
    [[nodiscard]] BlockAct actAt(const QPointF &point) const override { return m_shown->actAt(point); }
    [[nodiscard]] QRectF rectOf(const TextRange &range) const override { return m_shown->rectOf(range); }

private:
    std::vector<CodeLine> m_lines;
    CodeLook m_look;
    std::unique_ptr<CodePart> m_column;
    std::unique_ptr<SidesPart> m_sides; // made when it is wide enough for the first time
    BlockPart *m_shown;
};

// A change as a patch has it: each line behind its sign.
[[nodiscard]] QString patchText(const std::vector<CodeLine> &lines);

} // namespace assay
