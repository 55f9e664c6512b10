// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/console.h"
#include "agent/verb/freshmemory.h"
#include "agent/verb/summaryverbs.h"
#include "agent/verb/terminaltext.h"
#include "agent/verb/verbcall.h"
#include "models/data/ask/askwindow.h"
#include "models/data/memory/notedocument.h"
#include "models/data/query/memoryquery.h"
#include "models/data/query/sessionquery.h"

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace {

// "15m", "today", "last week", "yesterday", "2026-11-02".
Result<TimeSpan> windowOf(const QString &text, const FilterClock &clock)
{
    QStringList words = text.toLower().split(u' ', Qt::SkipEmptyParts);
    const auto window = AskWindowReader(words, clock).read();
    if (!window || !words.isEmpty())
        return fail(
            Error::Code::Usage,
            u"\"%1\" is no window. Try 15m, 1h, 7d, today, yesterday, \"last week\" or 2026-11-02."_s.arg(text));
    return window->span;
}

Result<> readScope(Database &db, const QString &scope, MemoryRequest &request, NoteDocument &document)
{
    QString &title = document.scope;
    title = u"workspace"_s;
    if (scope.isEmpty() || scope == "workspace"_L1)
        return {};
    if (scope.startsWith("project:"_L1)) {
        const auto project = findProject(db, scope.mid(8));
        if (!project)
            return tl::unexpected(project.error());
        if (*project == 0)
            return fail(Error::Code::NotFound, u"There is no project \"%1\" in this workspace."_s.arg(scope.mid(8)));
        request.projectId = *project;
        title = u"project "_s + scope.mid(8);
        return {};
    }
    if (scope.startsWith("session:"_L1)) {
        const auto session = findSession(db, scope.mid(8));
        if (!session)
            return tl::unexpected(session.error());
        request.sessionId = session->id;
        title = u"session "_s + session->uuid.left(8);
        document.title = oneLine(session->title);
        return {};
    }
    return fail(Error::Code::Usage, u"--scope takes workspace, project:NAME or session:ID."_s);
}

QString standingText(const ProjectStanding &standing)
{
    QString out = u"%1, last active %2, session %3\n"_s.arg(standing.project, localTime(standing.lastAt),
                                                            standing.lastSessionUuid.left(8));
    for (const NoteBullet &bullet : standing.bullets) {
        out += u"  %1: %2"_s.arg(sectionName(bullet.section), oneLine(bullet.text));
        out += u"  #%1\n"_s.arg(bullet.last.id);
    }
    if (standing.bullets.isEmpty())
        out += u"  nothing is open\n"_s;
    return out;
}

} // namespace

Result<int> runSummary(const VerbCall &call)
{
    auto db = openFreshReader(call);
    if (!db)
        return tl::unexpected(db.error());
    const FilterClock clock = FilterClock::system();
    MemoryRequest request;
    NoteDocument document;
    document.zone = clock.zone;
    if (auto read = readScope(*db, call.invocation.value(u"scope"_s), request, document); !read)
        return tl::unexpected(read.error());
    const QString window = call.invocation.value(u"window"_s);
    if (request.sessionId == 0 || !window.isEmpty()) {
        const auto span = windowOf(window.isEmpty() ? u"24h"_s : window, clock);
        if (!span)
            return tl::unexpected(span.error());
        request.span = document.span = *span;
    }
    auto notes = readNotes(*db, request);
    const auto fresh = readMemoryFreshness(*db);
    if (!notes || !fresh)
        return tl::unexpected(notes ? fresh.error() : notes.error());
    document.bullets = std::move(*notes);
    document.currentTo = fresh->currentTo(clock.now);
    const QString format = call.json() ? u"json"_s : call.invocation.value(u"format"_s);
    if (format == "json"_L1)
        call.console.document(toJson(document));
    else
        call.console.text(format == "md"_L1 ? noteMarkdown(document) : noteText(document));
    if (format != "json"_L1)
        call.console.remark(u"Current to %1."_s.arg(localTime(document.currentTo)));
    return 0;
}

Result<int> runWhere(const VerbCall &call)
{
    constexpr int mostProjects = 10;
    auto db = openFreshReader(call);
    if (!db)
        return tl::unexpected(db.error());
    qint64 projectId = 0;
    if (const QString name = call.invocation.arguments.join(u' '); !name.isEmpty()) {
        const auto project = findProject(*db, name);
        if (!project)
            return tl::unexpected(project.error());
        if (*project == 0)
            return fail(Error::Code::NotFound, u"There is no project \"%1\" in this workspace."_s.arg(name));
        projectId = *project;
    }
    const auto standings = readStandings(*db, projectId, mostProjects);
    if (!standings)
        return tl::unexpected(standings.error());
    if (call.json()) {
        call.console.document({{"projects", toJson(*standings)}});
        return 0;
    }
    for (const ProjectStanding &each : *standings)
        call.console.text(standingText(each));
    return standings->isEmpty() ? 3 : 0;
}

} // namespace assay
