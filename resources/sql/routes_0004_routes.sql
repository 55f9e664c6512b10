-- SPDX-FileCopyrightText: 2026 Assay contributors
-- SPDX-License-Identifier: Apache-2.0
-- A session stays in the workspace that it went to first, so it has one row. Keyed hash as in schema 1.
CREATE TABLE first_route(
  session_hash BLOB PRIMARY KEY,
  workspace TEXT NOT NULL,
  decided_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO first_route(session_hash, workspace, decided_at)
  SELECT session_hash, workspace, decided_at FROM route AS r
  WHERE range_start = (SELECT min(range_start) FROM route WHERE session_hash = r.session_hash);
DROP TABLE route;
ALTER TABLE first_route RENAME TO route;
