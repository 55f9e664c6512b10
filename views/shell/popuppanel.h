// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A small panel that opens above a part of the status bar and closes with Escape or a click elsewhere.

#include <QFrame>

class QVBoxLayout;

namespace assay {

class PopupPanel : public QFrame {
    Q_OBJECT

public:
    PopupPanel(const QString &name, QWidget *parent);

    // Its lower edge on the upper one of the anchor, within the anchor's screen.
    void showAbove(const QWidget *anchor);

protected:
    [[nodiscard]] QVBoxLayout *column() const { return m_column; }
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_column;
};

} // namespace assay
