// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/presencewriter.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

PresenceWriter::PresenceWriter(Database &db)
    : m_insert(db, u"INSERT OR IGNORE INTO hook_event(spool_key, agent, session_uuid, name, at, tool, tool_use_id, "
                   "prompt_id, agent_id, agent_type, detail, outcome, duration_ms, spent_us) "
                   "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s)
    // Any call but SessionEnd shows that a run goes on; only SessionStart tells when it began. Times never go back,
    // though the clock may.
    , m_tell(db, u"INSERT INTO presence(agent, session_uuid, run_started_at, ended_at, end_reason, last_event_at, cwd, "
                 "permission_mode) SELECT agent, uuid, CASE WHEN starts THEN at ELSE -1 END, "
                 "CASE WHEN ends THEN at END, CASE WHEN ends THEN detail ELSE '' END, at, cwd, mode "
                 "FROM (SELECT ? AS agent, ? AS uuid, ? AS starts, ? AS ends, ? AS at, ? AS detail, ? AS cwd, ? AS "
                 "mode) WHERE 1 ON CONFLICT(agent, session_uuid) DO UPDATE SET "
                 "run_started_at = CASE WHEN excluded.run_started_at >= 0 THEN excluded.run_started_at "
                 "ELSE presence.run_started_at END, ended_at = excluded.ended_at, end_reason = excluded.end_reason, "
                 "last_event_at = max(presence.last_event_at, excluded.last_event_at), "
                 "cwd = coalesce(nullif(excluded.cwd, ''), presence.cwd), "
                 "permission_mode = coalesce(nullif(excluded.permission_mode, ''), presence.permission_mode)"_s)
    , m_find(db, u"SELECT run_started_at, ended_at, last_event_at, unpersisted FROM presence WHERE agent = ? AND "
                 "session_uuid = ?"_s)
    , m_persisted(db,
                  u"UPDATE presence SET unpersisted = ? WHERE agent = ? AND session_uuid = ? AND unpersisted <> ?"_s)
{
}

Result<bool> PresenceWriter::store(const HookEvent &event)
{
    m_insert.bind(event.spoolKey).bind(event.agent).bind(event.sessionUuid).bind(event.name).bind(event.at);
    m_insert.bind(event.tool).bind(event.toolUseId).bind(event.promptId).bind(event.agentId).bind(event.agentType);
    m_insert.bind(event.detail).bind(static_cast<int>(event.outcome)).bind(event.durationMs).bind(event.spentUs);
    if (!m_insert.run())
        return tl::unexpected(m_insert.error());
    if (m_insert.changes() == 0)
        return false;
    m_tell.bind(event.agent).bind(event.sessionUuid).bind(event.name == "SessionStart"_L1 ? 1 : 0);
    m_tell.bind(event.name == "SessionEnd"_L1 ? 1 : 0).bind(event.at).bind(event.detail).bind(event.cwd);
    if (!m_tell.bind(event.permissionMode).run())
        return tl::unexpected(m_tell.error());
    return true;
}

Result<std::optional<PresenceState>> PresenceWriter::find(const QString &agent, const QString &sessionUuid)
{
    m_find.bind(agent).bind(sessionUuid);
    std::optional<PresenceState> state;
    if (m_find.next()) {
        state.emplace();
        state->runStartedAt = m_find.integer(0);
        if (!m_find.isNull(1))
            state->endedAt = m_find.integer(1);
        state->lastEventAt = m_find.integer(2);
        state->unpersisted = m_find.integer(3) != 0;
    }
    m_find.finish();
    if (!m_find.ok())
        return tl::unexpected(m_find.error());
    return state;
}

Result<> PresenceWriter::setUnpersisted(const QString &agent, const QString &sessionUuid, bool unpersisted)
{
    const int value = unpersisted ? 1 : 0;
    if (!m_persisted.bind(value).bind(agent).bind(sessionUuid).bind(value).run())
        return tl::unexpected(m_persisted.error());
    return {};
}

} // namespace assay
