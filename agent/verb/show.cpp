// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/console.h"
#include "agent/verb/terminaltext.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"
#include "models/data/export/jsonexport.h"
#include "models/data/export/sessionevents.h"
#include "models/data/query/carequery.h"
#include "models/data/query/sessionquery.h"
#include "models/data/store/database.h"

#include <optional>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// What a person added.
struct Care {
    QString note;
    QList<qint64> bookmarks;
};

Result<Care> readCare(Database &db, qint64 session)
{
    const auto note = readNote(db, session);
    if (!note)
        return tl::unexpected(note.error());
    return readBookmarks(db, session).map([&note](const QList<qint64> &bookmarks) { return Care{*note, bookmarks}; });
}

QString indented(const QString &text)
{
    QString out = text;
    while (out.endsWith(u'\n'))
        out.chop(1);
    return u"    "_s + out.replace(u'\n', u"\n    "_s) + u'\n';
}

QString header(const SessionRow &session, const Care &care)
{
    const QString cost =
        session.costUsd ? u"%1 USD (%2)"_s.arg(*session.costUsd, 0, 'f', 2).arg(session.costSource) : u"unknown"_s;
    QString out = session.title + u"\n\n"_s;
    out += alignedTable(
        {{u"Session"_s, oneLine(session.uuid)},
         {u"Project"_s, oneLine(session.projectKey)},
         {u"Folder"_s, oneLine(session.cwd)},
         {u"Branch"_s, oneLine(session.branch)},
         {u"From, to"_s, localTime(session.startedAt) + u", "_s + localTime(session.endedAt)},
         {u"Model"_s, oneLine(session.model)},
         {u"Events"_s,
          u"%1: %2, %3, %4, %5"_s.arg(localNumber(session.eventsTotal), countOf(session.turns, u"prompt"_s),
                                      countOf(session.toolCalls, u"tool call"_s), countOf(session.errors, u"error"_s),
                                      countOf(session.subagents, u"sub-agent"_s))},
         {u"Tokens"_s, u"%1 in, %2 out, %3 read from cache, %4 written"_s.arg(
                           localNumber(session.tokens.input), localNumber(session.tokens.output),
                           localNumber(session.tokens.cacheRead), localNumber(session.tokens.cacheWrite))},
         {u"Cost"_s, cost}});
    if (!session.tags.isEmpty())
        out += u"Tags      "_s + oneLine(session.tags.join(u", "_s)) + u'\n';
    if (!care.note.isEmpty())
        out += u"\nNote\n"_s + indented(care.note);
    return out;
}

QString eventText(const EventRow &event, const RunRow *run, bool bookmarked)
{
    QString line = u"\n#%1 %2  %3"_s.arg(event.id).arg(localTime(event.at), kindName(event.kind));
    if (!event.tool.isEmpty())
        line += u' ' + oneLine(event.tool);
    if (event.outcome != Outcome::None)
        line += u" ("_s + outcomeName(event.outcome) + u')';
    if (run)
        line += u"  in sub-agent "_s + oneLine(run->agentId);
    line += bookmarked ? u"  bookmarked\n"_s : u"\n"_s;
    for (const QString &part : {event.text, event.input, event.output}) {
        if (!part.isEmpty())
            line += indented(part);
    }
    return line;
}

// What --events and --event ask for, before anything is looked up.
struct Wanted {
    std::optional<EventRange> range;
    qint64 eventId = 0; // 0 = none
};

Result<Wanted> wantedOf(const Invocation &invocation)
{
    Wanted wanted;
    if (invocation.has(u"events"_s) && invocation.has(u"event"_s))
        return fail(Error::Code::Usage, u"--events and --event exclude each other."_s);
    if (invocation.has(u"events"_s)) {
        const auto parsed = parseEventRange(invocation.value(u"events"_s));
        if (!parsed)
            return tl::unexpected(parsed.error());
        wanted.range = *parsed;
    }
    const auto id = invocation.number(u"event"_s, 0);
    if (!id)
        return tl::unexpected(id.error());
    wanted.eventId = *id;
    return wanted;
}

Result<EventRange> rangeOf(Database &db, const SessionRow &session, const Wanted &wanted)
{
    if (wanted.eventId > 0) {
        return ordinalOf(db, session.id, wanted.eventId).map([](qint64 ordinal) {
            return EventRange{ordinal, ordinal};
        });
    }
    if (!wanted.range)
        return EventRange{};
    const auto total = countAllEvents(db, session.id);
    if (!total)
        return tl::unexpected(total.error());
    if (wanted.range->first > *total) {
        return fail(Error::Code::NotFound, u"The session has %1; there is none from %2 on."_s.arg(
                                               countOf(*total, u"event"_s), localNumber(wanted.range->first)));
    }
    return *wanted.range;
}

} // namespace

Result<int> runShow(const VerbCall &call)
{
    const auto wanted = wantedOf(call.invocation);
    if (!wanted)
        return tl::unexpected(wanted.error());
    auto db = openReader(call);
    if (!db)
        return tl::unexpected(db.error());
    const auto session = findSession(*db, call.invocation.arguments.first());
    if (!session)
        return tl::unexpected(session.error());
    const auto range = rangeOf(*db, *session, *wanted);
    if (!range)
        return tl::unexpected(range.error());

    const auto care = readCare(*db, session->id);
    if (!care)
        return tl::unexpected(care.error());
    Console &console = call.console;
    if (!call.json()) {
        console.text(header(*session, *care));
        const auto all = forEachEvent(*db, session->id, *range, [&](const EventRow &event, const RunRow *run) {
            console.text(eventText(event, run, care->bookmarks.contains(event.id)));
            return true;
        });
        return all.map([] { return 0; });
    }
    JsonExport document([&console](const QByteArray &utf8) { console.bytes(utf8); });
    document.setCare(care->note, care->bookmarks);
    document.begin(*session);
    const auto all = forEachEvent(*db, session->id, *range, [&document](const EventRow &event, const RunRow *run) {
        document.event(event, run);
        return true;
    });
    document.end();
    return all.map([] { return 0; });
}

} // namespace assay
