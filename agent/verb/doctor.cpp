// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/doctor.h"

#include "agent/verb/agentcall.h"
#include "agent/verb/console.h"
#include "agent/verb/doctorreport.h"
#include "agent/verb/terminaltext.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

Result<int> removeCopies(const VerbCall &call)
{
    const auto done = performJob(call, u"store.discard_copies"_s, json::object());
    if (!done)
        return tl::unexpected(done.error());
    if (call.json()) {
        call.console.document(*done);
        return 0;
    }
    const json removed = json(*done).value("removed", json::array());
    QString text;
    for (const json &each : removed) {
        if (each.is_string())
            text += u"Removed "_s + oneLine(QString::fromStdString(each.get<std::string>())) + u'\n';
    }
    call.console.text(text.isEmpty() ? u"There are no copies.\n"_s : text);
    return 0;
}

} // namespace

Result<int> runDoctor(const VerbCall &call)
{
    const bool repair = call.invocation.has(u"repair"_s);
    if (call.invocation.has(u"remove-copies"_s))
        return repair ? fail(Error::Code::Usage, u"--repair and --remove-copies exclude each other."_s)
                      : removeCopies(call);
    Result<ordered_json> report;
    if (repair) {
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
    if (!foundDamage(*report) || mended) {
        if (!repair || mended)
            return 0;
        call.console.remark(u"Nothing is damaged; nothing was written."_s);
        return 3;
    }
    if (repair) {
        call.console.remark(u"Repair cannot help with this; see above."_s);
        return 1;
    }
    call.console.remark(u"The store is damaged. This saves what can be saved, and keeps the damaged file: "_s +
                        call.command(u"doctor --repair"_s));
    return 1;
}

} // namespace assay
