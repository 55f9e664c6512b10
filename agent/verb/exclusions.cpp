// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/exclusions.h"

#include "agent/ipc/jsonfield.h"
#include "agent/verb/agentcall.h"
#include "agent/verb/console.h"
#include "agent/verb/exclusionjson.h"
#include "agent/verb/terminaltext.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"

#include <nlohmann/json.hpp>

#include <QDateTime>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

Result<int> runExclusions(const VerbCall &call)
{
    const bool lifts = call.invocation.has(u"lift"_s);
    const auto id = call.invocation.number(u"lift"_s, 0);
    if (!id)
        return tl::unexpected(id.error());
    if (lifts) {
        if (const auto lifted = performJob(call, u"exclusions.lift"_s, json{{"id", *id}}); !lifted)
            return tl::unexpected(lifted.error());
    }
    const auto done = Exclusions::read(call.dataDir).map([](const QList<Exclusion> &all) { return toJson(all); });
    if (!done)
        return tl::unexpected(done.error());
    if (call.json()) {
        call.console.document(*done);
        return 0;
    }
    const json result = *done;
    QList<QStringList> rows = {{u"ID"_s, u"SINCE"_s, u"REASON"_s}};
    for (const json &each : result.value("exclusions", json::array())) {
        const auto at = QDateTime::fromString(textField(each, "created_at"), Qt::ISODateWithMs);
        rows.append({QString::number(numberField(each, "id")), localTime(at.isValid() ? at.toMSecsSinceEpoch() : -1),
                     oneLine(textField(each, "reason"))});
    }
    if (rows.size() > 1)
        call.console.text(alignedTable(rows, {0}));
    call.console.remark(rows.size() > 1 ? u"Which sessions these were is not stored, only a keyed hash."_s
                                        : u"Nothing is excluded."_s);
    return 0;
}

} // namespace assay
