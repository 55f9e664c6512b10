// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/restore.h"

#include "agent/store/exclusions.h"
#include "agent/store/plainfile.h"
#include "agent/store/restorerows.h"
#include "agent/store/sourcereader.h"
#include "agent/store/sourcewriter.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// Whether the file still holds what was read from it.
bool isTheSameFile(Database &db, qint64 sourceId, const SourceFile &file)
{
    Statement s(db, u"SELECT cursor, head_hash, tail_hash FROM source WHERE id = ?"_s);
    s.bind(sourceId);
    if (!s.next() || s.integer(0) == 0 || s.integer(0) > file.size)
        return false;
    const PlainFile opened(file.path);
    return opened.isOpen() && headFingerprint(opened.descriptor(), s.integer(0)) == s.blob(1) &&
           tailFingerprint(opened.descriptor(), s.integer(0)) == s.blob(2);
}

QString countsOf(Database &db, qint64 sourceId)
{
    Statement s(db, u"SELECT lines, lines_decoded, lines_raw, lines_broken FROM source WHERE id = ?"_s);
    s.bind(sourceId);
    if (!s.next())
        return {};
    return u"UPDATE source SET lines = %1, lines_decoded = %2, lines_raw = %3, lines_broken = %4 WHERE id = %5"_s
        .arg(s.integer(0))
        .arg(s.integer(1))
        .arg(s.integer(2))
        .arg(s.integer(3))
        .arg(sourceId);
}

// Tables whose rows can be told again by decoding.
bool isTold(const QString &table)
{
    static const QStringList notTold = {u"meta"_s,         u"redaction"_s, u"raw_block"_s,  u"session_tag"_s,
                                        u"session_note"_s, u"bookmark"_s,  u"hook_event"_s, u"presence"_s,
                                        u"candidate"_s,    u"revision"_s,  u"claim"_s,      u"evidence"_s,
                                        u"decision"_s,     u"tombstone"_s, u"file_change"_s};
    return !notTold.contains(table) && !table.startsWith(u"fact_"_s) && !table.startsWith(u"memory"_s);
}

} // namespace

Restore::Restore(Database &db, std::shared_ptr<const Redactor> redactor, const Exclusions *exclusions)
    : m_db(db)
    , m_redactor(std::move(redactor))
    , m_exclusions(exclusions)
    , m_projects(db)
    , m_sessions(db, m_projects)
    , m_events(db)
    , m_usages(db)
{
}

Result<Restored> Restore::run(const Salvaged &salvaged)
{
    m_tellTitles = salvaged.damagedTables.contains(u"pending_title"_s);
    m_keepOccurrences = salvaged.damagedTables.contains(u"repeated_line"_s);
    Transaction transaction(m_db);
    auto done = transaction.begin()
                    .and_then([&] { return addMissingParents(m_db); })
                    .and_then([&] { return takeOutHalves(m_db); })
                    .and_then([&] { return plan(); })
                    .and_then([&] { return takeOut(); });
    if (!done)
        return tl::unexpected(done.error());
    const auto complete = isComplete();
    if (!complete)
        return tl::unexpected(complete.error());
    const bool all = !*complete || std::any_of(salvaged.damagedTables.begin(), salvaged.damagedTables.end(), isTold);
    for (const Planned &each : m_plan) {
        if (done && (all || each.file))
            done = tell(each);
    }
    done = std::move(done).and_then([&] { return m_events.text().indexWaiting(); }).and_then([&] {
        return m_sessions.resolvePendingTitles();
    });
    if (!done)
        return tl::unexpected(done.error());
    const auto back = putBack(m_db);
    if (!back)
        return tl::unexpected(back.error());
    m_restored.textsLost = back->textsLost;
    m_restored.eventsLost = back->eventsLost;
    done = settleSessions(m_db, m_exclusions)
               .and_then([&] { return m_db.execute(u"INSERT INTO body_index(body_index) VALUES('rebuild')"_s); })
               .and_then([&] { return transaction.commit(); });
    if (!done)
        return tl::unexpected(done.error());
    return m_restored;
}

Result<> Restore::plan()
{
    const auto sources = storedSources(m_db);
    if (!sources)
        return tl::unexpected(sources.error());
    QSet<qint64> bareSources;
    Statement bare(m_db, u"SELECT id FROM bare WHERE kind = 'source'"_s);
    while (bare.next())
        bareSources.insert(bare.integer(0));
    for (const StoredSource &source : *sources) {
        auto planned = this->planned(source, bareSources.contains(source.id));
        if (!planned)
            return tl::unexpected(planned.error());
        m_plan.push_back(std::move(*planned));
    }
    Statement sessions(m_db, u"SELECT id FROM bare WHERE kind = 'session'"_s);
    while (sessions.next())
        m_bareSessions.insert(sessions.integer(0));
    return {};
}

Result<Restore::Planned> Restore::planned(const StoredSource &source, bool bare)
{
    Planned planned;
    planned.source = source;
    planned.bare = bare;
    const auto whole = RawReplay(m_db, *m_redactor).isWhole(source);
    if (!whole)
        return tl::unexpected(whole.error());
    if (*whole && !bare)
        return planned;
    planned.gap = !*whole;
    m_restored.linesLost += planned.gap ? 1 : 0;
    if (!m_exclusions || m_exclusions->excludesAll(source.sessionUuid))
        return planned;
    for (const SourceFile &file : findSourceFiles({source.path})) {
        const bool same = isTheSameFile(m_db, source.id, file);
        planned.replace = same && source.state != u"source_changed"_s;
        // A file that is another one by now is the next import's.
        if (same || bare)
            planned.file = std::make_shared<const SourceFile>(file);
    }
    return planned;
}

Result<> Restore::takeOut()
{
    for (const Planned &each : m_plan) {
        if (!each.replace)
            continue;
        if (auto taken = takeOutSource(m_db, each.source.id); !taken)
            return taken;
    }
    // What is written below changes single texts of the index, so it must hold the others.
    return m_db.execute(u"INSERT INTO body_index(body_index) VALUES('rebuild')"_s);
}

Result<bool> Restore::isComplete()
{
    Statement s(m_db, u"SELECT NOT EXISTS (SELECT 1 FROM kept_event) AND NOT EXISTS (SELECT 1 FROM kept_body) AND NOT "
                      "EXISTS (SELECT 1 FROM known_event) AND NOT EXISTS (SELECT 1 FROM bare) AND NOT EXISTS (SELECT 1 "
                      "FROM event WHERE raw_length = 0)"_s);
    if (!s.next())
        return tl::unexpected(s.error());
    return s.integer(0) != 0;
}

Result<> Restore::tell(const Planned &planned)
{
    if (planned.file) {
        const auto read = readFile(planned);
        if (!read)
            return tl::unexpected(read.error());
        if (*read)
            return {};
    }
    return replay(planned);
}

Result<> Restore::replay(const Planned &planned)
{
    const StoredSource &source = planned.source;
    RawReplay replay(m_db, *m_redactor, u"kept_event"_s);
    const auto counts =
        replay.run(source, [&](const DecodedPiece &piece) { return write(source, planned.bare, piece); });
    if (!counts)
        return tl::unexpected(counts.error());
    if (planned.bare) {
        Statement save(m_db, u"UPDATE source SET lines = ?, lines_decoded = ?, lines_raw = ?, lines_broken = ? WHERE "
                             "id = ?"_s);
        save.bind(qint64{counts->lines}).bind(qint64{counts->decoded}).bind(qint64{counts->keptRaw});
        if (!save.bind(qint64{counts->broken}).bind(source.id).run())
            return tl::unexpected(save.error());
    }
    if (!m_keepOccurrences && !planned.bare)
        return {};
    Statement repeated(m_db, u"INSERT OR IGNORE INTO repeated_line(source_id, line_hash, occurrences) VALUES(?, ?, "
                             "?)"_s);
    for (const auto &[key, count] : replay.occurrences()) {
        repeated.bind(source.id).bindUtf8({reinterpret_cast<const char *>(key.data()), key.size()}).bind(count);
        if (!repeated.run())
            return tl::unexpected(repeated.error());
    }
    return {};
}

// False: the file could not be read, and the raw lines that are left must do.
Result<bool> Restore::readFile(const Planned &planned)
{
    const StoredSource &source = planned.source;
    const QString counts = countsOf(m_db, source.id);
    const bool counted = planned.replace || planned.bare;
    const auto reading = std::make_shared<PlannedSource>();
    reading->file = *planned.file;
    reading->state.id = source.id;
    reading->state.sessionId = source.sessionId;
    reading->state.sessionUuid = source.sessionUuid;
    reading->state.rawEnd = source.rawEnd;
    const QString which = QString::number(source.id);
    auto prepared = m_db.execute(u"DELETE FROM repeated_line WHERE source_id = %1;"_s.arg(which));
    if (prepared && counted) {
        prepared = m_db.execute(
            u"DELETE FROM redaction WHERE source_id = %1; UPDATE source SET lines = 0, lines_decoded = 0, lines_raw = "
            "0, lines_broken = 0 WHERE id = %1"_s.arg(which));
    }
    if (!prepared)
        return tl::unexpected(prepared.error());
    SourceWriter writer(m_db);
    Result<> stored;
    const auto read = SourceReader(*m_redactor, *m_exclusions).read(reading, [&](SourceBatch &&batch) {
        if (!counted)
            batch.redactions.clear();
        stored = write(source, planned.bare, batch.piece).and_then([&] { return writer.store(source.id, batch); });
        return stored.has_value();
    });
    if (!stored)
        return tl::unexpected(stored.error());
    if (!read || !counted) {
        if (auto restored = m_db.execute(counts); !restored)
            return tl::unexpected(restored.error());
    }
    if (!read) {
        m_restored.unreadable.append(source.path);
        return false;
    }
    ++m_restored.filesRead;
    m_restored.linesLost -= planned.gap ? 1 : 0;
    if (!planned.replace)
        return true;
    return moveToStart(source).map([] { return true; });
}

// The new reading was written behind the old raw lines; it takes their place now that it is complete.
Result<> Restore::moveToStart(const StoredSource &source)
{
    return m_db.execute(
        u"DELETE FROM raw_block WHERE source_id = %1 AND raw_position < %2;"
        "UPDATE raw_block SET raw_position = -1 - (raw_position - %2) WHERE source_id = %1;"
        "UPDATE raw_block SET raw_position = -1 - raw_position WHERE source_id = %1;"
        "UPDATE source SET raw_end = raw_end - %2 WHERE id = %1;"
        "UPDATE event SET raw_position = raw_position - %2 WHERE source_id = %1 AND raw_length > 0;"
        "UPDATE event SET result_position = result_position - %2 WHERE result_source_id = %1 AND result_length > 0;"_s
            .arg(source.id)
            .arg(source.rawEnd));
}

Result<> Restore::write(const StoredSource &source, bool bare, const DecodedPiece &piece)
{
    const auto sessionId = bare ? sessionOf(source, piece) : Result<qint64>(source.sessionId);
    if (!sessionId)
        return tl::unexpected(sessionId.error());
    const bool told = m_bareSessions.contains(*sessionId);
    if (told && !piece.facts.sessionId.empty()) {
        Statement name(m_db,
                       u"UPDATE session SET uuid = told.uuid, lineage = told.uuid FROM (SELECT ? AS uuid) AS told "
                       "WHERE id = ? AND session.uuid = 'lost-' || id AND told.uuid NOT IN (SELECT uuid FROM "
                       "session)"_s);
        if (!name.bind(QString::fromStdString(piece.facts.sessionId)).bind(*sessionId).run())
            return tl::unexpected(name.error());
    }
    if (told || m_tellTitles) {
        if (auto titled = m_sessions.titles(*sessionId, piece.titles); !titled)
            return titled;
    }
    if (*sessionId == 0)
        return {};
    SessionDelta delta;
    QList<qint64> relatives;
    const auto base = baseOf(source, bare, *sessionId, piece);
    if (!base)
        return tl::unexpected(base.error());
    auto written = m_events.write({*sessionId, source.id, *base}, piece, delta, relatives)
                       .and_then([&] { return told ? apply(*sessionId, delta, piece) : Result<>{}; })
                       .and_then([&] { return m_usages.write(*sessionId, piece.usages); })
                       .and_then([&] { return m_sessions.joinLineages(*sessionId, relatives); });
    m_restored.events += delta.eventsTotal;
    return written;
}

// Of a session that is only a number. Rows that are still there tell nothing new, and results have no row for their
// time.
Result<> Restore::apply(qint64 sessionId, SessionDelta &delta, const DecodedPiece &piece)
{
    for (const DecodedEvent &event : piece.events) {
        delta.see(event.at);
        delta.see(event.resultAt);
    }
    for (const DecodedResult &result : piece.results)
        delta.see(result.at);
    return m_sessions.apply(sessionId, delta, piece);
}

Result<qint64> Restore::baseOf(const StoredSource &source, bool bare, qint64 sessionId, const DecodedPiece &piece)
{
    if (!bare)
        return source.positionBase;
    const auto planned = std::make_shared<PlannedSource>();
    planned->file.agentId = source.runAgentId;
    SourceBatch batch;
    batch.source = planned;
    batch.piece = piece;
    return SourceWriter(m_db).positionBase(source.id, sessionId, batch);
}

// A source or a session that is only a number gets from its lines which session it is.
Result<qint64> Restore::sessionOf(const StoredSource &source, const DecodedPiece &piece)
{
    const std::string &uuid = piece.facts.sessionId;
    Statement now(m_db, u"SELECT session_id FROM source WHERE id = ? AND session_id IS NOT NULL"_s);
    if (now.bind(source.id).next())
        return now.integer(0);
    now.finish();
    if (uuid.empty() || piece.events.empty())
        return 0;
    const auto session = m_sessions.findOrCreate(source.agent.toStdString(), uuid, piece.facts);
    if (!session)
        return session;
    m_bareSessions.insert(*session);
    Statement join(m_db, u"UPDATE source SET session_id = ? WHERE id = ?"_s);
    if (!join.bind(*session).bind(source.id).run())
        return tl::unexpected(join.error());
    return session;
}

} // namespace assay
