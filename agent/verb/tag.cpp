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

Result<int> runTag(const VerbCall &call)
{
    json add = json::array();
    json remove = json::array();
    for (const QString &word : call.invocation.arguments.mid(1)) {
        const bool isSigned = word.startsWith(u'+') || word.startsWith(u'-');
        (word.startsWith(u'-') ? remove : add).push_back(word.mid(isSigned ? 1 : 0).toStdString());
    }
    const json args = {{"session", call.invocation.arguments.first().toStdString()}, {"add", add}, {"remove", remove}};
    const auto done = performJob(call, u"session.tag"_s, args);
    if (!done)
        return tl::unexpected(done.error());
    const json sessions = done->value("sessions", json::array());
    const json tagged = sessions.empty() ? json::object() : sessions.front();
    if (call.json()) {
        call.console.document(tagged);
        return 0;
    }
    const QStringList tags = textsField(tagged, "tags");
    const QString session = textField(tagged, "session");
    call.console.text((tags.isEmpty() ? u"Session %1 has no tags."_s.arg(session)
                                      : u"Session %1: %2"_s.arg(session, oneLine(tags.join(u", "_s)))) +
                      u'\n');
    return 0;
}

} // namespace assay
