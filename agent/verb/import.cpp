// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/jsonfield.h"
#include "agent/redact/report.h"
#include "agent/verb/agentcall.h"
#include "agent/verb/console.h"
#include "agent/verb/importtotals.h"
#include "agent/verb/interrupt.h"
#include "agent/verb/progressline.h"
#include "agent/verb/terminaltext.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include <QDir>
#include <QFile>
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
    if (folders.empty() && call.claudeDir.isEmpty()) {
        return fail(Error::Code::Usage, u"HOME is not set, so nobody says where transcripts are. Nothing was imported. "
                                        "Name their folder with --from or --claude-dir."_s);
    }
    if (folders.empty())
        folders.push_back(call.claudeDir.toStdString());
    const QFile aliases(call.projectAliasesFile);
    if (!call.projectAliasesFile.isEmpty() && !QFileInfo(aliases).isReadable()) {
        return fail(aliases.exists() ? Error::Code::Failed : Error::Code::NotFound,
                    aliases.exists() ? u"The file of project aliases cannot be read. Nothing was imported."_s
                                     : u"There is no such file of project aliases. Nothing was imported."_s,
                    call.projectAliasesFile);
    }
    const QString agent = call.invocation.value(u"agent"_s);
    return json{{"claude_dirs", folders},
                {"project_aliases", call.projectAliasesFile.toStdString()},
                {"agent", agent.isEmpty() ? "auto" : agent.toStdString()}};
}

// Files that were found and of which nothing could be read.
qint64 unreadFiles(const json &result)
{
    return std::max<qint64>(0, numberField(result, "files_seen") - numberField(result, "files_parsed") -
                                   numberField(result, "files_unchanged"));
}

QString report(const json &result)
{
    const auto number = [&result](const char *key) { return localNumber(numberField(result, key)); };
    const qint64 masked = makeReport(redactionCounts(result)).total;
    const qint64 unread = flagField(result, "cancelled") ? 0 : unreadFiles(result);
    const double seconds = result.value("seconds", 0.0);
    QList<QStringList> rows = {
        {u"Files"_s, u"%1 seen, %2 read, %3 unchanged"_s.arg(number("files_seen"), number("files_parsed"),
                                                             number("files_unchanged")) +
                         (unread > 0 ? u", %1 not readable"_s.arg(localNumber(unread)) : QString())},
        {u"Read"_s,
         u"%1, %2, in %3 s"_s.arg(countOf(numberField(result, "lines"), u"line"_s),
                                  localSize(numberField(result, "bytes")), QLocale().toString(seconds, 'f', 1))},
        {u"Events"_s,
         u"%1 added, %2 in all, of %3"_s.arg(number("events_added"), number("events_total"),
                                             countOf(numberField(result, "sessions_total"), u"session"_s))},
        {u"Secrets"_s, u"%1 masked"_s.arg(localNumber(masked))}};
    const qint64 odd = numberField(result, "lines_kept_raw") + numberField(result, "lines_broken");
    if (odd > 0)
        rows.append({u"Unusual"_s,
                     u"%1 kept as they are, %2 broken"_s.arg(countOf(numberField(result, "lines_kept_raw"), u"line"_s),
                                                             number("lines_broken"))});
    return alignedTable(rows);
}

// Told even when quiet: something of the user's history is not in the store. True when something could not be read.
bool tellProblems(const VerbCall &call, const json &result)
{
    bool unread = !flagField(result, "cancelled") && unreadFiles(result) > 0;
    const json problems = result.value("problems", json::array());
    for (const json &each : problems) {
        call.console.error({Error::Code::Failed, textField(each, "what"), textField(each, "path")});
        unread |= textField(each, "code") == "read_only"_L1;
    }
    const qint64 untold = numberField(result, "problems_total") - static_cast<qint64>(problems.size());
    if (untold > 0)
        call.console.error({Error::Code::Failed, u"%1 more like these."_s.arg(localNumber(untold)), {}});
    return unread;
}

// A folder given by name that holds nothing is more often a mistake than not.
void tellEmptyFolders(const VerbCall &call)
{
    for (const QString &folder : call.invocation.options.value(u"from"_s)) {
        qint64 files = 0;
        ImportOptions options;
        options.claudeDirs = {QDir::cleanPath(QFileInfo(folder).absoluteFilePath())};
        for (const FoundTranscripts &each : findTranscripts(options))
            files += each.files;
        if (files == 0)
            call.console.remark(u"There are no transcripts at %1."_s.arg(folder));
    }
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
    const bool unread = tellProblems(call, result);
    if (numberField(result, "files_seen") > 0)
        tellEmptyFolders(call);
    if (call.json())
        call.console.document(*done);
    else
        call.console.text(report(result));
    for (const QString &line : formatReport(makeReport(redactionCounts(result))).split(u'\n', Qt::SkipEmptyParts))
        call.console.detail(line);
    if (flagField(result, "cancelled")) {
        call.console.remark(u"Interrupted. What was read is kept; the next import goes on where this one stopped."_s);
        return 1;
    }
    if (numberField(result, "files_seen") == 0) {
        call.console.remark(u"No transcripts were found. Name their folder with --from."_s);
        return 3;
    }
    if (unread) {
        call.console.error({Error::Code::Failed,
                            u"Not everything could be read. The rest was imported; mend the permissions and import "
                            "again."_s,
                            {}});
        return 1;
    }
    return 0;
}

} // namespace assay
