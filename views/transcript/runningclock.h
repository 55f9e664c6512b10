// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Lets the time of calls that run tick while they are in sight: once a second their lines are painted again, and
// nothing is laid out. Stands still when none is to be seen.

#include <QObject>
#include <QRegion>
#include <QTimer>

class QRect;
class QWidget;

namespace assay {

class RunningClock final : public QObject {
    Q_OBJECT

public:
    static constexpr int tickMs = 1'000;

    // `canvas` is what is painted on.
    explicit RunningClock(QWidget *canvas);

    // Around a painting: which of the painted lines tick.
    void begin() { m_lines = {}; }
    void add(const QRect &line) { m_lines += line; }
    void end();
    [[nodiscard]] bool isRunning() const { return m_timer.isActive(); }

Q_SIGNALS:
    void ticked(); // before the lines are painted again

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *m_canvas;
    QRegion m_lines;
    QTimer m_timer;
};

} // namespace assay
