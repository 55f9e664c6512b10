-- SPDX-FileCopyrightText: 2026 Assay contributors
-- SPDX-License-Identifier: Apache-2.0
-- Schema 3: what the hooks of a coding agent told. Presence, not content: a session's words come from its transcript. Rows
-- name sessions by uuid, because a hook speaks before there is a transcript. Written by agent/store/presencewriter.

-- One call of the hook. spool_key is the name of its spool file, so that one that is drained twice is stored once.
-- detail: source of a SessionStart, reason of a SessionEnd, trigger of a compaction, type of a notification.
-- outcome as in event.outcome; 0 = says nothing of one.
CREATE TABLE hook_event(
  id INTEGER PRIMARY KEY AUTOINCREMENT,         -- in the order in which they happened, within a session
  spool_key TEXT NOT NULL UNIQUE,
  agent TEXT NOT NULL,
  session_uuid TEXT NOT NULL,
  name TEXT NOT NULL,
  at INTEGER NOT NULL,
  tool TEXT NOT NULL DEFAULT '',
  tool_use_id TEXT NOT NULL DEFAULT '',
  prompt_id TEXT NOT NULL DEFAULT '',
  agent_id TEXT NOT NULL DEFAULT '',            -- of a sub-agent
  agent_type TEXT NOT NULL DEFAULT '',
  detail TEXT NOT NULL DEFAULT '',
  outcome INTEGER NOT NULL DEFAULT 0,
  duration_ms INTEGER NOT NULL DEFAULT -1,
  spent_us INTEGER NOT NULL DEFAULT -1          -- what the hook itself took
) STRICT;
CREATE INDEX hook_event_by_session ON hook_event(session_uuid, id);

-- Where a session stands. A run is one process of the client that works on it; a resumed session has several.
CREATE TABLE presence(
  agent TEXT NOT NULL,
  session_uuid TEXT NOT NULL,
  run_started_at INTEGER NOT NULL DEFAULT -1,   -- of the newest run; -1 = its start was not told
  ended_at INTEGER,                             -- of the newest run; NULL = it goes on, as far as anybody told
  end_reason TEXT NOT NULL DEFAULT '',
  last_event_at INTEGER NOT NULL,
  cwd TEXT NOT NULL DEFAULT '',
  permission_mode TEXT NOT NULL DEFAULT '',
  unpersisted INTEGER NOT NULL DEFAULT 0,       -- 1 = no transcript; its events were made of what the hooks told
  PRIMARY KEY(agent, session_uuid)
) STRICT, WITHOUT ROWID;
CREATE INDEX presence_by_time ON presence(last_event_at DESC);
