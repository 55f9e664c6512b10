// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A key as a small framed cap: "Ctrl K", "/", "F1".

#include <QRectF>
#include <QString>

class QPainter;

namespace assay {

// "Ctrl+Shift+F" as it stands on a cap: "Ctrl Shift F".
[[nodiscard]] QString capText(const QString &keys);
[[nodiscard]] qreal keyCapWidth(const QString &keys);
// At the right end of `room`, centred upright; returns the width it took. `dim` = what it belongs to cannot be used.
qreal paintKeyCap(QPainter &painter, const QRectF &room, const QString &keys, bool dim = false);

} // namespace assay
