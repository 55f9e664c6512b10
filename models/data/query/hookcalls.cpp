// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/hookcalls.h"

#include "models/data/store/statement.h"

#include <algorithm>
#include <iterator>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// A hook is called a moment after the client took the prompt's time, or before.
constexpr qint64 momentMs = 2000;

// Each call has the prompt that came with it; one that was refused by a hook, or came during a pause, has none, and
// must not take that of the next call. `next` < 0: there is none.
bool isPromptOf(qint64 at, qint64 call, qint64 next)
{
    if (next < 0 || at < next - momentMs)
        return true;
    return at < next && at - call <= next - at;
}

Result<> joinPrompts(Database &db, const QString &sessionUuid, QList<HookCall> &calls)
{
    Statement prompts(db, u"SELECT event.id, at FROM event JOIN session ON session.id = session_id WHERE uuid = ? AND "
                          "run_id = 0 AND kind IN (%1, %2) ORDER BY position, block"_s.arg(int(EventKind::Prompt))
                              .arg(int(EventKind::Command)));
    prompts.bind(sessionUuid);
    bool more = prompts.next();
    const auto isPrompt = [](const HookCall &call) { return call.name == "UserPromptSubmit"_L1; };
    for (auto call = std::ranges::find_if(calls, isPrompt); call != calls.end();) {
        const auto next = std::find_if(std::next(call), calls.end(), isPrompt);
        while (more && prompts.integer(1) < call->at - momentMs)
            more = prompts.next();
        if (!more)
            break;
        if (isPromptOf(prompts.integer(1), call->at, next == calls.end() ? -1 : next->at)) {
            call->eventId = prompts.integer(0);
            more = prompts.next();
        }
        call = next;
    }
    if (!prompts.ok())
        return tl::unexpected(prompts.error());
    return {};
}

} // namespace

Result<QList<HookCall>> readHookCalls(Database &db, const QString &sessionUuid)
{
    QList<HookCall> calls;
    Statement s(db,
                u"SELECT id, name, at, tool, tool_use_id, detail, outcome, duration_ms, CASE WHEN tool_use_id <> '' "
                "THEN (SELECT event.id FROM event JOIN session ON session.id = event.session_id WHERE "
                "event.tool_use_id = hook_event.tool_use_id AND session.uuid = hook_event.session_uuid LIMIT 1) END "
                "FROM hook_event WHERE session_uuid = ? ORDER BY id"_s);
    s.bind(sessionUuid);
    while (s.next()) {
        calls.append({s.integer(0), s.text(1), s.integer(2), s.text(3), s.text(4), s.text(5),
                      static_cast<Outcome>(s.integer(6)), s.integer(7), s.integer(8)});
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    s.finish();
    return joinPrompts(db, sessionUuid, calls).map([&calls] { return calls; });
}

} // namespace assay
