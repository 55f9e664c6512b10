// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/jsonfield.h"
#include "agent/verb/agentcall.h"
#include "agent/verb/console.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

Result<int> runBookmark(const VerbCall &call)
{
    const QString word = call.invocation.arguments.first();
    bool isNumber = false;
    const qint64 event = word.toLongLong(&isNumber);
    if (!isNumber || event <= 0) {
        return fail(Error::Code::Usage, u"\"%1\" is no event. Give the number that search and show print."_s.arg(word));
    }
    const bool on = !call.invocation.has(u"remove"_s);
    const auto done = performJob(call, u"event.bookmark"_s, {{"event", event}, {"on", on}});
    if (!done)
        return tl::unexpected(done.error());
    if (call.json()) {
        call.console.document(*done);
        return 0;
    }
    const QString session = textField(json(*done), "session");
    call.console.text(
        (on ? u"Event %1 of session %2 has a bookmark.\n"_s : u"Event %1 of session %2 has no bookmark.\n"_s)
            .arg(event)
            .arg(session));
    return 0;
}

} // namespace assay
