// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Time along the bars of a waterfall. Long stretches in which nothing happened are cut to a narrow mark, and a part of
// the whole can be looked at. Values; pure.

#include <QList>
#include <QtGlobal>

namespace assay {

struct TurnTimes;

// A stretch of time that is not drawn to scale, ms since the epoch.
struct TimeCut {
    qint64 from = 0;
    qint64 until = 0;

    [[nodiscard]] qint64 length() const { return until - from; }
    bool operator==(const TimeCut &) const = default;
};

// Where no span begins or ends for longer than an answer may take: cut when the model had not answered by then or
// nothing was at work, or when it is most of the turn. In order.
[[nodiscard]] QList<TimeCut> cutsOf(const TurnTimes &turn);

// What is seen of an axis, in shares of the whole.
struct AxisPart {
    static constexpr double least = 1.0 / 4096;

    double start = 0;
    double share = 1;

    [[nodiscard]] bool isWhole() const { return share >= 1; }
    // Nearer by the factor (> 1) or farther; what stands at `at` (0 … 1 of what is seen) stays there.
    [[nodiscard]] AxisPart zoomed(double factor, double at) const;
    [[nodiscard]] AxisPart moved(double by) const; // in shares of what is seen
    bool operator==(const AxisPart &) const = default;
};

struct WaterfallAxis {
    qint64 from = 0; // ms since the epoch
    qint64 until = 1;
    double left = 0; // of the bars within a row
    double width = 1;
    QList<TimeCut> cuts = {};
    double cutWidth = 1; // of a mark while the whole is seen, at most
    AxisPart part = {};

    // Within left … left + width; what is not seen lies at an end.
    [[nodiscard]] double x(qint64 at) const;
    [[nodiscard]] bool isSeen(qint64 since, qint64 end) const; // some of it
    // Times that deserve a tick, at round distances from the beginning, at most some `most` of them, none in a cut.
    [[nodiscard]] QList<qint64> ticks(int most) const;
    [[nodiscard]] qint64 firstSeen() const { return timeAt(part.start); }
    [[nodiscard]] qint64 lastSeen() const { return timeAt(part.start + part.share); }

private:
    [[nodiscard]] double cutShare() const; // of one
    [[nodiscard]] double msShare() const;  // of one millisecond that is drawn to scale
    [[nodiscard]] double shareAt(qint64 at) const;
    [[nodiscard]] qint64 timeAt(double share) const;
};

} // namespace assay
