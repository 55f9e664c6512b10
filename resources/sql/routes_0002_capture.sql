-- SPDX-FileCopyrightText: 2026 Assay contributors
-- SPDX-License-Identifier: Apache-2.0
-- routes.sqlite, schema 2: when capture was paused, where runs go, and which folders may say so.

-- Nothing dated within is captured, whenever it is read. Times in ms since the epoch.
CREATE TABLE pause(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  started_at INTEGER NOT NULL,
  ended_at INTEGER                              -- NULL = until resumed; in the future = by itself
) STRICT;

-- Which workspace the bytes of a session's transcript belong to, from one on until the next row's. Keyed hash as above.
CREATE TABLE route(
  session_hash BLOB NOT NULL,
  range_start INTEGER NOT NULL,
  workspace TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  PRIMARY KEY(session_hash, range_start)
) STRICT, WITHOUT ROWID;

-- A committed .assay file comes with a cloned repository: the workspace it names counts only when the person said so,
-- for this very file and this very name.
CREATE TABLE consent(
  file TEXT NOT NULL,
  workspace TEXT NOT NULL,
  given_at INTEGER NOT NULL,
  PRIMARY KEY(file, workspace)
) STRICT, WITHOUT ROWID;
