// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/timeline/waterfallaxis.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "models/data/query/turntimes.h"

namespace assay {

namespace {

constexpr double mostOfCuts = 0.5; // of the width, however many there are

// Something that ends by itself was at work all the while, so that its length is worth seeing.
bool isMeasured(const TurnTimes &turn, const TimeCut &stretch)
{
    return std::any_of(turn.spans.cbegin(), turn.spans.cend(), [&stretch](const TurnSpan &span) {
        return span.kind == SpanKind::Tool && span.isKnown() && span.from <= stretch.from &&
               span.until >= stretch.until;
    });
}

} // namespace

QList<TimeCut> cutsOf(const TurnTimes &turn)
{
    if (turn.from < 0)
        return {};
    QList<qint64> edges = {turn.from, turn.until};
    for (const TurnSpan &span : turn.spans) {
        if (span.from >= 0)
            edges.append(span.from);
        if (span.isKnown())
            edges.append(span.until);
        if (span.writtenFrom >= 0)
            edges.append(span.writtenFrom);
    }
    std::sort(edges.begin(), edges.end());
    QList<TimeCut> cuts;
    for (qsizetype i = 1; i < edges.size(); ++i) {
        const TimeCut stretch = {edges.at(i - 1), edges.at(i)};
        const bool isMost = stretch.length() > (turn.until - turn.from) / 2;
        // A turn of one stretch alone has nothing to make room for.
        const bool isAll = stretch.length() >= turn.until - turn.from;
        if (stretch.length() > longestAnswerMs && !isAll && (isMost || !isMeasured(turn, stretch)))
            cuts.append(stretch);
    }
    return cuts;
}

AxisPart AxisPart::zoomed(double factor, double at) const
{
    AxisPart part;
    part.share = std::clamp(share / factor, least, 1.0);
    part.start = std::clamp(start + at * (share - part.share), 0.0, 1 - part.share);
    return part;
}

AxisPart AxisPart::moved(double by) const
{
    return {std::clamp(start + by * share, 0.0, 1 - share), share};
}

double WaterfallAxis::cutShare() const
{
    return cuts.isEmpty() ? 0 : std::min(cutWidth / width, mostOfCuts / static_cast<double>(cuts.size()));
}

double WaterfallAxis::msShare() const
{
    qint64 toScale = until - from;
    for (const TimeCut &cut : cuts)
        toScale -= cut.length();
    return (1 - cutShare() * static_cast<double>(cuts.size())) / static_cast<double>(std::max<qint64>(1, toScale));
}

double WaterfallAxis::shareAt(qint64 at) const
{
    double share = 0;
    qint64 since = from;
    for (const TimeCut &cut : cuts) {
        if (at <= cut.from)
            break;
        share += static_cast<double>(cut.from - since) * msShare();
        const double into = static_cast<double>(at - cut.from) / static_cast<double>(cut.length());
        if (into < 1)
            return share + into * cutShare();
        share += cutShare();
        since = cut.until;
    }
    return share + static_cast<double>(at - since) * msShare();
}

qint64 WaterfallAxis::timeAt(double share) const
{
    qint64 since = from;
    for (const TimeCut &cut : cuts) {
        const double before = static_cast<double>(cut.from - since) * msShare();
        if (share <= before)
            break;
        share -= before;
        if (share < cutShare())
            return cut.from + std::llround(share / cutShare() * static_cast<double>(cut.length()));
        share -= cutShare();
        since = cut.until;
    }
    return std::min(until, since + std::llround(share / msShare()));
}

double WaterfallAxis::x(qint64 at) const
{
    return left + std::clamp((shareAt(at) - part.start) / part.share, 0.0, 1.0) * width;
}

bool WaterfallAxis::isSeen(qint64 since, qint64 end) const
{
    return shareAt(end) >= part.start && shareAt(since) <= part.start + part.share;
}

QList<qint64> WaterfallAxis::ticks(int most) const
{
    constexpr std::array<qint64, 21> steps = {
        1,      5,      10,      50,      100,     200,       500,       1'000,     2'000,      5'000,     10'000,
        30'000, 60'000, 120'000, 300'000, 600'000, 1'800'000, 3'600'000, 7'200'000, 21'600'000, 86'400'000};
    const double seen = part.share / msShare(); // ms, were no cut among it
    const auto enough = [&](qint64 step) { return seen / static_cast<double>(step) < most; };
    const auto *const found = std::find_if(steps.begin(), steps.end(), enough);
    const qint64 step =
        found != steps.end() ? *found : std::max<qint64>(steps.back(), std::llround(seen) / std::max(1, most));
    const auto next = [&](qint64 at) { return from + (at - from + step - 1) / step * step; };
    QList<qint64> at;
    for (qint64 tick = next(firstSeen()); tick <= lastSeen(); tick += step) {
        const auto in = [tick](const TimeCut &cut) { return tick > cut.from && tick < cut.until; };
        const auto cut = std::find_if(cuts.cbegin(), cuts.cend(), in);
        if (cut != cuts.cend())
            tick = next(cut->until);
        if (tick <= lastSeen())
            at.append(tick);
    }
    return at;
}

} // namespace assay
