// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QFont>
#include <QRectF>
#include <QString>

class QPainter;

namespace assay {

// One line of text, cut at the right where the room ends; returns the width it took.
qreal paintElided(QPainter &painter, const QRectF &room, const QString &text, const QFont &font, const QColor &color);

// From the top of the room on, two lines at most; the second is cut.
void paintTwoLines(QPainter &painter, const QRectF &place, const QString &text, const QFont &font, const QColor &color);

} // namespace assay
