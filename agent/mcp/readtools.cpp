// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mcp/readtools.h"

#include "models/data/ask/askwindow.h"
#include "models/data/export/isotime.h"
#include "models/data/export/sessionjson.h"
#include "models/data/memory/notedocument.h"
#include "models/data/query/askquery.h"
#include "models/data/query/eventquery.h"
#include "models/data/query/memoryquery.h"
#include "models/data/query/searchquery.h"
#include "models/data/query/sessionquery.h"
#include "models/data/store/statement.h"

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace {

constexpr int excerptCharacters = 500;
constexpr int mostCharacters = 20'000;

// Looked for among those that are seen only: what else begins so is nobody's business.
Result<SessionRow> seenSession(Database &db, const ProjectScope &scope, const QString &uuid)
{
    if (scope.projectId == 0)
        return findSession(db, uuid);
    Statement s(db, u"SELECT id FROM session WHERE project_id = ? AND deleted_at IS NULL AND uuid LIKE ? ESCAPE '\\' "
                    "ORDER BY length(uuid), id LIMIT 2"_s);
    s.bind(scope.projectId).bind(escapedLike(uuid) + u'%');
    QList<qint64> ids;
    while (s.next())
        ids.append(s.integer(0));
    if (!s.ok())
        return tl::unexpected(s.error());
    if (ids.isEmpty() || uuid.isEmpty())
        return fail(Error::Code::NotFound, u"There is no such session in this project."_s);
    auto session = readSession(db, ids.first());
    if (session && ids.size() > 1 && session->uuid.compare(uuid, Qt::CaseInsensitive) != 0)
        return fail(Error::Code::Usage, u"More than one session begins with \"%1\". Give more of its id."_s.arg(uuid));
    return session;
}

QString asTerm(const QString &field, const QString &value)
{
    return value.isEmpty() ? QString() : u" %1:\"%2\""_s.arg(field, QString(value).remove(u'"'));
}

ordered_json part(const EventRow &event, BodyPart which, const QString &text, qint64 bytes)
{
    return {{"trust", trustName(trustOf(event.kind, which))}, {"text", text.toStdString()}, {"bytes", bytes}};
}

ordered_json eventData(const EventRow &event)
{
    ordered_json data = {{"event", event.id},
                         {"kind", kindName(event.kind).toStdString()},
                         {"at", isoTime(event.at)},
                         {"tool", event.tool.toStdString()},
                         {"outcome", outcomeName(event.outcome).toStdString()}};
    if (!event.text.isEmpty())
        data["text"] = part(event, BodyPart::Text, event.text, event.textBytes);
    if (!event.input.isEmpty())
        data["input"] = part(event, BodyPart::Input, event.input, event.inputBytes);
    if (!event.output.isEmpty())
        data["output"] = part(event, BodyPart::Output, event.output, event.outputBytes);
    return data;
}

} // namespace

ToolData searchTool(Database &db, const ProjectScope &scope, ToolArguments &arguments)
{
    const FilterClock clock = FilterClock::system();
    QString terms = asTerm(u"after"_s, arguments.text("after")) + asTerm(u"before"_s, arguments.text("before"));
    terms += asTerm(u"tool"_s, arguments.text("tool"));
    const QString outcome = arguments.text("outcome");
    if (!outcome.isEmpty())
        terms += outcome == "failed"_L1 ? u" is:error"_s : asTerm(u"is"_s, outcome);
    terms += asTerm(u"project"_s, scope.projectId != 0 ? scope.key : arguments.text("project"));
    SearchRequest request;
    request.limit = static_cast<int>(arguments.number("limit", 20, 1, 100));
    request.offset = static_cast<int>(arguments.cursor());
    request.filter = parseFilter(arguments.text("query", true), clock);
    // Read by themselves: a quotation mark that is left open in the words must not swallow them.
    const Filter narrowing = parseFilter(terms, clock);
    request.filter.terms += narrowing.terms;
    request.filter.problems += narrowing.problems;
    for (const QString &problem : request.filter.problemMessages())
        arguments.fault(problem.toStdString());
    if (!arguments.fault().empty())
        return ordered_json();
    const int wanted = request.limit++;
    auto hits = searchEvents(db, request);
    if (!hits)
        return tl::unexpected(hits.error());
    const bool more = hits->size() > wanted;
    ordered_json list = ordered_json::array();
    for (const SearchHit &hit : hits->first(std::min<qsizetype>(hits->size(), wanted))) {
        // The filter's project is a likeness of names; what is seen is decided here.
        const auto session = readSession(db, hit.sessionId);
        if (!session || !scope.sees(*session))
            continue;
        ordered_json each = toJson(hit);
        each["trust"] = trustName(hit.tool.isEmpty() ? trustOf(hit.kind, BodyPart::Text) : Trust::Outside);
        list.push_back(std::move(each));
    }
    ordered_json data = {{"hits", list}};
    addCursor(data, request.offset + wanted, more);
    return data;
}

ToolData summaryTool(Database &db, const ProjectScope &scope, ToolArguments &arguments)
{
    const FilterClock clock = FilterClock::system();
    const QString window = arguments.text("window");
    const QString session = arguments.text("session");
    const QString about = arguments.text("about");
    const bool where = about == "where_was_i"_L1;
    if (!about.isEmpty() && !where)
        arguments.fault("The argument \"about\" takes where_was_i.");
    if (where) {
        constexpr int mostProjects = 20;
        return readStandings(db, scope.projectId, mostProjects).map([](const QList<ProjectStanding> &standings) {
            ordered_json projects = toJson(standings);
            for (ordered_json &each : projects)
                labelBullets(each["bullets"]);
            return ordered_json{{"projects", projects}};
        });
    }
    MemoryRequest request;
    request.projectId = scope.projectId;
    NoteDocument document;
    document.zone = clock.zone;
    document.scope = scope.projectId == 0 ? u"workspace"_s : u"project "_s + scope.name;
    if (!session.isEmpty()) {
        const auto found = seenSession(db, scope, session);
        if (!found)
            return tl::unexpected(found.error());
        request.sessionId = found->id;
        document.scope = u"session "_s + found->uuid;
    }
    if (session.isEmpty() || !window.isEmpty()) {
        QStringList words = (window.isEmpty() ? u"24h"_s : window).toLower().split(u' ', Qt::SkipEmptyParts);
        const auto span = AskWindowReader(words, clock).read();
        if (!span || !words.isEmpty()) {
            arguments.fault(
                "The argument \"window\" must be like 15m, 1h, 7d, today, yesterday, last week or 2026-11-02.");
            return ordered_json();
        }
        request.span = document.span = span->span;
    }
    auto notes = readNotes(db, request);
    const auto fresh = readMemoryFreshness(db);
    if (!notes || !fresh)
        return tl::unexpected(notes ? fresh.error() : notes.error());
    constexpr qsizetype bulletsOnPage = 200;
    const qint64 from = arguments.cursor();
    document.bullets = notes->mid(from, bulletsOnPage);
    document.currentTo = fresh->currentTo(clock.now);
    ordered_json data = toJson(document);
    labelBullets(data["bullets"]);
    data["bullets_total"] = notes->size();
    addCursor(data, from + bulletsOnPage, from + bulletsOnPage < notes->size());
    return data;
}

ToolData askTool(Database &db, const ProjectScope &scope, ToolArguments &arguments)
{
    const FilterClock clock = FilterClock::system();
    AskRequest request;
    request.question = parseAsk(arguments.text("question", true), clock);
    request.zone = clock.zone;
    request.projectId = scope.projectId;
    if (!request.question.session.isEmpty()) {
        const auto session = seenSession(db, scope, request.question.session);
        if (!session)
            return tl::unexpected(session.error());
        request.question.session = session->uuid;
    }
    auto answer = askStore(db, request);
    if (!answer)
        return tl::unexpected(answer.error());
    ordered_json data = toJson(*answer);
    for (const char *list : {"examples", "groups"}) {
        for (ordered_json &each : data[list])
            each["trust"] = trustName(Trust::Outside);
    }
    data["narrative_trust"] = "figures of Assay; the signatures in it are " + trustName(Trust::Outside);
    if (scope.projectId != 0)
        data["note"] = "Only project " + scope.name.toStdString() + " is seen here.";
    return data;
}

ToolData readSessionTool(Database &db, const ProjectScope &scope, ToolArguments &arguments)
{
    const QString uuid = arguments.text("session", true);
    const auto from = static_cast<int>(arguments.cursor());
    const auto limit = static_cast<int>(arguments.number("limit", 50, 1, 200));
    if (!arguments.fault().empty())
        return ordered_json();
    const auto session = seenSession(db, scope, uuid);
    if (!session)
        return tl::unexpected(session.error());
    const auto events = readEvents(db, session->id, 0, from, limit, excerptCharacters);
    const auto total = countEvents(db, session->id, 0);
    if (!events || !total)
        return tl::unexpected(events ? total.error() : events.error());
    ordered_json list = ordered_json::array();
    for (const EventRow &event : *events)
        list.push_back(eventData(event));
    ordered_json data = {{"session", toJson(*session)}, {"events", list}, {"total", *total}};
    addCursor(data, from + events->size(), from + events->size() < *total);
    return data;
}

ToolData readEventTool(Database &db, const ProjectScope &scope, ToolArguments &arguments)
{
    const qint64 id = arguments.requiredNumber("event");
    const qint64 from = arguments.cursor();
    if (!arguments.fault().empty())
        return ordered_json();
    auto event = readEvent(db, id, -1);
    if (!event)
        return tl::unexpected(event.error());
    const auto session = readSession(db, event->sessionId);
    if (!session || !scope.sees(*session))
        return fail(Error::Code::NotFound, u"There is no such event in this project."_s);
    bool more = false;
    for (QString *text : {&event->text, &event->input, &event->output}) {
        more = more || text->size() > from + mostCharacters;
        *text = text->mid(from, mostCharacters);
    }
    ordered_json data = eventData(*event);
    data["session"] = session->uuid.toStdString();
    addCursor(data, from + mostCharacters, more);
    return data;
}

} // namespace assay
