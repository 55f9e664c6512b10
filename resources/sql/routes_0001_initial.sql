-- SPDX-FileCopyrightText: 2026 Assay contributors
-- SPDX-License-Identifier: Apache-2.0
-- routes.sqlite, one per data directory, above all workspaces: what must not come back.

-- Keyed hash of the session id; the key is the file "key" beside this database. No content, no id.
CREATE TABLE exclusion(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  session_hash BLOB NOT NULL,
  range_start INTEGER NOT NULL DEFAULT 0,       -- bytes of the source file
  range_end INTEGER,                            -- NULL = to the end
  reason TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX exclusion_by_session ON exclusion(session_hash);
