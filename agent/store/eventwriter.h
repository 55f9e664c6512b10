// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Events and runs into rows, by natural key: what is there already is left as it is, except that a call without a
// result takes one that arrives. Reports what changed, so that the session's figures move by differences, not by
// recounting.

#include "agent/read/transcript.h"
#include "agent/store/eventtext.h"
#include "agent/store/usecounts.h"

#include <QHash>
#include <QMap>

namespace assay {

// Where the rows of a batch belong.
struct StreamPlace {
    qint64 sessionId = 0;
    qint64 sourceId = 0;
    qint64 positionBase = 0;
};

// What a batch changed about its session.
struct SessionDelta {
    qint64 events = 0;
    qint64 eventsTotal = 0;
    qint64 turns = 0;
    qint64 toolCalls = 0;
    qint64 errors = 0;
    qint64 subagents = 0;
    qint64 compactions = 0;
    qint64 firstAt = -1;
    qint64 lastAt = -1;

    void see(qint64 at)
    {
        if (at >= 0 && (firstAt < 0 || at < firstAt))
            firstAt = at;
        if (at > lastAt)
            lastAt = at;
    }
};

class EventWriter {
public:
    explicit EventWriter(Database &db);

    // Sessions that already hold a line of the piece are added to `relatives` (lineage).
    [[nodiscard]] Result<> write(const StreamPlace &place, const DecodedPiece &piece, SessionDelta &delta,
                                 QList<qint64> &relatives);
    [[nodiscard]] EventText &text() { return m_text; }

private:
    [[nodiscard]] Result<qint64> run(qint64 sessionId, const std::string &agentId, SessionDelta &delta);
    [[nodiscard]] Result<> tellRun(qint64 sessionId, const DecodedRun &run, SessionDelta &delta);
    [[nodiscard]] Result<> event(const StreamPlace &place, const DecodedEvent &event, SessionDelta &delta);
    [[nodiscard]] Result<> knownEvent(const StreamPlace &place, const DecodedEvent &event, SessionDelta &delta);
    [[nodiscard]] Result<> result(const StreamPlace &place, const DecodedResult &result, SessionDelta &delta);
    [[nodiscard]] Result<> orphan(const StreamPlace &place, const DecodedResult &result, SessionDelta &delta);
    [[nodiscard]] Result<> adoptOrphan(const StreamPlace &place, qint64 eventId, qint64 runId,
                                       const DecodedEvent &event, SessionDelta &delta);
    struct KnownCall {
        qint64 eventId = 0;
        qint64 runId = 0;
        std::string tool;
    };
    [[nodiscard]] Result<> attach(const StreamPlace &place, const KnownCall &call, const DecodedResult &result,
                                  SessionDelta &delta);
    [[nodiscard]] Result<> relate(QList<qint64> &relatives);
    void count(qint64 runId, const DecodedEvent &event, SessionDelta &delta);
    [[nodiscard]] Result<> countRuns();

    // What a piece adds to a run; written once per piece, not per event. Times < 0: none.
    struct RunCounts {
        qint64 events = 0;
        qint64 toolCalls = 0;
        qint64 errors = 0;
        qint64 first = -1;
        qint64 last = -1;

        void add(const RunCounts &more);
    };

    EventText m_text;
    UseCounts m_uses;
    Statement m_findRun;
    Statement m_insertRun;
    Statement m_tellRun;
    Statement m_countRun;
    Statement m_insert;
    Statement m_find;
    Statement m_findCall;
    Statement m_attach;
    Statement m_repoint;
    Statement m_move;
    Statement m_drop;
    Statement m_keepBookmark;
    Statement m_relatives;
    QHash<QByteArray, qint64> m_runs; // of the session written last: session id + agent id → run
    qint64 m_runsOf = 0;
    qint64 m_firstNew = 0;               // first event that the present piece added; ids only rise
    QMap<qint64, RunCounts> m_uncounted; // by run
};

} // namespace assay
