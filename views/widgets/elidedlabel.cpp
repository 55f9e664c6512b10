// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/elidedlabel.h"

#include <QPainter>

#include "views/widgets/elidedtext.h"

namespace assay {

void ElidedLabel::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    paintElided(painter, contentsRect(), text(), font(), palette().color(foregroundRole()));
}

} // namespace assay
