// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/queryrunner.h"

#include <QMetaMethod>
#include <QTimer>

#include <array>
#include <chrono>
#include <numeric>

#include "models/items/querylane.h"

namespace assay {

using namespace std::chrono_literals;

class QueryRunner::Private {
public:
    explicit Private(const QString &file)
        : storeFile(file)
        , lanes{QueryLane(file), QueryLane(file), QueryLane(file)}
    {
    }

    [[nodiscard]] QueryLane &of(Lane lane) { return lanes.at(static_cast<std::size_t>(lane)); }

    [[nodiscard]] qint64 sum(qint64 (QueryLane::*figure)() const) const
    {
        return std::accumulate(lanes.begin(), lanes.end(), qint64(0),
                               [figure](qint64 sum, const QueryLane &lane) { return sum + (lane.*figure)(); });
    }

    QString storeFile;
    QTimer poll;
    QTimer interrupt;
    std::array<QueryLane, 3> lanes;
};

QueryRunner::QueryRunner(const QString &storeFile, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(storeFile))
{
    d->poll.setInterval(250ms);
    d->poll.setTimerType(Qt::CoarseTimer);
    connect(&d->poll, &QTimer::timeout, this, [this] {
        // Asked here and not in disconnectNotify(), which may run while Qt holds the lock that this takes.
        if (isSignalConnected(QMetaMethod::fromSignal(&QueryRunner::storeChanged)))
            d->of(Lane::Paging).poll();
        else
            d->poll.stop();
    });
    d->interrupt.setInterval(5ms);
    connect(&d->interrupt, &QTimer::timeout, this, [this] {
        bool waiting = false;
        for (QueryLane &lane : d->lanes)
            waiting |= lane.interruptSuperseded();
        if (!waiting)
            d->interrupt.stop();
    });
    connect(&d->of(Lane::Paging), &QueryLane::changed, this, &QueryRunner::storeChanged);
    for (QueryLane &lane : d->lanes)
        lane.start();
}

QueryRunner::~QueryRunner() = default;

QString QueryRunner::storeFile() const
{
    return d->storeFile;
}

void QueryRunner::post(Lane lane, QObject *context, Work work, std::function<void(const Result<> &)> done,
                       bool newestOnly)
{
    auto job = std::make_shared<QueryLane::Job>();
    job->context = context;
    job->work = std::move(work);
    job->done = std::move(done);
    QueryLane &chosen = d->of(lane);
    chosen.post(std::move(job), newestOnly);
    if (newestOnly && chosen.interruptSuperseded())
        d->interrupt.start();
}

qint64 QueryRunner::statements() const
{
    return d->sum(&QueryLane::statements);
}

qint64 QueryRunner::rows() const
{
    return d->sum(&QueryLane::rows);
}

qint64 QueryRunner::bytes() const
{
    return d->sum(&QueryLane::bytes);
}

void QueryRunner::connectNotify(const QMetaMethod &signal)
{
    if (signal == QMetaMethod::fromSignal(&QueryRunner::storeChanged) && !d->poll.isActive()) {
        d->of(Lane::Paging).poll();
        d->poll.start();
    }
}

} // namespace assay
