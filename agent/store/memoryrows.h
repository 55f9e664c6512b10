// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Acts by time, their signs and their counts as rows. On the writer's thread, in a transaction of
// the caller.

#include "models/data/error.h"
#include "models/data/factkinds.h"
#include "models/data/memory/timebuckets.h"
#include "models/data/store/statement.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QStringList>

namespace assay {

// Numbers in memory.scope, memory_due.scope and memory_count.level.
enum class MemoryScope : int { SessionHour = 1, Session = 2, ProjectHour = 3, ProjectDay = 4, WorkspaceDay = 5 };

// One act as it is counted.
struct MemoryAct {
    qint64 act = 0; // ordinal in the session
    qint64 event = 0;
    qint64 at = 0;
    qint64 sign = 0;
    ActOutcome outcome = ActOutcome::Unknown;
    bool operator==(const MemoryAct &) const = default;
};

struct MemoryGroup {
    QString label, head, tool;
    ErrorClass errorClass = ErrorClass::Other;
};

[[nodiscard]] constexpr bool isTrouble(ActOutcome outcome)
{
    return outcome == ActOutcome::Failed || outcome == ActOutcome::Denied || outcome == ActOutcome::Interrupted;
}

class MemoryRows {
public:
    explicit MemoryRows(Database &db);

    [[nodiscard]] Result<qint64> sign(const MemoryGroup &group, const QStringList &topics);
    // Makes the session's acts these; answers the hours in which something changed. `project` is that of the acts
    // given; `before` gets the project of those that were there (0 = none).
    [[nodiscard]] Result<QSet<qint64>> replaceActs(qint64 sessionId, qint64 project, const QList<MemoryAct> &acts,
                                                   const TimeBuckets &buckets, qint64 &before);
    // Counts a project's hour or day anew.
    [[nodiscard]] Result<> countHour(qint64 project, qint64 hour);
    [[nodiscard]] Result<> countDay(qint64 project, const TimeSpan &day);
    // Texts that nothing refers to any more.
    [[nodiscard]] static Result<> dropUnused(Database &db);

private:
    [[nodiscard]] Result<qint64> group(const MemoryGroup &group);
    [[nodiscard]] Result<qint64> topic(const QString &text);
    [[nodiscard]] Result<> clearCounts(MemoryScope level, qint64 project, qint64 bucket);

    Statement m_findGroup, m_addGroup, m_findTopic, m_addTopic, m_findSign, m_addSign, m_addSignTopic;
    Statement m_actsOf, m_removeAct, m_addAct, m_clear, m_countHour, m_countDay, m_countDayGroups;
    QHash<QString, qint64> m_groups, m_topics;
    QHash<qint64, qint64> m_signs;
};

} // namespace assay
