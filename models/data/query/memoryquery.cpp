// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/memoryquery.h"

#include "models/data/export/isotime.h"
#include "models/data/memory/memoryversion.h"
#include "models/data/memory/notedocument.h"
#include "models/data/memory/sessionnotes.h"
#include "models/data/query/storyquery.h"
#include "models/data/store/statement.h"

#include <nlohmann/json.hpp>

#include <limits>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

Result<> add(Statement &s, NoteBullets &whole, bool withProject)
{
    while (s.next()) {
        NoteBullets bullets = notesFromJson(s.blob(0)).value_or(NoteBullets{});
        for (NoteBullet &bullet : bullets) {
            if (withProject && bullet.project.isEmpty())
                bullet.project = s.text(1);
        }
        mergeNotes(whole, bullets);
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return {};
}

QString notesWhere(const QString &where)
{
    return u"SELECT CAST(bullets AS BLOB), coalesce((SELECT name FROM project WHERE id = project_id), '') FROM memory "
           u"WHERE "_s +
           where;
}

class NoteReading {
public:
    NoteReading(Database &db, const MemoryRequest &request, const TimeBuckets &buckets)
        : m_db(db)
        , m_request(request)
        , m_buckets(buckets)
    {
    }

    Result<NoteBullets> span(const TimeSpan &span)
    {
        Result<> done;
        if (m_request.sessionId != 0) {
            done = session(m_request.sessionId, span, {});
        } else {
            const TimeBuckets::Parts parts = m_buckets.split(span);
            for (const TimeSpan &days : parts.days)
                done = done.and_then([&] { return stored(days, m_request.projectId != 0 ? 4 : 5); });
            for (const TimeSpan &hours : parts.hours)
                done = done.and_then([&] { return stored(hours, 3); });
            for (const TimeSpan &edge : parts.edges)
                done = done.and_then([&] { return told(edge); });
        }
        if (!done)
            return tl::unexpected(done.error());
        return std::move(m_notes);
    }

private:
    Result<> stored(const TimeSpan &run, int scope)
    {
        const bool all = m_request.projectId == 0;
        const QString projects = scope == 5 ? u"project_id = 0"_s
                                 : all      ? u"project_id IN (SELECT id FROM project)"_s
                                            : u"project_id = %1"_s.arg(m_request.projectId);
        Statement s(m_db, notesWhere(u"scope = ? AND %1 AND bucket >= ? AND bucket < ? ORDER BY bucket, owner"_s.arg(
                              projects)));
        s.bind(scope).bind(run.from).bind(run.to);
        return add(s, m_notes, all);
    }

    // A part of an hour: of each session that has something in it.
    Result<> told(const TimeSpan &edge)
    {
        const QString projects = m_request.projectId == 0 ? u"project_id IN (SELECT id FROM project)"_s
                                                          : u"project_id = %1"_s.arg(m_request.projectId);
        Statement s(m_db, u"SELECT DISTINCT owner, (SELECT name FROM project WHERE id = project_id) FROM memory WHERE "
                          "scope = 1 AND %1 AND bucket >= ? AND bucket < ? ORDER BY owner"_s.arg(projects));
        s.bind(m_buckets.hourOf(edge.from)).bind(edge.to);
        QList<QPair<qint64, QString>> sessions;
        while (s.next())
            sessions.append({s.integer(0), s.text(1)});
        if (!s.ok())
            return tl::unexpected(s.error());
        for (const auto &[id, project] : std::as_const(sessions)) {
            if (auto done = session(id, edge, m_request.projectId == 0 ? project : QString()); !done)
                return done;
        }
        return {};
    }

    Result<> session(qint64 id, const TimeSpan &span, const QString &project)
    {
        const auto story = readSessionStory(m_db, id);
        if (!story)
            return tl::unexpected(story.error());
        for (NoteBullets hour : sessionNotes(*story, m_buckets, span)) {
            for (NoteBullet &bullet : hour)
                bullet.project = project;
            mergeNotes(m_notes, hour);
        }
        return {};
    }

    Database &m_db;
    const MemoryRequest &m_request;
    const TimeBuckets &m_buckets;
    NoteBullets m_notes;
};

// Of a session: the last ask and what is left.
void takeStanding(NoteBullets &into, const NoteBullets &session)
{
    const NoteBullets sorted = sortedNotes(session, true);
    bool asked = std::ranges::any_of(into, [](const NoteBullet &b) { return b.section == NoteSection::Asked; });
    for (const NoteBullet &bullet : sorted) {
        const bool left = bullet.section == NoteSection::Open || bullet.section == NoteSection::Next;
        if (left || (bullet.section == NoteSection::Asked && !asked))
            into.append(bullet);
        asked = asked || bullet.section == NoteSection::Asked;
    }
}

} // namespace

Result<MemoryFreshness> readMemoryFreshness(Database &db)
{
    MemoryFreshness fresh;
    fresh.zone = QTimeZone::utc();
    bool isOfThisVersion = true; // where nothing was summed up, nothing is old
    Statement state(db, u"SELECT zone, refreshed_at, version FROM memory_state"_s);
    if (state.next()) {
        fresh.zone = QTimeZone(state.text(0).toUtf8());
        fresh.refreshedAt = state.integer(1);
        isOfThisVersion = state.integer(2) == memoryVersion;
    }
    if (!state.ok())
        return tl::unexpected(state.error());
    Statement waits(
        db, u"SELECT EXISTS (SELECT 1 FROM session WHERE deleted_at IS NULL AND id NOT IN (SELECT session_id "
            "FROM memory_session)) OR EXISTS (SELECT 1 FROM memory_session JOIN session ON id = session_id WHERE "
            "deleted_at IS NOT NULL) OR EXISTS (SELECT 1 FROM memory_due)"_s);
    if (!waits.next())
        return tl::unexpected(waits.error());
    fresh.isCurrent = isOfThisVersion && waits.integer(0) == 0;
    return fresh;
}

Result<NoteBullets> readNotes(Database &db, const MemoryRequest &request)
{
    NoteBullets whole;
    if (request.sessionId != 0 && !request.span) {
        Statement s(db, notesWhere(u"scope = 2 AND owner = ? AND bucket = 0"_s));
        s.bind(request.sessionId);
        if (auto read = add(s, whole, false); !read)
            return tl::unexpected(read.error());
        return sortedNotes(whole, true);
    }
    const auto fresh = readMemoryFreshness(db);
    if (!fresh)
        return tl::unexpected(fresh.error());
    const TimeBuckets buckets(fresh->zone);
    const TimeSpan always{0, std::numeric_limits<qint64>::max() / 2};
    const TimeSpan span = request.span.value_or(always);
    return NoteReading(db, request, buckets).span(span).map([](NoteBullets &&notes) {
        return sortedNotes(std::move(notes), true);
    });
}

Result<QList<ProjectStanding>> readStandings(Database &db, qint64 projectId, int limit)
{
    constexpr int sessionsEach = 3;
    QList<ProjectStanding> standings;
    Statement projects(db,
                       u"SELECT project_id, (SELECT name FROM project WHERE id = project_id), max(ended_at) AS last "
                       "FROM session WHERE deleted_at IS NULL AND (project_id = ? OR ? = 0) GROUP BY project_id "
                       "ORDER BY last DESC, project_id LIMIT ?"_s);
    projects.bind(projectId).bind(projectId).bind(limit);
    while (projects.next()) {
        ProjectStanding standing;
        standing.projectId = projects.integer(0);
        standing.project = projects.text(1);
        standing.lastAt = projects.integer(2);
        standings.append(standing);
    }
    if (!projects.ok())
        return tl::unexpected(projects.error());
    Statement sessions(db,
                       u"SELECT session.id, uuid, CAST(bullets AS BLOB) FROM session JOIN memory ON scope = 2 AND "
                       "owner = session.id AND bucket = 0 WHERE session.project_id = ? AND deleted_at IS NULL ORDER "
                       "BY ended_at DESC, session.id DESC LIMIT ?"_s);
    for (ProjectStanding &standing : standings) {
        sessions.bind(standing.projectId).bind(sessionsEach);
        while (sessions.next()) {
            if (standing.lastSession == 0) {
                standing.lastSession = sessions.integer(0);
                standing.lastSessionUuid = sessions.text(1);
            }
            takeStanding(standing.bullets, notesFromJson(sessions.blob(2)).value_or(NoteBullets{}));
        }
        sessions.finish();
        standing.bullets = sortedNotes(standing.bullets, true);
    }
    if (!sessions.ok())
        return tl::unexpected(sessions.error());
    return standings;
}

nlohmann::ordered_json toJson(const QList<ProjectStanding> &standings)
{
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const ProjectStanding &each : standings)
        list.push_back({{"project", each.project.toStdString()},
                        {"last_at", isoTime(each.lastAt)},
                        {"session", each.lastSessionUuid.toStdString()},
                        {"bullets", toJson(each.bullets)}});
    return list;
}

Result<qint64> findProject(Database &db, const QString &name)
{
    Statement s(db, u"SELECT id, key = ? AS whole, key FROM project WHERE key = ? OR name = ? COLLATE NOCASE OR "
                    "(owner || '/' || name) = ? COLLATE NOCASE ORDER BY whole DESC, id LIMIT 2"_s);
    s.bind(name).bind(name).bind(name).bind(name);
    if (!s.next())
        return s.ok() ? Result<qint64>(0) : tl::unexpected(s.error());
    const qint64 id = s.integer(0);
    const bool whole = s.integer(1) != 0;
    const QString key = s.text(2);
    if (!whole && s.next())
        return fail(Error::Code::Usage,
                    u"More than one project is called \"%1\": %2 and %3. Say which."_s.arg(name, key, s.text(2)));
    if (!s.ok())
        return tl::unexpected(s.error());
    return id;
}

Result<QString> projectName(Database &db, qint64 projectId)
{
    Statement s(db, u"SELECT name FROM project WHERE id = ?"_s);
    s.bind(projectId);
    const QString name = s.next() ? s.text(0) : QString();
    if (!s.ok())
        return tl::unexpected(s.error());
    return name;
}

Result<FolderProject> projectOfFolder(Database &db, const QString &folder)
{
    Statement s(
        db,
        u"SELECT project.id, key, name FROM project_folder JOIN project ON project.id = project_id WHERE folder = ? "
        "UNION ALL SELECT project.id, key, name FROM session JOIN project ON project.id = project_id WHERE cwd "
        "= ? LIMIT 1"_s);
    s.bind(folder).bind(folder);
    FolderProject project;
    if (s.next())
        project = {s.integer(0), s.text(1), s.text(2)};
    if (!s.ok())
        return tl::unexpected(s.error());
    return project;
}

} // namespace assay
