// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How AssayStyle draws menus and small boxes.

#include <QSize>

class QPainter;
class QStyleOption;
class QStyleOptionMenuItem;

namespace assay {

void drawMenuItem(const QStyleOptionMenuItem *item, QPainter *painter);
// `content` = what its text and keys need.
[[nodiscard]] QSize menuItemSize(const QStyleOptionMenuItem *item, const QSize &content);

// A check box or, with `round`, a radio button.
void drawBox(const QStyleOption *option, QPainter *painter, bool round);

} // namespace assay
