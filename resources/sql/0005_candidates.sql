-- SPDX-FileCopyrightText: 2026 Assay contributors
-- SPDX-License-Identifier: Apache-2.0
-- Schema 5: what the miner found, and what a person decided about it. Explained in docs/mining.md and docs/store.md.
-- Lists and parts of scores are JSON. Days are numbers since the epoch, UTC.

CREATE TABLE miner_run(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,                          -- ms
  miner_version INTEGER NOT NULL,
  sessions INTEGER NOT NULL,                    -- considered
  patterns INTEGER NOT NULL,                    -- tested
  candidates_new INTEGER NOT NULL,
  candidates_changed INTEGER NOT NULL,
  ms INTEGER NOT NULL
) STRICT;

-- What a project's facts were when it was mined last: the same again needs no run.
CREATE TABLE mined_project(
  project_id INTEGER PRIMARY KEY REFERENCES project(id) ON DELETE CASCADE,
  fingerprint TEXT NOT NULL,
  lineages INTEGER NOT NULL,
  too_few INTEGER NOT NULL
) STRICT;

-- Everything that was weighed and is worth an explanation.
CREATE TABLE pattern(
  id INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES project(id) ON DELETE CASCADE,
  detector TEXT NOT NULL,
  canon TEXT NOT NULL,
  standing TEXT NOT NULL,                       -- proposed, watched, said once, chance, too few, redundant, trivial, known
  reason TEXT NOT NULL,
  lineages INTEGER NOT NULL,
  days INTEGER NOT NULL,
  authors INTEGER NOT NULL,
  expected REAL NOT NULL,
  p REAL NOT NULL,
  q REAL NOT NULL,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  UNIQUE(project_id, canon)
) STRICT;

-- Where a pattern was seen: one row each, gone with its session.
CREATE TABLE occurrence(
  pattern_id INTEGER NOT NULL REFERENCES pattern(id) ON DELETE CASCADE,
  event_id INTEGER NOT NULL REFERENCES event(id) ON DELETE CASCADE,
  session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  day INTEGER NOT NULL,
  PRIMARY KEY(pattern_id, event_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX occurrence_by_session ON occurrence(session_id);
CREATE INDEX occurrence_by_event ON occurrence(event_id);

CREATE TABLE candidate(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL,                            -- short and stable: the same facts give the same key
  project_id INTEGER NOT NULL REFERENCES project(id) ON DELETE CASCADE,
  canon TEXT NOT NULL,
  detector TEXT NOT NULL,
  form TEXT NOT NULL CHECK(form IN ('skill', 'rule', 'hook', 'permission', 'note')),
  lane TEXT NOT NULL DEFAULT 'mined' CHECK(lane IN ('mined', 'said once', 'drift', 'retirement')),
  scope TEXT NOT NULL DEFAULT 'project' CHECK(scope IN ('project', 'personal')),
  name TEXT NOT NULL,
  sentence TEXT NOT NULL,
  description TEXT NOT NULL,
  strength_text TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN ('watch', 'new', 'edited', 'snoozed', 'approved', 'rejected', 'superseded', 'stale')),
  ready INTEGER NOT NULL,                       -- 1: would be shown as new, if the day's cards were not used up
  lineages INTEGER NOT NULL,
  days INTEGER NOT NULL,
  authors INTEGER NOT NULL,
  expected REAL NOT NULL,
  against INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  score REAL NOT NULL,
  score_parts TEXT NOT NULL,
  coverage TEXT NOT NULL,                       -- {"share", "file", "line"}
  flags TEXT NOT NULL,
  target_path TEXT NOT NULL,
  draft_rev INTEGER NOT NULL,
  snooze_lineages INTEGER NOT NULL DEFAULT 0,   -- snoozed until so many
  created_at INTEGER NOT NULL,
  shown_at INTEGER NOT NULL DEFAULT 0,          -- became new
  changed_at INTEGER NOT NULL,
  UNIQUE(project_id, key)
) STRICT;
CREATE INDEX candidate_by_key ON candidate(key);
CREATE INDEX candidate_by_state ON candidate(state, score DESC);

-- The bytes of a draft; never changed once written. author: 'miner', 'person', 'model'.
CREATE TABLE revision(
  candidate_id INTEGER NOT NULL REFERENCES candidate(id) ON DELETE CASCADE,
  rev INTEGER NOT NULL,
  author TEXT NOT NULL,
  text TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  tokens INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY(candidate_id, rev)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim(
  candidate_id INTEGER NOT NULL REFERENCES candidate(id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  section TEXT NOT NULL,                        -- trigger, step, fails, avoid, check
  text TEXT NOT NULL,
  ticked INTEGER NOT NULL,                      -- 0: shown, not in the draft
  flags TEXT NOT NULL,
  PRIMARY KEY(candidate_id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence(
  candidate_id INTEGER NOT NULL,
  n INTEGER NOT NULL,
  event_id INTEGER NOT NULL REFERENCES event(id) ON DELETE CASCADE,
  session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  role TEXT NOT NULL,
  trust INTEGER NOT NULL,                       -- 0 typed, 1 the agent's own call, 2 repository, 3 other output
  excerpt TEXT NOT NULL,                        -- masked; empty for what is not to be quoted
  PRIMARY KEY(candidate_id, n, event_id),
  FOREIGN KEY(candidate_id, n) REFERENCES claim(candidate_id, n) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_by_event ON evidence(event_id);
CREATE INDEX evidence_by_session ON evidence(session_id);

CREATE TABLE decision(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  candidate_id INTEGER NOT NULL REFERENCES candidate(id) ON DELETE CASCADE,
  rev INTEGER NOT NULL,
  verdict TEXT NOT NULL,                        -- approve, edit, merge, rule, snooze, reject, undo
  reason TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  state_before TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX decision_by_candidate ON decision(candidate_id);

-- Outlives the candidate, so that what was rejected does not come back. key: of the candidate.
CREATE TABLE tombstone(
  project_id INTEGER NOT NULL REFERENCES project(id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  reason TEXT NOT NULL,
  lineages INTEGER NOT NULL,                    -- then
  days INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY(project_id, key)
) STRICT, WITHOUT ROWID;
