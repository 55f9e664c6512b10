// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The threads of a session as one line of events, as the transcript shows them: a run stands behind the call that
// started it, one without such a call at the end.

#include <QHash>
#include <QList>

#include <limits>

#include "models/data/error.h"

namespace assay {

class Database;

// Where an event stands in its thread.
struct FindSpot {
    qint64 run = 0; // 0 = the main thread
    qint64 position = 0;
    qint64 block = 0;

    bool operator==(const FindSpot &) const = default;
};

// Events of one thread that nothing stands between.
struct FindStretch {
    qint64 run = 0;
    qint64 position = std::numeric_limits<qint64>::min(); // behind this place of the run
    qint64 block = 0;
    qint64 endPosition = 0; // through this one
    qint64 endBlock = 0;
};

class FindOrder {
public:
    [[nodiscard]] static Result<FindOrder> read(Database &db, qint64 session);

    [[nodiscard]] const QList<FindStretch> &stretches() const { return m_stretches; } // in their order
    [[nodiscard]] bool isBefore(const FindSpot &one, const FindSpot &other) const;
    // False when a run of the older one stands elsewhere now.
    [[nodiscard]] bool keeps(const FindOrder &older) const;

private:
    [[nodiscard]] qsizetype stretchOf(const FindSpot &spot) const;

    QList<FindStretch> m_stretches;
    QHash<qint64, QList<qsizetype>> m_ofThread; // indexes of its stretches, in their order
    QHash<qint64, FindSpot> m_calls;            // by the run that they started
};

} // namespace assay
