// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A flat button that names what is chosen and opens a menu of the others. Where its room ends it keeps icon and chevron
// and gives up the words; the accessible name and the tool tip have them.

#include <QToolButton>

class QMenu;

namespace assay {

class MenuButton final : public QToolButton {
    Q_OBJECT

public:
    MenuButton(const QString &purpose, QMenu *menu, QWidget *parent = nullptr);

    void setChoice(const QString &icon, const QString &text);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_purpose;
    QString m_icon;
};

} // namespace assay
