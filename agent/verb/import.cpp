// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/jsonfield.h"
#include "agent/verb/agentcall.h"
#include "agent/verb/console.h"
#include "agent/verb/interrupt.h"
#include "agent/verb/progressline.h"
#include "agent/verb/terminaltext.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"

#include <nlohmann/json.hpp>

#include <QDir>
#include <QFileInfo>
#include <QLocale>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

Result<json> importArguments(const VerbCall &call)
{
    json folders = json::array();
    for (const QString &folder : call.invocation.options.value(u"from"_s)) {
        const QFileInfo info(folder);
        if (!info.exists())
            return fail(Error::Code::NotFound, u"There is nothing at this place. Nothing was imported."_s, folder);
        folders.push_back(QDir::cleanPath(info.absoluteFilePath()).toStdString());
    }
    if (folders.empty())
        folders.push_back(call.claudeDir.toStdString());
    const QString agent = call.invocation.value(u"agent"_s);
    return json{{"claude_dirs", folders},
                {"project_aliases", call.projectAliasesFile.toStdString()},
                {"agent", agent.isEmpty() ? "auto" : agent.toStdString()}};
}

QString report(const json &result)
{
    const auto number = [&result](const char *key) { return localNumber(numberField(result, key)); };
    qint64 masked = 0;
    for (const json &count : result.value("redactions", json::object()))
        masked += count.is_number_integer() ? count.get<qint64>() : 0;
    const double seconds = result.value("seconds", 0.0);
    QList<QStringList> rows = {
        {u"Files"_s, u"%1 seen, %2 read, %3 unchanged"_s.arg(number("files_seen"), number("files_parsed"),
                                                             number("files_unchanged"))},
        {u"Read"_s, u"%1 lines, %2, in %3 s"_s.arg(number("lines"), localSize(numberField(result, "bytes")),
                                                   QLocale().toString(seconds, 'f', 1))},
        {u"Events"_s, u"%1 added, %2 in all, of %3 sessions"_s.arg(number("events_added"), number("events_total"),
                                                                   number("sessions_total"))},
        {u"Secrets"_s, u"%1 masked"_s.arg(localNumber(masked))}};
    const qint64 odd = numberField(result, "lines_kept_raw") + numberField(result, "lines_broken");
    if (odd > 0)
        rows.append({u"Unusual"_s,
                     u"%1 lines kept as they are, %2 broken"_s.arg(number("lines_kept_raw"), number("lines_broken"))});
    return alignedTable(rows);
}

void tellProblems(const VerbCall &call, const json &result)
{
    for (const json &each : result.value("problems", json::array()))
        call.console.remark(textField(each, "what") + u" ("_s + textField(each, "path") + u')');
}

} // namespace

Result<int> runImport(const VerbCall &call)
{
    const auto args = importArguments(call);
    if (!args)
        return tl::unexpected(args.error());
    const auto done = performJob(call, u"import.start"_s, *args, [&call](const ordered_json &progress) {
        call.console.progress(importProgressLine(progress));
    });
    if (!done)
        return tl::unexpected(done.error());
    const json result = *done;
    tellProblems(call, result);
    if (call.json())
        call.console.document(*done);
    else
        call.console.text(report(result));
    if (flagField(result, "cancelled")) {
        call.console.remark(u"Interrupted. What was read is kept; the next import goes on where this one stopped."_s);
        return 1;
    }
    if (numberField(result, "files_seen") == 0) {
        call.console.remark(u"No transcripts were found. Name their folder with --from."_s);
        return 3;
    }
    return 0;
}

} // namespace assay
