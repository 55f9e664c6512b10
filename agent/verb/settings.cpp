// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/jsonfield.h"
#include "agent/ipc/message.h"
#include "agent/settings/settingsfile.h"
#include "agent/verb/agentcall.h"
#include "agent/verb/capturejobs.h"
#include "agent/verb/console.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

Result<ordered_json> settings(const VerbCall &call)
{
    if (!call.invocation.has(u"set"_s)) {
        return getSettings(SettingsFile(call.rules.file(),
                                        call.rules.isNamed() ? SettingsMissing::Refused : SettingsMissing::Allowed));
    }
    const auto changes = parseJson(call.invocation.value(u"set"_s).toUtf8());
    if (!changes || !changes->is_object()) {
        return fail(Error::Code::Usage,
                    u"--set takes a JSON object of what is to change, like {\"capture\": {\"unpersisted\": true}}. "
                    "Nothing was changed."_s);
    }
    return performJob(call, u"settings.set"_s, json{{"changes", *changes}});
}

} // namespace

Result<int> runSettings(const VerbCall &call)
{
    const auto done = settings(call);
    if (!done)
        return tl::unexpected(done.error());
    if (call.json()) {
        call.console.document(*done);
        return 0;
    }
    call.console.text(QString::fromStdString((*done)["settings"].dump(2)) + u'\n');
    for (const QString &each : textsField(json(*done), "unknown"))
        call.console.remark(u"\"%1\" is kept, but this version does not know it."_s.arg(each));
    return 0;
}

} // namespace assay
