// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Makes the facts of sessions that have none, older ones, or whose events changed since. Reads only what facts need of
// those sessions' events; with nothing to do it writes no row. Stopped or killed at any point, what is left is done the
// next time.

#include "agent/store/writedoor.h"

#include <atomic>

#include <QDeadlineTimer>

namespace assay {

// Reads and computes on `reader`, whose thread this is; waits while another thread does. A session that grows meanwhile
// is left for the next time. Ends soon after `until`, one session done at least. Returns how many sessions were done.
[[nodiscard]] Result<int> bringFactsUpToDate(Database &reader, const WriteDoor &write, const std::atomic<bool> &cancel,
                                             QDeadlineTimer until = QDeadlineTimer(QDeadlineTimer::Forever));
// The same on the writer's connection alone, no transaction open. Commits several times a second, so that readers get
// through.
[[nodiscard]] Result<int> bringFactsUpToDate(Database &db, const std::atomic<bool> &cancel);

} // namespace assay
