// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/salvage.h"

#include "agent/store/tablecopy.h"
#include "models/data/store/migrations.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// In the order of their references. `key` is the rowid to step by; empty = WITHOUT ROWID. Figures that a recount makes
// anew are not copied.
struct Table {
    QString name;
    QString key;
    int since = 1; // the schema that brought it
};

QList<Table> tables()
{
    return {{u"meta"_s, {}},
            {u"project"_s, u"id"_s},
            {u"project_folder"_s, {}},
            {u"session"_s, u"id"_s},
            {u"source"_s, u"id"_s},
            {u"repeated_line"_s, {}},
            {u"raw_block"_s, u"id"_s},
            {u"run"_s, u"id"_s},
            {u"event"_s, u"id"_s},
            {u"body"_s, u"id"_s},
            {u"message"_s, {}},
            {u"message_share"_s, {}},
            {u"pending_title"_s, {}},
            {u"lineage_edge"_s, {}},
            {u"redaction"_s, {}},
            {u"side_file"_s, u"id"_s},
            {u"session_tag"_s, {}, 2},
            {u"session_note"_s, u"session_id"_s, 2},
            {u"bookmark"_s, u"event_id"_s, 2},
            {u"hook_event"_s, u"id"_s, 3},
            {u"presence"_s, {}, 3},
            {u"candidate"_s, u"id"_s, 5},
            {u"revision"_s, {}, 5},
            {u"claim"_s, {}, 5},
            {u"evidence"_s, {}, 5},
            {u"decision"_s, u"id"_s, 5},
            {u"tombstone"_s, {}, 5},
            {u"file_change"_s, u"id"_s, 10}};
}

class AttachedFile {
public:
    AttachedFile(Database &db, const QString &file)
        : m_db(db)
    {
        Statement attach(db, u"ATTACH ? AS damaged"_s);
        m_attached = attach.bind(file).run();
        attach.finish();
        Statement look(db, u"SELECT count(*) FROM damaged.sqlite_schema"_s);
        m_readable = m_attached && look.next() && look.integer(0) > 0;
    }
    ~AttachedFile()
    {
        // Fails only while a statement still reads it, and then the connection's end lets go of it.
        [[maybe_unused]] const auto detached = m_attached ? m_db.execute(u"DETACH damaged"_s) : Result<>{};
    }
    AttachedFile(const AttachedFile &) = delete;
    AttachedFile &operator=(const AttachedFile &) = delete;
    [[nodiscard]] bool isReadable() const { return m_readable; }

private:
    Database &m_db;
    bool m_attached = false;
    bool m_readable = false;
};

// What an index tells of rows that the table itself has lost.
struct IndexRead {
    QString table;
    QString sql;
    QString order;
};

QList<IndexRead> bareRows()
{
    return {
        {u"project"_s,
         u"INSERT OR IGNORE INTO main.project(id, key, name, owner) SELECT id, key, '', '' FROM damaged.project "
         "INDEXED BY sqlite_autoindex_project_1 {rows}"_s,
         u"key"_s},
        {u"session"_s,
         u"INSERT OR IGNORE INTO main.session(id, agent, uuid, project_id, lineage, decoder_version, ruleset_version) "
         "SELECT id, agent, uuid, 0, uuid, 0, 0 FROM damaged.session INDEXED BY sqlite_autoindex_session_1 {rows}"_s,
         u"agent,uuid"_s},
        {u"source"_s,
         u"INSERT OR IGNORE INTO main.source(id, agent, path, device, inode, size, mtime_ns, head_hash, tail_hash, "
         "first_seen_at) SELECT id, 'claude', path, 0, 0, 0, 0, x'', x'', 0 FROM damaged.source "
         "INDEXED BY sqlite_autoindex_source_1 {rows}"_s,
         u"path"_s},
        {u"source"_s,
         u"UPDATE main.source SET session_id = known.session_id FROM (SELECT id, session_id FROM damaged.source "
         "INDEXED BY source_by_session {rows}) AS known WHERE source.id = known.id AND source.session_id IS NULL"_s,
         u"session_id"_s},
        {u"run"_s,
         u"INSERT OR IGNORE INTO main.run(id, session_id, agent_id) SELECT id, session_id, agent_id FROM damaged.run "
         "INDEXED BY sqlite_autoindex_run_1 {rows}"_s,
         u"session_id,agent_id"_s},
        {u"event"_s,
         u"INSERT OR IGNORE INTO known_event(id, session_id, line_key, block) SELECT id, session_id, line_key, block "
         "FROM damaged.event INDEXED BY event_by_key WHERE id NOT IN (SELECT id FROM main.event) {rows}"_s,
         u"line_key,block,session_id"_s},
        {u"event"_s,
         u"UPDATE known_event SET run_id = known.run_id, position = known.position FROM (SELECT id, run_id, position "
         "FROM damaged.event INDEXED BY event_by_position {rows}) AS known WHERE known_event.id = known.id"_s,
         u"session_id,run_id,position,block"_s},
        {u"event"_s,
         u"UPDATE known_event SET at = known.at FROM (SELECT id, at FROM damaged.event INDEXED BY event_by_time "
         "{rows}) AS known WHERE known_event.id = known.id"_s,
         u"at"_s},
        {u"event"_s,
         u"UPDATE known_event SET tool_use_id = known.tool_use_id FROM (SELECT id, tool_use_id FROM damaged.event "
         "INDEXED BY event_by_call WHERE tool_use_id <> '' {rows}) AS known WHERE known_event.id = known.id"_s,
         u"tool_use_id,session_id"_s},
        {u"session_tag"_s,
         u"INSERT OR IGNORE INTO main.session_tag(session_id, tag) SELECT session_id, tag FROM damaged.session_tag "
         "INDEXED BY session_tag_by_tag {rows}"_s,
         u"tag,session_id"_s},
        {u"bookmark"_s,
         u"INSERT OR IGNORE INTO main.bookmark(event_id, session_id, line_key, block, created_at) SELECT event_id, "
         "session_id, x'', 0, 0 FROM damaged.bookmark INDEXED BY bookmark_by_session {rows}"_s,
         u"session_id"_s},
    };
}

Result<> makeNotes(Database &to)
{
    return to.execute(
        u"CREATE TEMP TABLE known_event(id INTEGER PRIMARY KEY, session_id INTEGER, line_key BLOB, block INTEGER, "
        "run_id INTEGER, position INTEGER, at INTEGER, tool_use_id TEXT);"
        "CREATE TEMP TABLE bare(kind TEXT, id INTEGER, PRIMARY KEY(kind, id));"
        "CREATE TEMP TABLE salvaged(kind TEXT, id INTEGER, PRIMARY KEY(kind, id));"_s);
}

// Only a table that lost something is looked for in its indexes; an index that is damaged too gives what it can.
Result<> readIndexes(Database &to, const QStringList &damagedTables)
{
    const QStringList kinds = {u"session"_s, u"source"_s, u"run"_s};
    for (const QString &kind : kinds) {
        if (auto noted = to.execute(u"INSERT INTO salvaged SELECT '%1', id FROM main.%1"_s.arg(kind)); !noted)
            return noted;
    }
    for (const IndexRead &each : bareRows()) {
        if (damagedTables.contains(each.table))
            runFromBothEnds(to, each.sql, each.order);
    }
    for (const QString &kind : kinds) {
        auto noted = to.execute(u"INSERT INTO bare SELECT '%1', id FROM main.%1 WHERE id NOT IN "
                                "(SELECT id FROM salvaged WHERE kind = '%1')"_s.arg(kind));
        if (!noted)
            return noted;
    }
    return to.execute(u"DROP TABLE salvaged"_s);
}

// A file that does not tell its schema is taken for one of today.
int schemaOfDamaged(Database &to)
{
    Statement s(to, u"PRAGMA damaged.user_version"_s);
    return s.next() && s.integer(0) > 0 ? static_cast<int>(s.integer(0)) : newestSchema({});
}

// Numbers that were given away are never given again.
void keepSequences(Database &to)
{
    runFromBothEnds(to,
                    u"INSERT INTO main.sqlite_sequence(name, seq) SELECT name, 0 FROM damaged.sqlite_sequence WHERE "
                    "name NOT IN (SELECT name FROM main.sqlite_sequence) {rows}"_s,
                    u"name"_s);
    runFromBothEnds(to,
                    u"UPDATE main.sqlite_sequence SET seq = max(sqlite_sequence.seq, old.seq) FROM (SELECT name, seq "
                    "FROM damaged.sqlite_sequence {rows}) AS old WHERE old.name = sqlite_sequence.name"_s,
                    u"name"_s);
}

} // namespace

Result<Salvaged> salvageStore(const QString &from, Database &to)
{
    Salvaged salvaged;
    // Nothing depends on this file until it takes the place of the other; each statement stands alone, because a disk
    // that fails while it is read would undo a whole transaction.
    auto prepared = to.execute(u"PRAGMA foreign_keys=OFF; PRAGMA synchronous=OFF; PRAGMA cell_size_check=ON"_s);
    prepared = std::move(prepared).and_then([&] { return makeNotes(to); });
    if (!prepared)
        return tl::unexpected(prepared.error());
    const AttachedFile damaged(to, from);
    if (!damaged.isReadable()) {
        salvaged.damagedTables = {u"all"_s};
        return salvaged;
    }
    salvaged.readable = true;
    const int schema = schemaOfDamaged(to);
    for (const Table &table : tables()) {
        if (table.since > schema)
            continue;
        const auto whole = TableCopy(to, table.name, table.key).run();
        if (!whole)
            return tl::unexpected(whole.error());
        if (!*whole)
            salvaged.damagedTables.append(table.name);
    }
    keepSequences(to);
    if (auto read = readIndexes(to, salvaged.damagedTables); !read)
        return tl::unexpected(read.error());
    return salvaged;
}

Result<Salvaged> salvageExclusions(const QString &from, Database &to)
{
    Salvaged salvaged;
    const AttachedFile damaged(to, from);
    salvaged.readable = damaged.isReadable();
    if (!salvaged.readable) {
        salvaged.damagedTables = {u"exclusion"_s};
        return salvaged;
    }
    const auto whole = TableCopy(to, u"exclusion"_s, u"id"_s).run();
    if (!whole)
        return tl::unexpected(whole.error());
    keepSequences(to);
    if (!*whole) {
        salvaged.damagedTables = {u"exclusion"_s};
        runFromBothEnds(to,
                        u"INSERT OR IGNORE INTO main.exclusion(id, session_hash, reason, created_at) SELECT id, "
                        "session_hash, 'deleted', 0 FROM damaged.exclusion INDEXED BY exclusion_by_session {rows}"_s,
                        u"session_hash"_s);
    }
    for (const QString &table : {u"pause"_s, u"route"_s, u"consent"_s, u"left_out_line"_s}) {
        Statement known(to, u"SELECT EXISTS (SELECT 1 FROM damaged.sqlite_schema WHERE name = ?)"_s);
        const bool had = known.bind(table).next() && known.integer(0) != 0; // not in those of the first schema
        known.finish();
        const auto copied =
            had ? TableCopy(to, table, table == "pause"_L1 ? u"id"_s : QString()).run() : Result<bool>(true);
        if (!copied)
            return tl::unexpected(copied.error());
        if (!*copied)
            salvaged.damagedTables.append(table);
    }
    return salvaged;
}

} // namespace assay
