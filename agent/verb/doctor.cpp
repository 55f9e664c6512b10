// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/doctor.h"

#include "agent/verb/agentcall.h"
#include "agent/verb/console.h"
#include "agent/verb/doctorreport.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

Result<int> runDoctor(const VerbCall &call)
{
    Result<ordered_json> report;
    if (call.invocation.has(u"repair"_s)) {
        report = performJob(call, u"store.repair"_s, json::object());
    } else {
        report =
            examineStore(call.dataDir, call.workspace).map([](const DoctorReport &found) { return toJson(found); });
    }
    if (!report)
        return tl::unexpected(report.error());
    if (call.json())
        call.console.document(*report);
    else
        call.console.text(doctorText(*report));
    const bool mended = report->value("repaired", false);
    if (!foundDamage(*report) || mended)
        return 0;
    call.console.remark(u"The store is damaged. This saves what can be saved, and keeps the damaged file: "_s +
                        call.command(u"doctor --repair"_s));
    return 1;
}

} // namespace assay
