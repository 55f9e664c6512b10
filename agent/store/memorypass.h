// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Keeps summaries and counts beside the facts: makes the facts of changed sessions anew, then tells
// those sessions, then the hours and days that they touch; nothing else. A rebuild gives the same bytes. Stopped or
// killed at any point, what is left is done the next time.

#include "agent/store/writedoor.h"

#include <QByteArray>
#include <QList>

#include <atomic>

namespace assay {

class Database;

struct MemoryPassOptions {
    qint64 nowMs = 0;
    qint64 budgetMs = 0; // ends soon after so long, with what it has; 0 = when all is done
    // IANA; another one than the store's: everything is told anew. Empty = the store's, else the system's.
    QByteArray zone;
};

struct MemoryPassSummary {
    int sessions = 0; // told
    int hours = 0;    // of projects
    int days = 0;
    bool more = false; // was cancelled, or the budget was used up
};

// Looks for work on `reader`, whose thread this is; what is told is read and written in pieces of some tens of
// milliseconds, or of one session.
[[nodiscard]] Result<MemoryPassSummary> bringMemoryUpToDate(Database &reader, const WriteDoor &write,
                                                            const MemoryPassOptions &options,
                                                            const std::atomic<bool> &cancel);
// The same on the writer's connection alone, no transaction open.
[[nodiscard]] Result<MemoryPassSummary> bringMemoryUpToDate(Database &db, const MemoryPassOptions &options,
                                                            const std::atomic<bool> &cancel);

// Sessions that are hidden or about to be purged are left out of everything at once. In a transaction of the caller.
[[nodiscard]] Result<> dropFromMemory(Database &db, const QList<qint64> &sessionIds);
// Words that nothing refers to any more; after a purge. Reads all acts.
[[nodiscard]] Result<> dropUnusedMemoryNames(Database &db);
// Everything: what facts are made from is about to change everywhere, or the zone has.
[[nodiscard]] Result<> forgetMemory(Database &db);

} // namespace assay
