// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/teststore.h"

#include <zstd.h>

#include <QUuid>

#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString indexed =
    u"INSERT INTO body_index(rowid, text, input, output) SELECT id, text, input, output FROM indexed_text "_s;

void require(bool done, const Error &error)
{
    if (!done)
        qFatal("the test store refused: %s", qPrintable(error.what));
}

qint64 inserted(Statement &s)
{
    const bool done = s.run();
    require(done, done ? Error() : s.error());
    return s.lastInsertId();
}

QByteArray compressed(const QByteArray &bytes)
{
    QByteArray packed(static_cast<qsizetype>(ZSTD_compressBound(static_cast<size_t>(bytes.size()))), '\0');
    const size_t size = ZSTD_compress(packed.data(), static_cast<size_t>(packed.size()), bytes.constData(),
                                      static_cast<size_t>(bytes.size()), 1);
    packed.resize(static_cast<qsizetype>(size));
    return packed;
}

} // namespace

TestStore::TestStore()
    : m_file(m_folder.filePath(u"test.sqlite"_s))
{
    auto opened = Database::open(m_file, Database::Mode::Writer);
    require(opened.has_value(), opened ? Error() : opened.error());
    m_db = std::move(*opened);
    Statement s(m_db,
                u"INSERT INTO source(agent, path, device, inode, size, mtime_ns, head_hash, tail_hash, first_seen_at)"
                " VALUES ('claude', '/source', 1, 1, 1, 1, x'', x'', 1)"_s);
    m_source = inserted(s);
}

qint64 TestStore::addProject(const QString &key)
{
    Statement s(m_db, u"INSERT INTO project(key, name, owner) VALUES (?, ?, 'local')"_s);
    s.bind(key).bind(key.section(u'/', -1));
    return inserted(s);
}

qint64 TestStore::addSession(const Session &session)
{
    static const QString common = u"path:/common"_s;
    qint64 project = session.project;
    if (project == 0) {
        project = number(u"SELECT coalesce(max(id), 0) FROM project WHERE key = '%1'"_s.arg(common));
        if (project == 0)
            project = addProject(common);
    }
    const QString uuid = session.uuid.isEmpty() ? QUuid::createUuid().toString(QUuid::WithoutBraces) : session.uuid;
    Statement s(
        m_db,
        u"INSERT INTO session(agent, uuid, project_id, lineage, title, branch, model, started_at, ended_at, errors,"
        " subagents, compactions, deleted_at, decoder_version, ruleset_version)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 1)"_s);
    s.bind(session.agent)
        .bind(uuid)
        .bind(project)
        .bind(uuid)
        .bind(session.title)
        .bind(session.branch)
        .bind(session.model);
    s.bind(session.startedAt)
        .bind(session.endedAt)
        .bind(session.errors)
        .bind(session.subagents)
        .bind(session.compactions);
    if (session.deleted)
        s.bind(1);
    else
        s.bindNull();
    return inserted(s);
}

qint64 TestStore::addRun(qint64 session, const QString &agentId, const QString &toolUseId)
{
    Statement s(m_db, u"INSERT INTO run(session_id, agent_id, tool_use_id) VALUES (?, ?, ?)"_s);
    s.bind(session).bind(agentId).bind(toolUseId);
    return inserted(s);
}

qint64 TestStore::addEvent(const Event &event)
{
    const qint64 line = event.line.isEmpty() ? 0 : addRaw(event.line);
    const qint64 result = event.resultLine.isEmpty() ? 0 : addRaw(event.resultLine, Codec::Zstd);
    Statement s(
        m_db, u"INSERT INTO event(session_id, run_id, position, block, line_key, key_is_uuid, kind, outcome, flags, at,"
              " tool, tool_use_id, model, head, images, text_bytes, input_bytes, output_bytes, source_id, raw_position,"
              " raw_length, result_source_id, result_position, result_length)"
              " VALUES (?, ?, ?, 0, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(event.session).bind(event.run).bind(++m_position).bind(QUuid::createUuid().toRfc4122());
    s.bind(static_cast<int>(event.kind)).bind(static_cast<int>(event.outcome)).bind(event.flags).bind(event.at);
    s.bind(event.tool).bind(event.toolUseId).bind(event.model).bind(event.head).bind(event.images);
    s.bind(event.text.toUtf8().size()).bind(event.input.toUtf8().size()).bind(event.output.toUtf8().size());
    s.bind(m_source).bind(line).bind(event.line.size()).bind(m_source).bind(result).bind(event.resultLine.size());
    const qint64 id = inserted(s);
    Statement body(m_db, u"INSERT INTO body(id, text, input, output) VALUES (?, ?, ?, ?)"_s);
    body.bind(id).bind(event.text).bind(event.input).bind(event.output);
    inserted(body);
    Statement index(m_db, indexed + u"WHERE id = ?"_s);
    index.bind(id);
    inserted(index);
    return id;
}

void TestStore::addEvents(qint64 session, int count, int text)
{
    const QString numbers =
        u"WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < %1) "_s.arg(count);
    const qint64 first = number(u"SELECT coalesce(max(id), 0) FROM event"_s) + 1;
    execute(
        numbers +
        u"INSERT INTO event(id, session_id, position, block, line_key, key_is_uuid, kind, outcome, at, head, source_id,"
        " raw_position, raw_length) SELECT %1 + i, %2, %3 + i, 0, randomblob(16), 1, CASE WHEN i % 100 = 99 THEN 4"
        " WHEN i % 10 = 0 THEN 1 ELSE 2 END, CASE WHEN i % 100 = 99 THEN 2 ELSE 0 END, 1000 + i, 'head ' || i, %4, 0, 0"
        " FROM n"_s.arg(first)
            .arg(session)
            .arg(m_position + 1)
            .arg(m_source));
    execute(numbers +
            u"INSERT INTO body SELECT %1 + i, substr('text ' || i || ' ' || hex(zeroblob(%2)), 1, %2), '', '' FROM n"_s
                .arg(first)
                .arg(text));
    execute(indexed + u"WHERE id >= %1"_s.arg(first));
    m_position += count;
}

void TestStore::addSessions(qint64 project, int count)
{
    execute(u"WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < %1) INSERT INTO "
            u"session(agent, uuid,"
            " project_id, lineage, title, started_at, ended_at, decoder_version, ruleset_version) SELECT 'claude',"
            " lower(hex(randomblob(16))), %2, 'x', 'session ' || i, 1000000 - i, 1000000, 1, 1 FROM n"_s.arg(count)
                .arg(project));
}

void TestStore::addTag(qint64 session, const QString &tag)
{
    Statement s(m_db, u"INSERT INTO session_tag(session_id, tag) VALUES (?, ?)"_s);
    s.bind(session).bind(tag);
    inserted(s);
}

void TestStore::addNote(qint64 session, const QString &text)
{
    Statement s(m_db, u"INSERT INTO session_note(session_id, text, changed_at) VALUES (?, ?, 1)"_s);
    s.bind(session).bind(text);
    inserted(s);
}

void TestStore::addBookmark(qint64 event)
{
    Statement s(m_db, u"INSERT INTO bookmark(event_id, session_id, line_key, block, created_at) SELECT id, session_id, "
                      "line_key, block, 1 FROM event WHERE id = ?"_s);
    s.bind(event);
    inserted(s);
}

void TestStore::addSkill(qint64 session, const QString &skill, int uses)
{
    Statement s(m_db, u"INSERT INTO session_skill(session_id, skill, uses) VALUES (?, ?, ?)"_s);
    s.bind(session).bind(skill).bind(uses);
    inserted(s);
}

qint64 TestStore::addRaw(const QByteArray &bytes, Codec codec)
{
    const qint64 position = m_rawEnd;
    Statement s(m_db, u"INSERT INTO raw_block(source_id, raw_position, raw_length, first_offset, codec, data)"
                      " VALUES (?, ?, ?, 0, ?, ?)"_s);
    s.bind(m_source).bind(position).bind(bytes.size()).bind(static_cast<int>(codec));
    s.bind(codec == Codec::Zstd ? compressed(bytes) : bytes);
    inserted(s);
    m_rawEnd += bytes.size();
    return position;
}

void TestStore::execute(const QString &sql)
{
    const auto done = m_db.execute(sql);
    require(done.has_value(), done ? Error() : done.error());
}

qint64 TestStore::number(const QString &sql)
{
    Statement s(m_db, sql);
    const bool found = s.next();
    require(found, found ? Error() : s.error());
    return s.integer(0);
}

} // namespace assay
