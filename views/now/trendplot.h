// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Small plots that stand in a line of text. GUI thread.

#include <QImage>
#include <QList>

namespace assay {

// Bars of the counts of equal parts of time, oldest first; the highest one is as high as a line.
[[nodiscard]] QImage trendPlot(const QList<qint64> &counts, qreal scale);
// A triangle up or down, or two lines: more, less, as many.
[[nodiscard]] QString trendMark(qint64 now, qint64 before);

} // namespace assay
