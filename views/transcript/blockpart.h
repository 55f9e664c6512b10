// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One laid-out piece of a transcript row: a line, prose, code, a picture, a separator. Positions count QChars of
// plainText().

#include <QList>
#include <QRectF>
#include <QString>

class QPainter;

namespace assay {

// What a click on a place in a row asks for.
enum class BlockAct {
    None,
    Toggle,
    MoreLines,
    ShowAll,
    OpenRun,
    ToggleRaw, // the stored lines as they are, and back
    CopyEvent, // what Ctrl+C copies
    CopyCode,  // copyText() of the part
    Fold,      // the item of a tree
    Deeper,    // one level more of the trees
    Shallower,
    ViewImage, // the item is its number in the event
};

// An act and what it is about.
struct BlockHit {
    BlockAct act = BlockAct::None;
    int part = -1;
    int item = -1;
};

// A range of plainText().
struct TextRange {
    int start = 0;
    int length = 0;

    [[nodiscard]] int end() const { return start + length; }
    bool operator==(const TextRange &) const = default;
};

struct PartPaint {
    QRectF clip;        // in the part's own coordinates; nothing outside needs painting
    int selectFrom = 0; // selected range; empty when equal
    int selectTo = 0;
    QList<TextRange> found; // grounded as search hits, in order
    int currentFound = -1;  // index of the one that is framed
    bool current = false;
    bool hovered = false;
};

class BlockPart {
public:
    BlockPart() = default;
    virtual ~BlockPart() = default;
    BlockPart(const BlockPart &) = delete;
    BlockPart &operator=(const BlockPart &) = delete;

    // Lays out to the width and returns the height.
    [[nodiscard]] virtual qreal layout(qreal width) = 0;
    // Paints with the origin at the part's top left corner.
    virtual void paint(QPainter &painter, const PartPaint &how) = 0;

    [[nodiscard]] virtual QString plainText() const { return {}; }
    [[nodiscard]] virtual QString copyText() const { return plainText(); }   // for BlockAct::CopyCode
    [[nodiscard]] virtual QString spokenText() const { return plainText(); } // for those who do not see it
    [[nodiscard]] virtual int positionAt([[maybe_unused]] const QPointF &point) const { return -1; }
    [[nodiscard]] virtual BlockAct actAt([[maybe_unused]] const QPointF &point) const { return BlockAct::None; }
    [[nodiscard]] virtual int itemAt([[maybe_unused]] const QPointF &point) const { return -1; }
    [[nodiscard]] virtual QString linkAt([[maybe_unused]] const QPointF &point) const { return {}; }

    // Where a range of plainText() is shown: its first line, in the part's own coordinates. Null = not in particular.
    [[nodiscard]] virtual QRectF rectOf([[maybe_unused]] const TextRange &range) const { return {}; }
};

} // namespace assay
