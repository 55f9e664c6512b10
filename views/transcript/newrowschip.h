// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// "12 new events (End)": stands over the foot of the rows while there are some that the reader has not come to.

#include <QAbstractButton>

namespace assay {

class NewRowsChip final : public QAbstractButton {
    Q_OBJECT

public:
    // Keeps itself at the bottom centre of the parent.
    explicit NewRowsChip(QWidget *parent);

    void add(int rows);
    void clear();
    [[nodiscard]] int count() const { return m_count; }

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();

    int m_count = 0;
};

} // namespace assay
