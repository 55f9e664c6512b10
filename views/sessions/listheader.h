// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The strip above the list: how it is grouped and ordered, and how much of all it shows. What was chosen is kept in the
// settings.

#include <QWidget>

#include "models/items/sessionoutline.h"

class QLabel;

namespace assay {

class MenuButton;

class ListHeader final : public QWidget {
    Q_OBJECT

public:
    explicit ListHeader(QWidget *parent = nullptr);

    [[nodiscard]] SessionShape shape() const { return m_shape; }
    void setShape(SessionShape shape);
    void setCounts(int shown, int total);

Q_SIGNALS:
    void shapeChanged(assay::SessionShape shape);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] MenuButton *buildGroupings();
    [[nodiscard]] MenuButton *buildOrders();
    void tell();
    void restyle();

    SessionShape m_shape;
    QList<QAction *> m_groupings; // by SessionGrouping
    QList<QAction *> m_orders;    // by SessionOrder
    MenuButton *m_grouping;
    MenuButton *m_order;
    QLabel *m_counts;
};

} // namespace assay
