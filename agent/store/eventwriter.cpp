// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/eventwriter.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

std::string_view keyBytes(const LineKey &key)
{
    return {reinterpret_cast<const char *>(key.data()), key.size()};
}

// Kinds whose lines a fork or a resumed session copies.
QString conversational()
{
    QStringList kinds;
    for (const EventKind kind :
         {EventKind::Prompt, EventKind::Command, EventKind::Reply, EventKind::Thinking, EventKind::ToolCall})
        kinds += QString::number(static_cast<int>(kind));
    return kinds.join(u',');
}

bool isTurn(const DecodedEvent &event)
{
    return event.agentId.empty() && (event.kind == EventKind::Prompt || event.kind == EventKind::Command);
}

DecodedResult resultOf(const DecodedEvent &event)
{
    DecodedResult result;
    result.toolUseId = event.toolUseId;
    result.agentId = event.agentId;
    result.output = event.output;
    result.outcome = event.outcome;
    result.durationMs = event.durationMs;
    result.images = event.images;
    result.linesAdded = event.linesAdded;
    result.linesRemoved = event.linesRemoved;
    result.place = event.resultPlace;
    result.at = event.resultAt;
    return result;
}

} // namespace

EventWriter::EventWriter(Database &db)
    : m_text(db)
    , m_uses(db)
    , m_findRun(db, u"SELECT id FROM run WHERE session_id = ? AND agent_id = CAST(? AS TEXT)"_s)
    , m_insertRun(db, u"INSERT INTO run(session_id, agent_id) VALUES(?, CAST(? AS TEXT))"_s)
    , m_tellRun(
          db, u"UPDATE run SET tool_use_id = told.tool_use_id, agent_type = told.agent_type, "
              "description = told.description FROM (SELECT id, coalesce(nullif(?, ''), tool_use_id) AS tool_use_id, "
              "coalesce(nullif(?, ''), agent_type) AS agent_type, coalesce(nullif(?, ''), description) AS description "
              "FROM run WHERE id = ?) AS told WHERE run.id = told.id AND (run.tool_use_id, run.agent_type, "
              "run.description) <> (told.tool_use_id, told.agent_type, told.description)"_s)
    , m_countRun(db,
                 u"UPDATE run SET events = events + ?, tool_calls = tool_calls + ?, errors = errors + ?, started_at = "
                 "CASE WHEN seen.first >= 0 AND (started_at < 0 OR seen.first < started_at) THEN seen.first "
                 "ELSE started_at END, ended_at = max(ended_at, seen.last) "
                 "FROM (SELECT ? AS first, ? AS last) AS seen WHERE id = ?"_s)
    , m_insert(
          db,
          u"INSERT OR IGNORE INTO event(session_id, run_id, position, block, line_key, key_is_uuid, kind, outcome, "
          u"flags, "
          "at, duration_ms, tool, tool_use_id, model, head, images, lines_added, lines_removed, text_bytes, "
          "input_bytes, output_bytes, source_id, raw_position, raw_length, result_source_id, result_position, "
          "result_length, skill) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS "
          "TEXT), CAST(? AS TEXT), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT))"_s)
    , m_find(db, u"SELECT id, run_id, outcome, raw_length, position FROM event WHERE line_key = ? AND block = ? AND "
                 "session_id = ?"_s)
    , m_findCall(db,
                 u"SELECT id, run_id, result_length, tool, outcome FROM event WHERE tool_use_id = CAST(? AS TEXT) AND "
                 "session_id = ? AND tool_use_id <> '' ORDER BY id"_s)
    , m_attach(
          db,
          u"UPDATE event SET outcome = ?, output_bytes = ?, images = images + ?, lines_added = ?, lines_removed = ?, "
          "result_source_id = ?, result_position = ?, result_length = ?, duration_ms = CASE WHEN told.duration >= 0 "
          "THEN told.duration WHEN told.at >= event.at AND event.at >= 0 THEN told.at - event.at ELSE -1 END "
          "FROM (SELECT ? AS duration, ? AS at) AS told WHERE id = ?"_s)
    , m_repoint(db, u"UPDATE event SET source_id = ?, raw_position = ?, raw_length = ? WHERE id = ?"_s)
    , m_move(db, u"UPDATE event SET position = ? WHERE id = ?"_s)
    , m_drop(db, u"DELETE FROM event WHERE id = ?"_s)
    , m_keepBookmark(db, u"UPDATE OR IGNORE bookmark SET (event_id, line_key, block) = (SELECT id, line_key, block "
                         "FROM event WHERE id = ?) WHERE event_id = ?"_s)
    , m_relatives(db,
                  u"SELECT DISTINCT other.session_id FROM event AS mine CROSS JOIN event AS other ON other.line_key = "
                  "mine.line_key AND other.session_id <> mine.session_id WHERE mine.id >= ? AND mine.key_is_uuid = 1 "
                  "AND mine.block = 0 AND mine.kind IN (%1)"_s.arg(conversational()))
{
}

Result<> EventWriter::write(const StreamPlace &place, const DecodedPiece &piece, SessionDelta &delta,
                            QList<qint64> &relatives)
{
    for (const DecodedRun &each : piece.runs) {
        if (auto told = tellRun(place.sessionId, each, delta); !told)
            return told;
    }
    m_firstNew = 0;
    for (const DecodedEvent &each : piece.events) {
        if (auto written = event(place, each, delta); !written)
            return written;
    }
    if (auto related = relate(relatives); !related)
        return related;
    for (const DecodedResult &each : piece.results) {
        if (auto written = result(place, each, delta); !written)
            return written;
    }
    return countRuns().and_then([&] { return m_uses.write(place.sessionId); });
}

Result<qint64> EventWriter::run(qint64 sessionId, const std::string &agentId, SessionDelta &delta)
{
    if (agentId.empty())
        return 0;
    if (m_runsOf != sessionId) {
        m_runs.clear();
        m_runsOf = sessionId;
    }
    const QByteArray key = QByteArray::fromStdString(agentId);
    if (const auto known = m_runs.constFind(key); known != m_runs.constEnd())
        return *known;
    m_findRun.bind(sessionId).bindUtf8(agentId);
    qint64 id = 0;
    if (m_findRun.next())
        id = m_findRun.integer(0);
    m_findRun.finish();
    if (id == 0) {
        if (!m_insertRun.bind(sessionId).bindUtf8(agentId).run())
            return tl::unexpected(m_insertRun.error());
        id = m_insertRun.lastInsertId();
        ++delta.subagents;
    }
    m_runs.insert(key, id);
    return id;
}

Result<> EventWriter::tellRun(qint64 sessionId, const DecodedRun &told, SessionDelta &delta)
{
    const auto id = run(sessionId, told.agentId, delta);
    if (!id)
        return tl::unexpected(id.error());
    if (*id == 0)
        return {};
    m_tellRun.bind(QString::fromStdString(told.toolUseId))
        .bind(QString::fromStdString(told.agentType))
        .bind(QString::fromStdString(told.description))
        .bind(*id);
    if (!m_tellRun.run())
        return tl::unexpected(m_tellRun.error());
    return {};
}

Result<> EventWriter::event(const StreamPlace &place, const DecodedEvent &event, SessionDelta &delta)
{
    const auto runId = run(place.sessionId, event.agentId, delta);
    if (!runId)
        return tl::unexpected(runId.error());
    const bool hasResult = event.resultPlace.rawLength > 0;
    m_insert.bind(place.sessionId).bind(*runId).bind(place.positionBase + event.place.sourceOffset).bind(event.block);
    m_insert.bindUtf8(keyBytes(event.key)).bind(event.keyIsUuid ? 1 : 0).bind(static_cast<int>(event.kind));
    m_insert.bind(static_cast<int>(event.outcome))
        .bind(event.flags)
        .bind(qint64{event.at})
        .bind(qint64{event.durationMs});
    m_insert.bindUtf8(event.tool).bindUtf8(event.toolUseId).bindUtf8(event.model).bindUtf8(event.head);
    m_insert.bind(event.images).bind(event.linesAdded).bind(event.linesRemoved);
    m_insert.bind(static_cast<qint64>(event.text.size())).bind(static_cast<qint64>(event.input.size()));
    m_insert.bind(static_cast<qint64>(event.output.size())).bind(place.sourceId);
    m_insert.bind(qint64{event.place.rawPosition}).bind(qint64{event.place.rawLength});
    m_insert.bind(hasResult ? place.sourceId : 0).bind(qint64{event.resultPlace.rawPosition});
    m_insert.bind(qint64{event.resultPlace.rawLength}).bindUtf8(event.skill);
    if (!m_insert.run())
        return tl::unexpected(m_insert.error());
    if (m_insert.changes() == 0)
        return knownEvent(place, event, delta);
    const qint64 id = m_insert.lastInsertId();
    if (m_firstNew == 0)
        m_firstNew = id;
    if (auto written = m_text.insert(id, {event.text, event.input, event.output}); !written)
        return written;
    count(*runId, event, delta);
    if (auto counted = m_uses.addEvent(id, event); !counted)
        return counted;
    if (event.kind == EventKind::ToolCall && !hasResult && !event.toolUseId.empty())
        return adoptOrphan(place, id, *runId, event, delta);
    return {};
}

void EventWriter::count(qint64 runId, const DecodedEvent &event, SessionDelta &delta)
{
    const bool call = event.kind == EventKind::ToolCall;
    const bool failed = call && event.outcome == Outcome::Failed;
    ++delta.eventsTotal;
    delta.events += runId == 0 ? 1 : 0;
    delta.turns += isTurn(event) ? 1 : 0;
    delta.toolCalls += call ? 1 : 0;
    delta.errors += failed ? 1 : 0;
    delta.compactions += event.kind == EventKind::Compaction && runId == 0 ? 1 : 0;
    delta.see(event.at);
    delta.see(event.resultAt);
    if (runId != 0)
        m_uncounted[runId].add({1, call ? 1 : 0, failed ? 1 : 0, event.at, event.at});
}

void EventWriter::RunCounts::add(const RunCounts &more)
{
    events += more.events;
    toolCalls += more.toolCalls;
    errors += more.errors;
    if (more.first >= 0)
        first = first < 0 ? more.first : std::min(first, more.first);
    last = std::max(last, more.last);
}

Result<> EventWriter::countRuns()
{
    for (auto each = m_uncounted.cbegin(); each != m_uncounted.cend(); ++each) {
        m_countRun.bind(each->events).bind(each->toolCalls).bind(each->errors).bind(each->first).bind(each->last);
        if (!m_countRun.bind(each.key()).run())
            return tl::unexpected(m_countRun.error());
    }
    m_uncounted.clear();
    return {};
}

// The same line from another file or another reading. News is only a result that was missing, or a raw line that was
// lost.
Result<> EventWriter::knownEvent(const StreamPlace &place, const DecodedEvent &event, SessionDelta &delta)
{
    m_find.bindUtf8(keyBytes(event.key)).bind(event.block).bind(place.sessionId);
    if (!m_find.next()) {
        m_find.finish();
        return {};
    }
    const qint64 id = m_find.integer(0);
    const qint64 runId = m_find.integer(1);
    const bool pending = m_find.integer(2) == static_cast<int>(Outcome::Pending);
    const bool rawLost = m_find.integer(3) == 0;
    const qint64 position = place.positionBase + event.place.sourceOffset;
    const bool standsEarlier = position < m_find.integer(4);
    m_find.finish();
    // Of several files that show a line the first one tells its place, whichever was read first.
    if (standsEarlier && !m_move.bind(position).bind(id).run())
        return tl::unexpected(m_move.error());
    if (rawLost) {
        m_repoint.bind(place.sourceId)
            .bind(qint64{event.place.rawPosition})
            .bind(qint64{event.place.rawLength})
            .bind(id);
        if (!m_repoint.run())
            return tl::unexpected(m_repoint.error());
    }
    return pending && event.resultPlace.rawLength > 0 ? attach(place, {id, runId, event.tool}, resultOf(event), delta)
                                                      : Result<>{};
}

Result<> EventWriter::result(const StreamPlace &place, const DecodedResult &result, SessionDelta &delta)
{
    m_findCall.bindUtf8(result.toolUseId).bind(place.sessionId);
    if (!m_findCall.next()) {
        m_findCall.finish();
        return orphan(place, result, delta);
    }
    const KnownCall call{m_findCall.integer(0), m_findCall.integer(1), m_findCall.text(3).toStdString()};
    const bool open = m_findCall.integer(2) == 0;
    m_findCall.finish();
    return open ? attach(place, call, result, delta) : Result<>{};
}

Result<> EventWriter::attach(const StreamPlace &place, const KnownCall &call, const DecodedResult &result,
                             SessionDelta &delta)
{
    m_attach.bind(static_cast<int>(result.outcome)).bind(static_cast<qint64>(result.output.size())).bind(result.images);
    m_attach.bind(result.linesAdded)
        .bind(result.linesRemoved)
        .bind(place.sourceId)
        .bind(qint64{result.place.rawPosition});
    m_attach.bind(qint64{result.place.rawLength}).bind(qint64{result.durationMs}).bind(qint64{result.at});
    if (!m_attach.bind(call.eventId).run())
        return tl::unexpected(m_attach.error());
    delta.see(result.at);
    if (result.outcome == Outcome::Failed) {
        ++delta.errors;
        m_uses.addFailure(call.tool);
        if (call.runId != 0)
            m_uncounted[call.runId].add({0, 0, 1, result.at, result.at});
    }
    return m_text.replaceOutput(call.eventId, result.output);
}

// A result whose call is not in any file: shown as a call of an unknown tool.
Result<> EventWriter::orphan(const StreamPlace &place, const DecodedResult &result, SessionDelta &delta)
{
    DecodedEvent event;
    event.key = result.orphan;
    event.keyIsUuid = result.orphanIsUuid;
    event.block = result.orphanBlock;
    event.kind = EventKind::ToolCall;
    event.outcome = result.outcome;
    event.at = result.at;
    event.durationMs = result.durationMs;
    event.agentId = result.agentId;
    event.toolUseId = result.toolUseId;
    event.output = result.output;
    event.images = result.images;
    event.linesAdded = result.linesAdded;
    event.linesRemoved = result.linesRemoved;
    event.place = result.place;
    event.resultPlace = result.place;
    return this->event(place, event, delta);
}

// The call arrived after its result: the row that stood in for it gives its result and goes.
Result<> EventWriter::adoptOrphan(const StreamPlace &place, qint64 eventId, qint64 runId, const DecodedEvent &event,
                                  SessionDelta &delta)
{
    m_findCall.bindUtf8(event.toolUseId).bind(place.sessionId);
    qint64 orphanId = 0;
    bool failed = false;
    while (m_findCall.next()) {
        if (m_findCall.integer(0) == eventId || !m_findCall.text(3).isEmpty())
            continue;
        orphanId = m_findCall.integer(0);
        failed = m_findCall.integer(4) == static_cast<int>(Outcome::Failed);
    }
    m_findCall.finish();
    if (orphanId == 0)
        return {};
    Statement take(
        m_text.database(),
        u"UPDATE event SET (outcome, output_bytes, images, lines_added, lines_removed, result_source_id, "
        "result_position, result_length) = (SELECT outcome, output_bytes, images, lines_added, lines_removed, "
        "result_source_id, result_position, result_length FROM event AS orphan WHERE orphan.id = ?) WHERE id = ?"_s);
    if (!take.bind(orphanId).bind(eventId).run())
        return tl::unexpected(take.error());
    Statement output(m_text.database(), u"SELECT output FROM body WHERE id = ?"_s);
    output.bind(orphanId);
    const std::string text = output.next() ? output.text(0).toStdString() : std::string();
    output.finish();
    --delta.eventsTotal;
    --delta.toolCalls;
    delta.events -= runId == 0 ? 1 : 0;
    if (runId != 0)
        m_uncounted[runId].add({-1, -1, 0, -1, -1});
    if (failed)
        m_uses.addFailure(event.tool);
    auto erased = m_text.erase(orphanId);
    if (!erased)
        return erased;
    if (!m_keepBookmark.bind(eventId).bind(orphanId).run())
        return tl::unexpected(m_keepBookmark.error());
    if (!m_drop.bind(orphanId).run())
        return tl::unexpected(m_drop.error());
    return m_text.replaceOutput(eventId, text);
}

// Sessions that hold lines just written too.
Result<> EventWriter::relate(QList<qint64> &relatives)
{
    if (m_firstNew == 0)
        return {};
    m_relatives.bind(m_firstNew);
    while (m_relatives.next())
        relatives.append(m_relatives.integer(0));
    m_relatives.finish();
    if (!m_relatives.ok())
        return tl::unexpected(m_relatives.error());
    return {};
}

} // namespace assay
