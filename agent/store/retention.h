// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which sessions are kept no longer, and their deletion, which is that of deletion.h: hidden and excluded at once,
// removed from every byte ten minutes later. What a person marked stays: sessions with a bookmark, a note, or the tag
// "keep" or "pinned". They count for the size of a project, but never go. Nor does what was active within a day go by
// size, or a session without any date by age.

#include "agent/settings/settings.h"
#include "models/data/error.h"

#include <QByteArray>
#include <QList>

#include <functional>

namespace assay {

class Database;
class DataDir;

struct PrunedSession {
    enum class Why { Age, Size };
    qint64 id = 0;
    QString uuid;
    QString title;
    QString project;        // its key
    qint64 lastEventAt = 0; // ms since the epoch; -1 = not known
    qint64 bytes = 0;       // raw lines, text and copied outputs as they are stored; the index comes on top
    Why why = Why::Age;
};

struct PrunePlan {
    QList<PrunedSession> sessions; // oldest first
    qint64 bytes = 0;
    int spared = 0;  // would go, but a person marked them
    QByteArray hash; // of which sessions, in this workspace: the same plan has the same
};

class Retention {
public:
    Retention(Database &db, const DataDir &dataDir)
        : m_db(db)
        , m_dataDir(dataDir)
    {
    }

    // `limitOf` is asked once for each project's key. `project`: only the one with this key or name; empty = all.
    using LimitOf = std::function<RetentionLimit(const QString &projectKey)>;
    [[nodiscard]] Result<PrunePlan> plan(const LimitOf &limitOf, const QString &project, qint64 nowMs);
    // Hides them; all or none.
    [[nodiscard]] Result<> apply(const PrunePlan &plan, qint64 nowMs);
    // Brings back what was pruned and not yet purged; returns how many sessions.
    [[nodiscard]] Result<int> undo();

    // When this workspace was last pruned by itself; -1 = never.
    [[nodiscard]] Result<qint64> lastRunAt();
    [[nodiscard]] Result<> noteRun(qint64 nowMs);
    // Since when the limits are these, as far as this workspace knows; -1 = they are not noted.
    [[nodiscard]] Result<qint64> limitsNotedAt(const QByteArray &limits);
    // The same; they are noted when they are others.
    [[nodiscard]] Result<qint64> limitsSince(const QByteArray &limits, qint64 nowMs);
    // What hooks told of runs that left no session here and of which nothing was heard for so long. Returns how many
    // calls went; of many only the oldest, the rest the next time.
    [[nodiscard]] Result<qint64> forgetCalls(qint64 days, qint64 nowMs);

private:
    Database &m_db;
    const DataDir &m_dataDir;
};

} // namespace assay
