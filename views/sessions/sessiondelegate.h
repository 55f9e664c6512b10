// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Paints the rows of the session list: a project in one line, a session in two. What does not fit in the second line
// goes in this order: tokens, tools, duration; cost stays.

#include <QStyledItemDelegate>

#include "models/data/record.h"

namespace assay {

class SessionDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    // The figures of a session as words, most important last; `room` in pixels of the meta face.
    [[nodiscard]] static QString secondLine(const SessionRow &session, qreal room);
};

} // namespace assay
