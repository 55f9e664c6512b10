// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/jsonfield.h"
#include "agent/redact/report.h"
#include "agent/verb/agentcall.h"
#include "agent/verb/console.h"
#include "agent/verb/importtotals.h"
#include "agent/verb/progressline.h"
#include "agent/verb/terminaltext.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

Result<int> runRedact(const VerbCall &call)
{
    if (!call.invocation.has(u"recheck"_s))
        return fail(Error::Code::Usage, u"Say what to do: assay-agent redact --recheck."_s);
    const auto done = performJob(call, u"redact.recheck"_s, json::object(), [&call](const ordered_json &figures) {
        call.console.progress(countProgressLine(figures));
    });
    if (!done)
        return tl::unexpected(done.error());
    const json result = *done;
    const bool cancelled = flagField(result, "cancelled");
    if (cancelled) {
        call.console.remark(
            u"Interrupted. The sessions up to here are masked, the others are as they were. Do the same "
            "again to go on."_s);
    } else if (!flagField(result, "log_emptied") && numberField(result, "lines_changed") > 0) {
        call.console.remark(
            u"Another program reads the store, so its log still holds what was masked. The log is emptied when that "
            "program has ended and the next verb writes."_s);
    }
    if (call.json()) {
        call.console.document(*done);
        return cancelled ? 1 : 0;
    }
    call.console.text(u"%1 of %2 checked, %3 changed.\n"_s.arg(countOf(numberField(result, "lines_scanned"), u"line"_s),
                                                               countOf(numberField(result, "sessions"), u"session"_s),
                                                               localNumber(numberField(result, "lines_changed"))) +
                      formatReport(makeReport(redactionCounts(result))));
    return cancelled ? 1 : 0;
}

} // namespace assay
