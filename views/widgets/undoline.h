// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A line at the foot of a pane that says what was done and takes it back: "3 sessions deleted. Undo (U)". It goes after
// a while; whether the deed can still be undone then is the owner's affair.

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;
class QTimer;

namespace assay {

class UndoLine final : public QWidget {
    Q_OBJECT

public:
    static constexpr int shownMs = 8'000;

    explicit UndoLine(QWidget *parent = nullptr);

    // Shows it anew, also while another is shown. Its key works in the whole window until it goes.
    void tell(const QString &what);
    void dismiss();
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void undoRequested(); // it is gone by then

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void undo();
    void restyle();

    QLabel *m_what;
    QPushButton *m_undo;
    QAction *m_key;
    QTimer *m_timer;
};

} // namespace assay
