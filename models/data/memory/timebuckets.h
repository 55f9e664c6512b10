// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Hours and days of a zone, as ms since the epoch. A day begins with its first moment there, so it has 23 to 25 hours
// where clocks are set. Hours are 60 minutes always and begin where those of the zone's standard time do, so that no
// moment is in two of them. Pure; any thread.

#include <QList>
#include <QTimeZone>

namespace assay {

struct TimeSpan {
    qint64 from = 0;
    qint64 to = 0; // not within
    [[nodiscard]] bool isEmpty() const { return from >= to; }
    [[nodiscard]] bool contains(qint64 at) const { return at >= from && at < to; }
    auto operator<=>(const TimeSpan &) const = default;
};

inline constexpr qint64 hourMs = 3'600'000;

class TimeBuckets {
public:
    explicit TimeBuckets(const QTimeZone &zone);

    [[nodiscard]] const QTimeZone &zone() const { return m_zone; }
    [[nodiscard]] qint64 hourOf(qint64 at) const;
    [[nodiscard]] TimeSpan dayOf(qint64 at) const;

    // A span as whole days, whole hours beside them, and what is left at the edges.
    struct Parts {
        QList<TimeSpan> days, hours, edges; // each in the order of time; days and hours are runs of several
    };
    [[nodiscard]] Parts split(const TimeSpan &span) const;

private:
    [[nodiscard]] qint64 hourFrom(qint64 at) const; // the first beginning of an hour that is not before
    void splitHours(const TimeSpan &span, Parts &parts) const;

    QTimeZone m_zone;
    qint64 m_shift = 0; // ms between the hours of UTC and ours
};

} // namespace assay
