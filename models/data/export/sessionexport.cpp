// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/export/sessionexport.h"

#include <algorithm>

#include "models/data/export/sessionevents.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

const ExportFormatRow *formatNamed(const QString &name)
{
    for (const ExportFormatRow &each : exportFormats()) {
        if (each.name == name)
            return &each;
    }
    return nullptr;
}

} // namespace

const QList<ExportFormatRow> &exportFormats()
{
    static const QList<ExportFormatRow> formats = {
        {u"md"_s, u"md"_s},
        {u"html"_s, u"html"_s},
        {u"json"_s, u"json"_s},
        {.name = u"trajectory"_s, .suffix = u"jsonl"_s, .canLeaveOutputs = false, .hasSubagents = false}};
    return formats;
}

QString exportFileName(const SessionRow &session, const ExportFormatRow &format)
{
    constexpr qsizetype longestTitle = 50;
    QString slug;
    for (const QChar c : session.title.left(200).toLower()) {
        if (c.isLetterOrNumber())
            slug += c;
        else if (!slug.isEmpty() && !slug.endsWith(u'-'))
            slug += u'-';
        if (slug.size() >= longestTitle)
            break;
    }
    QString id;
    for (const QChar c : session.uuid.left(8)) {
        if (c.isLetterOrNumber())
            id += c;
    }
    while (slug.endsWith(u'-'))
        slug.chop(1);
    const QString name = slug.isEmpty() ? u"session-"_s + id : slug + u'-' + id;
    return name + u'.' + format.suffix;
}

Result<> exportSession(Database &db, const SessionRow &session, const ExportOptions &options,
                       const ExportFormat::Sink &sink, const OnExported &onExported)
{
    const ExportFormatRow *row = formatNamed(options.format);
    if (!row)
        return fail(Error::Code::Usage, u"There is no export format \"%1\"."_s.arg(options.format));
    const auto format = makeExportFormat(options.format, sink);
    const bool outputs = options.outputs || !row->canLeaveOutputs;
    const bool subagents = options.subagents && row->hasSubagents;
    qint64 seen = 0;
    bool wanted = true;
    format->setPictures([&db](qint64 event) {
        auto detail = readEventDetail(db, event); // one that cannot be read is counted as left out
        return detail ? std::move(detail->images) : QList<EventImage>();
    });
    format->begin(session);
    auto all = forEachEvent(db, session.id, {}, [&](const EventRow &event, const RunRow *run) {
        if (run && !subagents)
            return false; // runs come after the main thread
        const bool leftOut = event.kind == EventKind::Thinking && !options.thinking;
        if (!leftOut && (outputs || event.kind != EventKind::ToolCall)) {
            format->event(event, run);
        } else if (!leftOut) {
            EventRow without = event;
            without.output.clear();
            without.images = 0; // the call came back with them
            format->event(without, run);
        }
        wanted = !onExported || onExported(++seen);
        return wanted;
    });
    format->end();
    if (all && !wanted)
        return fail(Error::Code::Cancelled, u"The export was cancelled. Nothing was written."_s);
    return all;
}

Result<qint64> exportSessionToFile(Database &db, const SessionRow &session, const ExportOptions &options,
                                   const QString &path, Existing existing, const OnExported &onExported)
{
    return writeNewFile(path, existing, [&](const WriteBytes &write) {
        bool written = true;
        const auto sink = [&](const QByteArray &utf8) { written = written && write(utf8); };
        return exportSession(db, session, options, sink,
                             [&](qint64 events) { return written && (!onExported || onExported(events)); });
    });
}

} // namespace assay
