// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A line at the top of a pane, accent while something that takes longer than a moment is read. Always there, so that
// nothing moves when it shows.

#include <QWidget>

class QTimer;

namespace assay {

class LoadingBar final : public QWidget {
    Q_OBJECT

public:
    static constexpr int delayMs = 150;

    explicit LoadingBar(QWidget *parent = nullptr);

    void begin(); // again while it waits or shows: goes on
    void end();
    [[nodiscard]] bool isShown() const { return m_shown; }

Q_SIGNALS:
    void appeared();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void setShown(bool shown);

    QTimer *m_delay;
    bool m_shown = false;
};

} // namespace assay
