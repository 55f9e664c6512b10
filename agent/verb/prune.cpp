// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/jsonfield.h"
#include "agent/verb/agentcall.h"
#include "agent/verb/console.h"
#include "agent/verb/duration.h"
#include "agent/verb/terminaltext.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"

#include <nlohmann/json.hpp>

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

// "90" and "90d" are days; whole ones.
Result<json> arguments(const VerbCall &call)
{
    json args = {{"project", call.invocation.value(u"project"_s).toStdString()}};
    if (!call.invocation.has(u"older-than"_s))
        return args;
    const QString text = call.invocation.value(u"older-than"_s);
    bool isNumber = false;
    qint64 days = text.toLongLong(&isNumber);
    if (!isNumber)
        days = parseDuration(text).value_or(0) / 86'400;
    if (days < 1)
        return fail(Error::Code::Usage, u"--older-than takes days, like 90 or 12w, not \"%1\"."_s.arg(text));
    args["older_than_days"] = days;
    return args;
}

void tell(const VerbCall &call, const json &result, bool dry)
{
    QList<QStringList> rows;
    for (const json &each : result.value("sessions", json::array())) {
        const auto at = QDateTime::fromString(textField(each, "last_event_at"), Qt::ISODateWithMs);
        rows.append({textField(each, "id").left(8), localTime(at.isValid() ? at.toMSecsSinceEpoch() : -1),
                     localSize(numberField(each, "bytes")), oneLine(textField(each, "project")),
                     oneLine(textField(each, "title"))});
    }
    const qint64 total = numberField(result, "total");
    if (!rows.isEmpty())
        call.console.text(alignedTable(rows, {2}));
    if (total > rows.size())
        call.console.text(u"… and %1 more\n"_s.arg(localNumber(total - rows.size())));
    const QString amount = countOf(total, u"session"_s) + u", "_s + localSize(numberField(result, "bytes"));
    if (dry) {
        call.console.text(u"%1 would be deleted.\n"_s.arg(amount));
    } else {
        call.console.text(
            u"%1 deleted. For ten minutes this brings them back: %2\n"_s.arg(amount, call.command(u"prune --undo"_s)));
    }
    if (const qint64 spared = numberField(result, "spared"); spared > 0) {
        call.console.remark(u"%1 stay because of a bookmark, a note, or the tag \"keep\" or \"pinned\"."_s.arg(
            countOf(spared, u"session"_s)));
    }
}

Result<int> undo(const VerbCall &call)
{
    const auto done = performJob(call, u"prune.undo"_s, json::object());
    if (!done)
        return tl::unexpected(done.error());
    const qint64 restored = numberField(json(*done), "restored");
    if (call.json())
        call.console.document(*done);
    else
        call.console.text(restored == 0 ? u"There is nothing to bring back: what was pruned is gone for good.\n"_s
                                        : u"%1 brought back.\n"_s.arg(countOf(restored, u"session"_s)));
    return restored == 0 ? 3 : 0;
}

} // namespace

Result<int> runPrune(const VerbCall &call)
{
    const bool dry = call.invocation.has(u"dry-run"_s);
    if (call.invocation.has(u"undo"_s)) {
        if (dry || call.invocation.has(u"older-than"_s) || call.invocation.has(u"project"_s))
            return fail(Error::Code::Usage, u"--undo stands alone."_s);
        return undo(call);
    }
    const auto args = arguments(call);
    if (!args)
        return tl::unexpected(args.error());
    const auto done = performJob(call, dry ? u"prune.plan"_s : u"prune.apply"_s, *args);
    if (!done)
        return tl::unexpected(done.error());
    const json result = *done;
    const bool nothing = numberField(result, "total") == 0;
    if (call.json())
        call.console.document(*done);
    else if (nothing)
        call.console.text(u"No session is older or larger than is kept.\n"_s);
    else
        tell(call, result, dry);
    return nothing ? 3 : 0;
}

Result<int> runBackup(const VerbCall &call)
{
    const QString file = QDir::cleanPath(QFileInfo(call.invocation.arguments.first()).absoluteFilePath());
    const auto done = performJob(call, u"store.backup"_s, json{{"file", file.toStdString()}});
    if (!done)
        return tl::unexpected(done.error());
    if (call.json()) {
        call.console.document(*done);
        return 0;
    }
    call.console.text(u"%1 (%2). What is deleted later stays in it: remove the file when that matters.\n"_s.arg(
        oneLine(file), localSize(numberField(json(*done), "bytes"))));
    return 0;
}

} // namespace assay
