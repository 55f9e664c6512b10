// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A laid-out row of a transcript: its parts, one under the other, beside the gutter with the time. Values of one
// layout; made again when the width, the theme or its content changes.

#include "views/transcript/foundtext.h"
#include "views/widgets/theme.h"
#include <memory>
#include <vector>

namespace assay {

// At the sides of every row, before the text is scaled.
constexpr qreal gutter = 66; // the time stands in it
constexpr qreal rightInset = 14;

// A place in the text of a block.
struct BlockPlace {
    int part = -1;
    int position = 0;

    auto operator<=>(const BlockPlace &) const = default;
};

struct BlockPaint {
    bool current = false;
    bool focused = false;
    bool hovered = false;
    BlockPlace selectFrom; // in reading order; equal = nothing selected
    BlockPlace selectTo;
    int currentFound = -1; // of the occurrences, -1 = none of them
};

class TranscriptBlock final {
public:
    // Where a part starts: lines begin at the bar, texts beside it.
    enum class Indent { Line, Text };
    static constexpr int sideInsets = 93; // what a text part leaves free of the width, at zoom 1
    // Where a line of a call stands in a document of this width; its height is of no meaning.
    [[nodiscard]] static QRect lineRect(int width);

    explicit TranscriptBlock(qint64 eventId);

    void add(std::unique_ptr<BlockPart> part, Indent indent, qreal above = 0, qreal below = 0);
    void setTime(const QString &text, Tone tone, bool always);
    // The bar runs along the parts added since the last separator.
    void setBar(Tone tone);
    // How many runs it lies in: indented below the calls that started them.
    void setDepth(int depth) { m_depth = depth; }
    void setCopyText(const QString &text) { m_copyText = text; }
    // Whether the whole event is still on the way.
    void setWaiting(bool waiting) { m_waiting = waiting; }
    [[nodiscard]] bool isWaiting() const { return m_waiting; }
    // Its first line tells a time that goes on.
    void setRunning(bool running) { m_running = running; }
    [[nodiscard]] bool isRunning() const { return m_running; }

    [[nodiscard]] qint64 eventId() const { return m_eventId; }
    [[nodiscard]] qreal height() const { return m_height; }
    [[nodiscard]] qreal firstLine() const; // the top of it, below separators
    void layout(qreal width);
    // `clip` in the block's coordinates.
    void paint(QPainter &painter, const QRectF &clip, const BlockPaint &how);

    [[nodiscard]] BlockAct actAt(const QPointF &point) const { return hitAt(point).act; }
    [[nodiscard]] BlockHit hitAt(const QPointF &point) const;
    [[nodiscard]] QString copyTextOf(int part) const;
    [[nodiscard]] QString linkAt(const QPointF &point) const;
    [[nodiscard]] BlockPlace placeAt(const QPointF &point) const; // part -1 = beside all texts
    [[nodiscard]] BlockPlace placeNear(const QPointF &point) const;
    [[nodiscard]] BlockPlace begin() const { return {0, 0}; }
    [[nodiscard]] BlockPlace end() const;
    // The next character's place, across parts; the same at either end.
    [[nodiscard]] BlockPlace step(BlockPlace from, int direction) const;
    [[nodiscard]] QString textOf(int part) const;
    // Parts with text, one under the other.
    [[nodiscard]] QString textBetween(BlockPlace from, BlockPlace to) const;
    [[nodiscard]] QString copyText() const;
    [[nodiscard]] QString plainText() const;
    [[nodiscard]] QString accessibleText() const;

    // Grounds what is found from now on; the number of occurrences.
    int find(const FoundTerms &what);
    [[nodiscard]] int occurrenceCount() const { return m_occurrences; }
    [[nodiscard]] QRectF occurrenceRect(int index) const; // null = there is none

private:
    struct Placed {
        std::unique_ptr<BlockPart> part;
        Indent indent = Indent::Line;
        qreal above = 0;
        qreal below = 0;
        int length = 0; // of its text
        QRectF rect = {};
        QList<TextRange> found = {};
    };
    [[nodiscard]] qreal indentOf(int depth) const;
    [[nodiscard]] const Placed *partAt(const QPointF &point) const;
    [[nodiscard]] TextRange selectedIn(int part, const BlockPaint &how) const;

    qint64 m_eventId;
    std::vector<Placed> m_parts;
    QString m_time;
    Tone m_timeTone = Tone::Text3;
    bool m_timeAlways = false;
    bool m_hasBar = false;
    Tone m_barTone = Tone::Accent;
    std::size_t m_firstOfBar = 0;
    QString m_copyText;
    bool m_waiting = false;
    bool m_running = false;
    int m_depth = 0;
    int m_occurrences = 0;
    qreal m_height = 0;
    qreal m_width = 0;
};

} // namespace assay
