// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/console.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"
#include "models/data/export/sessionexport.h"
#include "models/data/query/sessionquery.h"
#include "models/data/store/database.h"

#include <QFileInfo>

namespace assay {

using namespace Qt::Literals::StringLiterals;

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
    ExportOptions options;
    options.format = !named.isEmpty() ? named : call.json() ? u"json"_s : u"md"_s;
    const QString path = call.invocation.value(u"output"_s);
    if (path.isEmpty()) {
        return exportSession(*db, *session, options, [&call](const QByteArray &utf8) { call.console.bytes(utf8); })
            .map([] { return 0; });
    }
    return exportSessionToFile(*db, *session, options, QFileInfo(path).absoluteFilePath(), Existing::Keep)
        .map([](qint64) { return 0; });
}

} // namespace assay
