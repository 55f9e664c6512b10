// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/scrollsteps.h"

#include <algorithm>

#include <QCoreApplication>
#include <QKeyEvent>

#include "bench/childprocess.h"
#include "bench/row.h"

namespace assay {

ScrollSteps::ScrollSteps(QAbstractScrollArea *view, const QAbstractItemModel *model, std::function<bool()> ready)
    : m_view(view)
    , m_watch(view->viewport(), model)
    , m_ready(std::move(ready))
{
}

double ScrollSteps::press(int key)
{
    const qint64 start = monotonicNs();
    QKeyEvent pressed(QEvent::KeyPress, key, Qt::NoModifier);
    QCoreApplication::sendEvent(m_view, &pressed);
    return settle(start);
}

double ScrollSteps::settle(qint64 startedNs)
{
    const qint64 at = m_watch.wait(m_ready);
    return at == 0 ? -1 : static_cast<double>(at - startedNs) / 1e6;
}

nlohmann::json spreadOf(const QList<double> &samples)
{
    if (samples.isEmpty())
        return nullptr;
    return {{"n", samples.size()},
            {"median", median(samples)},
            {"p95", p95(samples)},
            {"max", *std::max_element(samples.cbegin(), samples.cend())}};
}

} // namespace assay
