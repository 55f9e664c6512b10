// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/nowquery.h"

#include <QDateTime>
#include <QHash>

#include <algorithm>
#include <functional>

#include "models/data/eventkind.h"
#include "models/data/filter/filter.h"
#include "models/data/filter/filtersql.h"
#include "models/data/query/askquery.h"
#include "models/data/query/eventquery.h"
#include "models/data/query/sessionquery.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 quarterMs = 15 * 60'000;
constexpr int mostStandings = 12;
constexpr int mostSessions = 20; // of a project, and live ones

Result<AskAnswer> readFailures(Database &db, const NowScope &scope, const TimeSpan &span)
{
    AskRequest request;
    request.zone = QTimeZone::systemTimeZone();
    request.projectId = scope.projectId;
    request.question.span = span;
    request.question.windowSaid = true;
    request.question.outcome = AskOutcome::Trouble;
    request.question.session = scope.uuid;
    return askStore(db, request);
}

// Projects that were active in the window first.
Result<QList<NowProject>> readProjects(Database &db, const TimeSpan &span)
{
    QHash<qint64, qint64> failures;
    Statement counts(db,
                     u"SELECT project_id, count(*) FROM memory_act WHERE trouble = 1 AND at >= ? AND at < ? GROUP BY "
                     "1"_s);
    counts.bind(span.from).bind(span.to);
    while (counts.next())
        failures.insert(counts.integer(0), counts.integer(1));
    if (!counts.ok())
        return tl::unexpected(counts.error());
    QList<NowProject> projects;
    Statement s(db,
                u"SELECT project.id, key, name, sum(session.ended_at >= ? AND session.started_at < ?) AS active FROM "
                "project JOIN session ON project_id = project.id AND deleted_at IS NULL GROUP BY project.id ORDER "
                "BY active > 0 DESC, max(session.ended_at) DESC LIMIT 40"_s);
    s.bind(span.from).bind(span.to);
    while (s.next())
        projects.append({s.integer(0), s.text(1), s.text(2), s.integer(3), failures.value(s.integer(0))});
    if (!s.ok())
        return tl::unexpected(s.error());
    return projects;
}

// With what the session that the scope names does not say itself.
Result<NowScope> wholeScope(Database &db, NowScope scope)
{
    if (scope.sessionId == 0)
        return scope;
    const auto session = readSession(db, scope.sessionId);
    if (!session)
        return tl::unexpected(session.error());
    return NowScope{session->projectId, session->id, session->title, session->uuid};
}

Result<QList<NowSession>> readSessionsOf(Database &db, const NowScope &scope, const TimeSpan &span)
{
    QList<NowSession> sessions;
    if (scope.projectId == 0)
        return sessions;
    QHash<qint64, qint64> failures;
    Statement counts(db, u"SELECT session_id, count(*) FROM memory_act WHERE trouble = 1 AND at >= ? AND at < ? AND "
                         "project_id = ? GROUP BY 1"_s);
    counts.bind(span.from).bind(span.to).bind(scope.projectId);
    while (counts.next())
        failures.insert(counts.integer(0), counts.integer(1));
    if (!counts.ok())
        return tl::unexpected(counts.error());
    // The one that is looked at stays in the list, also when the window moved on.
    Statement s(db, u"SELECT session.id, uuid, title, name, ended_at FROM session JOIN project ON project.id = "
                    "project_id WHERE project_id = ? AND deleted_at IS NULL AND ((ended_at >= ? AND started_at < ?) OR "
                    "session.id = ?) ORDER BY session.id = ? DESC, ended_at DESC, session.id DESC LIMIT ?"_s);
    s.bind(scope.projectId).bind(span.from).bind(span.to).bind(scope.sessionId).bind(scope.sessionId);
    s.bind(mostSessions);
    while (s.next())
        sessions.append({s.integer(0),
                         scope.projectId,
                         s.text(1),
                         s.text(2),
                         s.text(3),
                         s.integer(4),
                         failures.value(s.integer(0)),
                         {},
                         false});
    if (!s.ok())
        return tl::unexpected(s.error());
    std::ranges::sort(sessions, std::greater(), &NowSession::lastAt);
    return sessions;
}

Result<QList<NowSession>> readLive(Database &db)
{
    const auto rows =
        readSessions(db, compileForSessions(parseFilter(u"is:live"_s, FilterClock::system())), mostSessions);
    if (!rows)
        return tl::unexpected(rows.error());
    QList<NowSession> live;
    Statement last(db,
                   u"SELECT kind, tool FROM event WHERE session_id = ? AND run_id = 0 ORDER BY position DESC, block "
                   "DESC LIMIT 1"_s);
    for (const SessionRow &row : *rows) {
        NowSession each{
            row.id, row.projectId, row.uuid, row.title, row.projectName, std::max(row.endedAt, row.seenAt), 0,
            {},     false};
        last.bind(row.id);
        if (last.next()) {
            const auto kind = static_cast<EventKind>(last.integer(0));
            each.tool = last.text(1);
            each.waits = kind == EventKind::Reply || kind == EventKind::Interruption;
        }
        last.finish();
        live.append(each);
    }
    if (!last.ok())
        return tl::unexpected(last.error());
    std::ranges::sort(live, std::greater(), &NowSession::lastAt);
    return live;
}

} // namespace

TimeSpan spanOf(NowWindow window, const TimeSpan &custom)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    switch (window) {
    case NowWindow::Minutes15:
        return {now - quarterMs, now};
    case NowWindow::Hour:
        return {now - hourMs, now};
    case NowWindow::Today:
        return {TimeBuckets(QTimeZone::systemTimeZone()).dayOf(now).from, now};
    case NowWindow::Week:
        return {now - 7 * 24 * hourMs, now};
    case NowWindow::Custom:
        break;
    }
    return custom;
}

Result<NowContents> readNow(Database &db, const NowScope &asked, const TimeSpan &span)
{
    const auto whole = wholeScope(db, asked);
    if (!whole)
        return tl::unexpected(whole.error());
    const NowScope &scope = *whole;
    NowContents contents;
    contents.scope = scope;
    contents.span = span;
    contents.readAt = QDateTime::currentMSecsSinceEpoch();
    auto fresh = readMemoryFreshness(db);
    auto notes = readNotes(db, {scope.sessionId, scope.projectId, span});
    auto failures = readFailures(db, scope, span);
    auto projects = readProjects(db, span);
    auto standings = readStandings(db, scope.projectId, mostStandings);
    auto sessions = readSessionsOf(db, scope, span);
    auto live = readLive(db);
    if (!sessions || !live)
        return tl::unexpected(sessions ? live.error() : sessions.error());
    if (!fresh || !notes)
        return tl::unexpected(fresh ? notes.error() : fresh.error());
    if (!failures || !projects || !standings)
        return tl::unexpected(!failures ? failures.error() : !projects ? projects.error() : standings.error());
    contents.fresh = *fresh;
    contents.notes = std::move(*notes);
    contents.failures = std::move(*failures);
    contents.projects = std::move(*projects);
    contents.standings = std::move(*standings);
    contents.sessions = std::move(*sessions);
    contents.live = std::move(*live);
    return contents;
}

Result<QList<NowEvidence>> readEvidence(Database &db, const QList<qint64> &events)
{
    constexpr int textLimit = 4000;
    QList<NowEvidence> list;
    for (const qint64 id : events) {
        const auto event = readEvent(db, id, textLimit);
        if (!event && event.error().code == Error::Code::NotFound)
            continue;
        if (!event)
            return tl::unexpected(event.error());
        NowEvidence each{id, event->sessionId, event->at, {}, {}, event->head, event->text};
        if (!event->tool.isEmpty()) {
            each.head = event->tool + u": "_s + event->head;
            each.text = event->output.isEmpty() ? event->input : event->output;
        }
        const auto session = readSession(db, event->sessionId);
        if (!session && session.error().code == Error::Code::NotFound)
            continue; // hidden meanwhile
        if (!session)
            return tl::unexpected(session.error());
        each.title = session->title;
        each.project = session->projectName;
        list.append(each);
    }
    return list;
}

} // namespace assay
