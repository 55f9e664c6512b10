// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/retelling.h"

#include <algorithm>
#include <iterator>

#include "agent/store/recount.h"
#include "models/data/decoderversion.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

std::string_view keyBytes(const LineKey &key)
{
    return {reinterpret_cast<const char *>(key.data()), key.size()};
}

// Both finders read the same columns.
QString knownColumns()
{
    return u"SELECT id, source_id, raw_position, result_source_id, result_position, result_length, kind FROM event "
           "WHERE "_s;
}

qint64 eventsOf(Database &db, qint64 sessionId)
{
    Statement s(db, u"SELECT events_total FROM session WHERE id = ?"_s);
    return s.bind(sessionId).next() ? s.integer(0) : 0;
}

// A row is written only when the line says something else than it does.
QString tellSql()
{
    return u"UPDATE event SET (run_id, kind, flags, at, tool, tool_use_id, model, skill, head) = (told.run_id, "
           "told.kind, told.flags, told.at, told.tool, told.tool_use_id, told.model, told.skill, told.head) FROM "
           "(SELECT given.*, CASE agent WHEN '' THEN 0 ELSE coalesce((SELECT id FROM run WHERE run.session_id = "
           "row.session_id AND agent_id = agent), row.run_id) END AS run_id FROM (SELECT ? AS id, CAST(? AS TEXT) AS "
           "agent, ? AS kind, ? AS flags, ? AS at, CAST(? AS TEXT) AS tool, CAST(? AS TEXT) AS tool_use_id, CAST(? AS "
           "TEXT) AS model, CAST(? AS TEXT) AS skill, CAST(? AS TEXT) AS head) AS given JOIN event AS row ON row.id = "
           "given.id) AS told WHERE event.id = told.id AND (event.run_id, event.kind, event.flags, event.at, "
           "event.tool, event.tool_use_id, event.model, event.skill, event.head) <> (told.run_id, told.kind, "
           "told.flags, told.at, told.tool, told.tool_use_id, told.model, told.skill, told.head)"_s;
}

QString tellAnswerSql(const QString &duration)
{
    return u"UPDATE event SET (outcome, duration_ms, images, lines_added, lines_removed) = (told.outcome, "
           "told.duration, told.images, told.added, told.removed) FROM (SELECT given.*, CASE %1 END AS duration FROM "
           "(SELECT ? AS id, ? AS outcome, ? AS images, ? AS added, ? AS removed, ? AS milliseconds, ? AS at) "
           "AS "
           "given JOIN event AS row ON row.id = given.id) AS told WHERE event.id = told.id AND (event.outcome, "
           "event.duration_ms, event.images, event.lines_added, event.lines_removed) <> (told.outcome, told.duration, "
           "told.images, told.added, told.removed)"_s.arg(duration);
}

} // namespace

Retelling::Retelling(Database &db, const Redactor &redactor, const std::atomic<bool> &cancel)
    : m_db(db)
    , m_redactor(redactor)
    , m_cancel(cancel)
    , m_projects(db)
    , m_sessions(db, m_projects)
    , m_events(db)
    , m_usages(db)
    , m_find(db, knownColumns() + u"line_key = ? AND block = ? AND session_id = ?"_s)
    , m_findResult(db, knownColumns() + u"tool_use_id = CAST(? AS TEXT) AND session_id = ? AND tool_use_id <> '' ORDER "
                                        "BY id"_s)
    , m_tell(db, tellSql())
    , m_tellAnswer(db, tellAnswerSql(u"WHEN 1 THEN given.milliseconds"_s))
    // As when a result is joined to its call; what stands in for a call that is not there has no beginning.
    , m_tellResult(db, tellAnswerSql(u"WHEN given.milliseconds >= 0 THEN given.milliseconds WHEN row.tool <> '' AND "
                                     "row.at >= 0 AND given.at >= row.at THEN given.at - row.at ELSE -1"_s))
    , m_texts(db, u"SELECT CAST(text AS BLOB), CAST(input AS BLOB), CAST(output AS BLOB) FROM body WHERE id = ?"_s)
    , m_saveSizes(db, u"UPDATE event SET text_bytes = ?, input_bytes = ?, output_bytes = ? WHERE id = ?"_s)
{
}

Result<Retelling::Outcome> Retelling::run(qint64 sessionId, const QList<StoredSource> &sources)
{
    const auto whole = isWhole(sessionId, sources);
    if (!whole || !*whole)
        return whole.map([](bool) { return Outcome::Damaged; });
    Transaction transaction(m_db);
    auto done = transaction.begin().and_then([&] { return begin(sessionId); });
    for (const StoredSource &each : sources) {
        if (done && !m_cancel)
            done = source(each);
    }
    if (m_cancel)
        return Outcome::Cancelled;
    done = std::move(done).and_then([&] { return end(sessionId); }).and_then([&] { return transaction.commit(); });
    return std::move(done).map([] { return Outcome::Told; });
}

Result<> Retelling::finish()
{
    Transaction transaction(m_db);
    return transaction.begin().and_then([&] { return m_sessions.resolvePendingTitles(); }).and_then([&] {
        return transaction.commit();
    });
}

Result<bool> Retelling::isWhole(qint64 sessionId, const QList<StoredSource> &sources)
{
    RawReplay replay(m_db, m_redactor);
    for (const StoredSource &source : sources) {
        const bool readable =
            TranscriptReader::create(source.agent.toStdString(), m_redactor, contextOf(source)) != nullptr;
        const auto whole = readable ? replay.isWhole(source) : Result<bool>(false);
        if (!whole || !*whole)
            return whole;
    }
    Statement lost(m_db, u"SELECT EXISTS (SELECT 1 FROM event WHERE session_id = ? AND raw_length = 0)"_s);
    if (!lost.bind(sessionId).next())
        return tl::unexpected(lost.error());
    return lost.integer(0) == 0;
}

Result<> Retelling::begin(qint64 sessionId)
{
    m_untold.clear();
    m_firstAt = m_lastAt = -1;
    m_keptRaw = m_written = 0;
    m_eventsBefore = eventsOf(m_db, sessionId);
    Statement events(m_db, u"SELECT id FROM event WHERE session_id = ? AND source_id IN (SELECT id FROM source WHERE "
                           "session_id = ?)"_s);
    events.bind(sessionId).bind(sessionId);
    while (events.next())
        m_untold.insert(events.integer(0));
    if (!events.ok())
        return tl::unexpected(events.error());
    // The first prompt as it was understood then; other titles are told by lines of their own.
    Statement title(m_db, u"UPDATE session SET title = '', title_kind = 0 WHERE id = ? AND title_kind = ?"_s);
    if (!title.bind(sessionId).bind(static_cast<int>(DecodedTitle::Kind::FirstPrompt)).run())
        return tl::unexpected(title.error());
    return m_usages.release(sessionId);
}

Result<> Retelling::source(const StoredSource &source)
{
    RawReplay replay(m_db, m_redactor);
    const auto counts = replay.run(source, [&](const DecodedPiece &each) {
        return m_cancel ? fail(Error::Code::Cancelled, u"Interrupted. Nothing was changed."_s) : piece(source, each);
    });
    if (!counts)
        return tl::unexpected(counts.error());
    Statement before(m_db, u"SELECT lines_raw FROM source WHERE id = ?"_s);
    m_keptRaw += before.bind(source.id).next() ? counts->keptRaw - before.integer(0) : 0;
    before.finish();
    Statement save(m_db, u"UPDATE source SET lines_decoded = ?, lines_raw = ? WHERE id = ?"_s);
    if (!save.bind(qint64{counts->decoded}).bind(qint64{counts->keptRaw}).bind(source.id).run())
        return tl::unexpected(save.error());
    return {};
}

Result<> Retelling::piece(const StoredSource &source, const DecodedPiece &piece)
{
    DecodedPiece unknown;
    unknown.runs = piece.runs;
    for (const DecodedEvent &each : piece.events) {
        if (auto told = event(source, each, unknown); !told)
            return told;
    }
    for (const DecodedResult &each : piece.results) {
        if (auto told = result(source, each, unknown); !told)
            return told;
    }
    // Of several summaries of a conversation, in whatever files, the last one read has named it: that stays.
    std::vector<DecodedTitle> titles;
    std::ranges::copy_if(piece.titles, std::back_inserter(titles),
                         [](const DecodedTitle &title) { return title.kind != DecodedTitle::Kind::LeafSummary; });
    SessionDelta delta;
    QList<qint64> relatives;
    auto written = m_events.write({source.sessionId, source.id, source.positionBase}, unknown, delta, relatives)
                       .and_then([&] { return m_sessions.apply(source.sessionId, delta, piece); })
                       .and_then([&] { return m_sessions.titles(source.sessionId, titles); })
                       .and_then([&] { return m_usages.write(source.sessionId, piece.usages); })
                       .and_then([&] { return m_sessions.joinLineages(source.sessionId, relatives); });
    m_written += delta.eventsTotal;
    return written;
}

Retelling::KnownRow Retelling::row(const Statement &found)
{
    KnownRow row;
    row.id = found.integer(0);
    row.sourceId = found.integer(1);
    row.position = found.integer(2);
    row.resultSourceId = found.integer(3);
    row.resultPosition = found.integer(4);
    row.resultLength = found.integer(5);
    row.isCall = found.integer(6) == static_cast<int>(EventKind::ToolCall);
    return row;
}

Result<> Retelling::event(const StoredSource &source, const DecodedEvent &event, DecodedPiece &unknown)
{
    see(event.at);
    m_find.bindUtf8(keyBytes(event.key)).bind(event.block).bind(source.sessionId);
    const KnownRow known = m_find.next() ? row(m_find) : KnownRow{};
    m_find.finish();
    if (!m_find.ok())
        return tl::unexpected(m_find.error());
    if (known.id == 0) {
        unknown.events.push_back(event);
        return {};
    }
    m_untold.remove(known.id);
    // A copy of the line: the one that told the row comes, or came.
    if (known.sourceId != source.id || known.position != event.place.rawPosition)
        return {};
    m_tell.bind(known.id).bindUtf8(event.agentId).bind(static_cast<int>(event.kind));
    m_tell.bind(event.flags).bind(qint64{event.at}).bindUtf8(event.tool).bindUtf8(event.toolUseId);
    m_tell.bindUtf8(event.model).bindUtf8(event.skill).bindUtf8(event.head);
    if (!m_tell.run())
        return tl::unexpected(m_tell.error());
    m_written += m_tell.changes();
    const bool answered = event.kind == EventKind::ToolCall && known.isCall && known.resultLength > 0;
    if (!answered) {
        m_tellAnswer.bind(known.id).bind(static_cast<int>(event.outcome)).bind(event.images).bind(event.linesAdded);
        m_tellAnswer.bind(event.linesRemoved).bind(qint64{event.durationMs}).bind(qint64{event.at});
        if (!m_tellAnswer.run())
            return tl::unexpected(m_tellAnswer.error());
        m_written += m_tellAnswer.changes();
    }
    return texts(known.id, {event.text, event.input, event.output}, answered ? Output::Keep : Output::Replace);
}

Result<> Retelling::result(const StoredSource &source, const DecodedResult &result, DecodedPiece &unknown)
{
    m_findResult.bindUtf8(result.toolUseId).bind(source.sessionId);
    KnownRow told;
    bool answered = false;
    while (m_findResult.next()) {
        const KnownRow known = row(m_findResult);
        answered = answered || known.resultLength > 0;
        if (known.resultLength > 0 && known.resultSourceId == source.id &&
            known.resultPosition == result.place.rawPosition)
            told = known;
    }
    m_findResult.finish();
    if (!m_findResult.ok())
        return tl::unexpected(m_findResult.error());
    if (told.id == 0) {
        if (!answered)
            unknown.results.push_back(result);
        return {};
    }
    m_untold.remove(told.id); // it may stand in for a call that is not there
    m_tellResult.bind(told.id).bind(static_cast<int>(result.outcome)).bind(result.images).bind(result.linesAdded);
    m_tellResult.bind(result.linesRemoved).bind(qint64{result.durationMs}).bind(qint64{result.at});
    if (!m_tellResult.run())
        return tl::unexpected(m_tellResult.error());
    m_written += m_tellResult.changes();
    return texts(told.id, {{}, {}, result.output}, Output::Only);
}

Result<> Retelling::texts(qint64 eventId, const EventText::Parts &told, Output output)
{
    m_texts.bind(eventId);
    std::string before[3];
    if (m_texts.next()) {
        for (int i = 0; i < 3; ++i) {
            const QByteArray bytes = m_texts.blob(i);
            before[i].assign(bytes.constData(), static_cast<std::size_t>(bytes.size()));
        }
    }
    m_texts.finish();
    if (!m_texts.ok())
        return tl::unexpected(m_texts.error());
    const EventText::Parts after{output == Output::Only ? before[0] : told.text,
                                 output == Output::Only ? before[1] : told.input,
                                 output == Output::Keep ? before[2] : told.output};
    if (after.text == before[0] && after.input == before[1] && after.output == before[2])
        return {};
    ++m_written;
    m_saveSizes.bind(static_cast<qint64>(after.text.size())).bind(static_cast<qint64>(after.input.size()));
    if (!m_saveSizes.bind(static_cast<qint64>(after.output.size())).bind(eventId).run())
        return tl::unexpected(m_saveSizes.error());
    return m_events.text().replace(eventId, after);
}

Result<> Retelling::dropUntold()
{
    Statement drop(m_db, u"DELETE FROM event WHERE id = ?"_s);
    Statement kept(m_db, u"SELECT EXISTS (SELECT 1 FROM bookmark WHERE event_id = event.id) OR EXISTS (SELECT 1 FROM "
                         "evidence WHERE event_id = event.id) FROM event WHERE id = ?"_s);
    for (const qint64 id : std::as_const(m_untold)) {
        const bool isKept = kept.bind(id).next() && kept.integer(0) != 0;
        kept.finish();
        if (!kept.ok())
            return tl::unexpected(kept.error());
        if (isKept)
            continue;
        if (auto erased = m_events.text().erase(id); !erased)
            return erased;
        if (!drop.bind(id).run())
            return tl::unexpected(drop.error());
        m_written += drop.changes();
    }
    return {};
}

Result<> Retelling::end(qint64 sessionId)
{
    auto done = dropUntold().and_then([&] { return recountSession(m_db, sessionId); });
    if (!done)
        return done;
    // It may have ended with a result, whose time no event has.
    Statement save(m_db, u"UPDATE session SET decoder_version = ?, started_at = ?, ended_at = max(ended_at, ?) WHERE "
                         "id = ?"_s);
    if (!save.bind(decoderVersion).bind(m_firstAt).bind(m_lastAt).bind(sessionId).run())
        return tl::unexpected(save.error());
    Statement total(m_db, u"UPDATE total SET value = value + ? WHERE name = ?"_s);
    const qint64 more = eventsOf(m_db, sessionId) - m_eventsBefore;
    if (!total.bind(more).bind(u"events"_s).run() || !total.bind(m_keptRaw).bind(u"lines_raw"_s).run())
        return tl::unexpected(total.error());
    Statement facts(m_db, u"DELETE FROM fact_session WHERE session_id = ? AND ? > 0"_s);
    if (!facts.bind(sessionId).bind(m_written).run())
        return tl::unexpected(facts.error());
    m_changed += m_written;
    return m_events.text().indexWaiting();
}

void Retelling::see(qint64 at)
{
    if (at >= 0 && (m_firstAt < 0 || at < m_firstAt))
        m_firstAt = at;
    m_lastAt = std::max(m_lastAt, at);
}

} // namespace assay
