// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/foundtext.h"

#include <algorithm>

#include <QPainter>
#include <QStringMatcher>
#include <QTextLayout>

#include "views/widgets/theme.h"

namespace assay {

QList<TextRange> occurrences(const QString &text, const FoundTerms &what)
{
    QList<TextRange> found;
    for (const QString &term : what.terms) {
        if (term.isEmpty())
            continue;
        const QStringMatcher matcher(term, what.caseSensitivity);
        const auto length = static_cast<int>(term.size());
        for (qsizetype at = matcher.indexIn(text); at >= 0; at = matcher.indexIn(text, at + length))
            found.append({static_cast<int>(at), length});
    }
    if (what.terms.size() < 2)
        return found;
    std::sort(found.begin(), found.end(), [](const TextRange &a, const TextRange &b) {
        return a.start != b.start ? a.start < b.start : a.length > b.length;
    });
    int end = 0;
    found.removeIf([&end](const TextRange &range) {
        const bool overlaps = range.start < end;
        end = overlaps ? end : range.end();
        return overlaps;
    });
    return found;
}

QRectF lineRect(const QTextLayout &layout, int start, int length)
{
    const QTextLine line = layout.lineForTextPosition(start);
    if (!line.isValid())
        return {};
    const qreal from = line.cursorToX(start);
    const qreal to = line.cursorToX(std::min(start + length, line.textStart() + line.textLength()));
    return {QPointF(std::min(from, to), line.y()), QSizeF(std::abs(to - from), line.height())};
}

void paintFoundFrame(QPainter &painter, const QRectF &rect)
{
    if (rect.isNull())
        return;
    painter.setPen(Theme::instance()->color(Tone::Text));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect.toAlignedRect().adjusted(-1, 0, 0, -1));
}

} // namespace assay
