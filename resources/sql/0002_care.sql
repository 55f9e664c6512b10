-- SPDX-FileCopyrightText: 2026 Assay contributors
-- SPDX-License-Identifier: Apache-2.0
-- Schema 2: what the person adds to sessions, and which tools and skills a session used, counted, so that lists and
-- facets need no scan of events.

-- Compared without regard to case, so that one session never has "Keep" and "keep". Rules: agent/store/care.h.
CREATE TABLE session_tag(
  session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  tag TEXT NOT NULL COLLATE NOCASE,
  PRIMARY KEY(session_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_tag_by_tag ON session_tag(tag, session_id);

CREATE TABLE session_note(
  session_id INTEGER PRIMARY KEY REFERENCES session(id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

-- line_key and block repeat the event's natural key: should a repair give the event another number, it is found again.
CREATE TABLE bookmark(
  event_id INTEGER PRIMARY KEY REFERENCES event(id) ON DELETE CASCADE,
  session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  line_key BLOB NOT NULL,
  block INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX bookmark_by_session ON bookmark(session_id);

-- Calls of a session, sub-agents included, calls of our own programs (flag 1) too. failures: outcome Failed.
CREATE TABLE session_tool(
  session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  tool TEXT NOT NULL,
  calls INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  PRIMARY KEY(session_id, tool)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_tool_by_tool ON session_tool(tool COLLATE NOCASE, session_id);

-- The one definition of which events use a skill: the model called it, or the person typed its name. Typed commands
-- that the client itself answers are no skills.
CREATE VIEW skill_use(event_id, session_id, skill) AS
  SELECT id, session_id, skill FROM (
    SELECT id, session_id,
      ltrim(CASE WHEN tool = 'Skill' THEN substr(head, 1, instr(head || ' · ', ' · ') - 1)
                 ELSE substr(head, 1, instr(head || ' ', ' ') - 1) END, '/') AS skill
    FROM event WHERE kind = 5 OR (kind = 4 AND tool IN ('Skill', 'SlashCommand')))
  WHERE skill <> '' AND skill NOT IN (
    'add-dir', 'agents', 'bashes', 'bug', 'clear', 'color', 'compact', 'config', 'context', 'copy', 'cost', 'diff',
    'doctor', 'effort', 'exit', 'export', 'extra-usage', 'fast', 'feedback', 'fork', 'help', 'hooks', 'ide',
    'install-github-app', 'keybindings', 'login', 'logout', 'mcp', 'memory', 'migrate-installer', 'mobile', 'model',
    'new', 'output-style', 'permissions', 'plan', 'plugin', 'pr-comments', 'privacy-settings', 'quit',
    'rate-limit-options', 'release-notes', 'reload-plugins', 'remote-control', 'rename', 'reset', 'resume', 'rewind',
    'sandbox', 'skills', 'stats', 'status', 'statusline', 'stickers', 'tasks', 'terminal-setup', 'theme', 'todos',
    'upgrade', 'usage', 'vim', 'voice');

CREATE TABLE session_skill(
  session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  skill TEXT NOT NULL,
  uses INTEGER NOT NULL,
  PRIMARY KEY(session_id, skill)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_skill_by_skill ON session_skill(skill COLLATE NOCASE, session_id);

INSERT INTO session_tool SELECT session_id, tool, count(*), sum(outcome = 2) FROM event
  WHERE kind = 4 AND tool <> '' GROUP BY 1, 2;
INSERT INTO session_skill SELECT session_id, skill, count(*) FROM skill_use GROUP BY 1, 2;

-- Few events are: so that is:denied and is:interrupted look at those alone. As in models/data/filter/filtersql.cpp.
CREATE INDEX event_denied ON event(session_id) WHERE outcome = 3;
CREATE INDEX event_interrupted ON event(session_id) WHERE outcome = 4 OR kind = 12;
