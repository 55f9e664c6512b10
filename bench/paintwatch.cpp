// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/paintwatch.h"

#include <QAbstractItemModel>
#include <QEvent>
#include <QEventLoop>
#include <QTimer>
#include <QWidget>

#include "bench/childprocess.h"

namespace assay {

PaintWatch::PaintWatch(QWidget *painted, const QAbstractItemModel *model)
    : m_widget(painted)
{
    painted->installEventFilter(this);
    const auto changed = [this] { m_changed = true; };
    connect(model, &QAbstractItemModel::dataChanged, this, changed);
    connect(model, &QAbstractItemModel::modelReset, this, changed);
    connect(model, &QAbstractItemModel::rowsInserted, this, changed);
    connect(model, &QAbstractItemModel::rowsRemoved, this, changed);
}

bool PaintWatch::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        m_changed = false;
        // Behind this event, so that it has been painted by then.
        QTimer::singleShot(0, this, &PaintWatch::painted);
    }
    return QObject::eventFilter(watched, event);
}

qint64 PaintWatch::wait(const std::function<bool()> &ready, int limitMs)
{
    QEventLoop loop;
    QTimer limit;
    limit.setSingleShot(true);
    limit.start(limitMs);
    connect(&limit, &QTimer::timeout, &loop, &QEventLoop::quit);
    qint64 at = 0;
    connect(this, &PaintWatch::painted, &loop, [&] {
        if (at != 0 || m_changed || !ready())
            return;
        at = monotonicNs();
        loop.quit();
    });
    m_widget->update();
    loop.exec();
    return at;
}

void letPass(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace assay
