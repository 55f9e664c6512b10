// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/queryrunner.h"

#include <QMetaMethod>
#include <QTimer>

#include <chrono>

#include "models/items/querylane.h"

namespace assay {

using namespace std::chrono_literals;

class QueryRunner::Private {
public:
    explicit Private(const QString &file)
        : storeFile(file)
        , paging(file)
        , searching(file)
    {
    }

    QString storeFile;
    QTimer poll;
    QTimer interrupt;
    QueryLane paging;
    QueryLane searching;
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
            d->paging.poll();
        else
            d->poll.stop();
    });
    d->interrupt.setInterval(5ms);
    connect(&d->interrupt, &QTimer::timeout, this, [this] {
        const bool paging = d->paging.interruptSuperseded();
        const bool searching = d->searching.interruptSuperseded();
        if (!paging && !searching)
            d->interrupt.stop();
    });
    connect(&d->paging, &QueryLane::changed, this, &QueryRunner::storeChanged);
    d->paging.start();
    d->searching.start();
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
    QueryLane &chosen = lane == Lane::Paging ? d->paging : d->searching;
    chosen.post(std::move(job), newestOnly);
    if (newestOnly && chosen.interruptSuperseded())
        d->interrupt.start();
}

qint64 QueryRunner::statements() const
{
    return d->paging.statements() + d->searching.statements();
}

qint64 QueryRunner::rows() const
{
    return d->paging.rows() + d->searching.rows();
}

qint64 QueryRunner::bytes() const
{
    return d->paging.bytes() + d->searching.bytes();
}

void QueryRunner::connectNotify(const QMetaMethod &signal)
{
    if (signal == QMetaMethod::fromSignal(&QueryRunner::storeChanged) && !d->poll.isActive()) {
        d->paging.poll();
        d->poll.start();
    }
}

} // namespace assay
