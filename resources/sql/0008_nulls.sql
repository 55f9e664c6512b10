-- SPDX-FileCopyrightText: 2026 Assay contributors
-- SPDX-License-Identifier: Apache-2.0
-- Counts of the miner's nulls, per project and lineage, so that one more session costs its own draws only. lineage: hash
-- of what happened in it. A cache: what is missing is drawn again, and comes out the same (agent/mine/nullmemory.h).
CREATE TABLE null_count(
  project_id INTEGER NOT NULL REFERENCES project(id) ON DELETE CASCADE,
  lineage INTEGER NOT NULL,
  counts BLOB NOT NULL,
  PRIMARY KEY(project_id, lineage)
) STRICT, WITHOUT ROWID;
