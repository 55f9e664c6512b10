// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One session decoded anew from its raw lines. Each row names the line that told it and the line of its result, so a
// line that is read again changes just the row it told before; what no row knew is written as if it had just come, what
// no line tells any more goes, unless a person or a candidate refers to it.

#include "agent/store/eventwriter.h"
#include "agent/store/rawreplay.h"
#include "agent/store/sessionwriter.h"
#include "agent/store/storedsource.h"
#include "agent/store/usagewriter.h"

#include <QSet>

#include <atomic>

namespace assay {

class Retelling {
public:
    Retelling(Database &db, const Redactor &redactor, const std::atomic<bool> &cancel);

    enum class Outcome { Told, Damaged, Cancelled };
    // `sources` of the session, in the order in which they were first read. In a transaction of its own, which leaves
    // nothing of a session that was not told to its end.
    [[nodiscard]] Result<Outcome> run(qint64 sessionId, const QList<StoredSource> &sources);
    // After the last session: titles that waited for a line.
    [[nodiscard]] Result<> finish();
    [[nodiscard]] qint64 changed() const { return m_changed; }

private:
    struct KnownRow {
        qint64 id = 0; // 0 = none
        qint64 sourceId = 0;
        qint64 position = 0; // of the line that told it
        qint64 resultSourceId = 0;
        qint64 resultPosition = 0;
        qint64 resultLength = 0;
        bool isCall = false;
    };
    [[nodiscard]] Result<bool> isWhole(qint64 sessionId, const QList<StoredSource> &sources);
    [[nodiscard]] Result<> begin(qint64 sessionId);
    [[nodiscard]] Result<> source(const StoredSource &source);
    [[nodiscard]] Result<> piece(const StoredSource &source, const DecodedPiece &piece);
    [[nodiscard]] Result<> event(const StoredSource &source, const DecodedEvent &event, DecodedPiece &unknown);
    [[nodiscard]] Result<> result(const StoredSource &source, const DecodedResult &result, DecodedPiece &unknown);
    enum class Output { Replace, Keep, Only };
    [[nodiscard]] Result<> texts(qint64 eventId, const EventText::Parts &told, Output output);
    [[nodiscard]] Result<> dropUntold();
    [[nodiscard]] Result<> end(qint64 sessionId);
    [[nodiscard]] static KnownRow row(const Statement &found);
    void see(qint64 at);

    Database &m_db;
    const Redactor &m_redactor;
    const std::atomic<bool> &m_cancel;
    ProjectWriter m_projects;
    SessionWriter m_sessions;
    EventWriter m_events;
    UsageWriter m_usages;
    Statement m_find;
    Statement m_findResult;
    Statement m_tell;
    Statement m_tellAnswer;
    Statement m_tellResult;
    Statement m_texts;
    Statement m_saveSizes;
    QSet<qint64> m_untold; // events of the session that no line has told so far
    qint64 m_firstAt = -1;
    qint64 m_lastAt = -1;
    qint64 m_eventsBefore = 0;
    qint64 m_keptRaw = 0; // lines that are kept raw now, less those that were
    qint64 m_written = 0; // of this session
    qint64 m_changed = 0;
};

} // namespace assay
