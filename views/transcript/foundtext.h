// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Words looked for in what a transcript shows, and the marks of where they stand.

#include <QElapsedTimer>
#include <QStringList>

#include "views/transcript/blockpart.h"

class QTextLayout;

namespace assay {

struct FoundTerms {
    QStringList terms; // each as it stands, any of them; empty ones find nothing
    Qt::CaseSensitivity caseSensitivity = Qt::CaseInsensitive;

    bool operator==(const FoundTerms &) const = default;
};

// The event that was asked for, and where to go in it.
struct RevealedEvent {
    static constexpr int markMs = 600;

    qint64 event = 0;
    FoundTerms what = {};
    int occurrence = 0;    // -1 = the last
    bool pending = false;  // not in sight yet
    QElapsedTimer at = {}; // when it came into sight: it is framed for a moment

    [[nodiscard]] bool isMarked() const { return at.isValid() && !at.hasExpired(markMs); }
};

// In order; where two overlap the first and longer one.
[[nodiscard]] QList<TextRange> occurrences(const QString &text, const FoundTerms &what);

// Of the characters on the line of the first of them, in the layout's coordinates.
[[nodiscard]] QRectF lineRect(const QTextLayout &layout, int start, int length);

// Round the occurrence that the reader is at.
void paintFoundFrame(QPainter &painter, const QRectF &rect);

} // namespace assay
