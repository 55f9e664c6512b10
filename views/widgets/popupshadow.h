// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The ground of what lies over the window: pane, framed, with the only shadow there is.

#include <QRect>

class QPainter;

namespace assay {

// Room for the shadow on every side, in pixels.
[[nodiscard]] int popupShadow();
// `rect` with that room.
void paintPopup(QPainter &painter, const QRect &rect);

} // namespace assay
