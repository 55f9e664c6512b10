// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The one writer of events. Applies batches inside transactions that it opens by itself and ends when enough has come
// together; a batch and its cursor are always in the same one. Lives on the thread that owns the connection.

#include <QElapsedTimer>
#include <QSet>

#include <utility>

#include "agent/store/sessionwriter.h"
#include "agent/store/sourcewriter.h"
#include "agent/store/usagewriter.h"

namespace assay {

class Exclusions;

class Writer {
public:
    // Commit when this much was read since the last one; the index writes a segment per commit, so larger is faster.
    static constexpr qint64 commitBytes = 48LL * 1024 * 1024;
    // … or after this long, so that what is imported can be read while the rest comes in.
    static constexpr qint64 commitMs = 1000;

    Writer(Database &db, const Exclusions &exclusions);

    void setAliases(ProjectAliases aliases) { m_projects.setAliases(std::move(aliases)); }

    [[nodiscard]] Result<> apply(const SourceBatch &batch);
    [[nodiscard]] Result<> mark(const QList<qint64> &sources, const QString &state);
    // Opens the transaction, unless one is open: others may write in it until commit().
    [[nodiscard]] Result<> begin();
    // Ends the open transaction. After an error nothing since the last commit is kept.
    [[nodiscard]] Result<> commit();
    // Work that is done once after many batches.
    [[nodiscard]] Result<> finish();
    // The aliases over what is stored already.
    [[nodiscard]] Result<> applyAliases();

    [[nodiscard]] qint64 eventsAdded() const { return m_eventsAdded; }
    // Sessions that rows were written for since the last call.
    [[nodiscard]] QSet<qint64> takeTouched() { return std::exchange(m_touched, {}); }

private:
    [[nodiscard]] Result<qint64> sessionOf(const SourceBatch &batch, const std::string &uuid);
    [[nodiscard]] Result<> content(qint64 sourceId, qint64 sessionId, const SourceBatch &batch);
    [[nodiscard]] Result<> outdateFacts(qint64 sessionId);
    [[nodiscard]] Result<> totals();

    Database &m_db;
    const Exclusions &m_exclusions;
    ProjectWriter m_projects;
    SessionWriter m_sessions;
    SourceWriter m_sources;
    EventWriter m_events;
    UsageWriter m_usages;
    Statement m_outdateFacts;
    std::unique_ptr<Transaction> m_transaction;
    QElapsedTimer m_sinceBegin;
    LineCounts m_uncountedLines;
    qint64 m_uncountedEvents = 0;
    qint64 m_countedSessions = 0;
    qint64 m_eventsAdded = 0;
    qint64 m_bytesSinceCommit = 0;
    QSet<qint64> m_touched;
};

} // namespace assay
