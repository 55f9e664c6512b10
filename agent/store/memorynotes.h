// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Tells sessions, hours and days into the memory tables of the schema. Part of memorypass.h: on the writer's thread, in
// transactions of the caller.

#include "agent/store/memoryrows.h"
#include "models/data/memory/memorynote.h"
#include "models/data/memory/sessionstory.h"

#include <QMap>
#include <QPair>

namespace assay {

class MemoryNotes {
public:
    MemoryNotes(Database &db, const TimeBuckets &buckets);

    // Makes the session's acts and notes those of its facts; what that changes is due. One whose facts are not those of
    // all its events is left as it is: they are on their way.
    [[nodiscard]] Result<> tellSession(qint64 sessionId);
    // The session is left out; who holds copies of its episodes is told with the next pass.
    [[nodiscard]] Result<> dropSession(qint64 sessionId);
    // Projects (0 = the workspace) and beginnings of hours or days that are due.
    [[nodiscard]] static Result<QList<QPair<qint64, qint64>>> due(Database &db, MemoryScope scope);
    // Those of them that this object made so.
    [[nodiscard]] QList<QPair<qint64, qint64>> marked(MemoryScope scope) const { return m_marked[scope].values(); }
    // Tells one of them; what it belongs to is due then.
    [[nodiscard]] Result<> tell(MemoryScope scope, qint64 project, qint64 bucket);

private:
    using Hours = QMap<qint64, NoteBullets>;
    [[nodiscard]] Result<QList<MemoryAct>> actsOf(const SessionStory &story);
    [[nodiscard]] Result<> write(qint64 sessionId, qint64 project, const QList<MemoryAct> &acts, const Hours &hours);
    [[nodiscard]] Result<> writeSlices(qint64 sessionId, qint64 project, const Hours &hours, QSet<qint64> &changed,
                                       qint64 &before);
    [[nodiscard]] Result<> setDue(MemoryScope scope, qint64 project, qint64 bucket);
    [[nodiscard]] Result<> writeNote(MemoryScope scope, qint64 owner, qint64 bucket, qint64 project,
                                     const NoteBullets &bullets);
    [[nodiscard]] Result<NoteBullets> merged(Statement &parts, bool withProject);

    Database &m_db;
    TimeBuckets m_buckets;
    MemoryRows m_rows;
    Statement m_session, m_texts, m_slices, m_markTold, m_unmark, m_dropCopies, m_addDue, m_removeDue;
    Statement m_note, m_writeNote, m_removeNote, m_slicesOfHour, m_hoursOfDay, m_projectsOfDay;
    QHash<MemoryScope, QSet<QPair<qint64, qint64>>> m_marked;
};

} // namespace assay
