// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/jsonfield.h"
#include "agent/verb/agentcall.h"
#include "agent/verb/console.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"
#include "models/data/query/carequery.h"
#include "models/data/query/sessionquery.h"
#include "models/data/store/database.h"

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

Result<ordered_json> readNote(const VerbCall &call)
{
    auto db = openReader(call);
    if (!db)
        return tl::unexpected(db.error());
    const auto session = findSession(*db, call.invocation.arguments.first());
    if (!session)
        return tl::unexpected(session.error());
    const auto note = assay::readNote(*db, session->id);
    if (!note)
        return tl::unexpected(note.error());
    return ordered_json{{"session", session->uuid.toStdString()},
                        {"note", note->isEmpty() ? ordered_json() : ordered_json(note->toStdString())}};
}

Result<ordered_json> writeNote(const VerbCall &call)
{
    const QStringList &words = call.invocation.arguments;
    return performJob(call, u"session.note"_s,
                      {{"session", words.first().toStdString()}, {"text", words.last().toStdString()}});
}

} // namespace

Result<int> runNote(const VerbCall &call)
{
    const bool writes = call.invocation.arguments.size() > 1;
    const auto told = writes ? writeNote(call) : readNote(call);
    if (!told)
        return tl::unexpected(told.error());
    if (call.json()) {
        call.console.document(*told);
        return 0;
    }
    const QString note = textField(json(*told), "note");
    const QString session = textField(json(*told), "session");
    if (writes)
        call.console.text(
            (note.isEmpty() ? u"Session %1 has no note.\n"_s : u"Session %1 has a note.\n"_s).arg(session));
    else if (note.isEmpty())
        call.console.remark(u"Session %1 has no note."_s.arg(session));
    else
        call.console.text(note.endsWith(u'\n') ? note : note + u'\n');
    return 0;
}

} // namespace assay
