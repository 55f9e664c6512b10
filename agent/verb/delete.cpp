// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/jsonfield.h"
#include "agent/verb/agentcall.h"
#include "agent/verb/console.h"
#include "agent/verb/terminaltext.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

// What is gone from the store may still be in files beside it.
QString remains(const VerbCall &call, const json &result, const QString &gone)
{
    QStringList copies;
    bool log = false;
    for (const json &each : result.value("remains_in", json::array())) {
        const QString file = each.is_string() ? QString::fromStdString(each.get<std::string>()) : QString();
        log = log || file.endsWith(u"-wal"_s);
        if (!file.endsWith(u"-wal"_s))
            copies.append(oneLine(file));
    }
    if (copies.isEmpty() && !log)
        return gone;
    QString text = u"Session %1 is removed from the store."_s.arg(textField(result, "session"));
    if (log)
        text += u" Another program is reading the store, so its log still holds the text; it is emptied by the next "
                "verb that writes after that program has ended."_s;
    if (!copies.isEmpty())
        text +=
            u" Older copies of the store may still hold it: %1. Backups are yours to remove; this removes what repairs and migrations kept: %2"_s
                .arg(copies.join(u", "_s), call.command(u"doctor --remove-copies"_s));
    return text;
}

QString sentence(const VerbCall &call, const json &result)
{
    const QString session = textField(result, "session");
    const QString state = textField(result, "state");
    if (state == "purged"_L1)
        return remains(call, result, u"Session %1 is gone for good."_s.arg(session));
    if (state == "restored"_L1)
        return u"Session %1 is back."_s.arg(session);
    return u"Session %1 is deleted. For ten minutes this brings it back: %2\nThen it is removed for good when the "
           u"agent, "
           "or the next verb that writes, runs."_s.arg(session, call.command(u"delete --undo "_s + session));
}

} // namespace

Result<int> runDelete(const VerbCall &call)
{
    const bool now = call.invocation.has(u"now"_s);
    const bool undo = call.invocation.has(u"undo"_s);
    if (now && undo)
        return fail(Error::Code::Usage, u"--now and --undo exclude each other."_s);
    const json args = {{"session", call.invocation.arguments.first().toStdString()}, {"now", now}};
    const auto done = performJob(call, undo ? u"session.undelete"_s : u"session.delete"_s, args);
    if (!done)
        return tl::unexpected(done.error());
    if (call.json())
        call.console.document(*done);
    else
        call.console.text(sentence(call, *done) + u'\n');
    return 0;
}

} // namespace assay
