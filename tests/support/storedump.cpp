// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/storedump.h"

#include <QCryptographicHash>
#include <QMap>

#include <zstd.h>

#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

void rows(Database &db, const QString &name, const QString &sql, int columns, QStringList &out)
{
    Statement s(db, sql);
    while (s.next()) {
        QStringList row = {name};
        for (int i = 0; i < columns; ++i)
            row.append(s.text(i));
        out.append(row.join(u'|'));
    }
    if (!s.ok())
        out.append(name + u" failed: "_s + s.error().what);
}

// The redacted stream of each source, however it was cut into blocks.
QMap<QString, QByteArray> rawStreams(Database &db)
{
    Statement s(db, u"SELECT source.path, codec, raw_length, data FROM raw_block JOIN source ON source.id = source_id "
                    "ORDER BY source.path, raw_position"_s);
    QMap<QString, QByteArray> streams;
    while (s.next()) {
        QByteArray data = s.blob(3);
        if (s.integer(1) == 1) {
            QByteArray plain(s.integer(2), Qt::Uninitialized);
            ZSTD_decompress(plain.data(), size_t(plain.size()), data.constData(), size_t(data.size()));
            data = plain;
        }
        streams[s.text(0)] += data;
    }
    return streams;
}

// What a person added, and what the session used.
void careRows(Database &db, QStringList &out)
{
    rows(db, u"tool"_s,
         u"SELECT session.uuid, tool, calls, failures FROM session_tool JOIN session ON session.id = session_id"_s, 4,
         out);
    rows(db, u"skill"_s,
         u"SELECT session.uuid, skill, uses FROM session_skill JOIN session ON session.id = session_id"_s, 3, out);
    rows(db, u"tag"_s, u"SELECT session.uuid, tag FROM session_tag JOIN session ON session.id = session_id"_s, 2, out);
    rows(db, u"note"_s,
         u"SELECT session.uuid, text, changed_at FROM session_note JOIN session ON session.id = session_id"_s, 3, out);
    rows(db, u"bookmark"_s,
         u"SELECT session.uuid, hex(event.line_key), event.block, created_at, bookmark.line_key = "
         "event.line_key AND bookmark.block = event.block FROM bookmark JOIN event ON event.id = event_id JOIN session "
         "ON session.id = bookmark.session_id"_s,
         5, out);
}

} // namespace

QStringList dumpStore(const QString &storeFile)
{
    QStringList out;
    auto db = Database::open(storeFile, Database::Mode::Reader);
    if (!db)
        return {db.error().what};
    rows(*db, u"session"_s,
         u"SELECT agent, session.uuid, project.key, lineage, title, title_kind, cwd, branch, version, entrypoint, "
         u"model, started_at, "
         "ended_at, events, events_total, turns, tool_calls, errors, subagents, compactions, tokens_input, "
         "tokens_output, "
         "tokens_cache_read, tokens_cache_write, output_lower_bound, round(cost_estimate, 6), unpriced_messages FROM "
         "session "
         "JOIN project ON project.id = project_id"_s,
         27, out);
    rows(*db, u"event"_s,
         u"SELECT session.uuid, hex(line_key), block, key_is_uuid, coalesce(run.agent_id, ''), position, kind, "
         u"outcome, flags, at, "
         "duration_ms, tool, event.tool_use_id, event.model, head, images, lines_added, lines_removed, text_bytes, "
         "input_bytes, "
         "output_bytes, source.path, raw_position, raw_length, result_position, result_length, hex(text), hex(input), "
         "hex(output), skill "
         "FROM event JOIN session ON session.id = event.session_id JOIN source ON source.id = source_id JOIN body ON "
         "body.id = "
         "event.id LEFT JOIN run ON run.id = run_id"_s,
         30, out);
    rows(*db, u"run"_s,
         u"SELECT session.uuid, agent_id, tool_use_id, agent_type, description, run.events, run.tool_calls, "
         "run.errors, run.started_at, run.ended_at FROM run JOIN session ON session.id = session_id"_s,
         10, out);
    rows(*db, u"message"_s,
         u"SELECT message_id, session.uuid, message.model, at, input, output, cache_read, cache_write_5m, "
         u"cache_write_1h, "
         "message.output_lower_bound, cost, coalesce(run.agent_id, '') FROM message JOIN session ON session.id = "
         "message.session_id LEFT JOIN run ON run.id = run_id"_s,
         12, out);
    rows(*db, u"skill"_s,
         u"SELECT session.uuid, skill, uses FROM session_skill JOIN session ON session.id = session_id"_s, 3, out);
    rows(*db, u"source"_s,
         u"SELECT path, size, mtime_ns, hex(head_hash), hex(tail_hash), cursor, raw_end, pos_base, lines, "
         "lines_decoded, lines_raw, lines_broken, state FROM source"_s,
         13, out);
    rows(*db, u"repeated"_s,
         u"SELECT path, hex(line_hash), occurrences FROM repeated_line JOIN source ON source.id = source_id"_s, 3, out);
    rows(*db, u"redaction"_s, u"SELECT path, rule, count FROM redaction JOIN source ON source.id = source_id"_s, 3,
         out);
    careRows(*db, out);
    rows(*db, u"total"_s, u"SELECT name, value FROM total"_s, 2, out);
    rows(*db, u"pending"_s, u"SELECT hex(leaf), title FROM pending_title"_s, 2, out);
    rows(*db, u"index"_s, u"SELECT count(*) FROM body_index_docsize"_s, 1, out);
    const auto streams = rawStreams(*db);
    for (auto each = streams.begin(); each != streams.end(); ++each) {
        out.append(u"raw|%1|%2|%3"_s.arg(each.key())
                       .arg(each->size())
                       .arg(QString::fromLatin1(QCryptographicHash::hash(*each, QCryptographicHash::Sha256).toHex())));
    }
    out.sort();
    return out;
}

QByteArray rawText(const QString &storeFile)
{
    auto db = Database::open(storeFile, Database::Mode::Reader);
    QByteArray all;
    if (db) {
        for (const QByteArray &stream : rawStreams(*db))
            all += stream;
    }
    return all;
}

} // namespace assay
