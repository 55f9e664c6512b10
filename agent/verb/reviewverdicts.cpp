// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/reviewverdicts.h"

#include "agent/ipc/jsonfield.h"
#include "agent/store/candidatestate.h"
#include "agent/verb/agentcall.h"
#include "agent/verb/console.h"
#include "agent/verb/terminaltext.h"

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

Result<int> perform(const VerbCall &call, const QString &job, const QStringList &words, json args)
{
    if (words.size() != 1)
        return fail(Error::Code::Usage, u"Name one candidate: \"review list\" prints their keys."_s);
    args["candidate"] = words.first().toStdString();
    args["note"] = call.invocation.value(u"note"_s).toStdString();
    args["actor"] = "terminal";
    const auto done = performJob(call, job, args);
    if (!done)
        return tl::unexpected(done.error());
    if (call.json())
        call.console.document(*done);
    else
        call.console.text(u"%1 is %2.\n"_s.arg(textField(json(*done), "candidate"), textField(json(*done), "state")));
    return 0;
}

// A whole number from 1 on; nullopt with nothing given.
Result<std::optional<int>> countFrom(const VerbCall &call, const QString &option)
{
    if (!call.invocation.has(option))
        return std::nullopt;
    bool isNumber = false;
    const int count = call.invocation.value(option).toInt(&isNumber);
    if (!isNumber || count < 1)
        return fail(Error::Code::Usage, u"--%1 takes a whole number from 1 on."_s.arg(option));
    return count;
}

Result<int> snooze(const VerbCall &call, const QStringList &words)
{
    json args = json::object();
    for (const auto &[option, key] : {std::pair(u"sessions"_s, "lineages"), std::pair(u"days"_s, "days")}) {
        const auto count = countFrom(call, option);
        if (!count)
            return tl::unexpected(count.error());
        if (*count)
            args[key] = **count;
    }
    return perform(call, u"candidate.snooze"_s, words, args);
}

Result<int> reject(const VerbCall &call, const QStringList &words)
{
    const QString typed = call.invocation.value(u"reason"_s);
    const auto reason = rejectReason(typed);
    if (!reason) {
        return fail(Error::Code::Usage,
                    u"Say why with --reason: %1."_s.arg(
                        rejectReasons().join(u", "_s).replace(u' ', u'-').replace(u",-"_s, u", "_s)));
    }
    return perform(call, u"candidate.reject"_s, words, {{"reason", reason->toStdString()}});
}

Result<int> reopen(const VerbCall &call, const QStringList &words)
{
    return perform(call, u"candidate.reopen"_s, words, json::object());
}

// Whatever was decided last, a file with it.
Result<int> undo(const VerbCall &call, const QStringList &words)
{
    return perform(call, u"candidate.undo"_s, words, json::object());
}

} // namespace

const QList<ReviewVerdict> &reviewVerdicts()
{
    static const QList<ReviewVerdict> acts = {
        {u"snooze"_s, snooze}, {u"reject"_s, reject}, {u"reopen"_s, reopen}, {u"undo"_s, undo}};
    return acts;
}

} // namespace assay
