// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A table as our look has it: rows without a grid, the first column takes the room, figures at the right.

#include <QTreeView>

namespace assay {

class ValueTable;

class ValueView final : public QTreeView {
    Q_OBJECT

public:
    ValueView(const QString &name, ValueTable *model, QWidget *parent = nullptr);

    [[nodiscard]] QVariant currentKey() const; // invalid = none

Q_SIGNALS:
    void currentKeyChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void fitColumns();
    void restyle();
};

} // namespace assay
