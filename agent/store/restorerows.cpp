// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/restorerows.h"

#include "agent/redact/redactor.h"
#include "agent/store/exclusions.h"
#include "agent/store/factrows.h"
#include "agent/store/projectwriter.h"
#include "models/data/decoderversion.h"
#include "models/data/record.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

Result<qint64> number(Database &db, const QString &sql)
{
    Statement s(db, sql);
    if (!s.next())
        return tl::unexpected(s.error());
    return s.integer(0);
}

// A row of an older store may name what its schema promises and a lost page took away.
QString missingSessions()
{
    return u"INSERT OR IGNORE INTO bare SELECT 'session', session_id FROM (SELECT session_id FROM event UNION SELECT "
           "session_id FROM source UNION SELECT session_id FROM run UNION SELECT session_id FROM message UNION SELECT "
           "session_id FROM side_file UNION SELECT "
           "session_id FROM known_event) WHERE session_id IS NOT NULL AND session_id NOT IN (SELECT id FROM session);"
           // Until its lines tell its uuid.
           "INSERT INTO session(id, agent, uuid, project_id, lineage, decoder_version, ruleset_version) SELECT id, "
           "'claude', 'lost-' || id, 0, 'lost-' || id, 0, 0 FROM bare WHERE kind = 'session' AND id NOT IN "
           "(SELECT id FROM session);"_s;
}

QString missingSources()
{
    return u"INSERT OR IGNORE INTO bare SELECT 'source', source_id FROM (SELECT source_id FROM raw_block UNION SELECT "
           "source_id FROM event UNION SELECT source_id FROM redaction UNION SELECT source_id FROM repeated_line) "
           "WHERE source_id NOT IN (SELECT id FROM source);"
           "INSERT INTO source(id, agent, path, device, inode, size, mtime_ns, head_hash, tail_hash, first_seen_at, "
           "state) SELECT id, 'claude', 'lost-' || id, 0, 0, 0, 0, x'', x'', 0, 'source_gone' FROM bare WHERE "
           "kind = 'source' AND id NOT IN (SELECT id FROM source);"
           "UPDATE source SET session_id = (SELECT session_id FROM event WHERE source_id = source.id LIMIT 1) WHERE "
           "session_id IS NULL AND id IN (SELECT id FROM bare WHERE kind = 'source');"
           "UPDATE source SET raw_end = (SELECT coalesce(max(raw_position + raw_length), 0) FROM raw_block WHERE "
           "source_id = source.id), pos_base = coalesce((SELECT position - raw_position FROM event WHERE source_id = "
           "source.id AND raw_length > 0 ORDER BY raw_position LIMIT 1), 0) WHERE id IN (SELECT id FROM bare WHERE "
           "kind = 'source');"_s;
}

QString missingRuns()
{
    return u"INSERT OR IGNORE INTO bare SELECT DISTINCT 'run', run_id FROM event WHERE run_id <> 0 AND run_id NOT IN "
           "(SELECT id FROM run);"
           "INSERT OR IGNORE INTO run(id, session_id, agent_id) SELECT run_id, event.session_id, "
           "coalesce(nullif(min(run_agent_id), ''), 'lost-' || run_id) FROM event JOIN source ON source.id = source_id "
           "WHERE run_id <> 0 AND run_id NOT IN (SELECT id FROM run) GROUP BY run_id;"_s;
}

QString uncovered(const QString &source, const QString &position, const QString &length)
{
    return u"%3 > 0 AND NOT EXISTS (SELECT 1 FROM raw_block WHERE raw_block.source_id = event.%1 AND "
           "raw_block.raw_position <= event.%2 AND raw_block.raw_position + raw_block.raw_length >= event.%2 + "
           "event.%3)"_s.arg(source, position, length);
}

QString sizes(const QString &which)
{
    return u"UPDATE event SET text_bytes = length(CAST(text AS BLOB)), input_bytes = length(CAST(input AS BLOB)), "
           "output_bytes = length(CAST(output AS BLOB)) FROM body WHERE body.id = event.id AND event.id IN (%1);"_s.arg(
               which);
}

// A result whose call came back only now stands in for it no longer.
QString adoptedOrphans()
{
    return u"CREATE TEMP TABLE orphan AS SELECT result.id AS result, call.id AS call FROM event AS result JOIN event "
           u"AS "
           "call ON call.tool_use_id = result.tool_use_id AND call.session_id = result.session_id AND call.id <> "
           "result.id WHERE result.kind = %1 AND result.tool = '' AND result.tool_use_id <> '' AND (call.id IN (SELECT "
           "id FROM kept_event) OR call.id IN (SELECT id FROM known_event));"
           "UPDATE event SET outcome = o.outcome, duration_ms = o.duration_ms, images = o.images, lines_added = "
           "o.lines_added, lines_removed = o.lines_removed, result_source_id = o.result_source_id, result_position = "
           "o.result_position, result_length = o.result_length FROM orphan JOIN event AS o ON o.id = orphan.result "
           "WHERE event.id = orphan.call AND event.result_length = 0;"
           "UPDATE body SET output = o.output FROM orphan JOIN body AS o ON o.id = orphan.result WHERE body.id = "
           "orphan.call AND body.output = '';"
           "UPDATE OR IGNORE bookmark SET (event_id, line_key, block) = (SELECT id, line_key, block FROM event JOIN "
           "orphan ON event.id = orphan.call WHERE orphan.result = bookmark.event_id) WHERE event_id IN (SELECT result "
           "FROM orphan);"
           "DELETE FROM body WHERE id IN (SELECT result FROM orphan);"
           "DELETE FROM event WHERE id IN (SELECT result FROM orphan);"_s.arg(int(EventKind::ToolCall));
}

// Bare projects are named by their key, sessions go to the project of their folder.
Result<> settleProjects(Database &db)
{
    Statement nameless(db, u"SELECT id, key FROM project WHERE name = ''"_s);
    QList<std::pair<qint64, QString>> projects;
    while (nameless.next())
        projects.append({nameless.integer(0), nameless.text(1)});
    nameless.finish();
    Statement name(db, u"UPDATE project SET name = ?, owner = ? WHERE id = ?"_s);
    for (const auto &[id, key] : projects) {
        const ProjectIdentity identity{key, {}};
        if (!name.bind(identity.name()).bind(identity.owner()).bind(id).run())
            return tl::unexpected(name.error());
    }
    Statement homeless(db, u"SELECT id, cwd FROM session WHERE project_id NOT IN (SELECT id FROM project)"_s);
    QList<std::pair<qint64, QString>> sessions;
    while (homeless.next())
        sessions.append({homeless.integer(0), homeless.text(1)});
    homeless.finish();
    ProjectWriter writer(db);
    Statement move(db, u"UPDATE session SET project_id = ? WHERE id = ?"_s);
    for (const auto &[id, cwd] : sessions) {
        const auto project = writer.projectFor(cwd);
        if (!project)
            return tl::unexpected(project.error());
        if (!move.bind(*project).bind(id).run())
            return tl::unexpected(move.error());
    }
    return {};
}

// What a person added stays with the sessions and events that are here. An event that came back under another number
// is found by its natural key; a bookmark that only an index told gets that key again.
// What lost what it hangs on goes; mining finds the evidence of undecided candidates again.
Result<> settleMined(Database &db)
{
    return db.execute(
        u"DELETE FROM candidate WHERE project_id NOT IN (SELECT id FROM project);"
        "DELETE FROM tombstone WHERE project_id NOT IN (SELECT id FROM project);"
        "DELETE FROM revision WHERE candidate_id NOT IN (SELECT id FROM candidate);"
        "DELETE FROM decision WHERE candidate_id NOT IN (SELECT id FROM candidate);"
        "DELETE FROM claim WHERE candidate_id NOT IN (SELECT id FROM candidate);"
        "DELETE FROM evidence WHERE event_id NOT IN (SELECT id FROM event) OR session_id NOT IN (SELECT id FROM "
        "session) OR NOT EXISTS (SELECT 1 FROM claim WHERE claim.candidate_id = evidence.candidate_id AND claim.n = "
        "evidence.n);"_s);
}

Result<> settleCare(Database &db)
{
    return db.execute(
        u"UPDATE OR IGNORE bookmark SET event_id = found.id FROM event AS found WHERE found.line_key = "
        "bookmark.line_key AND found.block = bookmark.block AND found.session_id = bookmark.session_id AND found.id <> "
        "bookmark.event_id;"
        "UPDATE bookmark SET line_key = event.line_key, block = event.block FROM event WHERE event.id = event_id AND "
        "bookmark.line_key = x'';"
        "DELETE FROM bookmark WHERE NOT EXISTS (SELECT 1 FROM event WHERE event.id = event_id AND event.line_key = "
        "bookmark.line_key AND event.session_id = bookmark.session_id);"
        "DELETE FROM session_tag WHERE session_id NOT IN (SELECT id FROM session);"
        "DELETE FROM session_note WHERE session_id NOT IN (SELECT id FROM session);"_s);
}

// That a session was deleted is known here, even if its row has lost it.
Result<> hideExcluded(Database &db, const Exclusions &exclusions)
{
    Statement all(db, u"SELECT id, uuid FROM session WHERE deleted_at IS NULL AND id IN (SELECT id FROM bare WHERE "
                      "kind = 'session')"_s);
    QList<qint64> excluded;
    while (all.next()) {
        if (exclusions.excludesAll(all.text(1).toStdString()))
            excluded.append(all.integer(0));
    }
    all.finish();
    Statement hide(db, u"UPDATE session SET deleted_at = 0 WHERE id = ?"_s);
    for (const qint64 id : excluded) {
        if (!hide.bind(id).run())
            return tl::unexpected(hide.error());
    }
    return {};
}

} // namespace

Result<> addMissingParents(Database &db)
{
    return db.execute(missingSessions() + missingSources() + missingRuns() +
                      u"DELETE FROM project_folder WHERE project_id NOT IN (SELECT id FROM project);"
                      "DELETE FROM message_share WHERE session_id NOT IN (SELECT id FROM session);"
                      "DELETE FROM lineage_edge WHERE a NOT IN (SELECT id FROM session) OR b NOT IN (SELECT id FROM "
                      "session);"_s);
}

Result<> takeOutHalves(Database &db)
{
    return db.execute(
        u"CREATE TEMP TABLE kept_event AS SELECT * FROM event WHERE 0;"
        "CREATE UNIQUE INDEX temp.kept_event_by_id ON kept_event(id);"
        "CREATE INDEX temp.kept_event_by_key ON kept_event(line_key, block, session_id);"
        "CREATE TEMP TABLE kept_body(id INTEGER PRIMARY KEY, text TEXT, input TEXT, output TEXT);"
        "UPDATE event SET raw_length = 0 WHERE "_s +
        uncovered(u"source_id"_s, u"raw_position"_s, u"raw_length"_s) +
        u";UPDATE event SET result_length = 0 WHERE "_s +
        uncovered(u"result_source_id"_s, u"result_position"_s, u"result_length"_s) +
        // A lost page at the end of a long text reads as zeros, without an error.
        u";INSERT INTO kept_body SELECT id, text, input, output FROM body WHERE instr(CAST(text || input || output AS "
        "BLOB), x'0000000000000000') > 0;"
        "DELETE FROM body WHERE id IN (SELECT id FROM kept_body);"
        "INSERT INTO kept_event SELECT * FROM event WHERE id NOT IN (SELECT id FROM body);"
        "DELETE FROM event WHERE id IN (SELECT id FROM kept_event);"
        "INSERT INTO kept_body SELECT id, text, input, output FROM body WHERE id NOT IN (SELECT id FROM event);"
        "DELETE FROM body WHERE id IN (SELECT id FROM kept_body);"
        "CREATE TEMP TABLE stood(id INTEGER PRIMARY KEY, position INTEGER);"
        "INSERT INTO stood SELECT id, position FROM event;"
        // New rows get numbers above all that ever were.
        "INSERT INTO sqlite_sequence(name, seq) SELECT 'event', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence "
        "WHERE name = 'event');"
        "UPDATE sqlite_sequence SET seq = max(seq, (SELECT coalesce(max(id), 0) FROM (SELECT max(id) AS id FROM "
        "event UNION ALL SELECT max(id) FROM kept_event UNION ALL SELECT max(id) FROM kept_body UNION ALL SELECT "
        "max(id) FROM known_event))) WHERE name = 'event';"
        "CREATE TEMP TABLE last_number AS SELECT seq FROM sqlite_sequence WHERE name = 'event';"_s);
}

Result<> takeOutSource(Database &db, qint64 sourceId)
{
    const QString whose = u"id IN (SELECT id FROM event WHERE source_id = %1 OR (result_source_id = %1 AND "
                          "result_length > 0))"_s.arg(sourceId);
    return db.execute(
        u"INSERT OR REPLACE INTO kept_body SELECT id, text, input, output FROM body WHERE %1;DELETE FROM body WHERE %1;"
        "INSERT OR IGNORE INTO kept_event SELECT * FROM event WHERE %1;DELETE FROM event WHERE %1;"
        "UPDATE kept_event SET raw_length = 0 WHERE source_id = %2;"
        "UPDATE kept_event SET result_length = 0 WHERE result_source_id = %2;"_s.arg(whose)
            .arg(sourceId));
}

namespace {

// What was read again gets the number and the place it had.
Result<> giveOldNumbers(Database &db)
{
    return db.execute(
        u"CREATE TEMP TABLE old_number(id INTEGER PRIMARY KEY, session_id, line_key, block, position);"
        "INSERT INTO old_number SELECT id, session_id, line_key, block, position FROM kept_event;"
        "INSERT OR IGNORE INTO old_number SELECT id, session_id, line_key, block, position FROM known_event;"
        "CREATE TEMP TABLE moved AS SELECT min(old_number.id) AS old, event.id AS new FROM old_number JOIN event "
        "USING (line_key, block, session_id) WHERE event.id <> old_number.id AND old_number.id NOT IN (SELECT id FROM "
        "event) GROUP BY event.id;"
        // Where no index tells the number, the text that was left alone does.
        "INSERT INTO moved SELECT left_alone.id, told.id FROM (SELECT *, row_number() OVER (PARTITION BY text, input, "
        "output ORDER BY id) AS nth FROM kept_body WHERE id NOT IN (SELECT id FROM old_number) AND id NOT IN (SELECT "
        "id FROM event)) AS left_alone JOIN (SELECT *, row_number() OVER (PARTITION BY text, input, output ORDER BY "
        "id) AS nth FROM body WHERE id > (SELECT seq FROM last_number) AND id NOT IN (SELECT new FROM moved)) AS told "
        "USING (text, input, output, nth);"
        "CREATE UNIQUE INDEX temp.moved_by_new ON moved(new);"
        "UPDATE body SET id = moved.old FROM moved WHERE body.id = moved.new;"
        "UPDATE event SET id = moved.old FROM moved WHERE event.id = moved.new;"
        // A line that is told again may seem to stand a little earlier than it does.
        "UPDATE event SET position = stood.position FROM stood WHERE event.id = stood.id AND event.position <> "
        "stood.position;"
        "UPDATE event SET position = old_number.position FROM old_number WHERE event.id = old_number.id AND "
        "old_number.position IS NOT NULL;"_s);
}

} // namespace

Result<PutBack> putBack(Database &db)
{
    auto merged = giveOldNumbers(db).and_then([&] {
        return db.execute(
            u"UPDATE event SET outcome = kept.outcome, duration_ms = kept.duration_ms, images = kept.images, "
            "lines_added = kept.lines_added, lines_removed = kept.lines_removed FROM kept_event AS kept WHERE "
            "event.id = kept.id AND event.result_length = 0 AND kept.outcome <> %1;"
            "UPDATE body SET text = coalesce(nullif(body.text, ''), kept.text), input = coalesce(nullif(body.input, "
            "''), kept.input), output = coalesce(nullif(body.output, ''), kept.output) FROM kept_body AS kept WHERE "
            "body.id = kept.id;"
            "DELETE FROM kept_event WHERE id IN (SELECT id FROM event) OR EXISTS (SELECT 1 FROM event WHERE "
            "event.line_key = kept_event.line_key AND event.block = kept_event.block AND event.session_id = "
            "kept_event.session_id);"
            "DELETE FROM known_event WHERE id IN (SELECT id FROM event) OR EXISTS (SELECT 1 FROM event WHERE "
            "event.line_key = known_event.line_key AND event.block = known_event.block AND event.session_id = "
            "known_event.session_id) OR id IN (SELECT id FROM kept_event);"
            "INSERT INTO event SELECT * FROM kept_event;"
            "INSERT INTO body SELECT kept_event.id, coalesce(text, ''), coalesce(input, ''), coalesce(output, '') FROM "
            "kept_event LEFT JOIN kept_body USING (id);"_s.arg(int(Outcome::Pending)));
    });
    // Of an event that only its text and an index know, the text is kept as a line of unknown kind.
    auto bare = std::move(merged).and_then([&] {
        return db.execute(
            u"INSERT OR IGNORE INTO event(id, session_id, run_id, position, block, line_key, key_is_uuid, kind, "
            "outcome, at, tool_use_id, head, source_id, raw_position, raw_length) SELECT id, session_id, "
            "coalesce(run_id, 0), coalesce(position, 0), block, line_key, substr(hex(line_key), 13, 1) <> 'F', %1, 0, "
            "coalesce(at, -1), coalesce(tool_use_id, ''), substr(replace(text || input || output, char(10), ' '), 1, "
            "160), (SELECT min(source.id) FROM source WHERE source.session_id = known_event.session_id) AS source, 0, "
            "0 FROM known_event JOIN kept_body USING (id) WHERE source IS NOT NULL;"
            "INSERT OR IGNORE INTO body SELECT id, text, input, output FROM kept_body WHERE id IN (SELECT id FROM "
            "event);"_s.arg(int(EventKind::Unknown)) +
            adoptedOrphans() +
            sizes(u"SELECT id FROM kept_event UNION SELECT id FROM known_event UNION SELECT old FROM moved"_s));
    });
    if (!bare)
        return tl::unexpected(bare.error());
    const auto texts = number(db, u"SELECT count(*) FROM kept_event WHERE id NOT IN (SELECT id FROM kept_body)"_s);
    const auto events = number(db, u"SELECT (SELECT count(*) FROM known_event WHERE id NOT IN (SELECT id FROM event)) "
                                   "+ (SELECT count(*) FROM kept_body WHERE id NOT IN (SELECT id FROM event) AND id "
                                   "NOT IN (SELECT id FROM known_event))"_s);
    if (!texts || !events)
        return tl::unexpected(texts ? events.error() : texts.error());
    return PutBack{*texts, *events};
}

Result<> settleSessions(Database &db, const Exclusions *exclusions)
{
    // Facts are made anew from what is there now; events may have other numbers.
    auto settled = forgetAllFacts(db)
                       .and_then([&] { return settleProjects(db); })
                       .and_then([&] { return settleCare(db); })
                       .and_then([&] { return settleMined(db); });
    if (settled && exclusions)
        settled = hideExcluded(db, *exclusions);
    const QString bareSessions = u"(SELECT id FROM bare WHERE kind = 'session')"_s;
    settled = std::move(settled).and_then([&] {
        return db.execute(
            u"UPDATE session SET decoder_version = %1 WHERE decoder_version = 0;"
            "UPDATE session SET started_at = (SELECT coalesce(min(at), -1) FROM event WHERE session_id = session.id "
            "AND at >= 0), ended_at = (SELECT coalesce(max(at), -1) FROM event WHERE session_id = session.id) WHERE "
            "id IN %2 AND started_at < 0;"
            "UPDATE run SET started_at = coalesce((SELECT min(at) FROM event WHERE run_id = run.id AND at >= 0), -1), "
            "ended_at = coalesce((SELECT max(at) FROM event WHERE run_id = run.id), -1) WHERE id IN (SELECT id FROM "
            "bare WHERE kind = 'run');"
            "UPDATE session SET lineage = (WITH RECURSIVE reach(id) AS (SELECT session.id UNION SELECT CASE WHEN a = "
            "reach.id THEN b ELSE a END FROM lineage_edge JOIN reach ON reach.id IN (a, b)) SELECT min(other.uuid) "
            "FROM session AS other WHERE other.id IN (SELECT id FROM reach)) WHERE id IN (SELECT a FROM lineage_edge "
            "UNION SELECT b FROM lineage_edge) OR id IN %2;"
            "DELETE FROM message_share WHERE message_id NOT IN (SELECT message_id FROM message);"_s.arg(decoderVersion)
                .arg(bareSessions));
    });
    if (!settled)
        return settled;
    Statement dangling(db, u"SELECT \"table\", parent FROM pragma_foreign_key_check LIMIT 1"_s);
    if (dangling.next()) {
        return fail(
            Error::Code::Failed,
            u"The saved rows do not fit together (\"%1\" names a lost row of \"%2\"). Nothing was replaced; the "
            "damaged store is as it was."_s.arg(dangling.text(0), dangling.text(1)));
    }
    return {};
}

} // namespace assay
