// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Deletion that stays: hide() takes a session out of sight at once and excludes it from coming back; within ten
// minutes restore() undoes both; purge() removes it from every byte of the store: index row first with its old text,
// then content, raw blocks, sources, then the index is optimised and the WAL truncated. A reader in a transaction keeps
// the WAL, and copies that a repair or a migration left keep what they held: remainsIn() names those files.

#include "models/data/error.h"

#include <QList>
#include <QStringList>

namespace assay {

class Database;
class DataDir;

class Deletion {
public:
    static constexpr qint64 undoMs = 10 * 60 * 1000;

    Deletion(Database &db, const DataDir &dataDir)
        : m_db(db)
        , m_dataDir(dataDir)
    {
    }

    [[nodiscard]] Result<> hide(qint64 sessionId, qint64 nowMs);
    // The same for many, for one reason; all of them or none. What has no such session any more is passed over.
    [[nodiscard]] Result<> hideAll(const QList<qint64> &sessionIds, const QString &reason, qint64 nowMs);
    [[nodiscard]] Result<> restore(qint64 sessionId) { return restoreAll({sessionId}); }
    [[nodiscard]] Result<> restoreAll(const QList<qint64> &sessionIds);
    [[nodiscard]] Result<> purge(qint64 sessionId);
    // The same for a session that comes back at once from another source: the calls of its hooks stay.
    [[nodiscard]] Result<> purgeButCalls(qint64 sessionId);
    // Purges what was hidden longer than undoMs ago, the longest hidden first and at most purgedAtOnce, so that others
    // get their turn; returns how many sessions. Also ends what an earlier purge could not: emptying index and log.
    static constexpr int purgedAtOnce = 200;
    [[nodiscard]] Result<int> purgeDue(qint64 nowMs);
    // Files that may still hold what was purged; empty = it is gone from every byte.
    [[nodiscard]] Result<QStringList> remainsIn();

private:
    [[nodiscard]] Result<> purgeRows(qint64 sessionId);
    // Rows of one session, in a transaction of its own; noted for scour().
    [[nodiscard]] Result<> erase(qint64 sessionId);
    // Takes what was erased out of the pages of index and log.
    [[nodiscard]] Result<> scour();
    [[nodiscard]] Result<> emptyLog();
    bool m_keepsCalls = false;
    Database &m_db;
    const DataDir &m_dataDir;
};

} // namespace assay
