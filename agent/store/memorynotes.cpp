// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/memorynotes.h"

#include "agent/facts/factbuilder.h"
#include "models/data/memory/sessionnotes.h"
#include "models/data/memory/topics.h"
#include "models/data/query/storyquery.h"

#include <nlohmann/json.hpp>

#include <limits>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString commandOf(const QString &input)
{
    const auto json = nlohmann::json::parse(input.toStdString(), nullptr, false);
    if (!json.is_object())
        return {};
    const auto command = json.find("command");
    return command != json.end() && command->is_string() ? QString::fromStdString(command->get<std::string>())
                                                         : QString();
}

MemoryGroup groupOf(const StoryAct &act)
{
    switch (act.outcome) {
    case ActOutcome::Failed:
        return {act.error.isEmpty() ? act.head + u": failed"_s : act.error, act.head, act.tool, act.errorClass};
    case ActOutcome::Denied:
        return {act.head + u": refused"_s, act.head, act.tool, ErrorClass::Permission};
    case ActOutcome::Interrupted:
        return {act.head + u": interrupted"_s, act.head, act.tool, ErrorClass::Other};
    case ActOutcome::Ok:
    case ActOutcome::Unknown:
        break;
    }
    return {act.head, act.head, act.tool, ErrorClass::Other};
}

QString noteSelect(const QString &where)
{
    return u"SELECT CAST(bullets AS BLOB), coalesce((SELECT name FROM project WHERE id = project_id), '') FROM memory "
           u"WHERE "_s +
           where;
}

} // namespace

MemoryNotes::MemoryNotes(Database &db, const TimeBuckets &buckets)
    : m_db(db)
    , m_buckets(buckets)
    , m_rows(db)
    , m_session(db, u"SELECT EXISTS (SELECT 1 FROM fact_session WHERE session_id = session.id AND version = ?) FROM "
                    "session WHERE id = ? AND deleted_at IS NULL"_s)
    , m_texts(db,
              u"SELECT a.ordinal, CASE WHEN e.tool = 'Bash' THEN input ELSE '' END, CASE WHEN a.outcome = 2 THEN "
              "substr(output, 1, 4000) || char(10) || substr(output, -8000) ELSE '' END, coalesce(err.code, '') "
              "FROM fact_act AS a JOIN event AS e ON e.id = a.event_id LEFT JOIN body ON body.id = a.event_id LEFT "
              "JOIN fact_error AS err ON err.id = a.error AND a.error <> 0 WHERE a.session_id = ? ORDER BY a.ordinal"_s)
    , m_slices(db, u"SELECT bucket, project_id, CAST(bullets AS BLOB) FROM memory WHERE scope = 1 AND owner = ?"_s)
    , m_markTold(db, u"INSERT OR IGNORE INTO memory_session(session_id) VALUES(?)"_s)
    , m_unmark(db, u"DELETE FROM memory_session WHERE session_id = ?"_s)
    , m_dropCopies(db, u"DELETE FROM memory_session WHERE session_id IN (SELECT other.session_id FROM fact_episode AS "
                       "own JOIN fact_episode AS other ON other.natural = own.natural WHERE own.session_id = ?)"_s)
    , m_addDue(db, u"INSERT OR IGNORE INTO memory_due(scope, project_id, bucket) VALUES(?, ?, ?)"_s)
    , m_removeDue(db, u"DELETE FROM memory_due WHERE scope = ? AND project_id = ? AND bucket = ?"_s)
    , m_note(db, u"SELECT CAST(bullets AS BLOB), project_id FROM memory WHERE scope = ? AND owner = ? AND bucket = ?"_s)
    , m_writeNote(db, u"INSERT OR REPLACE INTO memory(scope, owner, bucket, project_id, bullets) VALUES(?, ?, ?, ?, "
                      "CAST(? AS TEXT))"_s)
    , m_removeNote(db, u"DELETE FROM memory WHERE scope = ? AND owner = ? AND bucket = ?"_s)
    , m_slicesOfHour(db, noteSelect(u"scope = 1 AND project_id = ? AND bucket = ? ORDER BY owner"_s))
    , m_hoursOfDay(db, noteSelect(u"scope = 3 AND owner = ? AND bucket >= ? AND bucket < ? ORDER BY bucket"_s))
    , m_projectsOfDay(
          db, noteSelect(u"scope = 4 AND project_id IN (SELECT id FROM project) AND bucket = ? ORDER BY owner"_s))
{
}

Result<> MemoryNotes::tellSession(qint64 sessionId)
{
    m_session.bind(factsVersion).bind(sessionId);
    const bool isThere = m_session.next();
    const bool hasFacts = isThere && m_session.integer(0) != 0;
    m_session.finish();
    if (!m_session.ok())
        return tl::unexpected(m_session.error());
    if (!isThere)
        return dropSession(sessionId);
    if (!hasFacts)
        return {};
    const auto story = readSessionStory(m_db, sessionId);
    if (!story)
        return tl::unexpected(story.error());
    const auto acts = actsOf(*story);
    if (!acts)
        return tl::unexpected(acts.error());
    const TimeSpan always{0, std::numeric_limits<qint64>::max()};
    return write(sessionId, story->projectId, *acts, sessionNotes(*story, m_buckets, always)).and_then([&] {
        return ran(m_markTold.bind(sessionId));
    });
}

Result<> MemoryNotes::dropSession(qint64 sessionId)
{
    return ran(m_dropCopies.bind(sessionId)).and_then([&] { return write(sessionId, 0, {}, {}); }).and_then([&] {
        return ran(m_unmark.bind(sessionId));
    });
}

Result<QList<MemoryAct>> MemoryNotes::actsOf(const SessionStory &story)
{
    QList<MemoryAct> acts;
    qint64 at = -1;
    auto next = story.acts.begin();
    m_texts.bind(story.sessionId);
    while (m_texts.next() && next != story.acts.end()) {
        if (m_texts.integer(0) != next->ordinal) // of an episode that another session tells
            continue;
        const StoryAct &act = *next++;
        at = act.at >= 0 ? act.at : at;
        if (at < 0)
            continue;
        TopicText text{act.tool, act.head, act.file, commandOf(m_texts.text(1)), {}, {}};
        if (act.outcome == ActOutcome::Failed) {
            text.code = m_texts.text(3);
            text.failure = m_texts.text(2);
        }
        const auto sign = m_rows.sign(groupOf(act), topicsOf(text));
        if (!sign)
            return tl::unexpected(sign.error());
        acts.append({act.ordinal, act.event, at, *sign, act.outcome});
    }
    m_texts.finish();
    if (!m_texts.ok())
        return tl::unexpected(m_texts.error());
    return acts;
}

Result<> MemoryNotes::write(qint64 sessionId, qint64 project, const QList<MemoryAct> &acts, const Hours &hours)
{
    qint64 before = 0;
    auto changed = m_rows.replaceActs(sessionId, project, acts, m_buckets, before);
    if (!changed)
        return tl::unexpected(changed.error());
    qint64 noted = 0;
    if (auto written = writeSlices(sessionId, project, hours, *changed, noted); !written)
        return written;
    NoteBullets whole;
    for (const NoteBullets &hour : hours)
        mergeNotes(whole, hour);
    if (auto written = writeNote(MemoryScope::Session, sessionId, 0, project, whole); !written)
        return written;
    QSet<qint64> projects{project, before, noted};
    projects.remove(0);
    for (const qint64 each : std::as_const(projects)) {
        for (const qint64 hour : std::as_const(*changed)) {
            if (auto due = setDue(MemoryScope::ProjectHour, each, hour); !due)
                return due;
        }
    }
    return {};
}

Result<> MemoryNotes::writeSlices(qint64 sessionId, qint64 project, const Hours &hours, QSet<qint64> &changed,
                                  qint64 &before)
{
    QHash<qint64, QByteArray> old;
    m_slices.bind(sessionId);
    while (m_slices.next()) {
        old.insert(m_slices.integer(0), m_slices.blob(2));
        before = m_slices.integer(1);
    }
    m_slices.finish();
    if (!m_slices.ok())
        return tl::unexpected(m_slices.error());
    for (auto hour = hours.begin(); hour != hours.end(); ++hour) {
        const bool same = before == project && old.value(hour.key()) == notesToJson(hour.value());
        old.remove(hour.key());
        if (same)
            continue;
        changed.insert(hour.key());
        if (auto written = writeNote(MemoryScope::SessionHour, sessionId, hour.key(), project, hour.value()); !written)
            return written;
    }
    for (auto gone = old.begin(); gone != old.end(); ++gone) {
        changed.insert(gone.key());
        if (auto removed = writeNote(MemoryScope::SessionHour, sessionId, gone.key(), project, {}); !removed)
            return removed;
    }
    return {};
}

Result<> MemoryNotes::setDue(MemoryScope scope, qint64 project, qint64 bucket)
{
    m_marked[scope].insert({project, bucket});
    return ran(m_addDue.bind(int(scope)).bind(project).bind(bucket));
}

Result<QList<QPair<qint64, qint64>>> MemoryNotes::due(Database &db, MemoryScope scope)
{
    QList<QPair<qint64, qint64>> list;
    Statement s(db, u"SELECT project_id, bucket FROM memory_due WHERE scope = ? ORDER BY 1, 2"_s);
    s.bind(int(scope));
    while (s.next())
        list.append({s.integer(0), s.integer(1)});
    if (!s.ok())
        return tl::unexpected(s.error());
    return list;
}

Result<> MemoryNotes::writeNote(MemoryScope scope, qint64 owner, qint64 bucket, qint64 project,
                                const NoteBullets &bullets)
{
    if (bullets.isEmpty())
        return ran(m_removeNote.bind(int(scope)).bind(owner).bind(bucket));
    const QByteArray json = notesToJson(bullets);
    m_note.bind(int(scope)).bind(owner).bind(bucket);
    const bool same = m_note.next() && m_note.blob(0) == json && m_note.integer(1) == project;
    m_note.finish();
    if (same)
        return {};
    return ran(m_writeNote.bind(int(scope)).bind(owner).bind(bucket).bind(project).bind(json));
}

Result<NoteBullets> MemoryNotes::merged(Statement &parts, bool withProject)
{
    NoteBullets whole;
    while (parts.next()) {
        auto bullets = notesFromJson(parts.blob(0)).value_or(NoteBullets{});
        for (NoteBullet &bullet : bullets)
            bullet.project = withProject ? parts.text(1) : QString();
        mergeNotes(whole, bullets);
    }
    parts.finish();
    if (!parts.ok())
        return tl::unexpected(parts.error());
    return whole;
}

Result<> MemoryNotes::tell(MemoryScope scope, qint64 project, qint64 bucket)
{
    const TimeSpan day = m_buckets.dayOf(bucket);
    Result<NoteBullets> note = NoteBullets{};
    Result<> counted;
    Result<> above;
    if (scope == MemoryScope::ProjectHour) {
        note = merged(m_slicesOfHour.bind(project).bind(bucket), false);
        counted = m_rows.countHour(project, bucket);
        above = setDue(MemoryScope::ProjectDay, project, day.from);
    } else if (scope == MemoryScope::ProjectDay) {
        note = merged(m_hoursOfDay.bind(project).bind(day.from).bind(day.to), false);
        counted = m_rows.countDay(project, day);
        above = setDue(MemoryScope::WorkspaceDay, 0, day.from);
    } else {
        note = merged(m_projectsOfDay.bind(bucket), true);
    }
    if (!note)
        return tl::unexpected(note.error());
    return std::move(counted)
        .and_then([&] { return std::move(above); })
        .and_then([&] { return writeNote(scope, project, bucket, project, *note); })
        .and_then([&] { return ran(m_removeDue.bind(int(scope)).bind(project).bind(bucket)); });
}

} // namespace assay
