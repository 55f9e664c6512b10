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

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

QString sentence(const VerbCall &call, const json &result)
{
    const QString state = textField(result, "state");
    if (state == "paused"_L1) {
        const auto until = QDateTime::fromString(textField(result, "paused_until"), Qt::ISODateWithMs);
        const QString end = until.isValid() ? u" until "_s + localTime(until.toMSecsSinceEpoch()) : QString();
        return u"Capture is paused%1. What sessions do meanwhile is not captured later either. Go on with: %2\n"_s.arg(
            end, call.command(u"capture resume"_s));
    }
    return state == "running"_L1 ? u"Capture goes on.\n"_s
                                 : u"Capture is no longer paused. It goes on when the agent runs.\n"_s;
}

} // namespace

Result<int> runCapture(const VerbCall &call)
{
    const QString what = call.invocation.arguments.first();
    const bool pauses = what == "pause"_L1;
    if (!pauses && what != "resume"_L1)
        return fail(Error::Code::Usage, u"Say \"capture pause\" or \"capture resume\", not \"%1\"."_s.arg(what));
    const bool includes = call.invocation.has(u"include-missed"_s);
    if (pauses ? includes : call.invocation.has(u"for"_s)) {
        return fail(Error::Code::Usage, pauses ? u"--include-missed belongs to \"capture resume\"."_s
                                               : u"--for belongs to \"capture pause\"."_s);
    }
    json args = {{"include_missed", includes}};
    if (call.invocation.has(u"for"_s)) {
        const auto seconds = parseDuration(call.invocation.value(u"for"_s));
        if (!seconds) {
            return fail(Error::Code::Usage,
                        u"--for takes a time like 30m, 1h or 2d, not \"%1\"."_s.arg(call.invocation.value(u"for"_s)));
        }
        args["for_s"] = *seconds;
    }
    auto done = performJob(call, pauses ? u"capture.pause"_s : u"capture.resume"_s, args);
    if (!done)
        return tl::unexpected(done.error());
    if (!pauses) {
        const auto agent = askAgent(call, u"status"_s, json::object());
        if (!agent || !agent->has_value())
            (*done)["state"] = "off";
    }
    if (call.json())
        call.console.document(*done);
    else
        call.console.text(sentence(call, *done));
    return 0;
}

} // namespace assay
