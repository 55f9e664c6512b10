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
    if (call.json()) {
        call.console.document(*done);
        return 0;
    }
    const json result = *done;
    call.console.text(u"%1 of %2 checked, %3 changed.\n"_s.arg(countOf(numberField(result, "lines_scanned"), u"line"_s),
                                                               countOf(numberField(result, "sessions"), u"session"_s),
                                                               localNumber(numberField(result, "lines_changed"))) +
                      formatReport(makeReport(redactionCounts(result))));
    return 0;
}

} // namespace assay
