// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The cards that wait for a person: few enough to be read. What was snoozed until a day comes back on it; of what is
// ready, the best becomes new, a few a day. Outside of what the same facts always give: it depends on the clock.
// Writer's connection, in a transaction of the caller.

#include "models/data/error.h"

namespace assay {

class Database;

struct CardLimits {
    int newPerDay = 3; // wall-clock days, UTC
    int open = 10;     // new and edited ones
};

class CandidateQueue {
public:
    CandidateQueue(Database &db, qint64 nowMs, CardLimits limits)
        : m_db(db)
        , m_now(nowMs)
        , m_limits(limits)
    {
    }

    // Returns how many candidates moved. With nothing to move it writes no row.
    [[nodiscard]] Result<qint64> settle();
    // Whether settle() would move something now. Any connection.
    [[nodiscard]] Result<bool> isDue();

private:
    [[nodiscard]] Result<qint64> wake();
    [[nodiscard]] Result<qint64> show();
    [[nodiscard]] Result<qint64> room();

    Database &m_db;
    qint64 m_now;
    CardLimits m_limits;
};

} // namespace assay
