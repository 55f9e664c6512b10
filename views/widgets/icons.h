// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Icons of resources/icons, drawn in one colour of the theme. GUI thread only.

#include <QIcon>
#include <QPixmap>
#include <QString>

#include "views/widgets/theme.h"

class QPainter;

namespace assay {

// The picture in that colour, cached by name, colour, size and scale. Null when there is no such icon.
[[nodiscard]] QPixmap iconPixmap(const QString &name, const QColor &color, int size, qreal scale);

// Draws it with its top left corner at `at`, at the scale of the painter's device.
void paintIcon(QPainter &painter, const QPointF &at, const QString &name, const QColor &color, int size);

// An icon for controls: takes its colour from the theme at each painting, so it follows light and dark.
[[nodiscard]] QIcon themeIcon(const QString &name, Tone tone = Tone::Text2);

} // namespace assay
