// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Paints a search hit: what kind of event, when, and the line around the match; and the head of a group: the session's
// title and how many hits it has.

#include <QStyledItemDelegate>

namespace assay {

class HitDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    // Whether keys reach the list, though the focus may be in the field above it.
    void setActive(bool active) { m_active = active; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    bool m_active = false;
};

} // namespace assay
