// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Transcripts of a fleet: fifty projects whose workers call services, a failure in twenty calls, 100 000 events a day
// up to `now`; and failures of payments-api at known times.

#include "bench/fleetquestions.h"

#include <QByteArray>

namespace assay {

class FleetHistory {
public:
    // `events`: in all, spread over the sessions of the projects.
    FleetHistory(QString home, qint64 now, qint64 events);

    static constexpr int projects = 50;
    static constexpr int eventsOfSession = 1000;

    [[nodiscard]] Result<> write() const;
    [[nodiscard]] const QString &home() const { return m_home; }
    [[nodiscard]] static PlantedFailures planted() { return {{9, 5}, {14, 5}}; }

    // A call and its result as lines; a failure says `output`.
    [[nodiscard]] static QByteArray call(int session, int number, qint64 at, const QByteArray &command,
                                         const QByteArray &output, bool fails);
    [[nodiscard]] static QString sessionId(int session);
    [[nodiscard]] Result<> append(int session, const QByteArray &lines) const;

private:
    [[nodiscard]] QByteArray session(int number) const;
    [[nodiscard]] QByteArray plantedLines(int session) const;

    const QString m_home;
    const qint64 m_now;
    const int m_sessions;
};

} // namespace assay
