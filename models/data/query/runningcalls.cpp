// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/runningcalls.h"

#include "models/data/store/statement.h"

#include <QSet>

#include <algorithm>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

bool endsOne(const QString &name)
{
    return name == "PostToolUse"_L1 || name == "PostToolUseFailure"_L1 || name == "PermissionDenied"_L1;
}

// The ends that were met so far, from the newest call of a hook backwards. Of a denied or interrupted call no hook
// tells the end; it goes with its turn. Sub-agents in the background outlive turns of the session.
struct Ends {
    QSet<QString> calls;
    QSet<QString> agents; // empty = the session itself

    void take(const QString &name, const QString &call, const QString &agent)
    {
        if (endsOne(name))
            calls.insert(call);
        else if (name == "Stop"_L1 || name == "UserPromptSubmit"_L1)
            agents.insert(QString());
        else if (name == "SubagentStop"_L1)
            agents.insert(agent);
    }
};

} // namespace

Result<QList<RunningCall>> readRunningCalls(Database &db, qint64 sessionId)
{
    Statement calls(db, u"SELECT h.name, h.tool, h.tool_use_id, h.at, h.agent_type, h.agent_id FROM hook_event h"
                        " JOIN session s ON s.uuid = h.session_uuid AND s.agent = h.agent WHERE s.id = ?"
                        " ORDER BY h.id DESC LIMIT %1"_s.arg(hookCallsLookedAt));
    Statement told(db, u"SELECT 1 FROM event WHERE tool_use_id = ? AND session_id = ? LIMIT 1"_s);
    calls.bind(sessionId);
    Ends ends;
    QList<RunningCall> running;
    while (calls.next()) {
        const QString name = calls.text(0);
        if (name == "SessionEnd"_L1 || name == "SessionStart"_L1)
            break;
        const QString id = calls.text(2);
        const QString agent = calls.text(5);
        ends.take(name, id, agent);
        if (name != "PreToolUse"_L1 || id.isEmpty() || ends.calls.contains(id) || ends.agents.contains(agent))
            continue;
        ends.calls.insert(id); // announced twice is one call
        told.bind(id).bind(sessionId);
        const bool inTranscript = told.next();
        if (!told.ok())
            return tl::unexpected(told.error());
        told.finish();
        if (!inTranscript)
            running.append({calls.text(1), id, calls.integer(3), calls.text(4)});
    }
    if (!calls.ok())
        return tl::unexpected(calls.error());
    std::reverse(running.begin(), running.end());
    return running;
}

} // namespace assay
