// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a widget stands on and in which tone it speaks, in the colours of the theme in use. Called again by whoever
// restyles: a colour that was set stays when the scheme changes. What is set holds for what the widget holds, too.

#include "views/widgets/tones.h"

class QPainter;
class QStyleOptionViewItem;
class QWidget;

namespace assay {

void setGround(QWidget *widget, Tone window);
void setGround(QWidget *widget, Tone window, Tone base); // base: of its lists and fields
void setListGround(QWidget *list, Tone base);
void setTextTone(QWidget *label, Tone tone);

// Behind a row of a list that is chosen or under the pointer. `active`: keys reach the list.
void paintRowGround(QPainter &painter, const QStyleOptionViewItem &option, bool active);
// Where the list itself has to have the focus for that.
void paintRowGround(QPainter &painter, const QStyleOptionViewItem &option);

} // namespace assay
