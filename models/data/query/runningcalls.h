// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Calls of tools that a hook has announced, that nothing has ended, and that the transcript has not told yet: what runs
// at this moment. A hook tells of the tool only, never of its input.

#include <QList>
#include <QString>

#include "models/data/error.h"

namespace assay {

class Database;

struct RunningCall {
    QString tool;
    QString toolUseId;
    qint64 at = -1;    // ms since the epoch
    QString agentType; // of the sub-agent that made it; empty = the session itself

    bool operator==(const RunningCall &) const = default;
};

inline constexpr int hookCallsLookedAt = 400; // the newest ones of the session

// In the order in which they began. None of a session whose client has said that it ended.
[[nodiscard]] Result<QList<RunningCall>> readRunningCalls(Database &db, qint64 sessionId);

} // namespace assay
