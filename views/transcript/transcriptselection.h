// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the reader has selected in a transcript, and its way to the clipboard. Rows between the ends need not be laid
// out nor loaded.

#include <QClipboard>
#include <QObject>
#include <QPointF>

#include "views/transcript/rowselection.h"

namespace assay {

class RowCopier;
class TranscriptView;

class TranscriptSelection final : public QObject {
    Q_OBJECT

public:
    enum class Unit { Character, Word, Line, Row };

    // Owned by the view.
    explicit TranscriptSelection(TranscriptView *view);

    [[nodiscard]] const RowSelection &range() const { return m_range; }
    // What of a row in sight is selected; the row is one that the range holds.
    [[nodiscard]] QPair<BlockPlace, BlockPlace> within(int row, const TranscriptBlock &block) const;

    // By mouse: at a place of the viewport, or nearest to it.
    void press(const QPointF &position, Unit unit, bool extend);
    void dragTo(const QPointF &position);
    // By keys: the event, then all rows; more rows from the current one on; characters from where the selection ends.
    void selectMore();
    void extendByRows(int rows);
    void extendByCharacters(int direction);
    void clear();
    bool giveUp(); // stops copying, else clears; false = there was nothing to give up
    void rowsShifted(int row, int count);
    void rowsMoved(int firstRow, int lastRow);

    // As it is shown; empty while not all of it is in sight.
    [[nodiscard]] QString textInSight() const;
    // The selection as it is shown, or without one the source text of the current event.
    void copy();
    void copyRow(int row);
    void copyText(const QString &text); // any, with the usual note
    void copyAsMarkdown();
    // For the middle click, where the platform has it.
    void offer();

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] RowSpan spanAt(const QPointF &position, Unit unit) const;
    [[nodiscard]] RowSpan rowSpan(int row) const;
    [[nodiscard]] bool isInSight() const;

    TranscriptView *m_view;
    RowCopier *m_copier;
    RowSelection m_range;
    Unit m_unit = Unit::Character;
};

} // namespace assay
