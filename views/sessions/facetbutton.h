// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One value of a facet: icon, name, how many sessions as a bar and a figure. Ticked while its terms are in the filter,
// struck out while they are excluded. Space, Enter and click toggle; with Ctrl they exclude.

#include <QAbstractButton>

#include "models/data/query/facetvalue.h"

namespace assay {

class FacetButton final : public QAbstractButton {
    Q_OBJECT

public:
    explicit FacetButton(QWidget *parent = nullptr);

    // What the values of a group share, so that their bars stand below each other; widths in pixels.
    struct Columns {
        int most = 0; // what a full bar stands for
        int label = 0;
        int count = 0;

        bool operator==(const Columns &) const = default;
    };

    void show(const FacetValue &value, FacetState state);
    void setColumns(const Columns &columns);
    [[nodiscard]] Columns columns() const; // of this value alone
    [[nodiscard]] const FacetValue &value() const { return m_value; }
    [[nodiscard]] FacetState state() const { return m_state; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(const assay::FacetValue &value, bool exclude);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void describe();
    void paintMark(QPainter &painter, int size) const;
    void paintShare(QPainter &painter, const QRect &place) const;

    FacetValue m_value;
    QString m_label;
    FacetState m_state = FacetState::Off;
    Columns m_columns;
};

} // namespace assay
