// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/runningclock.h"

#include <QEvent>
#include <QWidget>

namespace assay {

RunningClock::RunningClock(QWidget *canvas)
    : QObject(canvas)
    , m_canvas(canvas)
{
    m_timer.setInterval(tickMs);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        Q_EMIT ticked();
        m_canvas->update(m_lines);
    });
    canvas->installEventFilter(this);
}

void RunningClock::end()
{
    if (m_lines.isEmpty())
        m_timer.stop();
    else if (!m_timer.isActive() && m_canvas->isVisible())
        m_timer.start();
}

bool RunningClock::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Hide)
        m_timer.stop(); // the painting when it shows again starts it
    return QObject::eventFilter(watched, event);
}

} // namespace assay
