// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/summaryclock.h"

#include <algorithm>

namespace assay {

namespace {

constexpr qint64 shortestMs = 2000;
constexpr qint64 longestPauseMs = 600'000;
constexpr qint64 share = 20; // of the time, one part goes into it

} // namespace

SummaryClock::SummaryClock(Refresh refresh, QObject *parent)
    : QObject(parent)
    , m_refresh(std::move(refresh))
{
}

void SummaryClock::heard(const QString &workspace)
{
    Lane &lane = m_lanes[workspace];
    if (lane.runs)
        lane.again = true;
    else if (!lane.waits)
        start(workspace);
}

void SummaryClock::start(const QString &workspace)
{
    Lane &lane = m_lanes[workspace];
    lane.waits = true;
    constexpr int usualSeconds = 60;
    const qint64 mostMs = qint64{m_mostSeconds ? m_mostSeconds(workspace) : usualSeconds} * 1000;
    // Half of what it may be behind is left for the work itself, and for what stands in front of it.
    qint64 wait = std::min(std::max(shortestMs, lane.lastMs * share), std::max<qint64>(mostMs / 2, 1));
    if (lane.failures > 0)
        wait = std::min(longestPauseMs, shortestMs << std::min(lane.failures + 2, 12));
    QTimer::singleShot(static_cast<int>(wait), this, [this, workspace] { refresh(workspace); });
}

void SummaryClock::refresh(const QString &workspace)
{
    Lane &lane = m_lanes[workspace];
    lane.waits = false;
    lane.runs = true;
    QElapsedTimer took;
    took.start();
    m_refresh(workspace,
              [this, workspace, took](const Result<bool> &more) { refreshed(workspace, took.elapsed(), more); });
}

void SummaryClock::refreshed(const QString &workspace, qint64 tookMs, const Result<bool> &more)
{
    Lane &lane = m_lanes[workspace];
    if (more && *more) {
        refresh(workspace); // others had their turn in between
        return;
    }
    lane.runs = false;
    lane.lastMs = tookMs;
    const bool quiet =
        !more && (more.error().code == Error::Code::NotFound || more.error().code == Error::Code::Cancelled);
    lane.failures = more || quiet ? 0 : lane.failures + 1;
    const bool goesOn = lane.again || lane.failures > 0;
    lane.again = false;
    if (goesOn)
        start(workspace);
    if (lane.failures == 1)
        Q_EMIT failed(workspace, more.error());
}

} // namespace assay
