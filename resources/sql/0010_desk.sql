-- SPDX-FileCopyrightText: 2026 Assay contributors
-- SPDX-License-Identifier: Apache-2.0
-- Schema 10: what the desk wrote into files of the user, with what stood there before. A row is written before its file
-- and settled after it, so that after a crash both tell the same. Explained in docs/store.md.

CREATE TABLE file_change(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  act TEXT NOT NULL,                            -- approve, undo, archive, restore, revert, promote
  candidate_id INTEGER NOT NULL DEFAULT 0,      -- 0 = of no candidate; not a reference: what was written outlives it
  candidate_key TEXT NOT NULL DEFAULT '',
  verdict TEXT NOT NULL DEFAULT '',             -- approve, merge, rule
  actor TEXT NOT NULL,                          -- window, terminal
  rev INTEGER NOT NULL DEFAULT 0,
  sha256 TEXT NOT NULL DEFAULT '',              -- of the revision
  scope TEXT NOT NULL,                          -- project, personal
  root TEXT NOT NULL,                           -- below which no link is followed
  path TEXT NOT NULL,                           -- below it
  name TEXT NOT NULL,                           -- of the skill; empty = no skill
  before BLOB,                                  -- NULL = there was no file
  after BLOB,                                   -- NULL = there is none now
  after_sha256 TEXT NOT NULL DEFAULT '',
  folders INTEGER NOT NULL DEFAULT 0,           -- made for it
  state TEXT NOT NULL CHECK(state IN ('writing', 'written', 'given up')),
  at INTEGER NOT NULL                           -- ms
) STRICT;
CREATE INDEX file_change_by_path ON file_change(root, path, id);
CREATE INDEX file_change_by_candidate ON file_change(candidate_id, id);
CREATE INDEX file_change_open ON file_change(state) WHERE state = 'writing';

-- What an edit moved the candidate away from, so that it can be taken back. rev_before 0 = not said.
ALTER TABLE decision ADD COLUMN rev_before INTEGER NOT NULL DEFAULT 0;
ALTER TABLE decision ADD COLUMN form_before TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN scope_before TEXT NOT NULL DEFAULT '';
