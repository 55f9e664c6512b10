// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/console.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"
#include "models/data/export/exportformat.h"
#include "models/data/export/sessionevents.h"
#include "models/data/query/sessionquery.h"
#include "models/data/store/database.h"

#include <QFile>
#include <QFileInfo>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

Result<> writeTo(const ExportFormat::Sink &sink, const QString &formatName, Database &db, const SessionRow &session)
{
    const auto format = makeExportFormat(formatName, sink);
    format->begin(session);
    auto all = forEachEvent(db, session.id, {},
                            [&format](const EventRow &event, const RunRow *run) { format->event(event, run); });
    format->end();
    return all;
}

Result<> writeToFile(const QString &path, const QString &formatName, Database &db, const SessionRow &session)
{
    if (auto guarded = guardTestRoot(path); !guarded)
        return guarded;
    QFile file(path);
    const auto owner = QFile::ReadOwner | QFile::WriteOwner;
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, owner)) {
        return fail(Error::Code::Failed,
                    u"The file cannot be created (%1). Nothing was exported."_s.arg(file.errorString()), path);
    }
    bool written = true;
    auto all = writeTo([&](const QByteArray &utf8) { written = written && file.write(utf8) == utf8.size(); },
                       formatName, db, session);
    written = written && file.flush();
    if (all && written)
        return {};
    file.remove();
    return all ? fail(Error::Code::Full,
                      u"The export could not be written completely (%1) and was removed."_s.arg(file.errorString()),
                      path)
               : all;
}

} // namespace

Result<int> runExport(const VerbCall &call)
{
    const QString named = call.invocation.value(u"format"_s);
    if (call.json() && !named.isEmpty() && named != "json"_L1) {
        return fail(Error::Code::Usage,
                    u"--json promises one JSON document, and --format %1 is none. Leave one of them out."_s.arg(named));
    }
    auto db = openReader(call);
    if (!db)
        return tl::unexpected(db.error());
    const auto session = findSession(*db, call.invocation.arguments.first());
    if (!session)
        return tl::unexpected(session.error());
    const QString format = !named.isEmpty() ? named : call.json() ? u"json"_s : u"md"_s;
    const QString path = call.invocation.value(u"output"_s);
    const auto done =
        path.isEmpty() ? writeTo([&call](const QByteArray &utf8) { call.console.bytes(utf8); }, format, *db, *session)
                       : writeToFile(QFileInfo(path).absoluteFilePath(), format, *db, *session);
    return done.map([] { return 0; });
}

} // namespace assay
