// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/loadingbar.h"

#include <QAccessible>
#include <QPainter>
#include <QTimer>

#include "views/widgets/theme.h"

namespace assay {

namespace {

constexpr int thickness = 2;

} // namespace

LoadingBar::LoadingBar(QWidget *parent)
    : QWidget(parent)
    , m_delay(new QTimer(this))
{
    setFixedHeight(thickness);
    setFocusPolicy(Qt::NoFocus);
    m_delay->setSingleShot(true);
    m_delay->setInterval(delayMs);
    connect(m_delay, &QTimer::timeout, this, [this] { setShown(true); });
    connect(Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
    setAccessibleName(tr("Idle"));
}

void LoadingBar::begin()
{
    if (!m_shown && !m_delay->isActive())
        m_delay->start();
}

void LoadingBar::end()
{
    m_delay->stop();
    setShown(false);
}

void LoadingBar::setShown(bool shown)
{
    if (std::exchange(m_shown, shown) == shown)
        return;
    setAccessibleName(shown ? tr("Reading") : tr("Idle"));
    update();
    if (shown)
        Q_EMIT appeared();
}

void LoadingBar::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    if (!m_shown)
        return;
    QPainter painter(this);
    painter.fillRect(rect(), Theme::instance()->color(Tone::Accent));
}

} // namespace assay
