// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Looks like the field of the palette and opens it: by click, Space or Enter, or by what is typed on it.

#include <QAbstractButton>

namespace assay {

class PaletteField final : public QAbstractButton {
    Q_OBJECT

public:
    explicit PaletteField(QWidget *parent = nullptr);

    void setKeys(const QString &keys); // shown as a cap

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void typed(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString m_keys;
};

} // namespace assay
